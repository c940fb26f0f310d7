"""Opens a payment session at LemanPay; without one the shop offers bank transfer."""
import http.client
import json
import logging
import os
import time

from breaker import Breaker, CircuitOpen

log = logging.getLogger(__name__)

HOST = "publicoffice.lemanpay.net"


class Hiccup(Exception):
    """May work later."""


class Declined(Exception):
    """Will not work later."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


BAD_AMOUNT = {"010109", "010110"}
BAD_CURRENCY = {"010111"}


@Breaker("lemanpay", limit=4, counts=(OSError, Hiccup))
def open_session(order_id, amount, currency):
    conn = http.client.HTTPSConnection(HOST, timeout=15)
    try:
        conn.request(
            "POST",
            "/v2/merchant/Owner/payment",
            body=json.dumps({"orderId": order_id, "price": amount, "currency": currency}).encode(),
            headers={"Content-Type": "application/json", "X-LP-ClientId": os.environ.get("LP_CLIENT", "c")},
        )
        response = conn.getresponse()
        data = json.loads(response.read() or b"{}")
    finally:
        conn.close()

    if response.status == 200:
        return data["data"]["paymentUrl"]
    reason = data.get("reason", data.get("code"))
    if reason in ("RateLimitExceeded", "InternalServerError") or reason == "010000":
        raise Hiccup(reason)
    raise Declined(reason)


def payment_link(order_id, amount, currency="EUR", tries_left=6):
    """('redirect', url), ('fix', what) or ('bank_transfer', why)"""
    pause = 1
    while tries_left:
        tries_left -= 1
        try:
            return "redirect", open_session(order_id, amount, currency)
        except CircuitOpen as exc:
            log.error("no LemanPay for order %s: %s", order_id, exc)
            return "bank_transfer", "circuit open"
        except Declined as exc:
            if exc.code in BAD_AMOUNT:
                return "fix", "amount"
            if exc.code in BAD_CURRENCY:
                return "fix", "currency"
            raise
        except (Hiccup, OSError) as exc:
            log.warning("order %s: %s, %d tries left", order_id, exc, tries_left)
            time.sleep(pause)
            pause *= 2
    return "bank_transfer", "tries used up"
