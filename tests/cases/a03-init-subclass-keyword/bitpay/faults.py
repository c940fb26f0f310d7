from __future__ import annotations

from typing import Any


class Fault(Exception):
    """Base of what BitPay answers; subclasses say which error number (the last two digits) they stand for."""

    _known: dict[tuple[str, str], type[Fault]] = {}
    customer_can_fix = False

    def __init_subclass__(cls, /, number: str | None = None, resource: str = "01", **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if number is not None:
            cls._known[resource, number] = cls

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        self.text = text

    def __str__(self) -> str:
        return f"[{self.code}] {self.text}"

    @classmethod
    def of(cls, body: dict[str, Any]) -> Fault:
        code = body["code"]
        kind = cls._known.get((code[2:4], code[4:6]), cls)
        return kind(code, body["error"])


class Invalid(Fault):
    customer_can_fix = True


class InvalidPrice(Invalid, number="13"):
    pass


class InvalidCurrency(Invalid, number="12"):
    pass


class MissingField(Invalid, number="03", resource="00"):
    customer_can_fix = False


class NotFound(Fault, number="08"):
    pass


class NotFound(Fault, number="02"):  # noqa: F811
    pass
