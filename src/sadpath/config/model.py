"""The settings, and the one table of their keys: the fields of `Config`.

A new key is one field here, with `key(...)`. Reading, `extend`, error messages, `sadpath config`, the JSON schema and the
documentation all follow from it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from sadpath.config import kinds, path_kinds, rule_kinds
from sadpath.config.kinds import Kind
from sadpath.config.patterns import Excludes, PathPattern
from sadpath.findings import SEVERITIES, Finding
from sadpath.output import FINDING_FORMATS as OUTPUT_FORMATS
from sadpath.plugins import loaded, owner
from sadpath.source.discover import DEFAULT_EXCLUDES

Scope = Literal["path", "run"]


@dataclass(frozen=True, slots=True)
class Layer:
    """Selectors from one source. `select` None keeps what the sources before chose."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the settings. `default` is what holds without it; `example` is TOML.

    `scope`: "path" where each checked path follows its own nearest file, "run" where the whole run follows one.
    """

    name: str
    kind: Kind
    doc: str
    example: str
    default: Any
    scope: Scope = "path"


def key(kind: Kind, default: Any, doc: str, example: str, *, scope: Scope = "path", held: Any = ...) -> Any:
    """A field of `Config` that is a key; the key's name is the field's with `-` for `_`. See `Key`.

    `held`: the field's value where the key is not set, if that is not `default`.
    """
    metadata = {"keys": (Key("", kind, doc, example, default, scope),)}
    if default == {}:
        return field(default_factory=dict, metadata=metadata)
    return field(default=default if held is ... else held, metadata=metadata)


_SELECT = Key(
    "select",
    rule_kinds.Selectors(),
    "The rules to report: codes (`SP201`), groups (`SP2`) or `ALL`. Without it, all rules but those that are off. The "
    "longer selector wins: `SP2` can be ignored and `SP204` selected.",
    'select = ["SP"]',
    None,
)
_IGNORE = Key(
    "ignore", rule_kinds.Selectors(), "Rules, or groups of rules, that are not reported.", 'ignore = ["SP104"]', ()
)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one file, or of what is below no file.

    `file`: the settings file, None for the defaults. `root`: its directory. `files`: it and those that it extends.
    `layers`: the selectors, those of extended files first. `origins`: from which file the value of a key comes.
    """

    file: Path | None = None
    root: Path = field(default_factory=Path.cwd)
    files: tuple[Path, ...] = field(default=(), compare=False)
    origins: Mapping[str, Path] = field(default_factory=dict, compare=False)

    extend: Path | None = key(
        path_kinds.File(),
        None,
        "Another settings file, whose settings hold where this one says nothing. Its path is relative to this file. "
        "Tables are merged key by key; of lists, `extend-exclude`, `catalogues` and `plugins` are added, others replaced. "
        "The patterns of each file are relative to its own directory.",
        'extend = "../sadpath.toml"',
    )
    layers: tuple[Layer, ...] = field(default=(), metadata={"keys": (_SELECT, _IGNORE)})
    per_file_ignores: tuple[tuple[PathPattern, tuple[str, ...]], ...] = key(
        path_kinds.PathTable(rule_kinds.Selectors()),
        (),
        "Rules that are not reported in some files. A pattern matches a path relative to the settings file, or a name "
        "alone; `*` goes across `/`; `!` in front turns it around. For anything else that differs in a directory, put a "
        "`sadpath.toml` with `extend` there.",
        '[tool.sadpath.per-file-ignores]\n"scripts/*" = ["SP1"]',
    )
    severity: Mapping[str, str] = key(
        rule_kinds.RuleTable(kinds.Word(SEVERITIES)),
        {},
        "How grave the findings of a rule are, where that is not to be the rule's own.",
        '[tool.sadpath.severity]\nSP105 = "warning"',
    )
    rules: Mapping[str, Mapping[str, Any]] = key(
        rule_kinds.RuleOptions(),
        {},
        "Options of single rules; `sadpath rule CODE` lists those of a rule.",
        '[tool.sadpath.rules.SP401]\nknown-codes = ["ORDER_LOCKED"]',
    )
    baseline: Path | None = key(
        path_kinds.NewFile(),
        None,
        "The file with the findings that are accepted for now; `sadpath baseline` writes it. Its path is relative to this file.",
        'baseline = "sadpath-baseline.jsonl"',
        scope="run",
    )
    require_reason: bool = key(
        kinds.Boolean(),
        False,
        "Whether a suppression (`# sadpath: ignore[SP201] reason`) has to give a reason; one without is reported (SP904).",
        "require-reason = true",
    )
    fail_level: str = key(
        kinds.Word(SEVERITIES),
        "warning",
        "The exit code is 1 where a finding is at least this grave.",
        'fail-level = "error"',
    )
    exclude: Excludes | None = key(
        path_kinds.Patterns(),
        tuple(sorted(DEFAULT_EXCLUDES)),
        "What is left out, with patterns as in a `.gitignore` beside the settings file. It replaces the default: version "
        "control, caches, environments and build directories. A directory with a `pyvenv.cfg` is always left out.",
        'exclude = [".venv", "legacy/"]',
        held=None,
    )
    extend_exclude: tuple[Excludes, ...] = key(
        path_kinds.MorePatterns(),
        (),
        "What is left out besides `exclude`, with the same patterns.",
        'extend-exclude = ["generated/"]',
    )
    force_exclude: bool = key(
        kinds.Boolean(),
        False,
        "Whether what is left out stays out where the command line names the very file, as pre-commit does: the excludes, "
        "and the tests and vendored code that are not walked unless named.",
        "force-exclude = true",
        scope="run",
    )
    catalogues: tuple[Path, ...] = key(
        path_kinds.Paths(), (), "Catalogues of more APIs: paths or globs of TOML files.", 'catalogues = ["apis/*.toml"]'
    )
    providers: tuple[tuple[PathPattern, str], ...] = key(
        path_kinds.PathTable(kinds.Text()),
        (),
        "Files whose requests go to an API that their URL doesn't show, and its id. Patterns as in `per-file-ignores`.",
        '[tool.sadpath.providers]\n"shop/wallet/*.py" = "acme-payments"',
    )
    plugins: tuple[str, ...] = key(
        rule_kinds.Plugins(),
        (),
        "Plugins with more rules, by the names of their entry points in the group `sadpath.checks`. Their rules run only "
        "where the settings name them.",
        'plugins = ["house-rules"]',
    )
    cache_dir: Path | None = key(
        path_kinds.NewFile(),
        None,
        "The directory for what a run leaves to the next one; its path is relative to this file. Without it, "
        "`.sadpath_cache` beside the settings file, or at the top of the repository.",
        'cache-dir = "build/sadpath"',
        scope="run",
    )
    jobs: int = key(
        kinds.Number(least=0, most=1024),
        0,
        "How many processes may work at once; 0 means as many as there are cores.",
        "jobs = 2",
        scope="run",
    )
    output_format: str = key(
        kinds.Word(OUTPUT_FORMATS), "full", "How findings are printed.", 'output-format = "concise"', scope="run"
    )

    def at(self, path: str) -> Config:
        """The settings for an absolute path: these. As `Settings.at`, for who has only one file."""
        return self

    def enabled(self, code: str, path: str | None = None) -> bool:
        """Whether findings of that rule are wanted, in the file at the absolute `path` if one is given.

        The longer selector wins; of two alike, `ignore`.
        """
        on = _on_by_default(code)
        if not code.startswith("SP") and owner(code) not in self.plugins:
            return False
        for layer in self.layers:
            chosen = longest(code, layer.select or ())
            if layer.select is not None:
                on = chosen > 0
            if longest(code, layer.ignore) >= max(chosen, 1):
                on = False
        if not on or path is None:
            return on
        return not any(longest(code, ignored) and p.matches(path) for p, ignored in self.per_file_ignores)

    def judge(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are wanted, at the severities that are wanted, sorted and without repetition."""
        from sadpath.config.settings import judge

        return judge(findings, self)

    def graded(self, finding: Finding) -> Finding:
        """The finding at the severity that is wanted."""
        severity = self.severity.get(finding.rule)
        return finding if severity is None else replace(finding, severity=severity)

    def plugin_problems(self) -> list[str]:
        """What is wrong with the plugins that are named here, one text each."""
        return [plugin.problem for plugin in loaded() if plugin.problem and plugin.name in self.plugins]

    def bindings(self) -> Callable[[str], frozenset[str]] | None:
        """Gives the ids of the APIs that a file (relative to the current directory, or absolute) is bound to.

        None where no file is bound to any.
        """
        return (lambda path: bound(self, path)) if self.providers else None

    def option(self, code: str, name: str) -> Any:
        """An option of a rule: as set, else the default on the rule's page. Raises KeyError for an unknown one."""
        table = self.rules.get(code, {})
        if name in table:
            return table[name]
        from sadpath.rulepages import load_pages

        return {option.name: option.default for option in load_pages()[code].options}[name]


def bound(config: Config, path: str) -> frozenset[str]:
    """The ids of the APIs that the file at `path` is bound to."""
    path = os.path.abspath(path)
    return frozenset(provider for pattern, provider in config.providers if pattern.matches(path))


def all_keys() -> Mapping[str, tuple[str, Key]]:
    """Each key by its name, with the name of the field of `Config` that holds it."""
    found: dict[str, tuple[str, Key]] = {}
    for item in fields(Config):
        for head in item.metadata.get("keys", ()):
            name = head.name or item.name.replace("_", "-")
            found[name] = (item.name, replace(head, name=name))
    return found


KEYS: Mapping[str, tuple[str, Key]] = all_keys()


def longest(code: str, selectors: Iterable[str]) -> int:
    """The length of the most specific selector that fits, 0 where none does (ALL counts as 1)."""
    return max((1 if s == "ALL" else len(s) for s in selectors if s == "ALL" or code.startswith(s)), default=0)


def _on_by_default(code: str) -> bool:
    from sadpath.rulepages import load_pages

    page = load_pages().get(code)
    return page is None or page.default
