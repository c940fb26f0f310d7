"""The model of `warnings`, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from helpers import fates, walk
from values import differences

HEAD = """
import warnings

class Late(UserWarning):
    pass

def said(*args, **kwargs):
    try:
        warnings.warn(*args, **kwargs)
    except Warning as error:
        return [type(error).__name__, str(error)]
    return []
"""

USES = [
    """
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        r = [said('a'), said('b', Late), said(Late('c')), said('d', stacklevel=2)]
    """,
    """
    with warnings.catch_warnings():
        warnings.filterwarnings('error', category=Late)
        r = said('b', Late)
    """,
    """
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        warnings.filterwarnings('error', category=Late)
        r = [said('a'), said('b', Late), said('c', UserWarning)]
    """,
    """
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        warnings.filterwarnings('error', 'late.*')
        r = [said('Later', Late), said('too late')]
    """,
    """
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        warnings.simplefilter('ignore')
        r = said('a')
    """,
    """
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        warnings.simplefilter('error', append=True)
        r = said('a')
    """,
    """
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            r = said('a')
        s = said('a')
    """,
    """
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        r = [said('a'), said('a'), said('b', Late)]
        s = [(str(w.message), w.category.__name__, type(w.message).__name__, w.message.args) for w in seen]
    """,
    """
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('error', Late)
        r = [said('a'), said('b', Late)]
        s = len(seen)
    """,
    """
    with warnings.catch_warnings(record=True) as seen:
        warnings.resetwarnings()
        warnings.simplefilter('default')
        r = [said('a') for n in range(3)]
        s = len(seen)
    """,
    """
    with warnings.catch_warnings() as seen:
        r = seen is None
    """,
    """
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        try:
            warnings.warn_explicit('a', Late, 'm', 3)
        except Late as error:
            r = error.args
    """,
    """
    told = []
    with warnings.catch_warnings():
        warnings.simplefilter('always')
        warnings.showwarning = lambda message, category, *rest, **more: told.append((str(message), category.__name__))
        said('a', Late)
    r = warnings.showwarning.__name__
    """,
]


@pytest.mark.parametrize("code", USES)
def test_warnings(code: str) -> None:
    assert differences(HEAD + textwrap.dedent(code)) == {}


SHOP = """
import warnings
import requests
{head}

def capture(order_id):
    r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)
    if r.status_code == 409:
        warnings.warn(r.json()["error_code"], RuntimeWarning)
    return 1

def f(order_id):
    {body}
"""


def test_an_answer_that_is_warned_of() -> None:
    plain = SHOP.format(head="", body="return capture(order_id)")
    assert fates(walk(plain)).pop(409) == "handled"
    assert (
        fates(walk(SHOP.format(head="warnings.simplefilter('error')", body="return capture(order_id)")))[409]
        == "raised"
    )


def test_a_warning_that_is_recorded() -> None:
    body = "with warnings.catch_warnings(record=True) as w:\n        capture(order_id)\n    return w[-1].message.args[0] if w else 1"
    facts = walk(SHOP.format(head="", body=body))
    assert {status for status, fate in fates(facts).items() if fate != "unnoticed"} == {409}
