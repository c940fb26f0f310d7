from __future__ import annotations

import enum
from collections import ChainMap
from typing import Mapping


class Advice(enum.Flag):
    NONE = 0
    ASK_CUSTOMER = enum.auto()
    ALERT = enum.auto()
    RETRY_LATER = enum.auto()
    ALERT_AND_RETRY = ALERT | RETRY_LATER


GENERAL: Mapping[str, Advice] = {
    "UNAUTHORIZED": Advice.ALERT,
    "RATE_LIMITED": Advice.RETRY_LATER,
    "INTERNAL_ERROR": Advice.ALERT_AND_RETRY,
    "TEMPORARILY_UNAVAILABLE": Advice.RETRY_LATER,
    "TIMEOUT": Advice.RETRY_LATER,
}
PAYMENT: Mapping[str, Advice] = {
    "VALIDATION_ERROR": Advice.ASK_CUSTOMER,
    "RESOURCE_CONFLICT": Advice.ASK_CUSTOMER | Advice.RETRY_LATER,
    "OPERATION_FORBIDDEN": Advice.ALERT,
}
ADVICE = ChainMap(dict(PAYMENT), dict(GENERAL))


def advice_for(body: Mapping[str, object]) -> Advice:
    return ADVICE.get(str(body.get("error_code")), Advice.NONE)
