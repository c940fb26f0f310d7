#!/usr/bin/env python3
"""Gives back what is still reserved on fully shipped orders (Klarna charges us for long reservations)."""
import argparse
import base64
import json
import logging
import os
import random
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor, as_completed

BASE = os.environ.get("KLARNA_BASE", "https://api-oc.klarna.com")
ROUNDS = 4

TRANSIENT = {
    "TOO_MANY_REQUESTS",
    "INTERNAL_ERROR",
    "TEMPORARILY_UNAVAILABLE",
    "CONFLICT",
}
FINISHED = {"NOT_ALLOWED", "NO_SUCH_ORDER"}


class ReleaseFailed(Exception):
    def __init__(self, status, code):
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code

    @property
    def transient(self):
        return self.code in TRANSIENT


def _auth():
    pair = f"{os.environ.get('KLARNA_USER', 'u')}:{os.environ.get('KLARNA_PASS', 'p')}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def release(order_id):
    request = urllib.request.Request(
        f"{BASE}/ordermanagement/v1/orders/{order_id}/release-remaining-authorization",
        data=b"",
        headers={"Authorization": _auth(), "Content-Type": "application/json"},
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=20):
            return order_id
    except urllib.error.HTTPError as err:
        try:
            code = json.load(err).get("error_code")
        except json.JSONDecodeError:
            code = None
        raise ReleaseFailed(err.code, code) from err


def release_all(order_ids, workers=1):
    released, skipped, failed = [], [], {}
    todo = list(order_ids)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for turn in range(ROUNDS):
            if not todo:
                break
            if turn:
                time.sleep(min(60, 4**turn) + random.random())
            futures = {pool.submit(release, oid): oid for oid in todo}
            todo = []
            for future in as_completed(futures):
                oid = futures[future]
                try:
                    released.append(future.result())
                except ReleaseFailed as exc:
                    if exc.code in FINISHED:
                        skipped.append(oid)
                    elif exc.transient:
                        todo.append(oid)
                    else:
                        failed[oid] = str(exc)
        else:
            for oid in todo:
                failed[oid] = f"still busy after {ROUNDS} rounds"
    if failed:
        logging.error("not released: %s", json.dumps(failed))
    return {"released": sorted(released), "skipped": sorted(skipped), "failed": failed}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("orders", nargs="+")
    sys.exit(1 if release_all(parser.parse_args().orders)["failed"] else 0)
