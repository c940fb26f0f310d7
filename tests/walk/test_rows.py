"""Rows that nobody knows: beside the names of their columns, and as the arguments of a call."""

from __future__ import annotations

import pytest
from helpers import fates, walk

URL = "https://publicoffice.lemanpay.net/v2/merchant/Currencies/order/"

HEAD = """
import itertools
import requests
from dataclasses import dataclass
from typing import NamedTuple
@dataclass
class Order:
    id: str
    state: str
class Row(NamedTuple):
    id: str
    state: str
"""


@pytest.mark.parametrize(
    "made",
    [
        'dict(zip(("id", "state"), row))["state"]',
        'dict(zip(["id", "state"], row, strict=True))["state"]',
        '{k: v for k, v in zip(("id", "state"), row)}["state"]',
        'dict(map(lambda k, v: (k, v), ("id", "state"), row))["state"]',
        'dict(zip(columns, row))["state"]',
        "Order(*row).state",
        "Order(**row).state",
        "Row(*row).state",
        "Row(**row).state",
        "Row._make(row).state",
        "list(itertools.starmap(Order, [row]))[0].state",
        "(lambda id, state: state)(*row)",
    ],
)
@pytest.mark.parametrize("test", ["== 'new'", "!= 'new'"])
def test_an_item_of_a_row_may_be_anything(made: str, test: str) -> None:
    code = f"""{HEAD}
def f(row, columns):
    if {made} {test}:
        requests.get("{URL}1").raise_for_status()
"""
    assert set(fates(walk(code, provider="lemanpay", operation="getOrderDetails")).values()) == {"raised"}


def test_a_row_that_is_read_after_the_answer_has_what_is_asked_for() -> None:
    code = f"""{HEAD}
def f(row):
    answer = requests.get("{URL}1")
    order, again = Order(*row), dict(zip(("id", "state"), row))
    if not answer.ok:
        raise RuntimeError(order.state, again["state"])
"""
    assert set(fates(walk(code, provider="lemanpay", operation="getOrderDetails")).values()) == {"raised"}


def test_two_rows_are_not_the_same() -> None:
    code = f"""{HEAD}
def f(one, two):
    if Order(*one).state == "new" and Order(*two).state != "new":
        requests.get("{URL}1").raise_for_status()
"""
    assert set(fates(walk(code, provider="lemanpay", operation="getOrderDetails")).values()) == {"raised"}


def test_too_few_known_arguments_do_not_fit() -> None:
    code = f"""{HEAD}
def f(row):
    answer = requests.get("{URL}1")
    if not answer.ok:
        Order(*(row[0],))
"""
    assert set(fates(walk(code, provider="lemanpay", operation="getOrderDetails")).values()) == {"crashed"}


def test_there_are_as_many_turns_as_there_are_known_values_beside() -> None:
    code = f"""{HEAD}
def f(delays):
    for _, delay in zip(range(3), delays):
        if requests.get("{URL}1").status_code != 429:
            return
"""
    walked = walk(code, provider="lemanpay", operation="getOrderDetails")
    assert {len(leaf.send_log) for lane in walked.lanes if lane.answer.status == 429 for leaf in lane.leaves} == {3}
    assert all(lane.resent == (lane.answer.status == 429) for lane in walked.lanes)
