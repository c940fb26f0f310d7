from __future__ import annotations

import os
import time

import requests

from .classify import classify
from .states import OrderPayment, Step

REGION = os.environ.get("CTP_REGION", "europe-west1.gcp")
PROJECT = os.environ.get("CTP_PROJECT_KEY", "shop")
APPLICATION = os.environ.get("CTP_CHECKOUT_APP", "web")

MAX_ATTEMPTS = 4
URL = f"https://checkout.{REGION}.commercetools.com/{PROJECT}/transactions"


def _draft(payment: OrderPayment, integration: str, cents: int, currency: str) -> dict:
    return {
        "key": payment.key,
        "application": {"typeId": "application", "key": APPLICATION},
        "cart": {"typeId": "cart", "id": payment.cart_id},
        "transactionItems": [
            {
                "paymentIntegration": {"typeId": "payment-integration", "id": integration},
                "amount": {"centAmount": cents, "currencyCode": currency},
            }
        ],
    }


def advance(session: requests.Session, payment: OrderPayment, draft: dict) -> None:
    """One attempt, one transition."""
    payment.attempts += 1
    response = session.post(URL, json=draft, timeout=60)
    if response.ok:
        payment.transaction_id = response.json()["id"]
    payment.apply(classify(response))


def pay(cart_id: str, integration: str, cents: int, currency: str) -> OrderPayment:
    payment = OrderPayment(cart_id)
    draft = _draft(payment, integration, cents, currency)
    with requests.Session() as session:
        session.headers["Authorization"] = "Bearer " + os.environ.get("CTP_TOKEN", "token")
        while payment.step is Step.NEW and payment.attempts < MAX_ATTEMPTS:
            if payment.attempts:
                time.sleep(payment.attempts * 1.5)
            advance(session, payment, draft)
    if payment.step is Step.NEW:
        payment.step = Step.NEEDS_OPERATOR
    return payment
