"""Finding and running the checks."""

from __future__ import annotations

import importlib
import os
import pkgutil
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from sadpath import plugins
from sadpath.checks.base import Check, Draft, OptionAt, finding
from sadpath.rulepages import load_pages
from sadpath.timing import timed

if TYPE_CHECKING:
    from sadpath.config import Config, Settings
    from sadpath.findings import Finding, Timing
    from sadpath.rulepages import RulePage
    from sadpath.walk.outcomes import WalkFacts
    from sadpath.walk.program import Module


@lru_cache(maxsize=1)
def all_checks() -> tuple[Check, ...]:
    """The checks of all modules `spNNN_*.py` beside this one, by code."""
    import sadpath.checks as package

    names = sorted(m.name for m in pkgutil.iter_modules(package.__path__) if m.name.startswith("sp"))
    return tuple(importlib.import_module(f"sadpath.checks.{name}").CHECK for name in names)


def option_at(config: Config | Settings, code: str) -> OptionAt:
    """Gives the options of a rule as they are set for a module."""

    @cache
    def option(module: Module, name: str) -> Any:
        return config.at(os.path.abspath(module.path)).option(code, name)

    return option


def run_checks(
    walks: Sequence[WalkFacts],
    config: Config | Settings,
    times: list[Timing] | None = None,
    failures: list[tuple[str, str]] | None = None,
) -> list[Finding]:
    """All findings over these walks, of the checks that the configuration selects; one finding for what several walks see alike.

    What each check takes is added to `times`, and the code and traceback of one that fails to `failures`; the others go on.
    """
    times = [] if times is None else times
    pages = load_pages()
    found: list[Finding] = []
    for check in (*all_checks(), *(check for plugin in plugins.loaded() for check in plugin.checks)):
        page = pages.get(check.code)
        if page is None or not config.enabled(check.code):
            continue
        try:
            with timed(times, "check", check.code):
                option = option_at(config, check.code)
                found += made(check.configured(walks, option) if check.configured else check.run(walks), check, page)
        except Exception:
            if failures is None:
                raise
            failures.append((check.code, traceback.format_exc()))
    return sorted(found)


OF_PLACES = ("SP3", "SP4")
"""The groups of checks that are about what stands at a place: a comparison, a literal, a field."""


def made(drafts: Iterable[Draft], check: Check, page: RulePage) -> list[Finding]:
    """The findings of a check's drafts, each once: what is said of a place in the code with the same words is one finding, whichever
    walks come there. It names the operation and the entry where all of them have the same one.
    """
    seen: dict[tuple[object, ...], Finding] = {}
    for draft in drafts:
        one = finding(draft, check.code, page)
        of_walk = draft.walk and not check.code.startswith(OF_PLACES)
        told = (one.operation, one.entry) if of_walk else (one.message,)
        first = seen.setdefault(key := (one.path, one.line, one.column, *told), one)
        if (first.operation, first.entry) != (one.operation, one.entry):
            seen[key] = replace(
                first,
                operation=first.operation if first.operation == one.operation else None,
                entry=first.entry if first.entry == one.entry else None,
            )
    return list(seen.values())
