"""A desk that works through its open refunds and keeps those that may be tried again."""
from __future__ import annotations

import httpx

GONE = frozenset({"RESOURCE_NOT_FOUND", "OPERATION_FORBIDDEN"})


class Desk:
    def __init__(self, account: str, open_: dict[str, int]) -> None:
        self.account = account
        self.open = dict(open_)
        self.left = self.open.keys()
        self.dropped: dict[str, str] = {}
        self.client = httpx.Client(base_url="https://api-global.klarna.com")

    def flush(self) -> str:
        before = len(self.left)
        for tx, amount in list(self.open.items()):
            answer = self.client.post(
                f"/v2/accounts/{self.account}/payment/transactions/{tx}/refunds",
                json={"refund_amount": amount},
                headers={"Klarna-Idempotency-Key": f"refund-{tx}"},
            )
            if answer.is_success:
                del self.open[tx]
                continue
            code = answer.json()["error_code"]
            if code in GONE:
                self.dropped[tx] = code
                self.open.pop(tx)
        if not self.left:
            return "all done" if not self.dropped else "done, some dropped"
        if len(self.left) == before:
            raise RuntimeError(f"nothing moved: {sorted(self.left)}")
        return f"{len(self.left)} left"
