"""Moves the due date of a Klarna invoice, as far as Klarna offers it."""
import logging
import os
import time
from bisect import bisect_right

import requests

from .problems import KlarnaProblem, NotExtendable

log = logging.getLogger(__name__)


class ExtensionFailed(Exception):
    """Shown to the customer with a request to call us."""


session = requests.Session()
session.auth = (os.getenv("KLARNA_UID", "uid"), os.getenv("KLARNA_PWD", "pwd"))


def _url(order_id, capture_id, leaf):
    return f"https://api.klarna.com/ordermanagement/v1/orders/{order_id}/captures/{capture_id}/{leaf}"


def _offered(order_id, capture_id, wanted):
    """The longest extension on offer that is not longer than the wanted one."""
    options = sorted(session.get(_url(order_id, capture_id, "extend-due-date-options"), timeout=10).json()["options"])
    position = bisect_right(options, wanted)
    return options[position - 1] if position else None


def _patch(order_id, capture_id, days):
    response = session.patch(_url(order_id, capture_id, "extend-due-date"), json={"number_of_days": days}, timeout=10)
    if not response.ok:
        raise KlarnaProblem.from_response(response)
    return days


def extend(order_id, capture_id, days, tries=3):
    last = None
    for attempt in range(tries):
        if (allowed := _offered(order_id, capture_id, days)) is None:
            return 0
        try:
            return _patch(order_id, capture_id, allowed)
        except NotExtendable:
            return 0
        except KlarnaProblem as problem:
            if problem.fatal:
                raise ExtensionFailed(order_id) from problem
            problem.__context__, last = last, problem
            log.info("%s, attempt %d", problem, attempt)
            time.sleep(1 + attempt)
    raise ExtensionFailed(order_id) from last
