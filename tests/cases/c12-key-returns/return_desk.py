"""
Gives unused keys back to Kinguin.

Input is the CSV export of the support tool (order_id, reason).
"""
import csv
import io
from functools import cached_property
from logging import getLogger

import requests

from kinguin_session import KinguinSession

logger = getLogger("returns")


class NothingToReturn(Exception):
    pass


class ReturnFailed(Exception):
    def __init__(self, order_id, message):
        self.order_id = order_id
        self.message = message
        super().__init__("%s: %s" % (order_id, message))


class ReturnDesk:
    def __init__(self, api_key):
        self.api_key = api_key
        self.returned = {}
        self.skipped = []
        self.errors = []

    @cached_property
    def session(self):
        return KinguinSession(self.api_key)

    def _return_keys(self, order_id):
        try:
            resp = self.session.post("/v2/order/%s/keys/return" % order_id)
            resp.raise_for_status()
        except requests.HTTPError as e:
            data = e.response.json()
            code = data.get("code")
            message = data.get("message", "unknown error")
            if code == "NoKeysToReturn":
                raise NothingToReturn(order_id)
            raise ReturnFailed(order_id, message)
        return [key["id"] for key in resp.json() if key["status"] == "RETURNED"]

    def run(self, text):
        for row in csv.DictReader(io.StringIO(text)):
            order_id = row["order_id"].strip()
            try:
                keys = self._return_keys(order_id)
            except NothingToReturn:
                self.skipped.append(order_id)
            except ReturnFailed as e:
                logger.warning("return failed: %s", e)
                self.errors.append((order_id, e.message))
            except Exception as e:
                logger.exception("unexpected")
                self.errors.append((order_id, str(e)))
            else:
                self.returned[order_id] = keys
        return self.summary()

    def summary(self):
        return "%d returned, %d skipped, %d errors" % (
            sum(len(k) for k in self.returned.values()),
            len(self.skipped),
            len(self.errors),
        )
