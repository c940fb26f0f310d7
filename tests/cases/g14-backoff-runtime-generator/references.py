"""Renames orders at Klarna."""
from __future__ import annotations

import logging
import os
from dataclasses import KW_ONLY, dataclass, field, replace

import backoff
import requests
from requests.adapters import HTTPAdapter
from requests.auth import HTTPBasicAuth

logger = logging.getLogger(__name__)


class Retryable(requests.HTTPError):
    @classmethod
    def wrap(cls, error: requests.HTTPError) -> requests.HTTPError:
        response = error.response
        made = cls(*error.args, response=response) if response.status_code in (429, 503) else error
        return made


def fatal(error: Exception) -> bool:
    return not isinstance(error, Retryable)


def after(details: dict) -> None:
    logger.info("attempt %(tries)d of %(target)s", {"tries": details["tries"], "target": details["target"].__name__})


@dataclass
class Refs:
    base: str
    _: KW_ONLY
    user: str = "u"
    password: str = field(default="p", repr=False)
    session: requests.Session = field(default_factory=requests.Session, compare=False)

    def __post_init__(self) -> None:
        self.session.auth = HTTPBasicAuth(self.user, self.password)
        self.session.mount("https://", HTTPAdapter(pool_connections=1, max_retries=0))

    @classmethod
    def from_env(cls) -> "Refs":
        bare = cls(os.getenv("KLARNA_URL", "https://api.klarna.com").rstrip("/"))
        return replace(bare, base=bare.base + "/ordermanagement/v1")

    @backoff.on_exception(backoff.fibo, requests.HTTPError, max_tries=3, giveup=fatal, on_backoff=after, jitter=None)
    def _patch(self, path: str, body: dict) -> requests.Response:
        answer = self.session.patch(f"{self.base}/{path.lstrip('/')}", json=body)
        try:
            answer.raise_for_status()
        except requests.HTTPError as error:
            raise Retryable.wrap(error) from error
        return answer

    def rename(self, order: str, reference: str) -> bool:
        try:
            self._patch(f"/orders/{order}/merchant-references", {"merchant_reference1": reference})
        except Retryable:
            return False
        except requests.HTTPError as error:
            code = error.response.json().get("error_code")
            if code in ("NOT_ALLOWED", "CONFLICT"):
                logger.error("%s may not be renamed", order)
                return False
            raise
        else:
            return True
