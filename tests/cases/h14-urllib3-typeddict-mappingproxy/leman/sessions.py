from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from decimal import Decimal

import urllib3

from .answers import CredentialError, CurrencyError, LemanError, Overloaded, PriceError, Session, error_of

log = logging.getLogger(__name__)
pool = urllib3.PoolManager(headers={"X-LP-ClientId": "client", "Content-Type": "application/json"})


@dataclass
class Cart:
    id: int
    total: Decimal
    currency: str = "EUR"


def post(path: str, payload: dict) -> dict:
    answer = pool.request(
        "POST", f"https://publicoffice.lemanpay.net{path}", body=json.dumps(payload).encode(), timeout=15.0, retries=False
    )
    body = json.loads(answer.data.decode("utf-8"))
    if not 200 <= answer.status < 300:
        raise error_of(answer.status, body)
    return body["data"]


def create(cart: Cart) -> Session | None:
    payload = {"orderId": str(cart.id), "amount": str(cart.total), "currency": cart.currency}
    try:
        data = post("/v2/merchant/Owner/payment", payload)
    except PriceError as error:
        log.info("cart %s: %s", cart.id, error.text)
        return None
    except CurrencyError:
        if cart.currency != "EUR":
            return create(Cart(cart.id, cart.total))
        return None
    except (CredentialError, Overloaded) as error:
        log.error("LemanPay %s", error.code)
        raise
    except LemanError as error:
        raise ValueError(f"cart {cart.id} was refused ({error.code})") from error
    return Session.from_dict(data)
