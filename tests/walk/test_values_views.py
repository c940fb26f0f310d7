"""Views of dicts, and loops over what they change, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from helpers import walk
from values import REFUSED, differences, is_told

HEAD = (
    REFUSED
    + """
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
"""
)


@pytest.mark.parametrize(
    "code",
    [
        """
        d["c"] = 3
        r = "c" in k, 3 in v, ("c", 3) in i, len(k), len(v), len(i), sorted(k), list(v), [*i], max(i)
        del d["a"]
        s = list(k), dict(i), sum(v), [one for one in i], {two: one for one, two in i}, tuple(zip(k, v)), ",".join(k)
        d.clear()
        t = list(k), bool(i), len(v), not v
        """,
        "r = k & {'b', 'z'}, k - {'b'}, k | {'q'}, k == {'a', 'b'}, k <= {'a', 'b', 'c'}, k.isdisjoint({'z'})",
        "r = v == [1, 2], i == [('a', 1), ('b', 2)], v == v, k != {'a'}",
        "r = isinstance(k, list), isinstance(k, set), isinstance(v, list), repr(k), f'{v}', str(i)",
        "from collections.abc import Iterable, KeysView, Mapping\nr = isinstance(k, KeysView), isinstance(v, Iterable), isinstance(i, Mapping)",
        "r = [refused(f) for f in (lambda: v[0], lambda: i[0], lambda: k[0], lambda: k.add(1), lambda: v.append(1))], hasattr(v, 'sort')",
        "import json\nr = refused(lambda: json.dumps(k)), refused(lambda: json.dumps({'v': v})), json.dumps(list(k))",
        "more = d.keys()\nmore |= {'n'}\nr = sorted(more), list(d)",
        """
        from collections import Counter
        c = Counter("aab")
        counted = c.items()
        c["z"] += 4
        class Own(dict): pass
        o = Own(a=1)
        owned = o.items()
        o["b"] = 2
        r = list(counted), list(owned)
        """,
        """
        def shrinks():
            for one in d: del d[one]
        def shrinks_by_items():
            for one, two in d.items(): d.pop(one)
        def of_a_copy():
            for one in list(d): d.pop(one)
            return len(d)
        def grows():
            x = {1}
            for one in x: x.add(one + 1)
        def replaces():
            x, seen = {"a": 1, "b": 2}, []
            for one, two in x.items():
                seen.append(two)
                x["b"] = 5
            return seen
        def stops():
            x = {"a": 1, "b": 2}
            for one in x:
                del x[one]
                break
            return len(x)
        r = [refused(f) for f in (shrinks, grows, replaces, stops)]
        d["z"] = 1
        s = [refused(f) for f in (shrinks_by_items, of_a_copy)]
        """,
    ],
)
def test_views(code: str) -> None:
    assert differences(HEAD + textwrap.dedent(code)) == {}


@pytest.mark.parametrize(
    "code",
    [
        "r = [{'a': 1}.items() <= i, {'a': 2}.items() <= i, {'z': 1}.items() <= i, {}.items() <= i, i <= i, i <= {'a': 1}.items()]",
        "r = [{'a': 1}.items() < i, i < i, {'b': 2, 'a': 1}.items() < i, i > {'b': 2}.items(), i >= {'b': 2, 'a': 1}.items(), i > i]",
        "r = [i == {'b': 2, 'a': 1}.items(), i != {'b': 2, 'a': 1}.items(), i == {'a': 1}.items(), i == {('a', 1), ('b', 2)}, {('a', 1)} == i]",
        "r = [{('a', 1)} <= i, i <= {('a', 1), ('b', 2), 5}, {5} <= i, i < frozenset({('a', 1), ('b', 2), 5}), set() < i, k <= i, i >= k]",
        "r = [i.isdisjoint({'a': 1}.items()), i.isdisjoint({'a': 2}.items()), i.isdisjoint([('b', 2)]), i.isdisjoint([1, (1, 2, 3)])]",
        "r = [{('a', 1)}.isdisjoint(i), {('a', 1)}.issubset(i), {('a', 1)}.issuperset(i), {('a', 1), ('b', 2), 3}.issuperset(i), k.isdisjoint(i)]",
        "r = i & {'a': 1, 'b': 3}.items(), i - {'a': 1}.items(), i | {('c', 3)}, {('a', 1), 5} ^ i, dict({'a': 9, 'b': 2}.items() - i)",
        "r = [refused(f) for f in (lambda: i < [1], lambda: v < v, lambda: i <= v, lambda: (1,) > i, lambda: v.isdisjoint([]))]",
        "r = [refused(f) for f in (lambda: {'x': []}.items() & i, lambda: {'x': []}.items() - i, lambda: {'x': []}.items() | i)]",
        "r = {'x': [1], 'y': {}}.items() >= {'x': [1]}.items(), {'x': [1]}.items() <= {'x': [2]}.items(), v == d.values(), d.values() == d.values()",
        "r = [refused(f) for f in (lambda: {'x': []}.items() & {'x': []}.items(), lambda: i & {'a': [1]}.items(), lambda: i - {'a': []}.items())]",
        "r = i & k, i - k, i & {1: 2}.items(), {'a': 1, 'b': 3}.items() - i - i, i - {('b', 2), 5}",
        "r = ('a', 1) in i, ('a', 2) in i, ('z', 1) in i, 'a' in i, ('a', 1, 2) in i, ('x', [1]) in {'x': [1]}.items(), ('a',) in i",
        "from collections import Counter as C, OrderedDict as O\nr = O(a=1).items() <= i, C('aa').items() > {}.items(), [i] == [O(b=2, a=1).items()]",
        "d['c'] = 3\nr = {'c': 3}.items() <= i, all(one in i for one in {'c': 3}.items())",
    ],
)
def test_pairs_as_sets(code: str) -> None:
    assert differences(HEAD + code) == {}


@pytest.mark.parametrize(
    "code",
    [
        "{'a': 1, 'x': 1}.items() <= of",
        "of <= {'a': 1}.items()",
        "of == {'a': 1}.items()",
        "of.isdisjoint({'x': 1}.items())",
        "{'a': given}.items() < of",
    ],
)
def test_pairs_of_what_is_not_known(code: str) -> None:
    head = "from nowhere import given\nd = {'a': 1}\nd.update(given)\nof = d.items()\n"
    assert not is_told(f"{head}found = {code}\n", "found")


@pytest.mark.parametrize(
    "code",
    ["{'a': 1}.items() <= {'a': 1, 'b': given}.items()", "{'a': 2, 'b': given}.items() <= {'a': 1, 'b': 3}.items()"],
)
def test_pairs_of_which_enough_is_known(code: str) -> None:
    assert is_told(f"from nowhere import given\nfound = {code}\n", "found")


ANSWER = """
import requests
from dataclasses import asdict, dataclass

@dataclass
class Problem:
    code: str
    status: int

def f(order_id):
    r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)
    if r.ok:
        return True
    body = r.json()
    if {found}:
        return None
    raise RuntimeError(body)
"""


@pytest.mark.parametrize(
    "found",
    [
        "{'error_code': 'NO_SUCH_ORDER'}.items() <= body.items()",
        "body.items() > {'error_code': 'NO_SUCH_ORDER'}.items()",
        "not body.items().isdisjoint({'error_code': 'NO_SUCH_ORDER', 'nothing': 1}.items())",
        "{'code': 'NO_SUCH_ORDER', 'status': 404}.items() <= asdict(Problem(body['error_code'], r.status_code)).items()",
        "('error_code', 'NO_SUCH_ORDER') in body.items()",
        "{'error_code': 'NO_SUCH_ORDER', 'n': 1}.items() & body.items()",
        "body.items() & {('error_code', 'NO_SUCH_ORDER')}",
        "not {'code': 'NO_SUCH_ORDER'}.items() - {'code': body['error_code'], 'n': 1}.items()",
        "{('error_code', 'NO_SUCH_ORDER')}.issubset({**body, 'n': 1}.items())",
        "{'code': body['error_code'], 'n': 1}.items() == {'n': 1, 'code': 'NO_SUCH_ORDER'}.items()",
    ],
)
def test_pairs_of_an_answer(found: str) -> None:
    facts = walk(ANSWER.replace("{found}", found))
    assert {one.answer.code for one in facts.lanes if one.fate == "handled"} == {"NO_SUCH_ORDER"}
    assert {one.fate for one in facts.lanes if one.answer.code != "NO_SUCH_ORDER"} == {"raised"}


@pytest.mark.parametrize("code", ["'x' in of", "len(of)", "list(given.keys())", "[*of]"])
def test_what_is_not_known_stays_unknown(code: str) -> None:
    assert not is_told(
        f"from nowhere import given\nd = {{'a': 1}}\nof = d.keys()\nd.update(given)\nfound = {code}\n", "found"
    )


def test_a_loop_over_what_nobody_knows_all_of_is_not_said_to_fail() -> None:
    """Two unknown keys may be the same one, so that the dict does not grow."""
    code = "from nowhere import one, two\nd = {one: 1}\nfor key in d:\n    d[two] = 2\nr = 'done'\n"
    assert is_told(code, "r")


@pytest.mark.parametrize("over", ["list(d)", "d.copy()", "dict(d)", "{**d}", "tuple(d.keys())"])
def test_a_loop_over_a_copy_may_take_out_what_it_likes(over: str) -> None:
    code = f"from nowhere import given\nd = dict(given)\nfor key in {over}:\n    d.pop(key)\nr = 'done'\n"
    assert is_told(code, "r")


def test_taking_out_what_was_there_ends_a_loop_over_what_nobody_knows_all_of() -> None:
    code = """
    from nowhere import given
    d = dict(given)
    d[given] = 1
    try:
        for key in d:
            d.pop(key)
    except RuntimeError:
        smaller = True
    """
    assert is_told(code, "smaller")
