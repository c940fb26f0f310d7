"""What a program is about: one operation of a provider, the answer of its success, and how its URL and error body are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from merchant.draw import Draw
from sadpath.catalogue import Operation, Provider

HOSTS = {
    "klarna-order-management": (
        "https://api.klarna.com",
        "https://api.playground.klarna.com",
        "https://api-na.klarna.com",
    ),
    "klarna-network": ("https://api-global.klarna.com", "https://api-global.test.klarna.com"),
    "commercetools-checkout": (
        "https://checkout.europe-west1.gcp.commercetools.com",
        "https://checkout.us-central1.gcp.commercetools.com",
    ),
    "lemanpay": ("https://publicoffice.lemanpay.net",),
    "kinguin": ("https://gateway.kinguin.net", "https://gateway.sandbox.kinguin.net"),
    "bitpay": ("https://bitpay.com", "https://test.bitpay.com"),
}
KEY_HEADERS = {"klarna-order-management": "Klarna-Idempotency-Key", "klarna-network": "Klarna-Idempotency-Key"}
KEY_FIELDS = {"commercetools-checkout": "key", "kinguin": "orderExternalId", "bitpay": "guid", "lemanpay": "orderId"}
AUTH = {
    "klarna-order-management": '{"Authorization": "Basic " + TOKEN}',
    "klarna-network": '{"Authorization": f"Basic {TOKEN}"}',
    "commercetools-checkout": '{"Authorization": f"Bearer {TOKEN}"}',
    "lemanpay": '{"X-LP-ClientId": TOKEN}',
    "kinguin": '{"X-Api-Key": TOKEN}',
    "bitpay": '{"X-Accept-Version": "2.0.0", "X-Identity": TOKEN}',
}

BODIES: dict[str, dict[str, Any]] = {
    "klarna-order-management": {
        "getOrder": {"order_id": "ord-5150", "status": "AUTHORIZED", "order_amount": 9900, "fraud_status": "ACCEPTED"},
        "getCaptures": [{"capture_id": "c-1", "captured_amount": 9900}],
        "getCapture": {"capture_id": "c-1", "captured_amount": 9900},
        "getRefund": {"refund_id": "r-1", "refunded_amount": 1200},
        "getOptionsForExtendDueDate": {"options": [{"number_of_days": 14}]},
        "": "",
    },
    "klarna-network": {
        "listDisputes": {"disputes": [{"payment_dispute_id": "krn:dispute:1", "state": "OPEN"}]},
        "readPaymentTransaction": {"payment_transaction_id": "krn:transaction:4", "state": "AUTHORIZED", "amount": 5000},
        "": {"payment_request_id": "krn:payment:12", "state": "SUBMITTED"},
    },
    "commercetools-checkout": {
        "queryApplications": {"limit": 20, "offset": 0, "count": 1, "results": [{"id": "a-1", "key": "web"}]},
        "queryPaymentIntegrations": {"limit": 20, "offset": 0, "count": 1, "results": [{"id": "pi-1", "key": "card"}]},
        "createPaymentIntent": {"outcome": "approved"},
        "": {"id": "f9d0d7a4", "version": 3, "key": "web"},
    },
    "lemanpay": {
        "createPaymentSession": {"status": "Success", "data": {"sessionId": "s-1", "paymentUrl": "https://pay.lemanpay.net/s-1"}},
        "getOrderDetails": {"status": "Success", "data": {"orderId": "LP-771", "state": "Paid"}},
    },
    "kinguin": {
        "searchProducts": {"results": [{"kinguinId": 1949, "name": "Portal 2", "price": 4.19}], "item_count": 1},
        "getProductV1": {"kinguinId": 1949, "name": "Portal 2", "price": 4.19},
        "getProductV2": {"productId": "5c9b5e", "name": "Portal 2", "price": 4.19},
        "getRegions": [{"id": 3, "name": "Region free"}],
        "getPlatforms": [{"id": 2, "name": "Steam"}],
        "getGenres": [{"id": 7, "name": "Puzzle"}],
        "searchOrders": {"results": [{"orderId": "PHS84FJAG5U", "totalPrice": 5.79}], "item_count": 1},
        "getKeysV1": [{"serial": "AAAA-BBBB", "name": "Portal 2"}],
        "downloadKeys": [{"serial": "AAAA-BBBB", "name": "Portal 2"}],
        "returnKeys": [{"id": "k-1", "serial": "AAAA-BBBB"}],
        "dispatchV1": {"dispatchId": "7c1f", "orderId": "PHS84FJAG5U"},
        "dispatchV2": {"dispatchId": "7c1f", "orderId": "PHS84FJAG5U"},
        "getBalance": {"balance": 1527.35},
        "": {"orderId": "PHS84FJAG5U", "totalPrice": 5.79},
    },
    "bitpay": {
        "getInvoices": {"data": [{"id": "inv-1", "price": 25}, {"id": "inv-2", "price": 90}]},
        "getRefunds": {"data": [{"id": "rf-1", "amount": 19.5}]},
        "requestInvoiceWebhook": {"data": "Success"},
        "requestRefundWebhook": {"data": "Success"},
        "getInvoiceEventToken": {"data": {"token": "tok-1", "events": ["payment", "confirmation"]}},
        "": {"data": {"id": "inv-9", "status": "new", "price": 20}},
    },
}  # fmt: skip


@dataclass
class Subject:
    """One operation, and the words that code about it uses."""

    draw: Draw
    provider: Provider
    operation: Operation
    host: str = ""
    verb: str = ""
    parameters: list[str] = field(default_factory=list)
    path: str = ""  # of an f-string: `/v1/orders/{order_id}`
    body: Any = ""
    status: int = 200

    def __post_init__(self) -> None:
        self.host = self.draw.pick(*HOSTS[self.provider.id])
        self.verb = snake(self.operation.id)
        self.status = self.operation.success[0] if self.operation.success else 200
        names: list[str] = []

        def name(match: re.Match[str]) -> str:
            if match[1] == "projectKey":
                return "{PROJECT_KEY}"
            word = snake(match[1])
            names.append(
                word if len(word) > 3 else f"{word}_of_it" if word != "id" and word != "key" else f"integration_{word}"
            )
            return "{" + names[-1] + "}"

        self.path = re.sub(r"\{(\w+)\}", name, self.operation.path)
        self.parameters = names
        bodies = BODIES[self.provider.id]
        self.body = (
            ""
            if self.operation.method == "HEAD" or self.status == 204
            else bodies.get(self.operation.id, bodies.get("", ""))
        )

    @property
    def method(self) -> str:
        return self.operation.method

    @property
    def writes(self) -> bool:
        """Whether the request has a body."""
        return self.method in ("POST", "PUT", "PATCH")

    @property
    def codes(self) -> list[str]:
        """The codes that the operation documents."""
        return list(dict.fromkeys(row.code for row in self.provider.rows(self.operation)))

    @property
    def statuses(self) -> list[int]:
        """The statuses that the operation documents."""
        return sorted({row.status for row in self.provider.rows(self.operation)})

    @property
    def six_digits(self) -> bool:
        return any(row.error.by_method for row in self.provider.rows(self.operation))

    def some_codes(self, low: int, high: int) -> list[str]:
        """Codes to ask for: the operation's, now and then another one of the provider or a misspelt one."""
        made = self.draw.some(self.codes, low, high)
        if self.draw.chance(0.08):
            other = self.draw.pick(*(row.code for o in self.provider.operations for row in self.provider.rows(o)))
            if other not in made:
                made.append(other)
        if self.draw.chance(0.04):
            made[0] = made[0].replace("_", "") if "_" in made[0] else made[0] + "Error"
        return made

    def code_from(self, data: str) -> str:
        """An expression that reads the code from the parsed body `data`."""
        draw = self.draw
        if draw.chance(0.04):
            return draw.pick(f'{data}.get("error", {{}}).get("code")', f'{data}.get("errorCode")', f'{data}["code"]')
        if self.provider.id == "commercetools-checkout":
            return draw.pick(
                f'{data}["errors"][0]["code"]',
                f'{data}.get("errors", [{{}}])[0].get("code")',
                f'next((e["code"] for e in {data}.get("errors", [])), None)',
                f'{data}["errors"][0].get("code", "")',
            )
        if self.provider.id == "lemanpay":
            return draw.pick(
                f'{data}.get("code") or {data}.get("reason")',
                f'{data}.get("reason")',
                f'{data}.get("reason", {data}.get("code", ""))',
                f'{data}.get("code", "")',
            )
        key = {"kinguin": "kind", "bitpay": "code"}.get(self.provider.id, "error_code")
        return draw.pick(f'{data}["{key}"]', f'{data}.get("{key}")', f'{data}.get("{key}", "")', f'{data}["{key}"]')

    def message_from(self, data: str) -> str:
        """An expression that reads the human text from the parsed body `data`."""
        if self.provider.id == "klarna-order-management":
            return self.draw.pick(
                f'{data}["error_messages"][0]',
                f'", ".join({data}.get("error_messages", []))',
                f'{data}.get("error_messages")',
            )
        key = {
            "klarna-network": "error_message",
            "commercetools-checkout": "message",
            "kinguin": "detail",
            "bitpay": "error",
        }.get(self.provider.id, "message")
        return self.draw.pick(f'{data}.get("{key}", "")', f'{data}.get("{key}")')

    def good_value(self, data: str) -> str:
        """An expression that reads something of the success body `data`, which is parsed and not empty."""
        draw = self.draw
        if isinstance(self.body, list):
            key = draw.pick(*self.body[0])
            return draw.pick(
                data, f"len({data})", f'[row["{key}"] for row in {data}]', f'[row.get("{key}") for row in {data}]'
            )
        key = draw.pick(*self.body)
        inner = self.body[key]
        if isinstance(inner, dict):
            deep = draw.pick(*inner)
            return draw.pick(
                f'{data}["{key}"]["{deep}"]',
                f'{data}["{key}"]',
                f'{data}.get("{key}")',
                f'{data}["{key}"].get("{deep}")',
                data,
            )
        if isinstance(inner, list) and isinstance(inner[0], dict):
            deep = draw.pick(*inner[0])
            return draw.pick(
                f'[row["{deep}"] for row in {data}["{key}"]]', f'{data}["{key}"]', f'{data}.get("{key}", [])', data
            )
        return draw.pick(f'{data}["{key}"]', f'{data}.get("{key}")', f'{data}["{key}"]', data)


def snake(name: str) -> str:
    """`captureOrder` as `capture_order`."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()
