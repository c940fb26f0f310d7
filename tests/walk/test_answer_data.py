"""What a success's body holds is data: no object of a class that the program has."""

from __future__ import annotations

import pytest
from helpers import HOST, fates, walk


@pytest.mark.parametrize(
    "asked",
    ["isinstance(got, Refused)", "isinstance(got, Exception)", "type(got) is Refused", "hasattr(got, 'refused')"],
)
def test_it_is_no_object(asked: str) -> None:
    code = f"""
import requests
class Refused(Exception):
    refused = True
def send(order):
    answer = requests.post("{HOST}/ordermanagement/v1/orders/" + order + "/refunds", json={{}})
    if answer.ok:
        return answer.json()["id"]
    return Refused(answer.json()["error_code"])
def f(orders):
    done, lost = [], []
    for order in orders:
        got = send(order)
        if {asked}:
            lost.append(order)
        else:
            done.append(got)
    return done, lost
"""
    facts = walk(code, operation="refundOrder")
    assert set(fates(facts).values()) == {"handled"}
    branch = {number for number, (_, node) in enumerate(facts.walked.places) if getattr(node, "lineno", 0) == 15}
    assert not [leaf for leaf in facts.walked.leaves if 0 in leaf.lanes and branch & set(leaf.path)]
