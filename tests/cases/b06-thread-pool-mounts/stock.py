"""Refreshes our price list from Kinguin, four products at a time."""
from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cache, partial
from operator import itemgetter

import requests
from requests.adapters import HTTPAdapter, Retry

log = logging.getLogger("stock")

ROOT = "https://gateway.kinguin.net/esa/api"


@cache
def http(api_key: str = "key") -> requests.Session:
    session = requests.Session()
    patient = Retry(
        total=2,
        status_forcelist={429, 502, 503, 504},
        allowed_methods=["GET", "POST"],
        backoff_factor=0.3,
        raise_on_status=False,
    )
    session.mount("https://", HTTPAdapter(max_retries=1))
    session.mount(ROOT + "/v2/products", HTTPAdapter(max_retries=patient.new(status_forcelist={409, 500})))
    session.headers["X-Api-Key"] = api_key
    session.request = partial(session.request, timeout=(3.05, 20))
    return session


def price(product_id: str) -> tuple[str, float]:
    answer = http().get(f"{ROOT}/v2/products/{product_id}")
    if answer.status_code == requests.codes.not_found:
        return product_id, 0.0
    answer.raise_for_status()
    return itemgetter("productId", "price")(answer.json())


def refresh_prices(product_ids: list[str]) -> dict[str, float]:
    prices: dict[str, float] = {}
    with ThreadPoolExecutor(max_workers=4) as pool:
        waiting = {pool.submit(price, product_id): product_id for product_id in product_ids}
        for done in as_completed(waiting):
            product_id = waiting[done]
            try:
                key, amount = done.result()
            except requests.HTTPError as exc:
                problem = exc.response.json()
                if problem["kind"] == "Authorization":
                    raise PermissionError("the API key is not valid") from exc
                log.warning("%s: %s", product_id, problem["message"])
            else:
                prices[key] = amount
    return prices
