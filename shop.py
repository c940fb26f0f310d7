import requests

URL = "https://gateway.kinguin.net/esa/api/v2/order"


def post(**kw):
    return requests.post(URL, json={}, timeout=5, **kw)


CODES = {c.lower() for c in ("OrderFailed", "Preorder")}


def f():
    r = post()
    if r.ok:
        return 1
    return r.json()["kind"] in CODES
