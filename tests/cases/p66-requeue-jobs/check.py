"""Asks for the state of each order; one that cannot be told yet goes to the end of the line."""
import os
import time

import requests


def check(orders):
    line = list(orders)
    states = {}
    while line:
        order = line.pop(0)
        reply = requests.get(
            f"https://publicoffice.lemanpay.net/v2/merchant/Currencies/order/{order}",
            headers={"X-LP-ClientId": os.environ.get("LP", "c")},
        )
        body = reply.json()
        if reply.status_code == 200:
            states[order] = body["data"]["state"]
        elif body.get("reason") in ("RateLimitException", "InternalServerError"):
            line.append(order)
            time.sleep(1)
        else:
            states[order] = "unknown"
    return states
