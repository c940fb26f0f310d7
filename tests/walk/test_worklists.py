"""A list of work that is an argument: what is put back is taken out again."""

from __future__ import annotations

import pytest
from helpers import fates, walk

URL = "https://publicoffice.lemanpay.net/v2/merchant/Currencies/order/"


@pytest.mark.parametrize(
    "made", ["items", "list(items)", "deque(items)", "sorted(items)", "[i for i in items]", "items[:]"]
)
@pytest.mark.parametrize("put", ["append(item)", "insert(0, item)"])
def test_what_is_put_back_is_tried_for_ever(made: str, put: str) -> None:
    code = f"""
import requests
from collections import deque
def f(items):
    waiting, done = {made}, 0
    while waiting:
        item = waiting.{"popleft()" if "deque" in made else "pop(0)"}
        if requests.get(f"{URL}{{item}}").status_code == 429:
            waiting.{put}
        else:
            done += 1
    return done
"""
    told = fates(walk(code, provider="lemanpay", operation="getOrderDetails"))
    assert told.pop(429) == "endless"
    assert set(told.values()) == {"unnoticed"}


def test_what_is_put_elsewhere_is_not() -> None:
    code = f"""
import requests
def f(items):
    later = []
    while items:
        item = items.pop()
        if requests.get(f"{URL}{{item}}").status_code == 429:
            later.append(item)
    return later
"""
    told = fates(walk(code, provider="lemanpay", operation="getOrderDetails"))
    assert told[429] == "handled"


@pytest.mark.parametrize("asked", ["items", "len(items) > 0", "len(items)"])
def test_a_heap_is_emptied_like_a_list(asked: str) -> None:
    code = f"""
import heapq
import requests
def f(items):
    while {asked}:
        due, item = heapq.heappop(items)
        if requests.get(f"{URL}{{item}}").status_code == 429:
            heapq.heappush(items, (due + 60, item))
"""
    told = fates(walk(code, provider="lemanpay", operation="getOrderDetails"))
    assert told.pop(429) == "endless"
    assert set(told.values()) == {"unnoticed"}
