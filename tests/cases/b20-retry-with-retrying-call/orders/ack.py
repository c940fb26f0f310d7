from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .http import Klarna, Unavailable


@dataclass
class Acknowledger:
    klarna: Klarna
    harmless: ClassVar[frozenset[str]] = frozenset({"NOT_ALLOWED", "CAPTURE_NOT_ALLOWED"})

    def run(self, order_ids: list[str]) -> tuple[list[str], list[str]]:
        """Orders that Klarna took, and orders for a person."""
        done: list[str] = []
        open_: list[str] = []
        for order_id in order_ids:
            (done if self.acknowledge(order_id) else open_).append(order_id)
        return done, open_

    def acknowledge(self, order_id: str) -> bool:
        try:
            response = self.klarna.post(f"{order_id}/acknowledge")
        except Unavailable:
            return False
        if response.ok:
            return True
        code, *messages = response.json()["error_code"], *response.json()["error_messages"]
        if code in self.harmless:
            return True
        if code == "NO_SUCH_ORDER":
            return False
        raise RuntimeError("; ".join([code, *messages]))
