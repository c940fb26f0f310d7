"""The matrix's renderers, each held against a whole output."""

import json
import re

from sadpath.findings import OutcomeRow, Report, WalkRow
from sadpath.output import renderer
from sadpath.output.sources import Sources

FATES = ["handled", "raised", "unnoticed", "passed", "crashed", "endless", "unknown"]
ERRORS = [
    (403, "CAPTURE_NOT_ALLOWED", "never"), (409, "CONFLICT", "after_refresh"), (422, "OrderHold", "poll"),
    (500, "OTHER", None), (500, "Internal", "backoff"),
]  # fmt: skip


def walk(number, operation="captureOrder", errors=ERRORS):
    outcomes = [OutcomeRow(200, None, "unnoticed")]
    for position, (status, code, retry) in enumerate(errors):
        fate = FATES[(number + position) % len(FATES)]
        marks = {"resent": position == 1, "specific": position < 2, "waited": False}
        outcomes.append(OutcomeRow(status, code, fate, **marks, assumed_status=status == 422, retry=retry))
    return WalkRow("acme", operation, f"shop.m{number}:run", f"shop/m{number}.py", 7, tuple(outcomes))


def render(*walks, name="matrix-text", color=False):
    return renderer(name)(Report(walks=walks), color=color, sources=Sources())


TABLE = """\
acme captureOrder
  [1] shop.m0:run  sent at shop/m0.py:7
  [2] shop.m1:run  sent at shop/m1.py:7
  [3] shop.m4:run  sent at shop/m4.py:7

  status       code                 retry          [1]  [2]  [3]
  403          CAPTURE_NOT_ALLOWED  never          H*   R*   C*
  409          CONFLICT             after_refresh  R+*  U+*  E+*
  422 assumed  OrderHold            poll           U    P    ?
  500          Internal             backoff        C    E    R
  500          any other code                      P    C    H

acme getOrder
  [1] shop.m2:run  sent at shop/m2.py:7
  [2] shop.m3:run  sent at shop/m3.py:7

  status  code                 retry          [1]  [2]
  403     CAPTURE_NOT_ALLOWED  never          U*   P*
  409     CONFLICT             after_refresh  P+*  -

H handled  R raised  U unnoticed  P passed  C crashed  E endless  ? unknown
+ sent again  * told apart from an unknown code
assumed: no document states the status that comes with this code
"""
WALKS = [walk(4), walk(1), walk(0), walk(3, "getOrder", ERRORS[:1]), walk(2, "getOrder", ERRORS[:2])]


def test_table():
    assert render(*WALKS) == TABLE


def test_table_in_colour_says_the_same(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    colored = render(*WALKS, color=True)
    assert "\x1b[1;31mU\x1b[0m" in colored or "\x1b[1;31mU" in colored
    plain = re.sub(r"\x1b\[[\d;]*m", "", colored)
    assert [line.rstrip() for line in plain.split("\n")] == TABLE.split("\n")


def test_many_walks_are_told_in_several_tables():
    text = render(*(walk(number) for number in range(20)))
    assert max(map(len, text.split("\n"))) <= 100
    assert text.count("CAPTURE_NOT_ALLOWED") == 3 and "[20]" in text


def test_no_walks():
    assert render() == "" and render(color=True) == ""


def test_json():
    data = json.loads(render(walk(0), name="matrix-json"))
    assert data["version"] == 1
    assert list(data["walks"][0]) == ["provider", "operation", "entry", "path", "line", "outcomes"]
    assert data["walks"][0]["outcomes"][3] == {
        "status": 422, "code": "OrderHold", "fate": "unnoticed", "resent": False, "waited": False, "specific": False,
        "lines": [], "assumed_status": True, "retry": "poll",
    }  # fmt: skip
    assert json.loads(render(name="matrix-json")) == {"version": 1, "walks": []}
