"""Nightly reconciliation: the state of one LemanPay order."""
import contextlib
import json
import logging
import os
import urllib.error
import urllib.request

log = logging.getLogger("reconcile")

opener = urllib.request.build_opener()
opener.addheaders = [("X-LP-ClientId", os.environ.get("LEMANPAY_CLIENT_ID", "c")), ("Accept", "application/json")]

ORDER_URL = "https://publicoffice.lemanpay.net/v2/merchant/Currencies/order/"


class Journal:
    """Notes each look-up; a busy API is no reason to stop the run."""

    def __init__(self, order):
        self.order = order
        self.outcome = "ok"

    def __enter__(self):
        log.debug("asking for %s", self.order)
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            return False
        self.outcome = kind.__name__
        if issubclass(kind, urllib.error.HTTPError) and value.code == 429:
            log.warning("%s: busy", self.order)
            return True
        return False


def state_of(order):
    state = "unknown"
    with contextlib.ExitStack() as stack:
        journal = stack.enter_context(Journal(order))
        try:
            answer = stack.enter_context(opener.open(ORDER_URL + order, timeout=15))
        except urllib.error.HTTPError as error:
            if error.code in (401, 429):
                raise
            if b"RecordNotFound" in error.read():
                state = "missing"
        else:
            with contextlib.suppress(KeyError):
                state = json.load(answer)["data"]["state"].lower()
        finally:
            log.info("%s: %s", order, state)
    return state, journal.outcome
