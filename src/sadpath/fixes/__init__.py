"""Fixes: edits that mend what a finding is about. `fixes_for` makes them when somebody asks, never before."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sadpath.findings import Finding, Fix
from sadpath.fixes.recipe import Recipe

if TYPE_CHECKING:
    from sadpath.fixes.tree import Files

MAKERS = {
    "literal": "literal",
    "field": "field",
    "listed": "listed",
    "compare": "compare",
    "wait": "wait",
    "argument": "argument",
    "raising": "raising",
}
"""The module that makes each kind of recipe: its `make(recipe, files)` gives the changes or raises `NoFix`."""


def fixes_for(finding: Finding, files: Files) -> tuple[Fix, ...]:
    """The fixes of a finding, the safe ones first; an edit's lines and columns are 1-based and count code points.

    `files` gives the texts; a file that is another one than the analysis saw has no fixes. The edits of one fix are
    disjoint and sorted by place.
    """
    made = [fix for recipe in finding.recipes if (fix := make(recipe, files)) is not None]
    return tuple(sorted([*finding.fixes, *made], key=lambda fix: not fix.safe))


def choose(finding: Finding, files: Files, *, unsafe: bool) -> Fix | None:
    """The fix that `--fix` applies: the only safe one, or with `unsafe` the only one. None where there is a choice to make."""
    allowed = [fix for fix in fixes_for(finding, files) if fix.safe or unsafe]
    safe = [fix for fix in allowed if fix.safe]
    candidates = safe or allowed
    return candidates[0] if len(candidates) == 1 else None


def with_fixes(findings: Iterable[Finding], files: Files) -> tuple[Finding, ...]:
    """The findings with all their fixes made, for outputs that carry them."""
    return tuple(
        replace(finding, fixes=fixes_for(finding, files), recipes=()) if finding.recipes else finding
        for finding in findings
    )


def fixable(findings: Iterable[Finding]) -> tuple[int, int]:
    """How many findings `--fix` would fix, and how many more `--unsafe-fixes`; counted without making the fixes."""
    safe = more = 0
    for finding in findings:
        kinds = [fix.safe for fix in finding.fixes] + [recipe.safe for recipe in finding.recipes]
        if kinds.count(True) == 1:
            safe += 1
        elif len(kinds) == 1:
            more += 1
    return safe, more


def fixable_line(findings: Iterable[Finding]) -> list[str]:
    """The line after a check that says how many findings can be fixed; none where none can."""
    safe, more = fixable(findings)
    if not safe:
        return [f"{more} fixable with --fix --unsafe-fixes."] if more else []
    return [f"{safe} fixable with --fix" + (f" ({more} more with --unsafe-fixes)." if more else ".")]


def make(recipe: Recipe, files: Files) -> Fix | None:
    """The fix of one recipe; None where it can't be made without a guess."""
    from sadpath.fixes.tree import NoFix

    maker = importlib.import_module(f"sadpath.fixes.{MAKERS[recipe.kind]}")
    try:
        changes = sorted(set(maker.make(recipe, files)))
    except NoFix:
        return None
    return Fix(recipe.title, recipe.safe, tuple(files.edit(change) for change in changes)) if changes else None
