"""Keeps Klarna's shopping session in step with the cart."""
from __future__ import annotations

import logging
from typing import MutableMapping

from .sessions import Cart, KlarnaError, Line, ShoppingSessions

__all__ = ["Cart", "Line", "SessionKeeper", "ShoppingSessions"]

log = logging.getLogger(__name__)


class SessionKeeper:
    # the session is gone, a new one is needed
    LOST = ("RESOURCE_NOT_FOUND", "SESSION_COMPLETED")

    def __init__(self, api: ShoppingSessions, store: MutableMapping[str, str]) -> None:
        self.api = api
        self.store = store

    def sync(self, customer_id: str, cart: Cart) -> str:
        """The id of the session that knows the cart."""
        if session_id := self.store.get(customer_id):
            try:
                self.api.update(session_id, cart)
                return session_id
            except KlarnaError as err:
                if err.code not in self.LOST:
                    raise
                log.info("session %s of %s is gone", session_id, customer_id)
                del self.store[customer_id]
        return self.store.setdefault(customer_id, self.api.create(cart))
