"""What a finding is called in a baseline: names that an edit elsewhere leaves alone, in place of lines."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sadpath.baseline.file import Entry
from sadpath.findings import Finding
from sadpath.source.discover import display_path
from sadpath.source.layout import Layout, read_layout
from sadpath.suppression import ABOUT_SUPPRESSIONS

if TYPE_CHECKING:
    from sadpath.output.sources import Sources

_LITERAL = re.compile(
    r"""(?<!\w)[rRuUbB]{0,2}(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<![\w.])\d[\d_]*(?:\.\d+)?(?![\w.])"""
)


class Namer:
    """Makes entries from findings. `directory`: what paths are relative to; `sources` gives the files' text."""

    def __init__(self, directory: str, sources: Sources) -> None:
        self.directory = directory
        self.sources = sources
        self._layouts: dict[str, Layout] = {}

    def entry(self, finding: Finding) -> Entry:
        """The entry of a finding."""
        path = display_path(os.path.abspath(finding.path), self.directory)
        lines = self.sources.lines(finding.path) or []
        if finding.path not in self._layouts:
            self._layouts[finding.path] = read_layout(lines)
        scope = self._layouts[finding.path].scope_at(finding.line)
        # what is told about a comparison hangs on its literals, not on the walk that happened to reach it first
        if finding.rule in ABOUT_SUPPRESSIONS:
            about = finding.message
        else:
            about = "" if finding.outcomes else literals(lines, finding)
        return Entry(
            path,
            finding.rule,
            finding.provider or "",
            finding.operation or "",
            (finding.entry or "") if finding.outcomes else "",
            scope,
            about,
        )


def literals(lines: Sequence[str], finding: Finding) -> str:
    """The strings and numbers in the range of a finding, in their order: names of variables don't count, nor do quotes."""
    part = list(lines[finding.line - 1 : finding.end_line])
    if not part:
        return ""
    if finding.end_line == finding.line + len(part) - 1:
        part[-1] = part[-1][: finding.end_column - 1]
    part[0] = part[0][finding.column - 1 :]
    found = []
    for match in _LITERAL.finditer("\n".join(part)):
        try:
            found.append(repr(ast.literal_eval(match[0])))
        except (ValueError, SyntaxError):
            continue
    return " ".join(found)
