"""Words that a program itself puts where the provider's code stands: no misspelt codes."""

from __future__ import annotations

import pytest

from sadpath.testing import check_source

ORDER = """
import requests
from dataclasses import dataclass, replace
MORE
def send():
    return requests.post("https://gateway.kinguin.net/esa/api/v2/order", json={}, timeout=5)

def order(tries):
    answer = send()
    if answer.ok:
        return answer.json()["orderId"]
    body = answer.json()
    code = body["kind"]
HOW
"""


def told(how: str, more: str = "") -> list[str]:
    """The words that SP401 tells of."""
    source = ORDER.replace("HOW", "\n".join("    " + line for line in how.strip().splitlines())).replace("MORE", more)
    return [one.message.split("'")[1] for one in check_source(source) if one.rule == "SP401"]


OUTCOME = """
@dataclass(frozen=True)
class Outcome:
    kind: str = "{default}"
    tries: int = 0
"""
TABLE = "\nRANK = {'OrderFailed': 2}\n"
FIRST = """
def first_of(*values):
    return next((value for value in values if value), None)
"""
IS_KIND = """
def is_kind(code, one):
    return code == one
"""
LAST = """
class State:
    @property
    def kind(self):
        return self._last
"""
NAMED = "\nNOTHING = 'none'\n"


@pytest.mark.parametrize(
    ("how", "more"),
    [
        ("order.kind = code if tries else None\nif tries > 3:\n    order.kind = 'GaveUp'\nreturn order.kind == 'GaveUp'", ""),
        ("order.kind: str = 'GaveUp'\norder.kind = code\nreturn order.kind == 'GaveUp'", ""),
        ("state = {'kind': 'GaveUp'}\nif tries < 3:\n    state['kind'] = code\nreturn state['kind'] == 'GaveUp'", ""),
        ("state = {}\nstate['kind'] = 'GaveUp' \nif tries:\n    state['kind'] = code\nreturn state['kind'] == 'GaveUp'", ""),
        ("if (last := 'GaveUp') and tries:\n    last = code\nreturn last == 'GaveUp'", ""),
        ("setattr(order, 'kind', 'GaveUp')\nif tries:\n    order.kind = code\nreturn order.kind == 'GaveUp'", ""),
        ("last, text = 'GaveUp', None\nif tries:\n    last = code\nreturn last == 'GaveUp'", ""),
        ("made = Outcome(code) if tries else Outcome()\nreturn made.kind == 'GaveUp'", OUTCOME.format(default="GaveUp")),
        ("made = Outcome(code)\nif tries:\n    made = replace(made, kind='GaveUp')\nreturn made.kind == 'GaveUp'", OUTCOME.format(default="")),
        ("made = Outcome(kind='GaveUp')\nif tries:\n    made = Outcome(code)\nreturn made.kind == 'GaveUp'", OUTCOME.format(default="")),
        ("kinds = [code]\nif tries:\n    kinds.append('GaveUp')\nreturn kinds[-1] == 'GaveUp'", ""),
        ("worst = max([code, 'none'], key=lambda k: RANK.get(k, 0))\nreturn worst == 'none'", TABLE),
        ("worst = max((code, 'none'), key=len)\nreturn worst == 'none'", ""),
        ("worst = max(code, 'none', key=len)\nreturn worst == 'none'", ""),
        ("worst = (code, 'none')[tries > 3]\nreturn worst == 'none'", ""),
        ("worst = next(iter([c for c in (code,) if c in RANK]), 'none')\nreturn worst == 'none'", TABLE),
        ("return first_of(code, 'none') == 'none'", FIRST),
        ("for one in [code, 'none']:\n    if one == 'none':\n        return None", ""),
        ("last = body.get('kind', NOTHING)\nif last == NOTHING:\n    return None", NAMED),
        ("if (body['kind'] or NOTHING) == NOTHING:\n    return None", NAMED),
        # kept under another name: what is found there in the walk tells
        ("state = State()\nstate._last = code\nif tries:\n    state._last = 'GaveUp'\nreturn state.kind == 'GaveUp'", LAST),
        ("state = State()\nstate._last = code\nif tries:\n    state._last = 'GaveUp'\nreturn {'GaveUp': 1}.get(state.kind)", LAST),
        ("state = State()\nstate._last = code\nif tries:\n    state._last = 'GaveUp'\nreturn state.kind in ('GaveUp', 'Http')", LAST),
    ],
)  # fmt: skip
def test_a_word_of_its_own(how: str, more: str) -> None:
    assert told(how, more) == []


@pytest.mark.parametrize(
    ("how", "more", "words"),
    [
        # what is only told elsewhere, or kept under another name
        ("print(code, 'PriceTooLow')\nreturn code == 'PriceTooLow'", "", ["PriceTooLow"]),
        ("order.state = 'PriceTooLow'\nreturn code == 'PriceTooLow'", "", ["PriceTooLow"]),
        ("note = {'reason': 'PriceTooLow'}\nreturn None if code == 'PriceTooLow' else note", "", ["PriceTooLow"]),
        ("NOTES.append('PriceTooLow')\nreturn code == 'PriceTooLow'", "\nNOTES = []\n", ["PriceTooLow"]),
        # the key is the provider's
        ("out = {'kind': 'PriceTooLow'}\nreturn out if body['kind'] == 'PriceTooLow' else None", "", ["PriceTooLow"]),
        # misspelt twice
        ("return code == 'OrderFaild' or is_kind(code, 'OrderFaild')", IS_KIND, ["OrderFaild"] * 2),
        ("last = is_kind(code, 'OrderFaild')\nreturn last or code == 'OrderFaild'", IS_KIND, ["OrderFaild"] * 2),
        ("return code in (FAILED, 'OrderFaild')", "\nFAILED = 'OrderFaild'\n", ["OrderFaild"]),
        ("return code in [FAILED, body['kind'], 'Orderfailled']", "\nFAILED = 'OrderFailed'\n", ["Orderfailled"]),
    ],
)  # fmt: skip
def test_no_word_of_its_own(how: str, more: str, words: list[str]) -> None:
    assert told(how, more) == words


STATE = """
class State:
    kind = None
    def give_up(self):
        self.kind = "GaveUp"
"""
BUY = """
import requests
from state import State

def buy(tries):
    state = State()
    answer = requests.post("https://gateway.kinguin.net/esa/api/v2/order", json={}, timeout=5)
    if answer.ok:
        return answer.json()["orderId"]
    state.kind = answer.json()["kind"]
    if tries > 3:
        state.give_up()
    return state.FIELD == "GaveUp"
"""


@pytest.mark.parametrize(("field", "words"), [("kind", 0), ("other", 1)])
def test_a_word_of_another_module(field: str, words: int) -> None:
    other = "\n    @property\n    def other(self):\n        return KINDS[self.kind]\n\nKINDS = {'OrderFailed': 'x'}\n"
    source = BUY.replace("state.FIELD ==", f"state.{field} ==")
    if words:  # a look-up of the provider's code alone, in a table of another name
        source = BUY.replace("state.FIELD ==", 'answer.json()["kind"] ==')
    found = [one for one in check_source(source, files={"state.py": STATE + other}) if one.rule == "SP401"]
    assert len(found) == words
