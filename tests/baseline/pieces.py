"""A module with findings of several rules, in pieces that can be put in any order."""

from __future__ import annotations

HEAD = '''\
"""Klarna orders."""

import time

import requests

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"
'''

PIECES = [
    """\
def capture(order_id, amount):
    answer = requests.post(f"{ORDERS}/{order_id}/captures", json={"captured_amount": amount})
    return answer.headers.get("Location")
""",
    """\
def cancel(order_id):
    for attempt in range(3):
        answer = requests.post(f"{ORDERS}/{order_id}/cancel")
        if answer.ok:
            return True
        time.sleep(attempt)
    answer.raise_for_status()
""",
    """\
def refund(order_id, amount):
    answer = requests.post(f"{ORDERS}/{order_id}/refunds", json={"refunded_amount": amount})
    if not answer.ok:
        problem = answer.json()
        if problem["error_code"] == "REFUND_NOT_ALOWED":
            return None
        if "not found" in problem["error_messages"][0]:
            return None
    answer.raise_for_status()
    return answer.headers["Location"]
""",
    """\
class Release:
    def __init__(self, order_id):
        self.order_id = order_id

    def send(self):
        answer = requests.post(f"{ORDERS}/{self.order_id}/release-remaining-authorization")
        return answer.text
""",
    """\
def acknowledge(order_id):
    answer = requests.post(f"{ORDERS}/{order_id}/acknowledge")
    if answer.json().get("error_code") == "NO_SUCH_ORDR":
        return False
    answer.raise_for_status()
    return True
""",
]
