"""The findings' renderers, each held against a whole output."""

import itertools
import json

import pytest

from sadpath.findings import Edit, Finding, Fix, OutcomeRef, Place, Report, at_least, unreadable_findings
from sadpath.output import renderer
from sadpath.output.sources import Sources
from sadpath.output.width import shown, width

SOURCE = "def capture():\n\tx = '日本👍🏽' + pay()  # é\n    return x\nz = '" + "y" * 300 + "' + pay(1)\n"
UNNOTICED = Finding(
    "SP101", "unnoticed-error", "error", "shop/pay.py", 2, 14, 2, 19,
    "errors of captureOrder return as if it had worked",
    help="check response.ok, or call raise_for_status(), before the answer is used; every other function of this "
    "module does it already",
    url="https://example.org/rules/SP101", provider="acme", operation="captureOrder", entry="shop.pay:capture",
    outcomes=(
        *(OutcomeRef(400 + n, f"A_RATHER_LONG_CODE_{n}", "unnoticed") for n in range(9)),
        OutcomeRef(500, None, "crashed"),
        OutcomeRef(500, "OTHER", "crashed"),
    ),
    related=(Place("shop/pay.py", 3, 5, 3, 11, "and is handed back here"), Place("gone.py", 17, 1, 17, 1, "and there")),
    fixes=(Fix("raise", True, (Edit("shop/pay.py", 3, 1, 3, 1, "raise\n"),)),),
)  # fmt: skip
PLAIN = Finding("SP301", "message-match", "warning", "shop/pay.py", 2, 2, 3, 5, "two lines\nof message")
SOURCES = Sources(given={"shop/pay.py": SOURCE.encode()})


def render(name, *findings, color=False):
    return renderer(name)(Report(findings=findings), color=color, sources=SOURCES)


def test_full():
    assert (
        render("full", UNNOTICED)
        == """\
error[SP101] unnoticed-error: errors of captureOrder return as if it had worked
  --> shop/pay.py:2:14
   |
 2 |     x = '日本👍🏽' + pay()  # é
   |                   ^^^^^
  ::: shop/pay.py:3:5
   |
 3 |     return x
   |     ^^^^^^ and is handed back here
  ::: gone.py:17:1
   | and there
   |
   = walk: captureOrder from shop.pay:capture
   = unnoticed: 400 A_RATHER_LONG_CODE_0, 401 A_RATHER_LONG_CODE_1, 402 A_RATHER_LONG_CODE_2,
                403 A_RATHER_LONG_CODE_3, 404 A_RATHER_LONG_CODE_4, 405 A_RATHER_LONG_CODE_5,
                and 3 more
   = crashed: 500, 500 any other code
   = help: check response.ok, or call raise_for_status(), before the answer is used; every other
           function of this module does it already
   = see: https://example.org/rules/SP101

"""
    )


def test_full_of_a_range_over_lines_marks_the_first_to_its_end():
    assert (
        render("full", PLAIN)
        == """\
warning[SP301] message-match: two lines of message
 --> shop/pay.py:2:2
  |
2 |     x = '日本👍🏽' + pay()  # é
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^
  |

"""
    )


def test_full_cuts_long_lines_around_the_place():
    place = Finding("SP301", "message-match", "warning", "shop/pay.py", 4, 310, 4, 316, "here")
    lines = render("full", place).split("\n")
    assert lines[3] == "4 | ..." + "y" * 36 + "' + pay(1)"
    assert lines[4] == "  | " + " " * 43 + "^^^^^^"


@pytest.mark.parametrize("line", [0, 9, 400])
def test_full_without_a_source_line(line):
    text = render("full", Finding("SP902", "unreadable-file", "warning", "shop/pay.py", line, 1, line, 1, "left out"))
    assert f"--> shop/pay.py:{line}:1" in text and "^" not in text


def test_full_in_colour_says_the_same():
    import re

    assert re.sub(r"\x1b\[[\d;]*m", "", render("full", UNNOTICED, color=True)) == render("full", UNNOTICED)


def test_concise():
    assert render("concise", UNNOTICED, PLAIN) == (
        "shop/pay.py:2:14: SP101 errors of captureOrder return as if it had worked [400 A_RATHER_LONG_CODE_0, "
        "401 A_RATHER_LONG_CODE_1, 402 A_RATHER_LONG_CODE_2, 403 A_RATHER_LONG_CODE_3, 404 A_RATHER_LONG_CODE_4, "
        "405 A_RATHER_LONG_CODE_5, and 5 more]\n"
        "shop/pay.py:2:2: SP301 two lines of message\n"
    )


def test_json():
    first, second = json.loads(render("json", UNNOTICED, PLAIN))
    assert first["fixes"] == [
        {
            "title": "raise", "safe": True,
            "edits": [
                {"path": "shop/pay.py", "line": 3, "column": 1, "end_line": 3, "end_column": 1, "text": "raise\n"}
            ],
        }
    ]  # fmt: skip
    assert first["related"][0]["message"] == "and is handed back here"
    assert first["outcomes"][9] == {"status": 500, "code": None, "fate": "crashed"}
    assert second["provider"] is second["operation"] is second["entry"] is None


def test_nothing_found():
    assert (render("full"), render("concise"), json.loads(render("json"))) == ("", "", [])


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3), ("日本", 4), ("é", 1), ("e\u0301", 1), ("👍", 2), ("👍🏽", 2), ("👩\u200d💻", 2), ("❤\ufe0f", 2),
        ("ﾊ", 1), ("Ａ", 2), ("\u200b", 0), ("", 0),
    ],
)  # fmt: skip
def test_width(text, columns):
    assert width(text) == columns


def test_source_can_t_steer_the_terminal():
    assert shown("a\tb\x1b[31m\x07\u202ec\x9b\x7f") == "a    b␛[31m␇\ufffdc\ufffd␡"
    assert "\x1b" not in render("concise", Finding("SP1", "n", "info", "a\x1b[0m.py", 1, 1, 1, 1, "m\x1b]8;;x"))


def test_findings_have_one_order():
    findings = [
        UNNOTICED,
        PLAIN,
        *unreadable_findings([Place("a.py", 1, 1, 1, 1, "why"), Place("a.py", 1, 1, 1, 1, "x")]),
    ]
    orders = {tuple(sorted(order)) for order in itertools.permutations(findings)}
    assert len(orders) == 1
    assert [f.path for f in orders.pop()] == ["a.py", "a.py", "shop/pay.py", "shop/pay.py"]


def test_severities():
    assert at_least("error", "warning") and at_least("info", "info") and not at_least("info", "warning")
