import logging
from collections import defaultdict
from http import HTTPStatus

import requests

from events import ApiEvent, bus

log = logging.getLogger("watch")
tally = defaultdict(int)
NOT_FOUND, CONFLICT = HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT


class StopWatching(Exception):
    pass


@bus.subscribe
def _count(event):
    tally[event.status // 100] += 1


@bus.subscribe
def _abort(event):
    if event.status == 400:
        raise StopWatching(event.code)


def _fetch(key):
    response = requests.get(f"https://checkout.europe-west1.gcp.commercetools.com/shop/transactions/key={key}")
    content_type = response.headers.get("content-type", "").split(";")[0]
    code = None
    if not 200 <= response.status_code < 300 and content_type.endswith("json"):
        errors = response.json().get("errors") or [{}]
        code = errors[0].get("code")
    bus.publish(ApiEvent(response.status_code, code))
    return response


def _decide():
    match bus.seen[-1]:
        case ApiEvent(HTTPStatus.OK):
            return "use"
        case ApiEvent(404, "ResourceNotFound" | None):
            return "absent"
        case ApiEvent(HTTPStatus.CONFLICT, "ConcurrentModification"):
            return "again"
        case ApiEvent(status=500 | 503, code=code) if code != "General":
            return "again"
        case ApiEvent(s) if HTTPStatus(s).phrase.startswith("Internal"):
            return "unclear"
    return "stop"


def transaction_state(key, limit=3):
    while tally[5] < limit:
        try:
            response = _fetch(key)
        except StopWatching as stop:
            log.error("bad request: %s", stop, exc_info=True)
            return {"state": None, "why": str(stop)}
        decision = _decide()
        if decision == "again":
            continue
        if decision == "use":
            return response.json()["transactionStatus"]["state"]
        return None if decision == "absent" else {"state": decision}
    return {"state": "down", "tries": len(bus.seen)}
