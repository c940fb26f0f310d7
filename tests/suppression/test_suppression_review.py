"""What suppressions hide, and what is reported about them."""

from __future__ import annotations

import pytest

from sadpath.suppression import apply, parse, review


def everything(rule):
    return True


def about(lines, findings=(), judged=everything, **more):
    suppressions = parse(lines)
    return review("shop.py", lines, suppressions, apply(findings, suppressions), judged=judged, **more)


def test_hidden_and_shown(finding):
    lines = ["x = f(  # sadpath: ignore[SP201]", "    1,", ")", "y = 1"]
    inside, other, outside = finding("SP201", 2), finding("SP204", 1), finding("SP201", 4)
    applied = apply([inside, other, outside], parse(lines))
    assert (applied.hidden, applied.shown, applied.used) == ([inside], [other, outside], {(0, "SP201")})


def test_at_the_end_of_the_finding_itself(finding):
    lines = ["x = [", "    f(", "        1", "    ),  # sadpath: ignore[SP201]", "    f(1),", "]"]
    applied = apply([finding("SP201", 2, end=4), finding("SP201", 5)], parse(lines))
    assert [f.line for f in applied.shown] == [5]


def test_the_narrowest_counts_as_used(finding):
    lines = ["# sadpath: file-ignore[SP201]", "def f():  # sadpath: ignore[SP201]", "    g()  # sadpath: ignore[SP201]"]
    assert apply([finding("SP201", 3)], parse(lines)).used == {(2, "SP201")}
    found = about(lines, [finding("SP201", 3)])
    assert [(f.rule, f.line) for f in found] == [("SP901", 1), ("SP901", 2)]


@pytest.mark.parametrize(
    ("line", "reported", "rule", "message", "after", "safe"),
    [
        ("x  # sadpath: ignore[SP201]", [], "SP901", "SP201 is not reported here: there is nothing to ignore", "x", True),
        ("x  # sadpath: ignore[SP201, SP204] w", ["SP204"], "SP901", "SP201 is not reported here", "x  # sadpath: ignore[SP204] w", True),
        ("x  # sadpath: ignore[SP201, SP202, SP204]", ["SP204"], "SP901", "SP201 and SP202 are not", "x  # sadpath: ignore[SP204]", True),
        ("x  # sadpath: ignore[SP204, sp204]", ["SP204"], "SP901", "sp204 is named twice", "x  # sadpath: ignore[SP204]", True),
        ("x  # sadpath: ignore[SP207]", [], "SP903", "there is no rule SP207; did you mean SP20", None, False),
        ("x  # sadpath: ignore[SP2001]", ["SP201"], "SP903", "there is no rule SP2001; did you mean SP201?", "x  # sadpath: ignore[SP201]", True),
        ("x  # sadpath: ignore[retry-non-retriable]", ["SP201"], "SP903", "did you mean SP201?", "x  # sadpath: ignore[SP201]", True),
        ("x  # sadpath: ignore[nonsense]", [], "SP903", "there is no rule nonsense", "x", False),
        ("x  # sadpath: ignore[SP2]", ["SP201", "SP204"], "SP903", "SP2 is a group of rules", "x  # sadpath: ignore[SP201, SP204]", False),
        ("x  # sadpath: ignore", ["SP201"], "SP904", "it names no rule", "x  # sadpath: ignore[SP201]", False),
        ("x  # sadpath: ignore", [], "SP904", "it names no rule", "x", True),
        ("x  # sadpath: ignore SP201 why", ["SP201"], "SP904", "in brackets", "x  # sadpath: ignore[SP201] why", True),
        ("x  # sadpath: ignore SP201 why", [], "SP904", "in brackets", "x  # sadpath: ignore[SP201] why", False),
        ("x  # sadpath: file-ignore[SP201]", [], "SP904", "a line of its own", "x", False),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_suppression(line, reported, rule, message, after, safe, finding, edited):
    found = [f for f in about([line], [finding(r, 1) for r in reported]) if f.rule == rule]
    assert len(found) == 1 and message in found[0].message
    (fix,) = found[0].fixes
    assert fix.safe is safe
    if after is not None:
        assert edited([line], *fix.edits) == [after]


def test_the_rule_that_is_reported_is_likelier_than_another_that_is_spelt_alike(finding, edited):
    lines = ["x  # sadpath: ignore[SP110]"]
    (unknown,) = about(lines, [finding("SP101", 1)])
    assert "did you mean SP101?" in unknown.message
    assert edited(lines, *unknown.fixes[0].edits) == ["x  # sadpath: ignore[SP101]"] and unknown.fixes[0].safe


def test_a_good_suppression_is_not_reported(finding):
    assert about(["x  # sadpath: ignore[SP201]"], [finding("SP201", 1)]) == []


def test_what_was_not_judged_is_not_unused():
    assert about(["x  # sadpath: ignore[SP201]"], judged=lambda rule: rule != "SP201") == []


def test_a_reason_can_be_required(finding):
    lines = ["x  # sadpath: ignore[SP201]", "y  # sadpath: ignore[SP201] known"]
    found = about(lines, [finding("SP201", 1), finding("SP201", 2)], require_reason=True)
    assert [(f.rule, f.line, f.message) for f in found] == [("SP904", 1, "this suppression gives no reason")]


def test_a_suppression_of_its_own_review():
    lines = ["x  # sadpath: ignore[SP201, SP901]"]
    found = about(lines)
    assert [f.rule for f in found] == ["SP901"]
    assert apply(found, parse(lines)).shown == []
