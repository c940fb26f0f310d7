"""Kinguin ESA client."""
import logging
import time
from typing import Any, Dict, List, Optional

import requests

logger = logging.getLogger(__name__)


class KinguinAPIError(Exception):
    def __init__(self, message: str, status: Optional[int] = None, kind: Optional[str] = None):
        self.status = status
        self.kind = kind
        super().__init__(message)


class KinguinClient:
    BASE = "https://gateway.kinguin.net/esa/api"

    def __init__(self, api_key: str, sandbox: bool = False, timeout: int = 30):
        self.base_url = self.BASE.replace("gateway.", "gateway.sandbox.") if sandbox else self.BASE
        self.timeout = timeout
        self.session = requests.Session()
        self.session.headers.update({"X-Api-Key": api_key, "Content-Type": "application/json"})

    def _request(self, method: str, path: str, **kwargs: Any) -> Any:
        url = f"{self.base_url}{path}"
        kwargs.setdefault("timeout", self.timeout)
        started = time.monotonic()
        try:
            response = self.session.request(method=method, url=url, **kwargs)
            response.raise_for_status()
        except requests.exceptions.HTTPError as e:
            error_data = {}
            try:
                error_data = e.response.json()
            except ValueError:
                pass
            message = error_data.get("message", str(e))
            raise KinguinAPIError(f"API Error: {message}", e.response.status_code, error_data.get("kind")) from e
        except requests.exceptions.RequestException as e:
            raise KinguinAPIError(f"Request failed: {e}") from e
        finally:
            logger.debug("%s %s took %.2fs", method, path, time.monotonic() - started)
        if response.status_code == 204:
            return None
        return response.json()

    def search_products(self, **filters: Any) -> List[Dict]:
        return self._request("GET", "/v1/products", params=filters).get("results", [])

    def get_product(self, product_id: str) -> Dict:
        return self._request("GET", f"/v2/products/{product_id}")

    def get_regions(self) -> List[Dict]:
        return self._request("GET", "/v1/regions")

    def get_platforms(self) -> List[str]:
        return self._request("GET", "/v1/platforms")

    def get_genres(self) -> List[str]:
        return self._request("GET", "/v1/genres")

    def place_order(self, products: List[Dict], external_id: Optional[str] = None) -> Dict:
        payload: Dict[str, Any] = {"products": products}
        if external_id:
            payload["orderExternalId"] = external_id
        return self._request("POST", "/v2/order", json=payload)

    def get_order(self, order_id: str) -> Dict:
        return self._request("GET", f"/v1/order/{order_id}")

    def search_orders(self, **filters: Any) -> List[Dict]:
        return self._request("GET", "/v1/order", params=filters).get("results", [])

    def get_keys(self, order_id: str) -> List[Dict]:
        return self._request("GET", f"/v2/order/{order_id}/keys")

    def get_balance(self) -> float:
        return self._request("GET", "/v1/balance").get("balance", 0.0)
