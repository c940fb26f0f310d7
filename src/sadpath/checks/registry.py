"""Finding and running the checks."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sadpath.checks.base import Check, OptionAt, finding
from sadpath.rulepages import load_pages
from sadpath.timing import timed

if TYPE_CHECKING:
    from sadpath.config import Config, Settings
    from sadpath.findings import Finding, Timing
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

    def option(module: Module, name: str) -> Any:
        return config.at(os.path.abspath(module.path)).option(code, name)

    return option


def run_checks(
    walks: Sequence[WalkFacts], config: Config | Settings, times: list[Timing] | None = None
) -> list[Finding]:
    """All findings over these walks, of the checks that the configuration selects; one finding for what several walks see alike.

    What each check takes is added to `times`.
    """
    times = [] if times is None else times
    pages = load_pages()
    found: list[Finding] = []
    for check in all_checks():
        page = pages.get(check.code)
        if page is None or not config.enabled(check.code):
            continue
        seen: set[tuple[object, ...]] = set()
        with timed(times, "check", check.code):
            option = option_at(config, check.code)
            drafts = list(check.configured(walks, option) if check.configured else check.run(walks))
        for draft in drafts:
            made = finding(draft, check.code, page)
            key = (
                (made.path, made.line, made.column, made.operation, made.entry)
                if draft.walk
                else (made.path, made.line, made.column, made.message)
            )
            if key not in seen:
                seen.add(key)
                found.append(made)
    return sorted(found)
