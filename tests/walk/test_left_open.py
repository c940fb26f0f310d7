"""True or false that is bound while modules load, and hangs on what nobody knows, is decided by each run."""

from __future__ import annotations

import pytest
from helpers import fates, lane, walk

MODULE = """
import os
import requests

def flag(name, default=False):
    value = os.getenv(name)
    if value is None:
        return default
    return value.lower() in ("1", "true")

def said(name):
    if os.environ.get(name):
        return True
    return False

def quiet(name):
    return not said(name)

FLAG = {flag}

class Settings:
    def __init__(self):
        self.flag = {flag}

settings = Settings()

def send(order):
    return requests.post("https://api.klarna.com/ordermanagement/v1/orders/" + order + "/captures")

def f(order):
    if {test}:
        return True
    return send(order).ok
"""

TRUE = [
    "bool(os.environ.get('X'))",
    "bool(os.getenv('X'))",
    "not os.environ.get('X')",
    "not not os.environ.get('X')",
    "True if os.environ.get('X') else False",
    "'X' in os.environ",
    "'X' not in os.environ",
    "bool(os.getenv('X')) or bool(os.getenv('Y'))",
    "os.getenv('X') == 'a' or os.getenv('Y') == 'b'",
    "os.getenv('X') != 'a' and os.getenv('Y') != 'b'",
    "os.getenv('X') != 'a' and not os.getenv('Y') and os.getenv('Z') != 'b'",
    "flag('X')",
    "flag('X', True)",
    "said('X')",
    "quiet('X')",
    "not (said('X') or flag('Y'))",
]


@pytest.mark.parametrize("made", TRUE)
@pytest.mark.parametrize("test", ["FLAG", "not FLAG", "settings.flag", "not settings.flag"])
def test_both_ways_are_walked(made: str, test: str) -> None:
    assert set(fates(walk(MODULE.format(flag=made, test=test))).values()) == {"passed"}


@pytest.mark.parametrize(
    ("made", "fate"),
    [
        ("False and bool(os.getenv('X'))", "unnoticed"),
        ("bool(os.getenv('X')) and False", "unnoticed"),
        ("True or bool(os.getenv('X'))", "handled"),
    ],
)
def test_what_is_known_stays_known(made: str, fate: str) -> None:
    code = f"""
import os
import requests
FLAG = {made}
def f(order):
    r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/" + order + "/captures")
    if FLAG and not r.ok:
        return False
    return True
"""
    assert fates(walk(code))[404] == fate


def test_one_flag_is_one_question() -> None:
    code = """
import os
import requests
DRY = bool(os.environ.get("DRY"))
def f(order):
    r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/" + order + "/captures")
    if r.status_code == 503 and DRY and not DRY:
        r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/" + order + "/captures")
    if r.status_code == 409 and not DRY and os.environ.get("DRY"):
        return "never"
    return "done"
"""
    facts = walk(code)
    assert not lane(facts, 503).resent
    assert lane(facts, 409).fate == "unnoticed"


@pytest.mark.parametrize(
    "helper",
    [
        "    value = os.environ.get(name)\n    if value is None:\n        return default\n    return value",
        "    value = os.environ.get(name)\n    if not value:\n        return default\n    return value.strip()",
        "    try:\n        return os.environ[name]\n    except KeyError:\n        return default",
        "    return os.environ[name] if name in os.environ else default",
    ],
)
def test_a_helper_gives_the_default_of_a_setting(helper: str) -> None:
    code = f"""
import os
import requests
def setting(name, default=None):
{helper}
URL = setting("URL", "https://api.klarna.com/ordermanagement/v1/orders/")
KEY = setting("KEY")
def f(order):
    return requests.post(URL + order + "/captures", auth=("a", KEY)).ok
"""
    assert set(fates(walk(code)).values()) == {"passed"}


def test_what_changes_something_is_called_once() -> None:
    code = """
import os
import requests
CALLS = []
def debug():
    CALLS.append(1)
    return bool(os.environ.get("DEBUG")) or bool(len(CALLS) > 1)
def chatty():
    CALLS.append(1)
    if os.environ.get("CHATTY"):
        return True
    return False
DEBUG = debug()
CHATTY = chatty()
def f(order):
    r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/" + order + "/captures")
    if len(CALLS) == 2:
        return r.ok
    return 1
"""
    assert set(fates(walk(code)).values()) == {"passed"}


def test_a_program_that_needs_a_variable_is_loaded() -> None:
    code = """
import os
import requests
class Missing(Exception):
    pass
try:
    KEY = os.environ["KEY"]
except KeyError:
    raise Missing("KEY")
def needed(name):
    value = os.environ.get(name)
    if value is None:
        raise Missing(name)
    return value
USER = needed("KLARNA_USER")
def f(order):
    return requests.post(
        "https://api.klarna.com/ordermanagement/v1/orders/" + order + "/captures", auth=(USER, KEY)
    ).ok
"""
    assert set(fates(walk(code)).values()) == {"passed"}
