"""Literals that stand against a code after `lower()`, `upper()` or `casefold()`."""

from __future__ import annotations

import pytest

from sadpath.testing import check_source

BALANCE = """
import requests

def balance():
    answer = requests.get("https://gateway.kinguin.net/esa/api/v1/balance", timeout=5)
    if answer.ok:
        return answer.json()["balance"]
    kind = answer.json()["kind"]HOW
    if ASKED:
        return None
    raise LookupError(kind)
"""


@pytest.mark.parametrize(
    ("how", "asked", "found"),
    [
        (".lower()", "kind == 'resourcelock'", None),
        (".strip().casefold()", "kind in ('resourcelock', 'authorization')", None),
        (".upper()", "kind == 'RESOURCELOCK'", None),
        (".lower().upper()", "kind == 'RESOURCELOCK'", None),
        (".lower()[:8]", "kind == 'resource'", None),
        (".lower()", "kind == 'resourcelok'", ("SP401", "did you mean 'resourcelock'?")),
        (".upper()", "kind == 'RESOURCELOK'", ("SP401", "did you mean 'RESOURCELOCK'?")),
        (".lower()", "kind == 'maintenance'", ("SP401", "no code that")),
        # a documented code, but of the wrong case: that is never true
        (".lower()", "kind == 'ResourceLock'", ("SP401", "never equals a code after `lower()`")),
        (".upper()", "kind in {'ResourceLock'}", ("SP401", "never equals a code after `upper()`")),
        (".lower()", "kind == 'insufficientbalance'", ("SP402", "it belongs to placeOrder")),
        ("", "kind == 'resourcelock'", ("SP401", "did you mean 'ResourceLock'?")),
        # it is right where the code was not folded
        ("", "kind == 'ResourceLock' or kind.lower() in ('authorization',)", None),
        (
            "",
            "any(k in ('ResourceLock', 'authorization', 'Authorization') for k in (kind.lower(),))",
            ("SP401", "never"),
        ),
        ("", "any(k in ('ResourceLock', 'authorization') for k in (kind, kind.lower()))", None),
    ],
)
def test_a_folded_code(how: str, asked: str, found: tuple[str, str] | None) -> None:
    source = BALANCE.replace("HOW", how).replace("ASKED", asked)
    told = [(one.rule, one.message) for one in check_source(source) if one.rule[:3] == "SP4"]
    assert {rule for rule, _ in told} == ({found[0]} if found else set())
    assert all(found and found[1] in message for _, message in told)


def test_a_default_is_folded_as_well() -> None:
    source = BALANCE.replace('["kind"]HOW', '.get("kind", "Nothing").lower()').replace("ASKED", "kind == 'nothing'")
    assert not [one for one in check_source(source) if one.rule == "SP401"]


KIND = """
class Kind(str):
    def __eq__(self, other):
        return self.lower() == other.lower()
    def __hash__(self):
        return hash(self.lower())
CODES = {code.lower() for code in ("ResourceLock", "Authorizatio")}
"""


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("kind.lower() in CODES", ["authorizatio"]),
        ("kind.lower() == 'ResourceLock'.lower()", []),
        ("kind == 'RESOURCELOCK'.lower()", ["resourcelock"]),
        # a class of its own says what equals it
        ("Kind(kind) == 'RESOURCELOCK'", []),
        ("{Kind('resourcelock'): 1}.get(Kind(kind))", []),
    ],
)
def test_literals_are_folded_too(asked: str, words: list[str]) -> None:
    found = check_source(KIND + BALANCE.replace("HOW", "").replace("ASKED", asked))
    assert [one.message.split("'")[1] for one in found if one.rule == "SP401"] == words
