"""Nightly job: hands back what is left of an authorisation after the last parcel went out."""
import base64
import json
import logging
import os
import urllib.error
import urllib.request
from contextlib import ContextDecorator, nullcontext, suppress

log = logging.getLogger("nightly")

BASE = "https://api.klarna.com/ordermanagement/v1/orders/%s/release-remaining-authorization"
TOKEN = base64.b64encode(os.environ.get("KLARNA_CREDENTIALS", "user:pw").encode()).decode()


class audited(ContextDecorator):
    def __init__(self, what):
        self.what = what

    def __enter__(self):
        log.info("%s: begin", self.what)
        return self

    def __exit__(self, kind, error, tb):
        if kind is not None:
            log.error("%s: %s", self.what, error)
        return False


class TryTomorrow(Exception):
    pass


@audited("release")
def release(order_id, dry_run=False):
    """True where nothing stays authorised."""
    request = urllib.request.Request(BASE % order_id, data=b"", method="POST", headers={"Authorization": "Basic " + TOKEN})
    released = False
    try:
        with nullcontext() if dry_run else urllib.request.urlopen(request, timeout=15) as answer:
            released = answer is not None and answer.status // 100 == 2
    except urllib.error.HTTPError as error:
        report = {}
        with suppress(ValueError):
            report = json.loads(error.read())
        code = report.get("error_code", "")
        if code == "NOT_ALLOWED":
            log.info("%s: nothing to release", order_id)
            released = True
        elif error.code in range(500, 600):
            raise TryTomorrow(order_id) from error
        else:
            log.warning("%s: %s %s", order_id, code, report.get("correlation_id"))
            raise
    finally:
        return released


def release_leftovers(order_ids):
    done = {order_id for order_id in order_ids if release(order_id)}
    if pending := set(order_ids) - done:
        log.warning("still authorised: %s", ", ".join(sorted(pending)))
    return sorted(done)
