"""The pages under `rules/checks/`: what each check is called, how grave it is, and what people are told about it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sadpath import plugins, rules
from sadpath.findings import SEVERITIES

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_FENCE = "+++"
OPTION_KINDS = ("boolean", "number", "text", "texts")


class RulePageError(Exception):
    """A page with a mistake; the text names file and key."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something about a check that the settings can change, as the page's head declares it in `[options.NAME]`.

    `kind` is one of OPTION_KINDS, `example` TOML.
    """

    name: str
    kind: str
    default: Any
    doc: str
    example: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """One check's page. `default` is false for a check that runs only where it is selected; `body` is Markdown."""

    code: str
    name: str
    severity: str
    summary: str
    body: str
    default: bool = True
    options: tuple[Option, ...] = ()


def rule_codes() -> tuple[str, ...]:
    """The codes of all checks, sorted, then those of the loaded plugins. No page is read."""
    return (*_codes(rules.rules_directory() / "checks"), *plugins.pages())


def load_pages() -> Mapping[str, RulePage]:
    """All pages by code, sorted, then those of the loaded plugins. Raises RulePageError for a page with a mistake."""
    own = _load(rules.rules_directory() / "checks")
    return {**own, **more} if (more := plugins.pages()) else own


@cache
def _codes(directory: Path) -> tuple[str, ...]:
    return tuple(sorted(page.stem for page in directory.glob("SP*.md")))


@cache
def _load(directory: Path) -> Mapping[str, RulePage]:
    return {code: read_page(directory / f"{code}.md") for code in _codes(directory)}


def read_page(path: Path) -> RulePage:
    """One page: a TOML head between two lines `+++`, then Markdown.

    The head has `code` (the file's name), `name`, `summary` and `severity`: error, warning, info, or `off` for a check
    that runs only where it is selected (it then reports at `severity_when_on`, `info` unless told); and a table
    `[options.NAME]` for each option, with `kind`, `default`, `doc` and `example`.
    Raises RulePageError.
    """
    fence, head, body = _split(path)
    if fence != _FENCE:
        raise RulePageError(f"{path}: the page has to begin with a TOML head between two lines {_FENCE}")
    try:
        table = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise RulePageError(f"{path}: the head is no TOML: {error}") from None
    words: dict[str, str] = {}
    for key in ("code", "name", "severity", "summary"):
        if not isinstance(table.get(key), str) or not table[key]:
            raise RulePageError(f"{path}: `{key}` has to be a text")
        words[key] = table[key]
    if words["code"] != path.stem:
        raise RulePageError(f"{path}: `code` is {words['code']}, but the file is called {path.name}")
    default = table.get("default", words["severity"] != "off")
    severity = table.get("severity_when_on", "info") if words["severity"] == "off" else words["severity"]
    if severity not in SEVERITIES or not isinstance(default, bool):
        raise RulePageError(
            f"{path}: `severity` has to be one of {', '.join(SEVERITIES)} or off, `default` true or false"
        )
    options = tuple(_option(path, name, option) for name, option in table.get("options", {}).items())
    return RulePage(words["code"], words["name"], severity, words["summary"], body.strip() + "\n", default, options)


def _option(path: Path, name: str, table: Any) -> Option:
    if not isinstance(table, dict) or set(table) != {"kind", "default", "doc", "example"}:
        raise RulePageError(f"{path}: `options.{name}` has to have `kind`, `default`, `doc` and `example`")
    if table["kind"] not in OPTION_KINDS:
        raise RulePageError(f"{path}: `options.{name}.kind` has to be one of {', '.join(OPTION_KINDS)}")
    default = tuple(table["default"]) if isinstance(table["default"], list) else table["default"]
    return Option(name, table["kind"], default, table["doc"], table["example"])


def _split(path: Path) -> tuple[str, str, str]:
    """(first line, head, body)"""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RulePageError(f"{path}: {error}") from None
    fences = [number for number, line in enumerate(lines) if line.strip() == _FENCE][:2]
    if len(fences) < 2:
        return "", "", ""
    first, second = fences
    return (_FENCE if first == 0 else ""), "\n".join(lines[first + 1 : second]), "\n".join(lines[second + 1 :])
