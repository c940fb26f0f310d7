"""BitPay's six-digit codes as exceptions."""
from __future__ import annotations

from typing import Any, Callable, TypeVar

C = TypeVar("C", bound="type[BitPayError]")

_registry: dict[str, type[BitPayError]] = {}


class BitPayError(Exception):
    transient = False

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def codes(*wire: str) -> Callable[[C], C]:
    def remember(cls: C) -> C:
        _registry.update(dict.fromkeys(wire, cls))
        return cls

    return remember


@codes("030101")
class InvoiceUnknown(BitPayError):
    pass


@codes("030002", "030003", "030102", "030103")
class BadContact(BitPayError):
    """BitPay does not take this mail address."""


@codes("010117")
class InvoiceClosed(BitPayError):
    """Paid or expired: the buyer is fixed."""


@codes("030000", "030100")
class Hiccup(BitPayError):
    transient = True


def check(body: dict[str, Any]) -> dict[str, Any]:
    """BitPay's `data`, or the exception for its code. The status of the answer does not matter."""
    if body.get("status") == "error":
        cls = _registry.get(body["code"], BitPayError)
        raise cls(body["code"], body.get("error", ""))
    return body["data"]
