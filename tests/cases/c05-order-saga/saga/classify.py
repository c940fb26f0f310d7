"""Which event is an answer of the Checkout API?"""
from __future__ import annotations

import logging

import requests

from .states import Event

log = logging.getLogger(__name__)

OUR_FAULT = {
    "RequiredField",
    "InvalidField",
    "InvalidInput",
    "InvalidJsonInput",
    "ReferencedResourceNotFound",
    "MissingProjectKey",
}


def classify(response: requests.Response) -> Event:
    if response.ok:
        declined = response.json()["transactionStatus"].get("errors")
        return Event.REFUSED if declined else Event.ACCEPTED
    if response.status_code >= 500:
        return Event.TEMPORARY
    body = response.json()
    codes = {error["code"] for error in body.get("errors", [])}
    log.warning("checkout: %s %s", body.get("statusCode"), sorted(codes))
    if "DuplicateFieldWithConflictingResource" in codes:
        # an earlier attempt got through
        return Event.DUPLICATE
    if codes and codes <= OUR_FAULT:
        return Event.OUR_FAULT
    return Event.REFUSED
