"""Findings and edits for the tests of suppressions."""

from __future__ import annotations

import pytest

from sadpath.findings import Edit, Finding


def finding(rule: str, line: int, column: int = 1, *, end: int | None = None, path: str = "shop.py") -> Finding:
    """A finding of that rule which begins on that line."""
    return Finding(rule, "", "error", path, line, column, end or line, column + 1, f"{rule} here")


def edited(lines: list[str], *edits: Edit) -> list[str]:
    """The lines after the edits, which must not overlap."""
    for edit in sorted(edits, reverse=True):
        head, tail = lines[edit.line - 1][: edit.column - 1], ""
        last = edit.end_line
        if last <= len(lines):
            tail = lines[last - 1][edit.end_column - 1 :]
        lines = [*lines[: edit.line - 1], *(head + edit.text + tail).split("\n"), *lines[last:]]
    return lines


@pytest.fixture(name="finding")
def _finding():
    return finding


@pytest.fixture(name="edited")
def _edited():
    return edited
