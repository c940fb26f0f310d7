"""Codes that are looked up in collections of all kinds, by methods and functions of the standard library."""

from __future__ import annotations

import pytest

from sadpath.testing import check_source

ORDER = """
import operator
import requests
from collections import ChainMap, Counter, UserDict, defaultdict
from functools import lru_cache, partial

FAILED = {"OrderFAILD": 1}
TABLE = TABLE_IS

@lru_cache
def known(code):
    return len(code) > 3

def order():
    answer = requests.post("https://gateway.kinguin.net/esa/api/v2/order", json={}, timeout=5)
    if answer.ok:
        return answer.json()["orderId"]
    code = answer.json()["kind"]
    if HOW:
        return None
    raise LookupError(code)
"""
DICT, LIST = '{"OrderFAILD": 1, "Preorder": 2}', '["OrderFAILD", "Preorder"]'


@pytest.mark.parametrize("misspelt", [False, True])
@pytest.mark.parametrize(
    ("table", "how", "line"),
    [
        ("ChainMap(FAILED, {'Preorder': 2})", "TABLE.get(code)", 7),
        ("ChainMap({'Preorder': 2}, FAILED)", "code in TABLE", 7),
        ("ChainMap({'Preorder': 2}, FAILED)", "TABLE[code]", 7),
        (f"UserDict({DICT})", "TABLE.get(code)", 8),
        (f"defaultdict(int, {DICT})", "TABLE[code]", 8),
        (LIST, "TABLE.index(code)", 8),
        (f"tuple({LIST})", "TABLE.count(code)", 8),
        (f"tuple({LIST})", "TABLE.__contains__(code)", 8),
        (DICT, "TABLE.__contains__(code)", 8),
        (DICT, "any(map(TABLE.get, [code]))", 8),
        (LIST, "list(filter(TABLE.__contains__, [code]))", 8),
        ("partial(operator.eq, 'OrderFAILD')", "TABLE(code)", 8),
        ("partial(operator.contains, {'OrderFAILD'})", "TABLE(code)", 8),
        ("None", "operator.ne(code, 'OrderFAILD')", 19),
        (DICT, "operator.getitem(TABLE, code)", 8),
        ("[]", "[code].count('OrderFAILD')", 19),
    ],
)
def test_a_lookup(table: str, how: str, line: int, misspelt: bool) -> None:
    source = ORDER.replace("TABLE_IS", table).replace("HOW", how)
    source = source.replace("OrderFAILD", "OrderFaild" if misspelt else "OrderFailed")
    found = [(one.rule, one.line) for one in check_source(source) if one.rule[:3] in ("SP3", "SP4")]
    assert found == ([("SP401", line)] if misspelt else [])


@pytest.mark.parametrize(
    "how",
    [
        "known('none') and known(code)",  # what a library remembers is compared by it alone
        "Counter([code])['none']",
        "{'none': 1}.get(answer.json()['type'], 0)",
    ],
)
def test_no_lookup_of_the_code(how: str) -> None:
    source = ORDER.replace("TABLE_IS", "None").replace("HOW", how)
    assert not [one for one in check_source(source) if one.rule in ("SP401", "SP301", "SP302")]


@pytest.mark.parametrize(
    ("how", "rule"),
    [
        ("operator.eq(answer.json()['detail'], 'Try again')", "SP301"),
        ("operator.contains(answer.text, 'OrderFailed')", "SP302"),
    ],
)
def test_a_search_by_a_function(how: str, rule: str) -> None:
    found = [one for one in check_source(ORDER.replace("TABLE_IS", "None").replace("HOW", how)) if one.rule == rule]
    assert [one.line for one in found] == [19]
