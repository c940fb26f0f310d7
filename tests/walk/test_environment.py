"""What is told of an answer is told of the ways in which no more environment variables are set than need be."""

from __future__ import annotations

import pytest
from helpers import lane, walk

SEND = 'requests.post("https://api.klarna.com/ordermanagement/v1/orders/" + order + "/captures")'


def facts(condition: str, more: str = ""):  # type: ignore[no-untyped-def]
    code = f"""
import os
import requests
from os import environ
{more}
def f(order):
    r = {SEND}
    if r.status_code == 503 and {condition}:
        r = {SEND}
    return r.ok
"""
    return walk(code)


@pytest.mark.parametrize(
    "condition",
    [
        "os.environ.get('NO_RETRY') is None",
        "not os.getenv('NO_RETRY')",
        "'NO_RETRY' not in os.environ",
        "not 'NO_RETRY' in environ",
        "os.getenv('RETRY') != 'off'",
        "os.getenv('RETRY') not in ('off', '0')",
        "(os.getenv('MODE') or 'retry') == 'retry'",
        "os.getenv('RETRY', '').lower() not in ('off', '0')",
        "os.getenv('NO_RETRY', '') == ''",
        "(os.getenv('A') is None or os.getenv('B') is None)",
    ],
)
def test_a_default_that_resends(condition: str) -> None:
    assert lane(facts(condition), 503).resent


@pytest.mark.parametrize(
    "condition",
    [
        "os.environ.get('RETRY') is not None",
        "os.getenv('RETRY')",
        "'RETRY' in os.environ",
        "os.getenv('RETRY') == 'on'",
        "os.getenv('RETRY') in ('on', '1')",
        "os.getenv('RETRY', '').strip().lower() == 'on'",
        "(os.getenv('MODE') or 'fail') == 'retry'",
    ],
)
def test_a_default_that_does_not(condition: str) -> None:
    assert not lane(facts(condition), 503).resent


@pytest.mark.parametrize(
    ("body", "resent"),
    [
        ("    value = os.getenv(name)\n    if value is None:\n        return True\n    return value == '1'", True),
        ("    value = os.getenv(name)\n    if value is None:\n        return False\n    return value == '1'", False),
        ("    try:\n        return os.environ[name] == '1'\n    except KeyError:\n        return True", True),
        ("    try:\n        return os.environ[name] == '1'\n    except KeyError:\n        return False", False),
        ("    return os.environ[name] != '0'", False),
    ],
)
@pytest.mark.parametrize("condition", ["enabled('RETRY')", "RETRY"])
def test_helpers(body: str, resent: bool, condition: str) -> None:
    more = f"def enabled(name):\n{body}\nRETRY = enabled('RETRY')"
    assert lane(facts(condition, more), 503).resent is resent


def test_a_number_of_times() -> None:
    code = f"""
import os
import requests
try:
    TIMES = int(os.environ["TIMES"])
except KeyError:
    TIMES = 2
def f(order):
    for _ in range(TIMES):
        r = {SEND}
        if r.status_code != 503:
            break
    return r.ok
"""
    assert lane(walk(code), 503).resent


def test_a_variable_that_the_request_needs_is_set() -> None:
    code = f"""
import os
import requests
def f(order):
    token = os.environ.get("TOKEN")
    if token is None:
        return None
    r = {SEND}
    if r.status_code == 503 and os.environ.get("NO_RETRY") is None:
        r = {SEND}
    return r.ok
"""
    told = lane(walk(code), 503)
    assert (told.fate, told.resent) == ("handled", True)


def test_other_unknown_conditions_are_as_they_were() -> None:
    code = f"""
import os
import requests
def f(order, strict):
    r = {SEND}
    if not r.ok:
        if strict:
            raise RuntimeError(r.text)
        return None
    return True
"""
    assert lane(walk(code), 503).fate == "unknown"


OVERRIDES = """
import os
import requests

CONF = {"base": "https://api.klarna.com"}
BASE = "https://api.klarna.com"
FROM = os.environ.get("SHOP_URL")
class Settings:
    base = "https://api.klarna.com"
    def __init__(self):
        value = os.environ.get("SHOP_BASE")
        if value:
            setattr(self, "base", value.rstrip("/"))
settings = Settings()
if os.getenv("SHOP_HOST"):
    BASE = os.environ["SHOP_HOST"]
if not FROM:
    FROM = "https://api.klarna.com"
for key in list(CONF):
    told = os.environ.get("SHOP_" + key.upper())
    if told is not None:
        CONF[key] = told

def cancel(order):
    return requests.post(HOST + f"/ordermanagement/v1/orders/{order}/cancel", timeout=5).ok
"""


@pytest.mark.parametrize("host", ["BASE", "FROM", "CONF['base']", "settings.base"])
def test_a_setting_that_a_variable_overrides_keeps_its_default(host: str) -> None:
    walked = walk(OVERRIDES.replace("HOST +", f"{host} +"), entry="m:cancel", operation="cancelOrder")
    assert walked.lanes
