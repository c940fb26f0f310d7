"""Nightly: compare our captured totals with Klarna's, write a report."""
import collections
import json
import logging
import os
import sys
import time
from decimal import Decimal

import requests

log = logging.getLogger("reconcile")

session = requests.Session()
session.auth = (os.environ.get("KLARNA_UID", "uid"), os.environ.get("KLARNA_SECRET", "pwd"))

Failure = collections.namedtuple("Failure", "order reason correlation")


def fetch(order_id, tries=3):
    url = "https://api.klarna.com/ordermanagement/v1/orders/{}".format(order_id)
    delay = 5
    for n in range(1, tries):
        r = session.get(url, timeout=(3, 30))
        if r.status_code not in (429, 500, 502, 503):
            break
        time.sleep(delay)
        delay *= 2
    return r


def iter_results(orders):
    for order in orders:
        resp = fetch(order["id"])
        if not resp:
            try:
                problem = resp.json()
            except ValueError:
                yield order, Failure(order["id"], "unreadable", None)
                continue
            yield order, Failure(order["id"], problem.get("error_code") or "unknown", problem.get("correlation_id"))
        else:
            yield order, resp.json()


def run(orders):
    failures, mismatches, missing = [], [], []
    for order, result in iter_results(orders):
        if isinstance(result, Failure):
            if result.reason == "NO_SUCH_ORDER":
                missing.append(order["id"])
            else:
                failures.append(result)
            continue
        ours = Decimal(order["total"])
        theirs = Decimal(result["captured_amount"]) / 100
        if ours != theirs:
            mismatches.append((order["id"], str(ours), str(theirs)))
    report = {"failures": len(failures), "mismatches": mismatches, "missing": missing}
    log.info("done: %s", json.dumps(report))
    return report


if __name__ == "__main__":
    sys.exit(1 if run(json.load(sys.stdin))["failures"] else 0)
