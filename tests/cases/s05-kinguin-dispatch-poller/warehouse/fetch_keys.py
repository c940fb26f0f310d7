"""Fetch the keys of Kinguin orders and print them as CSV.

usage: python -m warehouse.fetch_keys ORDER [ORDER ...]
"""
import argparse
import csv
import io
import sys
import time

from .kinguin import Kinguin, KinguinError, NotReady

POLL_SECONDS = 30
POLL_TIMES = 5


def wait_for_keys(client, order_id):
    for _ in range(POLL_TIMES):
        try:
            return client.keys(order_id)
        except NotReady as exc:
            print("%s: %s, waiting" % (order_id, exc.kind), file=sys.stderr)
            time.sleep(POLL_SECONDS)
    return None


def write_csv(rows):
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, fieldnames=["order", "name", "serial"])
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("orders", nargs="+")
    args = parser.parse_args(argv)
    client = Kinguin()
    rows, missing = [], []
    for order_id in args.orders:
        try:
            keys = wait_for_keys(client, order_id)
        except KinguinError as exc:
            if exc.status == 401:
                sys.exit("wrong API key")
            if exc.kind == "OrderNotFound":
                missing.append(order_id)
                continue
            raise
        if keys is None:
            missing.append(order_id)
            continue
        rows.extend({"order": order_id, "name": key["name"], "serial": key["serial"]} for key in keys)
    sys.stdout.write(write_csv(rows))
    return 1 if missing else 0
