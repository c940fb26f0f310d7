"""Remove Checkout applications of closed shops."""
import os
import time
from http import HTTPStatus

import httpx

PROJECT = os.environ.get("CTP_PROJECT_KEY", "toys")


class RetireError(Exception):
    pass


def connect() -> httpx.Client:
    return httpx.Client(
        base_url=f"https://checkout.us-central1.gcp.commercetools.com/{PROJECT}/",
        headers={"Authorization": f"Bearer {os.environ.get('CTP_TOKEN', 'token')}"},
        timeout=httpx.Timeout(10, read=60),
    )


def codes(response: httpx.Response) -> set[str]:
    return {e.get("code") for e in response.json().get("errors", ())}


def current_version(client: httpx.Client, key: str) -> int | None:
    found = client.get(f"applications/key={key}")
    if found.status_code == HTTPStatus.NOT_FOUND:
        return None
    found.raise_for_status()
    return found.json()["version"]


def retire(key: str, tries: int = 4) -> str:
    with connect() as client:
        for n in range(tries):
            # always read: somebody may have edited (or removed) the application meanwhile
            version = current_version(client, key)
            if version is None:
                return "gone"
            response = client.delete(f"applications/key={key}", params={"version": version})
            if response.is_success:
                return "deleted"
            seen = codes(response)
            if "ResourceNotFound" in seen:
                return "gone"
            if seen & {"ConcurrentModification", "General", "ServiceUnavailable"}:
                time.sleep(1.5 ** n)
                continue
            raise RetireError(f"{key}: {', '.join(sorted(seen)) or response.status_code}")
        raise RetireError(f"{key}: no luck in {tries} attempts")
