"""Switches payment integrations on."""
from __future__ import annotations

import attrs
import requests
from attrs import define, field, frozen, validators


def _upper(code: str | None) -> str:
    return (code or "unknown").upper()


@frozen(kw_only=True)
class Problem:
    status: int = field(validator=validators.instance_of(int))
    code: str = field(default=None, converter=_upper)
    text: str = ""

    @status.validator
    def _is_error(self, attribute, value):
        if not 400 <= value < 600:
            raise ValueError(f"{attribute.name}: {value} is no error")

    @property
    def stale(self) -> bool:
        return self.code == "CONCURRENTMODIFICATION"


class NotActivated(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@define
class Integrations:
    project: str
    region: str = "europe-west1.gcp"
    _token: str = ""
    versions: dict[str, int] = field(factory=dict, init=False)
    http: requests.Session = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.http = requests.Session()
        self.http.headers["Authorization"] = f"Bearer {self._token}"


    def _url(self, key: str) -> str:
        return f"https://checkout.{self.region}.commercetools.com/{self.project}/payment-integrations/key={key}"

    def _post(self, key: str, version: int) -> dict:
        answer = self.http.post(self._url(key), json={"version": version, "actions": [{"action": "setStatus", "status": "Active"}]})
        if answer.status_code == 200:
            return answer.json()
        body = answer.json()
        first = next(iter(body.get("errors") or [{}]))
        raise NotActivated(Problem(status=answer.status_code, code=first.get("code"), text=body["message"]))

    def activate(self, key: str, version: int) -> int:
        try:
            found = self._post(key, version)
        except NotActivated as error:
            if not error.problem.stale:
                if attrs.asdict(error.problem)["status"] >= 500:
                    return -1
                raise
            version = self.http.get(self._url(key)).json()["version"]
            found = self._post(key, version)
        self.versions[key] = found["version"]
        return self.versions[key]
