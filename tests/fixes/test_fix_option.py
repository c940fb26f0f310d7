"""`sadpath check --fix`, `--unsafe-fixes` and `--diff`."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from fixing import CANCEL, KINGUIN

import sadpath.fixes.command as command
from sadpath.cli import run
from sadpath.findings import Edit, Finding, Fix, Report
from sadpath.fixes import fixable_line
from sadpath.source.discover import SourcePath

MISSPELT = (
    CANCEL
    + """\
    if response.json()["error_code"] == "CANCELLATION_NOT_ALLOWED":
        return "no"
    response.raise_for_status()
"""
)
CANCELLED = MISSPELT.replace("CANCELLATION_", "CANCEL_")
SEARCH = f'''\
import logging

import requests


def search(name):
    response = requests.get("{KINGUIN}/v1/products", params={{"name": name}})
    problem = response.json()
    if not response.ok:
        logging.error("%s", problem["code"])
        response.raise_for_status()
    return problem
'''


def check(*arguments: str) -> int:
    return run(["check", *arguments, "--no-config", "--no-progress"])


def test_fix_writes_and_reports_what_remains(capsys):
    Path("shop.py").write_text(MISSPELT)
    Path("search.py").write_text(SEARCH)
    assert check("--fix") == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Fixed 2 problems in 2 files.\nNo problems found.\n")
    assert Path("shop.py").read_text() == CANCELLED
    assert Path("search.py").read_text() == SEARCH.replace('"code"', '"kind"')
    assert check("--fix") == 0
    assert "Fixed" not in capsys.readouterr().err


def test_what_can_be_fixed_is_told(capsys):
    Path("shop.py").write_text(MISSPELT)
    assert check() == 1
    assert capsys.readouterr().err.endswith("1 fixable with --fix.\n")
    assert Path("shop.py").read_text() == MISSPELT


@pytest.mark.parametrize(
    ("safe", "unsafe", "line"),
    [
        (0, 0, []),
        (0, 2, ["2 fixable with --fix --unsafe-fixes."]),
        (3, 0, ["3 fixable with --fix."]),
        (3, 2, ["3 fixable with --fix (2 more with --unsafe-fixes)."]),
    ],
)
def test_the_line_at_the_end(safe, unsafe, line):
    def finding(is_safe: bool) -> Finding:
        return Finding("SP401", "", "error", "a.py", 1, 1, 1, 2, "", fixes=(Fix("x", is_safe, ()),))

    alternatives = Finding(
        "SP401", "", "error", "a.py", 1, 1, 1, 2, "", fixes=(Fix("x", False, ()), Fix("y", False, ()))
    )
    assert fixable_line([*[finding(True)] * safe, *[finding(False)] * unsafe, alternatives]) == line


def test_diff_prints_and_writes_nothing(capsys):
    Path("shop.py").write_text(MISSPELT)
    assert check("--diff") == 1
    out, err = capsys.readouterr()
    assert out == (
        "--- shop.py\n+++ shop.py\n@@ -7,6 +7,6 @@\n"
        '     response = requests.post(f"{ORDERS}/{order_id}/cancel")\n     if response.ok:\n'
        '         return "cancelled"\n'
        '-    if response.json()["error_code"] == "CANCELLATION_NOT_ALLOWED":\n'
        '+    if response.json()["error_code"] == "CANCEL_NOT_ALLOWED":\n'
        '         return "no"\n     response.raise_for_status()\n'
    )
    assert err == "Would fix 1 problem in 1 file.\n"
    assert Path("shop.py").read_text() == MISSPELT


def test_no_diff_is_a_success(capsys):
    Path("shop.py").write_text(CANCELLED)
    assert check("--diff") == 0
    assert capsys.readouterr() == ("", "Nothing to fix.\n")


def test_standard_input_gives_the_fixed_source(monkeypatch, capfdbinary):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MISSPELT.replace("\n", "\r\n").encode())))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.FileIO(1, "w", closefd=False)))
    assert check("-", "--stdin-filename", "shop.py", "--fix") == 0
    assert capfdbinary.readouterr().out == CANCELLED.replace("\n", "\r\n").encode()
    assert not Path("shop.py").exists()


def test_json_has_the_fixes(capsys):
    Path("shop.py").write_text(MISSPELT)
    check("--output-format", "json")
    (finding,) = json.loads(capsys.readouterr().out)
    assert finding["fixes"] == [
        {
            "title": "Replace 'CANCELLATION_NOT_ALLOWED' with 'CANCEL_NOT_ALLOWED'",
            "safe": True,
            "edits": [
                {
                    "path": "shop.py", "line": 10, "column": 41, "end_line": 10, "end_column": 67,
                    "text": '"CANCEL_NOT_ALLOWED"',
                }
            ],
        }
    ]  # fmt: skip


def test_mode_and_link_stay():
    Path("real.py").write_text(MISSPELT)
    os.chmod("real.py", 0o755)
    os.symlink("real.py", "shop.py")
    assert check("shop.py", "--fix") == 0
    assert Path("shop.py").is_symlink()
    assert Path("real.py").read_text() == CANCELLED
    assert os.stat("real.py").st_mode & 0o777 == 0o755
    assert sorted(os.listdir()) == ["real.py", "shop.py"]


# ---------------------------------------------------------------------- the loop, over an analysis of its own


def replacing(word: str, by: str, text: str, *, line: int = 1, rule: str = "SP401", safe: bool = True) -> Finding:
    """A finding whose fix puts one word in place of another one."""
    column = text.split("\n")[line - 1].index(word) + 1
    edit = Edit("a.py", line, column, line, column + len(word), by)
    return Finding(
        rule, "", "error", "a.py", line, column, line, column + len(word), f"{word} is wrong",
        fixes=(Fix(f"{word} to {by}", safe, (edit,)),),
    )  # fmt: skip


class Looks:
    """An analysis: `find` gives the findings of the file's text."""

    def __init__(self, find):
        self.find = find
        self.texts = []

    def __call__(self, overlay):
        text = overlay.get(os.path.abspath("a.py"), Path("a.py").read_bytes()).decode()
        self.texts.append(text)
        return Report(tuple(self.find(text)))


def fix_all(find, *, unsafe=False):
    looks = Looks(find)
    paths = [SourcePath("a.py", os.path.abspath("a.py"))]
    outcome = command.fix_all(looks, paths, unsafe=unsafe)
    return outcome, looks


def test_overlapping_fixes_wait_for_the_next_pass():
    Path("a.py").write_text("ab = 1\ncd = 2\n")

    def find(text):
        found = [replacing("a", "x", text)] if "a" in text else []
        found += [replacing("b", "y", text)] if "b" in text else []
        return [*found, *([replacing("c", "z", text, line=2)] if "c" in text else [])]

    outcome, looks = fix_all(find)
    assert outcome.after == {"a.py": b"xy = 1\nzd = 2\n"}
    assert looks.texts == ["ab = 1\ncd = 2\n", "xb = 1\nzd = 2\n", "xy = 1\nzd = 2\n"]
    assert len(outcome.fixed) == 3
    assert not outcome.report.findings


def test_a_fix_that_breaks_the_file_is_dropped_and_told():
    Path("a.py").write_text("ab = 1\ncd = 2\n")

    def find(text):
        return [replacing("ab", "(", text)] + ([replacing("cd", "z", text, line=2)] if "cd" in text else [])

    outcome, _ = fix_all(find)
    assert outcome.after == {"a.py": b"ab = 1\nz = 2\n"}
    assert len(outcome.mistakes) == 1
    assert outcome.mistakes[0].startswith(
        "a.py:1:1: the fix 'ab to (' of SP401 was dropped: a.py would no longer parse"
    )


def test_a_fix_that_does_not_help_is_taken_back():
    Path("a.py").write_text("ab = 1\ncd = 2\n")

    def find(text):
        yield replacing(" =", "  =", text)
        if "cd" in text:
            yield replacing("cd", "z", text, line=2)

    outcome, _ = fix_all(find)
    assert outcome.after == {"a.py": b"ab = 1\nz = 2\n"}
    assert outcome.mistakes == ["the fix ' = to   =' does not help in a.py; it was taken back"]


def test_unsafe_fixes_are_asked_for():
    Path("a.py").write_text("ab = 1\n")

    def find(text):
        return [replacing("ab", "x", text, safe=False)] if "ab" in text else []

    assert fix_all(find)[0].after == {}
    assert fix_all(find, unsafe=True)[0].after == {"a.py": b"x = 1\n"}


def test_fixes_without_end_end():
    Path("a.py").write_text("a0 = 1\n")

    def find(text):
        word = text.split()[0]
        return [replacing(word, f"a{int(word[1:]) + 1}", text)]

    outcome, looks = fix_all(find)
    assert len(looks.texts) == command.MOST_PASSES + 1
    assert outcome.report.findings


def test_a_file_that_changed_while_it_was_checked_is_left():
    Path("a.py").write_text("ab = 1\n")

    def find(text):
        Path("a.py").write_text("# somebody else\nab = 1\n")
        return [replacing("ab", "x", text)]

    outcome, _ = fix_all(find)
    assert outcome.after == {}
    assert outcome.problems == ["a.py was changed while it was checked, and is left as it is"]


def test_a_file_that_changed_before_it_is_written_is_left():
    Path("a.py").write_text("ab = 1\n")
    outcome, _ = fix_all(lambda text: [replacing("ab", "x", text)] if "ab" in text else [])
    Path("a.py").write_text("ab = 2\n")
    problems = command.write(outcome, [SourcePath("a.py", os.path.abspath("a.py"))])
    assert problems == ["a.py can't be written: it was changed in the meantime, and is left as it is"]
    assert Path("a.py").read_text() == "ab = 2\n"
    assert os.listdir() == ["a.py"]


def test_files_that_were_not_named_are_left():
    Path("a.py").write_text("ab = 1\n")
    looks = Looks(lambda text: [replacing("ab", "x", text)])
    assert command.fix_all(looks, [], unsafe=True).after == {}


def test_diff_of_a_file_without_a_last_line_end():
    Path("a.py").write_text("ab = 1")
    outcome, _ = fix_all(lambda text: [replacing("ab", "x", text)] if "ab" in text else [])
    assert command.difference(outcome) == (
        "--- a.py\n+++ a.py\n@@ -1 +1 @@\n-ab = 1\n\\ No newline at end of file\n+x = 1\n\\ No newline at end of file\n"
    )
