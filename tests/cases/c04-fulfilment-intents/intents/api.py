from __future__ import annotations

from typing import Any

import aiohttp

from .problem import Problem


class CheckoutApi:
    """Answers are values: the document, or a Problem."""

    def __init__(self, session: aiohttp.ClientSession, project_key: str, region: str) -> None:
        self._session = session
        self._root = f"https://checkout.{region}.commercetools.com/{project_key}"

    async def _call(self, method: str, path: str, payload: dict | None = None) -> dict[str, Any] | Problem:
        async with self._session.request(method, self._root + path, json=payload) as response:
            if response.ok:
                return await response.json()
            return await Problem.of(response)

    async def intent(self, payment_id: str, **action: Any) -> dict[str, Any] | Problem:
        return await self._call("POST", f"/payment-intents/{payment_id}", {"actions": [action]})

    async def transaction(self, key: str) -> dict[str, Any] | Problem:
        return await self._call("GET", f"/transactions/key={key}")
