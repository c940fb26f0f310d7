from __future__ import annotations

import functools
import logging
import os

import requests

from problems import Declined, Malformed, Missing, PaymentProblem, Problem, PspDown

logger = logging.getLogger("checkout")
API = "https://checkout.{}.commercetools.com".format(os.environ.get("CTP_REGION", "europe-west1.gcp"))
PROJECT = os.environ.get("CTP_PROJECT", "shop")


@functools.singledispatch
def answer_for(problem: Exception) -> dict:
    """What the shop front shows."""
    raise problem


@answer_for.register
def _(problem: Malformed) -> dict:
    logger.error("our request is wrong: %s", problem.message)
    return {"state": "broken"}


@answer_for.register(Missing)
def _missing(problem):
    return {"state": "reload"}


@answer_for.register
def _declined(problem: Declined) -> dict:
    return {"state": "declined"}


@answer_for.register(PaymentProblem)
@answer_for.register(PspDown)
def _psp(problem) -> dict:
    logger.warning("payment provider: %s", problem.code)
    return {"state": "later"}


def start_transaction(cart_id: str, cents: int) -> dict:
    draft = {
        "application": {"typeId": "application", "key": "web"},
        "cart": {"typeId": "cart", "id": cart_id},
        "transactionItems": [{"amount": {"centAmount": cents, "currencyCode": "EUR"}}],
    }
    headers = {"Authorization": "Bearer " + os.environ.get("CTP_TOKEN", "t")}
    try:
        with requests.post(f"{API}/{PROJECT}/transactions", json=draft, headers=headers, timeout=30) as response:
            if not response.ok:
                raise Problem.from_body(response.json())
            return {"state": "started", "id": response.json()["id"]}
    except Problem as problem:
        return answer_for(problem)
