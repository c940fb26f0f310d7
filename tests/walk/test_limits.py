"""Code whose ways are too many to walk: the walk ends soon, keeps little, and leaves the lanes unknown."""

from __future__ import annotations

from helpers import fates, walk

from sadpath.walk.explore import MOST_RUNS
from sadpath.walk.machine import MOST_DECISIONS

HEAD = """
import requests

def post(order_id):
    return requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)
"""


def test_a_loop_that_asks_something_else_each_time() -> None:
    """No turn is decided by what an earlier one was: whichever turn ends the loop, the budget does not suffice."""
    code = """
def f(feed, order_id):
    r = post(order_id)
    tries = 0
    while not feed.fits(tries):
        tries += 1
    if tries > 50:
        return None
    r.raise_for_status()
"""
    facts = walk(HEAD + code)
    assert set(fates(facts).values()) == {"unknown"}
    assert facts.walked.runs <= MOST_RUNS
    assert max(len(leaf.assumed) for leaf in facts.walked.leaves) <= MOST_DECISIONS


def test_lanes_that_part_before_such_a_loop_keep_their_fate() -> None:
    code = """
def f(feed, order_id):
    r = post(order_id)
    if r.status_code == 403:
        raise PermissionError(order_id)
    tries = 0
    while not feed.fits(tries):
        tries += 1
    return tries
"""
    found = fates(walk(HEAD + code))
    assert found.pop(403) == "raised"
    assert set(found.values()) == {"unknown"}


def test_few_turns_are_walked() -> None:
    """Bounded by a number, each way of the loop is seen, that of the last turn too."""
    code = """
def f(feed, order_id):
    r = post(order_id)
    for turn in range(9):
        if feed.fits(turn):
            break
    else:
        raise TimeoutError(order_id)
    r.raise_for_status()
    return order_id
"""
    facts = walk(HEAD + code)
    assert {leaf.type for leaf in facts.walked.leaves if leaf.end == "raised"} == {"TimeoutError", "HTTPError"}
    assert set(fates(facts).values()) == {"raised"}
