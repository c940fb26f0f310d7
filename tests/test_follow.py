"""From leaves to ways."""

import ast
import textwrap

import pytest

from sadpath.follow import alike, fold, functions_of, head
from sadpath.ways import Course, Passage, WayStep


def step(text, what="parted"):
    return WayStep(what, text, "shop.py", 1, 1, 5)


def told(steps):
    return [f"{one.text}{one.times if one.times > 1 else ''}" for one in steps]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("", []),
        ("abc", ["a", "b", "c"]),
        ("aaab", ["a3", "b"]),
        ("xababab", ["x", "a3", "b3"]),
        ("abcabcab", ["a2", "b2", "c2", "a", "b"]),
        ("aabaab", ["a2", "b", "a2", "b"]),
    ],
)
def test_a_row_that_comes_again_is_told_once(row, wanted):
    assert told(fold([step(letter) for letter in row])) == wanted


def test_courses_that_differ_only_in_what_was_assumed_are_one():
    passages = (Passage("shop.py", "pay", 1, (2, 3)),)
    one = Course(passages, (step("a"), step("x", "assumed"), step("b")), "raised", "Error")
    other = Course(passages, (step("a"), step("y", "assumed"), step("b")), "raised", "Error")
    (merged,) = alike([one, other])
    assert told(merged.steps) == ["a", "b"]
    assert alike([one]) == [one]
    assert len(alike([one, Course(passages, other.steps, "returned")])) == 2


def test_heads_and_functions():
    source = textwrap.dedent(
        """\
        class Client:
            def pay(
                self,
            ):
                try:
                    x = [
                        1,
                    ]
                except Error:
                    pass
                match x:
                    case 1:
                        return 1
                if (x and
                        y): return 2
        """
    )
    tree = ast.parse(source)
    (function,) = tree.body[0].body
    assert list(functions_of(tree)) == [(2, 15, "Client.pay")]
    assert head(function) == (2, 4)
    tried, match, branch = function.body
    assert head(tried) == (5, 5)
    assert head(tried.body[0]) == (6, 8)
    assert head(tried.handlers[0]) == (9, 9)
    assert head(match) == (11, 11)
    assert head(branch) == (14, 14)
