from __future__ import annotations

from dataclasses import asdict, dataclass

from .base import PartnerClient, PartnerError


@dataclass
class Line:
    name: str
    quantity: int
    total_amount: int


@dataclass
class Cart:
    currency: str
    line_items: list[Line]


class KlarnaError(PartnerError):
    pass


class WrongSetup(KlarnaError):
    """Nothing that a customer could change."""


class ShoppingSessions(PartnerClient):
    base_url = "https://api-global.klarna.com/v1/shopping/sessions"
    code_field = "error_code"
    error_class = KlarnaError
    soft_codes = frozenset({"RATE_LIMITED", "TEMPORARY_UNAVAILABLE", "RESOURCE_CONFLICT"})

    def __init__(self, api_key: str) -> None:
        super().__init__()
        self.api_key = api_key

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Basic {self.api_key}"}

    def on_refusal(self, error: PartnerError) -> None:
        match error.code:
            case "UNAUTHORIZED" | "OPERATION_FORBIDDEN" | "SERVER_CONFIGURATION_ERROR" | "NOT_FOUND":
                raise WrongSetup(error.status, error.code)
            case _:
                super().on_refusal(error)

    def create(self, cart: Cart) -> str:
        return self.call("POST", "", {"cart": asdict(cart)})["shopping_session_id"]

    def update(self, session_id: str, cart: Cart) -> None:
        self.call("PATCH", f"/{session_id}", {"cart": asdict(cart)})
