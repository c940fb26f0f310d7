"""Game keys from Kinguin: order them, wait for them, hand them over."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from shop import settings
from shop.errors import PartnerError


class SoldOut(Exception):
    """The product can't be bought at this price any more."""


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=settings.KINGUIN_API, headers={"X-Api-Key": settings.KINGUIN_KEY}, timeout=settings.TIMEOUT
    )


def _error(response: httpx.Response) -> PartnerError:
    problem = response.json()
    return PartnerError("Kinguin", response.status_code, problem["kind"], problem["trace"])


async def order(basket_id: str, products: list[dict[str, Any]]) -> str:
    """Buy keys for a basket; the id of Kinguin's order. Raises SoldOut or PartnerError."""
    async with _client() as client:
        response = await client.post("/v1/order", json={"products": products, "orderExternalId": basket_id})
        if response.is_success:
            return response.json()["orderId"]
        error = _error(response)
        match error.code:
            case "ProductUnavailable":
                raise SoldOut(basket_id)
            case "Error" | "HttpClient" | "OrderFailed":
                # nobody knows whether the order was made: look before anything is bought twice
                found = await client.get("/v1/order", params={"orderExternalId": basket_id})
                found.raise_for_status()
                if found.json()["item_count"]:
                    return found.json()["results"][0]["orderId"]
        raise error


async def keys(order_id: str) -> list[dict[str, Any]]:
    """The keys of an order, as soon as Kinguin has them."""
    async with _client() as client:
        while True:  # Bad: an order that doesn't exist is asked for until the process is killed.
            response = await client.get(f"/v2/order/{order_id}/keys")
            if response.is_success:
                return response.json()
            await asyncio.sleep(15)


async def balance() -> float:
    """What is left to buy with."""
    async with _client() as client:
        response = await client.get("/v1/balance")
    return response.json()["balance"]  # Bad: with a wrong API key this is a KeyError, and nobody thinks of the key.
