"""Edits in a file's bytes: only what they name changes, whatever encoding and line ends the file has."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sadpath.findings import Edit, Finding, Fix
from sadpath.fixes.apply import BOM, apply
from sadpath.source.read import read_source

LINES = st.lists(
    st.sampled_from(["x = 1", "y = 'é'", "# 😀", "", "\x0c", "z = '\u2028'", "if 1: pass  # ("]), min_size=1, max_size=8
)


def finding(*edits: Edit) -> tuple[Finding, Fix]:
    return Finding("SP401", "", "error", "a.py", 1, 1, 1, 1, ""), Fix("a fix", True, edits)


def source(data: bytes):
    return lambda path: read_source(path, data)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, st.data(), st.booleans(), st.booleans())
def test_a_line_may_be_put_in_anywhere(lines, data, bom, last):
    """With the line end that the file has first; everything else is as it was, whatever line ends are mixed."""
    ends = [data.draw(st.sampled_from(["\n", "\r\n", "\r"])) for _ in lines]
    text = "".join(line + end for line, end in zip(lines, ends, strict=True))
    if not last:
        text = text.rstrip("\r\n")
    raw = (BOM if bom else b"") + text.encode()
    read = read_source("a.py", raw)
    number = data.draw(st.integers(1, len(read.lines)))
    column = len(read.lines[number - 1]) + 1
    applied = apply([finding(Edit("a.py", number, column, number, column, "  # new\n#"))], source(raw))
    assert not applied.mistakes
    new = f"  # new{read.newline}#".encode()
    made = applied.data["a.py"]
    assert made.count(new) == 1
    assert made.replace(new, b"") == raw
    assert read_source("a.py", made).lines[number - 1] == read.lines[number - 1] + "  # new"


def test_encodings_come_back():
    raw = "# coding: cp1252\nprice = '5 \u20ac'\n".encode("cp1252")
    applied = apply([finding(Edit("a.py", 2, 1, 2, 6, "cost"))], source(raw))
    assert applied.data["a.py"] == "# coding: cp1252\ncost = '5 \u20ac'\n".encode("cp1252")


def test_a_character_that_the_encoding_lacks():
    raw = b"# coding: latin-1\nx = 1\n"
    applied = apply([finding(Edit("a.py", 2, 5, 2, 6, "'\u20ac'"))], source(raw))
    assert applied.data == {}
    assert "lacks a character" in applied.mistakes[0]


def test_bytes_that_would_not_come_back():
    raw = b"# coding: utf-7\nx = '+AGE-'\n"  # two ways to write an a
    applied = apply([finding(Edit("a.py", 2, 1, 2, 2, "y"))], source(raw))
    assert applied.data == {}
    assert applied.problems == ["a.py: it is left as it is, as utf-7 would not give back the same bytes"]


@pytest.mark.parametrize("place", [(3, 1), (1, 7), (0, 1), (1, 0)])
def test_places_that_there_are_not(place):
    applied = apply([finding(Edit("a.py", *place, *place, "y"))], source(b"x = 1\n"))
    assert applied.data == {}
    assert len(applied.problems) == 1


def test_the_same_edit_may_be_wanted_twice():
    new = Edit("a.py", 1, 1, 1, 1, "import time\n")
    one, two = Edit("a.py", 1, 5, 1, 6, "2"), Edit("a.py", 2, 5, 2, 6, "3")
    applied = apply([finding(new, one), finding(new, two)], source(b"x = 1\ny = 1\n"))
    assert applied.data["a.py"] == b"import time\nx = 2\ny = 3\n"
    assert len(applied.fixed) == 2


def test_all_edits_of_a_fix_or_none():
    edits = [Edit("a.py", 1, 1, 1, 2, "y"), Edit("b.py", 9, 1, 9, 1, "y")]
    applied = apply([finding(*edits)], source(b"x = 1\n"))
    assert applied.data == {}
    assert Path("a.py").exists() is False
