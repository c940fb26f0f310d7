"""Functions that call themselves to send again."""

from __future__ import annotations

import pytest
from helpers import walk

URL = "https://publicoffice.lemanpay.net/v2/merchant/Currencies/order/"


@pytest.mark.parametrize(
    "code",
    [
        "def f(id):\n    if requests.get(URL + id).status_code == 429:\n        return f(id)\n",
        "def f(id, n=0):\n    if requests.get(URL + id).status_code == 429:\n        time.sleep(2 ** n)\n        f(id, n + 1)\n",
        "async def f(id):\n    if requests.get(URL + id).status_code == 429:\n        return await f(id)\n",
        "def f(id):\n    if requests.get(URL + id).status_code == 429:\n        return again(id)\n"
        "def again(id):\n    return f(id)\n",
        "def f(id):\n    try:\n        requests.get(URL + id).raise_for_status()\n"
        "    except requests.HTTPError as error:\n        if error.response.status_code == 429:\n"
        "            return f(id)\n        raise\n",
        "class C:\n    def get(self, id):\n        if requests.get(URL + id).status_code == 429:\n"
        "            return self.get(id)\ndef f(id):\n    C().get(id)\n",
    ],
)
def test_nothing_bounds_it(code: str) -> None:
    told = walk(head() + code, provider="lemanpay", operation="getOrderDetails")
    endless = [lane for lane in told.lanes if lane.fate == "endless"]
    assert {lane.answer.status for lane in endless} == {429}
    assert not any(lane.bounded for lane in endless)


@pytest.mark.parametrize(("most", "fate", "bounded"), [(3, "handled", False), (100, "endless", True)])
def test_a_count_bounds_it(most: int, fate: str, bounded: bool) -> None:
    code = f"def f(id, n=0):\n    if requests.get(URL + id).status_code == 429 and n < {most}:\n        return f(id, n + 1)\n"
    told = walk(head() + code, provider="lemanpay", operation="getOrderDetails")
    (lane,) = {(lane.fate, lane.bounded) for lane in told.lanes if lane.answer.status == 429}
    assert lane == (fate, bounded)


def test_a_condition_that_nobody_knows_may_end_it() -> None:
    code = "def f(id, n):\n    if requests.get(URL + id).status_code == 429 and n < 3:\n        return f(id, n + 1)\n"
    told = walk(head() + code, provider="lemanpay", operation="getOrderDetails")
    assert {lane.fate for lane in told.lanes if lane.answer.status == 429} == {"unknown"}


def head() -> str:
    """What all of the programs begin with."""
    return f'import requests, time\nURL = "{URL}"\n'
