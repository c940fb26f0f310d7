"""Give unused keys back to Kinguin."""
import json
import logging
import os
import urllib.request
from dataclasses import dataclass
from urllib.error import HTTPError

log = logging.getLogger("keys")

ENDPOINT = os.environ.get("KINGUIN_GATEWAY", "https://gateway.kinguin.net") + "/esa/api/v2/order/{}/keys/return"
_NOTHING = object()


@dataclass
class Report:
    order: str
    returned: int = 0
    note: str = ""


class NotReturnable(Exception):
    pass


def _post(order):
    request = urllib.request.Request(ENDPOINT.format(order), data=b"", method="POST")
    request.add_header("X-Api-Key", os.environ.get("KINGUIN_KEY", ""))
    return urllib.request.urlopen(request, timeout=20)


def _keys(order):
    try:
        try:
            with _post(order) as answer:
                return json.loads(answer.read())
        except HTTPError as err:
            problem = json.loads(err.read().decode())
            if problem["kind"] in ("NoKeysToReturn", "OrderNotReturnable"):
                raise NotReturnable(order) from err
            raise
    except HTTPError as err:
        if err.code < 500:
            raise
        log.warning("kinguin: %s %s", err.code, err.reason)
        return _NOTHING
    except NotReturnable as reason:
        cause = reason.__cause__
        log.info("nothing to return: %s", problem.get("error", cause))
        return []


def give_back(order):
    report = Report(order)
    try:
        keys = _keys(order)
    except HTTPError as err:
        report.note = f"HTTP {err.code}"
        if err.code == 401:
            raise SystemExit("check the API key")
    else:
        if keys is _NOTHING:
            report.note = "later"
            return report
        report.returned = len([key for key in keys if key["status"] == "RETURNED"])
    finally:
        log.info("%s", report)
        if report.note:
            return report
    return report
