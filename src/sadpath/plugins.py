"""Checks from other packages.

A package offers a plugin by an entry point of the group `sadpath.checks`, which names a module. The module has `CHECKS`, a
sequence of `sadpath.checks.Check`; beside it lies a directory `pages/` with a page `CODE.md` for each of them, written
like those in `rules/checks/`. Settings name the plugins that they want (`plugins = ["acme"]`): nothing is loaded
unasked, and nothing is looked for where no settings name any, as that alone takes longer than a small run.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sadpath.rulepages import RulePage

GROUP = "sadpath.checks"
_CODE = re.compile(r"(?!SP[0-9])[A-Z]{2,}[0-9]+")


class UnknownPlugin(Exception):
    """No installed package offers a plugin of that name; `known` has the names that are offered."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, sorted(known)
        super().__init__(name)


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin: its checks (each a `sadpath.checks.Check`) and their pages, or why it could not be loaded (`problem`)."""

    name: str
    checks: tuple[Any, ...] = ()
    pages: Mapping[str, RulePage] = field(default_factory=dict)
    problem: str = ""


class _Broken(Exception):
    """What is wrong with a plugin's module, in words."""


_loaded: dict[str, Plugin] = {}


def load(name: str) -> Plugin:
    """The plugin of that name, loaded once. One that fails has a `problem` and no checks. Raises UnknownPlugin."""
    if name not in _loaded:
        from importlib.metadata import entry_points

        found = entry_points(group=GROUP)
        if name not in found.names:
            raise UnknownPlugin(name, found.names)
        try:
            module = found[name].load()
        except Exception:
            _loaded[name] = _failed(name, "it can't be imported")
        else:
            register(name, module)
    return _loaded[name]


def register(name: str, module: Any) -> Plugin:
    """Take a module as the plugin `name`, installed or not: what the tests of a plugin use."""
    try:
        _loaded[name] = _read(name, module)
    except _Broken as error:
        _loaded[name] = Plugin(name, problem=f"the plugin {name} was left out: {error}")
    except Exception:
        _loaded[name] = _failed(name, "it can't be read")
    return _loaded[name]


def loaded() -> tuple[Plugin, ...]:
    """The plugins that were asked for so far, those that failed too."""
    return tuple(_loaded.values())


def owner(code: str) -> str | None:
    """The name of the plugin that a rule is from; None for one of sadpath's own."""
    return next((plugin.name for plugin in _loaded.values() if code in plugin.pages), None)


def pages() -> dict[str, RulePage]:
    """The pages of all loaded plugins by code."""
    return {code: page for plugin in _loaded.values() for code, page in plugin.pages.items()}


def _read(name: str, module: Any) -> Plugin:
    from sadpath.rulepages import RulePageError, read_page

    checks = getattr(module, "CHECKS", None)
    if not isinstance(checks, (list, tuple)) or not all(map(_is_check, checks)):
        raise _Broken(f"{module.__name__}.CHECKS has to be a sequence of sadpath.checks.Check")
    directory = Path(module.__file__).parent / "pages"
    found: dict[str, RulePage] = {}
    for check in checks:
        other = owner(check.code)
        if not _CODE.fullmatch(check.code):
            raise _Broken(f"{check.code!r} is no code for a plugin's rule: two or more capitals, not SP, then digits")
        if check.code in found or other not in (None, name):
            raise _Broken(f"{check.code} is there twice" + (f", the plugin {other} has it too" if other else ""))
        try:
            found[check.code] = read_page(directory / f"{check.code}.md")
        except RulePageError as error:
            raise _Broken(f"the page of {check.code}: {error}") from None
    return Plugin(name, tuple(checks), found)


def _is_check(item: object) -> bool:
    # asked by its shape: who reads settings must not import the checks, and with them all of the walk
    return isinstance(getattr(item, "code", None), str) and callable(getattr(item, "run", None))


def _failed(name: str, why: str) -> Plugin:
    return Plugin(name, problem=f"the plugin {name} was left out, as {why}:\n{traceback.format_exc()}")
