"""Patterns of sequences and mappings over objects, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from helpers import fates, walk
from values import differences

HEAD = """
from collections import ChainMap, OrderedDict, UserDict, UserList, defaultdict, deque
from collections.abc import Mapping, MutableMapping, Sequence

class Headers(MutableMapping):
    def __init__(self, **given):
        self.held = given
    def __getitem__(self, key):
        return self.held[key.lower()]
    def __setitem__(self, key, value):
        self.held[key.lower()] = value
    def __delitem__(self, key):
        del self.held[key.lower()]
    def __iter__(self):
        return iter(self.held)
    def __len__(self):
        return len(self.held)

class Problem(Exception, Mapping):
    def __init__(self, fields):
        super().__init__("problem")
        self.fields = fields
    def __getitem__(self, key):
        return self.fields[key]
    def __iter__(self):
        return iter(self.fields)
    def __len__(self):
        return len(self.fields)

class Codes(Sequence):
    def __init__(self, *items):
        self.items = items
    def __getitem__(self, i):
        return self.items[i]
    def __len__(self):
        return len(self.items)

class Keyed:
    def __getitem__(self, key):
        return {"kind": "Lock", 0: "a"}[key]
    def __len__(self):
        return 1
    def keys(self):
        return ["kind"]
    def get(self, key, default=None):
        return "Lock"

def told(subject):
    match subject:
        case {"kind": "Lock", "n": n}:
            return "lock", n
        case {"kind": kind, **rest}:
            return "kind", kind, rest
        case {}:
            return "mapping"
        case ["Lock", _]:
            return "pair"
        case [first, *rest, last] if first != "c":
            return first, rest, last
        case [*_, "z"]:
            return "ends"
        case [_, *_]:
            return "some"
        case []:
            return "none"
    return "nothing"
"""


@pytest.mark.parametrize(
    "code",
    [
        "r = [told(kind({'kind': 'Lock', 'n': 1})) for kind in (dict, UserDict, ChainMap, OrderedDict, Problem)]",
        "r = [told(kind({'kind': 'Other', 'n': 1})) for kind in (dict, UserDict, ChainMap, OrderedDict, Problem)]",
        "r = [told(kind({})) for kind in (dict, UserDict, ChainMap, OrderedDict, Problem)]",
        "r = told(Headers(kind='Other', n=5)), told(ChainMap({'n': 2}, {'kind': 'Lock', 'n': 1})), told(Headers())",
        "r = [told(kind(items)) for kind in (list, tuple, deque, UserList) for items in ('', 'c', 'cz', 'abcd', ['Lock', 2])]",
        "r = [told(Codes(*items)) for items in ('', 'c', 'cz', 'abcd', ['Lock', 2])]",
        "r = [told(one) for one in (range(3), range(0), 'abc', b'abc', {'a', 'b'}, 5, None, {1: 2}.keys(), {1: 2}.items())]",
        "r = told(Keyed()), told(iter([1, 2])), told(one for one in 'ab')",
        """
        class Short(UserDict):
            def __len__(self):
                return 1
        r = told(Short(kind="Lock", n=2))
        """,
        """
        class Loud(dict):
            def get(self, key, default=None):
                return super().get(key, default) if key != "kind" else "Lock"
            def __missing__(self, key):
                return 5
        r = told(Loud(n=2, m=1)), told(defaultdict(int, kind="Lock"))
        """,
        """
        match Headers(kind="Lock"):
            case {"Kind": kind}:
                r = kind
        try:
            match Headers(kind="Lock"):
                case {"Kind": kind, **rest}:
                    s = rest
        except KeyError:
            s = "what is taken is not under that key"
        """,
        """
        asked = []
        class Counting(Codes):
            def __getitem__(self, i):
                asked.append(i)
                return super().__getitem__(i)
        match Counting("a", "b", "c", "d"):
            case [one, *_, last]:
                r = one, last, list(asked)
        match Counting("a", "b"):
            case [_, _]:
                s = list(asked)
        match Counting("a", "b", "c"):
            case ["a", *rest]:
                t = rest
        """,
        """
        class Wrong(Codes):
            def __len__(self):
                return 1
        try:
            r = told(Wrong("Lock", 2))
            match Wrong("a", "b"):
                case [one]:
                    s = one
        except ValueError:
            s = "too many"
        """,
    ],
)
def test_patterns(code: str) -> None:
    assert differences(HEAD + textwrap.dedent(code)) == {}


@pytest.mark.parametrize("pattern", ["{'kind': _}", "{**_rest}", "[_]", "[*_]"])
def test_what_an_object_of_an_unknown_class_fits_is_not_known(pattern: str) -> None:
    code = f"""
    from nowhere import Base
    import requests
    class Own(Base):
        pass
    def f(order_id):
        r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)
        match Own():
            case {pattern}:
                return True
        r.raise_for_status()
        return True
    """
    assert set(fates(walk(code)).values()) == {"unknown"}


def test_lanes_part_by_what_an_object_has_under_a_key() -> None:
    code = """
def f(order_id):
    import requests
    r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)
    if r.ok:
        return True
    match Problem(r.json()):
        case {"error_code": "CAPTURE_NOT_ALLOWED", **rest} if "error_code" not in rest:
            return False
        case {"nothing": _}:
            return None
    match Codes(r.json()["error_code"], r.status_code):
        case ["TOO_MANY_REQUESTS" | "NO_SUCH_ORDER", 404]:
            return None
        case [code, status] if status >= 500:
            return code
    raise RuntimeError(r.status_code)
"""
    found = fates(walk(HEAD + code))
    assert found[403] == "handled"
    assert found[404] == "handled"
    assert {found[status] for status in (500, 502, 503, 504)} <= {"handled", "passed"}
    assert {found[status] for status in (409, 413, 422, 429)} == {"raised"}
