from __future__ import annotations

import httpx


class CheckoutError(Exception):
    def __init__(self, status: int, codes: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.status = status
        self.codes = codes


class Stale(CheckoutError):
    """Somebody else changed the resource since we read it."""


class Missing(CheckoutError):
    pass


BY_CODE = {
    "ConcurrentModification": Stale,
    "ResourceNotFound": Missing,
    "InvalidCredentials": CheckoutError,
}


async def raise_checkout_error(response: httpx.Response) -> None:
    """Response hook: errors of the API become exceptions of ours."""
    if response.is_success or response.status_code == 401:
        return
    await response.aread()
    document = response.json()
    codes = tuple(item["code"] for item in document["errors"])
    kind = next((BY_CODE[code] for code in codes if code in BY_CODE), CheckoutError)
    raise kind(document["statusCode"], codes, document["message"])
