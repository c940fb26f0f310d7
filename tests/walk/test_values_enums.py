"""Enums and flags, held against Python."""

from __future__ import annotations

import sys

import pytest
from values import differences

pytestmark = pytest.mark.skipif(sys.version_info < (3, 11), reason="enums were others before Python 3.11")

FLAGS = """
from enum import Flag, IntFlag, auto

class Then(Flag):
    FAIL = 0
    AGAIN = auto()
    TELL = auto()
    BOTH = AGAIN | TELL
    LATE = 8

class Bits(IntFlag):
    A = 1
    B = 2
"""
ENUMS = """
from enum import Enum, IntEnum, StrEnum, auto
from functools import total_ordering

class Code(StrEnum):
    def _generate_next_value_(name, start, count, last_values):
        return name.title()

    NOT_FOUND = auto()
    OTHER = auto()

    @classmethod
    def _missing_(cls, value):
        return cls.OTHER

class Number(IntEnum):
    LOW = 5
    HIGH = auto()

class Pair(Enum):
    ONE = auto(), "one"
    TWO = auto(), "two"

@total_ordering
class Grade(Enum):
    LATER = 1
    OURS = 3

    def __lt__(self, other):
        return self.value < other.value if isinstance(other, Grade) else NotImplemented
"""


@pytest.mark.parametrize(
    "code",
    [
        "r = [member.value for member in (Then.AGAIN, Then.TELL, Then.BOTH, Then.LATE)]",
        "r = [Then.TELL in Then.BOTH, Then.LATE in Then.BOTH, bool(Then.BOTH & Then.TELL), bool(Then.BOTH & Then.LATE)]",
        "r = [bool(Then.FAIL), bool(Then.AGAIN), Then.AGAIN | Then.TELL is Then.BOTH, Then.BOTH ^ Then.TELL is Then.AGAIN]",
        "r = [(Then.AGAIN | Then.LATE).value, (~Then.AGAIN).value, Then(3) is Then.BOTH, Then(9).value]",
        "r = [(Then.AGAIN | Then.LATE) == (Then.LATE | Then.AGAIN), len([*Then.BOTH]), [one.name for one in Then]]",
        "r = [Bits.A | 4, (Bits.A | Bits.B).value, Bits.A == 1, bool(Bits.A & 2), str(Bits.B)]",
        "policy = {'x': Then.AGAIN | Then.TELL}\nr = [Then.TELL in policy.get(key, Then.FAIL) for key in 'xy']",
    ],
)
def test_flags(code: str) -> None:
    assert differences(FLAGS + code) == {}


@pytest.mark.parametrize(
    "code",
    [
        "r = [Code('Not_Found').name, Code('zzz').name, Code.OTHER == 'Other', str(Code.OTHER), f'{Code.OTHER}']",
        "r = [Number.HIGH.value, str(Number.LOW), Number.HIGH > 5, bool(Number.LOW)]",
        "r = [Pair.ONE.value, Pair.TWO.value]",
        "r = [max(Grade.LATER, Grade.OURS).name, min([Grade.OURS, Grade.LATER]).name, Grade.OURS > Grade.LATER]",
        "r = [max(Grade.LATER, Grade.LATER) is Grade.LATER, Grade.OURS == 3, Grade.OURS != Grade.OURS]",
        "from http import HTTPMethod, HTTPStatus\nr = [HTTPMethod.GET == 'GET', str(HTTPStatus.OK), HTTPStatus(404).phrase]",
    ],
)
def test_enums(code: str) -> None:
    assert differences(ENUMS + code) == {}
