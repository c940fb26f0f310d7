from __future__ import annotations

import httpx
import stamina


class CheckoutError(Exception):
    def __init__(self, status: int, codes: list[str]) -> None:
        super().__init__(f"{status} {', '.join(codes) or 'without code'}")
        self.status = status
        self.codes = codes


class UnknownIntegration(CheckoutError):
    pass


class CheckoutDown(CheckoutError):
    """Try again later; old data may be served meanwhile."""


TRANSIENT = {
    "ServiceUnavailable",
    "GeneralError",
}


def _raise_for_answer(response: httpx.Response) -> None:
    if response.is_success:
        return
    body = response.json()
    codes = [error["code"] for error in body.get("errors", [])]
    if "ResourceNotFound" in codes:
        raise UnknownIntegration(response.status_code, codes)
    if not TRANSIENT.isdisjoint(codes):
        raise CheckoutDown(response.status_code, codes)
    raise CheckoutError(response.status_code, codes)


class CheckoutApi:
    def __init__(self, project_key: str, token: str, region: str = "us-central1.gcp") -> None:
        self._http = httpx.Client(
            base_url=f"https://checkout.{region}.commercetools.com/{project_key}/",
            headers={"Authorization": f"Bearer {token}"},
            timeout=8,
        )

    @stamina.retry(on=(httpx.TransportError, CheckoutDown), attempts=3, wait_max=2.0)
    def integration(self, key: str) -> dict:
        response = self._http.get(f"payment-integrations/key={key}")
        _raise_for_answer(response)
        return response.json()
