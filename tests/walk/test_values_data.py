"""Data in containers and objects, held against Python."""

from __future__ import annotations

import pytest
from values import differences, is_told


@pytest.mark.parametrize(
    "code",
    [
        """
        def told(body):
            match body:
                case {"kind": "Lock" as kind}:
                    return kind
                case {"kind": kind, **rest}:
                    return kind, rest
        r = [told({"kind": "Lock"}), told({"kind": "Other", "trace": 1}), told({"kind": "Other"}), told({})]
        """,
        "e = ValueError('x')\ne.add_note('one')\ne.add_note('two')\nr = [*e.__notes__]\nn = hasattr(ValueError(), '__notes__')",
        "from bisect import bisect, bisect_left, insort\nr = [bisect((1, 10, 12), n) for n in (0, 1, 9, 12, 20)]\n"
        "s = [1, 3]\ninsort(s, 2)\nt = bisect_left([1, 3], 3)",
        "from collections import Counter\nc = Counter('abcab')\nr = [c.total(), c.most_common(1), c['z']]",
        """
        import json
        from types import SimpleNamespace
        text = '{"errors": [{"code": "A"}, {"code": "B"}], "n": 1}'
        made = json.loads(text, object_hook=lambda found: SimpleNamespace(**found))
        r = [error.code for error in made.errors]
        n, d = made.n, json.loads(text, object_pairs_hook=dict)
        """,
        """
        from dataclasses import dataclass, field, fields
        @dataclass(frozen=True)
        class Settings:
            host: str = "bitpay.com"
            paths: list = field(default_factory=list)
        r = [Settings.__dataclass_fields__["host"].default, [one.name for one in fields(Settings)], fields(Settings)[0].default]
        """,
        """
        class Version:
            def __init__(self, number):
                self.number = number
            def __lt__(self, other):
                return self.number < other.number
        r = [max(Version(1), Version(3)).number, min([Version(4), Version(2)]).number, max([Version(4)]).number]
        s = min([{"a": 2}, {"a": 1}], key=lambda one: one["a"])
        """,
        """
        class Same:
            def __eq__(self, other):
                return True if isinstance(other, str) else NotImplemented
            def __add__(self, other):
                return NotImplemented
        class Right:
            def __radd__(self, other):
                return "right"
        r = [Same() == "x", Same() == 1, Same() != "x", Same() != 1, Same() + Right()]
        """,
    ],
)
def test_data(code: str) -> None:
    assert differences(code) == {}


UNKNOWN = """
from nowhere import given, rows
from collections import Counter
from dataclasses import dataclass

@dataclass(frozen=True)
class Key:
    name: str
"""


@pytest.mark.parametrize(
    "code",
    [
        "it = iter(rows)\nfirst = next(it)\nr = list(it) == []",
        "r = {'a'} & {given} == set()",
        "r = {Key('a')} == {Key(given)}",
        "r = {Key('a'): 1}.get(Key(given))",
        "r = ['a'].count(given)",
        "r = [given, 'a'].index('a')",
        "xs = ['b']\nxs[given] = 'z'\nr = xs[0]",
        "r = {'a': 1}.pop(given, None)",
        "r = (Counter(['a']) - Counter([given]))['a']",
        "r = len(bytearray(given))",
        "r = '{a} {b:>4}'.format(**given)",
        "r = '{} {}'.format(*rows)",
    ],
)
def test_what_nobody_knows_stays_unknown(code: str) -> None:
    assert not is_told(UNKNOWN + code, "r")


def test_an_uuid_is_one() -> None:
    made = "import uuid\none = uuid.UUID('12345678123456781234567812345678')\nsame = uuid.UUID(str(one))\n"
    assert differences(made + "r = [{one: 1}.get(same), len({one, same}), one == same]") == {}
    assert not is_told(made + "r = isinstance(one, uuid.UUID) is False", "r")
