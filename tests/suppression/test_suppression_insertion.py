"""Adding suppressions: where the comment goes, and that it then hides the finding."""

from __future__ import annotations

import pytest

from sadpath.suppression import apply, insertion, parse, removal


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        (["x = 1"], 1, ["x = 1  # sadpath: ignore[SP201]"]),
        (["x = 1 "], 1, ["x = 1  # sadpath: ignore[SP201]"]),
        (["x = 1  # noqa"], 1, ["x = 1  # noqa  # sadpath: ignore[SP201]"]),
        (["x = 1  # sadpath: ignore[SP204] why"], 1, ["x = 1  # sadpath: ignore[SP204, SP201] why"]),
        (["# sadpath: ignore[SP204] why", "x = 1"], 2, ["# sadpath: ignore[SP204, SP201] why", "x = 1"]),
        (["# sadpath: file-ignore[SP204]", "x = 1"], 2, ["# sadpath: file-ignore[SP204]", "x = 1  # sadpath: ignore[SP201]"]),
        (["x = 1  # sadpath: ignore"], 1, ["x = 1  # sadpath: ignore[SP201]"]),
        (["x = 1  # sadpath: ignore[] why"], 1, ["x = 1  # sadpath: ignore[SP201] why"]),
        (["x = f(", "  1,", ")"], 1, ["x = f(  # sadpath: ignore[SP201]", "  1,", ")"]),
        (["x = f(", "  1,", ")"], 2, ["x = f(", "  1,  # sadpath: ignore[SP201]", ")"]),
        (["x = f(", "  1,", ")  # sadpath: ignore[SP101]"], 1, ["x = f(", "  1,", ")  # sadpath: ignore[SP101, SP201]"]),
        (["x = f('''", "  1", "''', 1)"], 1, ["x = f('''", "  1", "''', 1)  # sadpath: ignore[SP201]"]),
        (["x = \\", "  f()"], 1, ["x = \\", "  f()  # sadpath: ignore[SP201]"]),
        (["x = '''", "# sadpath: ignore[SP1]", "'''"], 2, ["x = '''", "# sadpath: ignore[SP1]", "'''  # sadpath: ignore[SP201]"]),
        (["def f():", "    return g()"], 2, ["def f():", "    return g()  # sadpath: ignore[SP201]"]),
    ],
)  # fmt: skip
def test_where_it_goes(before, line, after, finding, edited):
    wanted = finding("SP201", line)
    got = edited(before, insertion(before, wanted))
    assert got == after
    assert apply([wanted], parse(got)).shown == []


def test_a_suppression_of_the_function_is_not_widened(finding, edited):
    lines = ["def f():  # sadpath: ignore[SP204]", "    return g()"]
    assert edited(lines, insertion(lines, finding("SP201", 2))) == [lines[0], lines[1] + "  # sadpath: ignore[SP201]"]


def test_a_reason(finding, edited):
    lines = ["x = 1", "y = 1  # sadpath: ignore[SP204]", "z = 1  # sadpath: ignore[SP204] mine"]
    edits = [insertion(lines, finding("SP201", line), "legacy") for line in (1, 2, 3)]
    assert edited(lines, *edits) == [
        "x = 1  # sadpath: ignore[SP201] legacy",
        "y = 1  # sadpath: ignore[SP204, SP201] legacy",
        "z = 1  # sadpath: ignore[SP204, SP201] mine",
    ]


def test_what_is_hidden_already_is_left_as_it_is(finding, edited):
    lines = ["x = 1  # sadpath: ignore[SP201] why"]
    assert edited(lines, insertion(lines, finding("SP201", 1))) == lines


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["x = 1  # sadpath: ignore[SP201] why"], ["x = 1"]),
        (["x = 1  # note  # sadpath: ignore[SP201] why"], ["x = 1  # note"]),
        (["x = 1  # sadpath: ignore[SP201] why # noqa"], ["x = 1  # noqa"]),
        (["a", "    # sadpath: ignore[SP201]", "x"], ["a", "x"]),
        (["# sadpath: ignore[SP201] # noqa", "x"], ["# noqa", "x"]),
        (["a", "# sadpath: ignore[SP201]"], ["a"]),
        (["# sadpath: ignore[SP201]"], [""]),
    ],
)
def test_removal(before, after, edited):
    (suppression,) = parse(before)
    assert edited(before, removal(before, suppression, "shop.py")) == after
