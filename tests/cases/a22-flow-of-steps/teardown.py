"""Removes the Checkout application of a shop that closes."""
from __future__ import annotations

import os
import sys
from typing import Any, Iterator

import requests

ROOT = "https://checkout.us-central1.gcp.commercetools.com/" + os.environ.get("CTP_PROJECT_KEY", "shop")


class Stale(Exception):
    pass


class Api:
    """`api / "applications" / id` is a URL; `api(verb, url)` a request."""

    def __init__(self, url: str = ROOT, session: requests.Session | None = None) -> None:
        self.url = url
        self.session = session or requests.Session()

    def __truediv__(self, part: str) -> Api:
        return Api(f"{self.url}/{part}", self.session)

    def __call__(self, verb: str, **params: Any) -> dict[str, Any]:
        response = self.session.request(verb, self.url, params=params, headers={"Authorization": token()})
        if response.status_code >= 400:
            raise self.error(response)
        return response.json()

    @staticmethod
    def error(response: requests.Response) -> Exception:
        codes = [e.get("code") for e in response.json().get("errors", [])]
        if codes == ["ConcurrentModification"]:
            return Stale(response.url)
        if "ResourceNotFound" in codes:
            return FileNotFoundError(response.url)
        try:
            response.raise_for_status()
        except requests.HTTPError as error:
            error.codes = codes
            return error
        return RuntimeError("not reached")


def token() -> str:
    return "Bearer " + os.environ.get("CTP_ACCESS_TOKEN", "")


def fresh_versions(api: Api, tries: int) -> Iterator[int]:
    for _ in range(tries):
        yield api("GET")["version"]


def teardown(application_id: str, tries: int = 3) -> int:
    """Exit code of the script."""
    api = Api() / "applications" / application_id
    for version in fresh_versions(api, tries):
        try:
            api("DELETE", version=version)
            break
        except Stale:
            continue
        except FileNotFoundError:
            print("gone already", file=sys.stderr)
            return 0
        except requests.HTTPError as error:
            if error.response.status_code == 503 and "ServiceUnavailable" in error.codes:
                return 75
            raise
    else:
        return 1
    return 0
