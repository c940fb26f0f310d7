"""Removes payment integrations of shops that closed."""
from __future__ import annotations

import json
import logging
import os
import time
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

log = logging.getLogger(__name__)

HOST = "https://checkout.us-central1.gcp.commercetools.com"
MAX_ATTEMPTS = 4


class Problem(Exception):
    def __init__(self, status: int, codes: list[str], text: str) -> None:
        super().__init__(f"{status} {'/'.join(codes) or '-'}: {text}")
        self.status = status
        self.codes = codes

    def __contains__(self, code: str) -> bool:
        return code in self.codes


class StillReferenced(Exception):
    """An application uses the integration, detach it first."""


class Integrations:
    def __init__(self, project: str, token: str = "") -> None:
        self.root = f"{HOST}/{project}/payment-integrations"
        self.token = token or os.environ.get("CT_TOKEN", "t")

    def _call(self, method: str, integration_id: str, **query: Any) -> dict:
        url = f"{self.root}/{integration_id}"
        if query:
            url += "?" + urlencode(query)
        request = Request(url, method=method, headers={"Authorization": f"Bearer {self.token}"})
        try:
            with urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except HTTPError as err:
            body = json.loads(err.read() or "{}")
            codes = [e.get("code", "") for e in body.get("errors", [])]
            raise Problem(err.code, codes, body.get("message", "")) from None

    def remove(self, integration_id: str, attempt: int = 1) -> str:
        """'removed' or 'was gone'. Reads the version afresh before every DELETE."""
        try:
            version = self._call("GET", integration_id)["version"]
            self._call("DELETE", integration_id, version=version)
        except Problem as problem:
            if "ResourceNotFound" in problem:
                return "removed" if attempt > 1 else "was gone"
            if "ReferenceExists" in problem:
                raise StillReferenced(integration_id) from problem
            if attempt == MAX_ATTEMPTS:
                raise
            if "ConcurrentModification" in problem:
                log.info("%s changed under us", integration_id)
                return self.remove(integration_id, attempt + 1)
            if "General" in problem or "ServiceUnavailable" in problem:
                time.sleep(3 * attempt)
                return self.remove(integration_id, attempt + 1)
            raise
        return "removed"


def close_shop(project: str, integration_ids: list[str]) -> dict[str, str]:
    integrations = Integrations(project)
    return {integration_id: integrations.remove(integration_id) for integration_id in integration_ids}
