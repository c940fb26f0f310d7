"""Refunds and captures of one shop."""

import requests

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


def refund(order_id, amount, auth):
    url = f"{ORDERS}/{order_id}/refunds"
    for _ in range(3):
        response = requests.post(url, json={"refunded_amount": amount}, auth=auth)
        if response.status_code < 500:
            break
    if response.ok:
        return "refunded"
    if response.json()["error_code"] == "CAPTURE_NOT_ALLOWED":
        return "nothing left to refund"
    response.raise_for_status()


def capture(order_id, amount, auth):
    url = f"{ORDERS}/{order_id}/captures"
    response = requests.post(url, json={"captured_amount": amount}, auth=auth)
    if response.ok:
        return "captured"
    if response.json()["error_code"] == "CAPTURE_NOT_ALLOWED":
        return "nothing left to capture"
    response.raise_for_status()
