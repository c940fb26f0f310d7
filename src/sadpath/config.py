"""Settings: `[tool.sadpath]` in the nearest `pyproject.toml`, or the nearest `sadpath.toml`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sadpath.findings import SEVERITIES, Finding
from sadpath.output import FINDING_FORMATS as OUTPUT_FORMATS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_LISTS = ("select", "ignore", "exclude", "extend-exclude", "catalogues")
_WORDS = {"output-format": OUTPUT_FORMATS, "fail-level": SEVERITIES}
_TABLES = ("providers", "severity")
KEYS = (*_LISTS, *_WORDS, *_TABLES)


class UsageError(Exception):
    """What the user has to put right before anything can be done: exit code 2, and the text on standard error."""


class ConfigError(UsageError):
    """A mistake in a settings file; the text names the file and the key."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Selectors from one source. `select` None keeps what the sources before chose."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of one run. `root` is the settings file's directory, which patterns are relative to.

    `exclude` None means the default excludes. `providers` has (pattern of paths, provider id) in the file's order.
    """

    file: Path | None = None
    root: Path = field(default_factory=Path.cwd)
    layers: tuple[Layer, ...] = ()
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    catalogues: tuple[Path, ...] = ()
    providers: tuple[tuple[str, str], ...] = ()
    output_format: str = "full"
    fail_level: str = "warning"
    severity: Mapping[str, str] = field(default_factory=dict)

    def enabled(self, code: str) -> bool:
        """Whether findings of that rule are wanted. The longer selector wins; of two alike, `ignore`."""
        on = _on_by_default(code)
        for layer in self.layers:
            chosen = _longest(code, layer.select or ())
            if layer.select is not None:
                on = chosen > 0
            if _longest(code, layer.ignore) >= max(chosen, 1):
                on = False
        return on

    def judge(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are wanted, at the severities that are wanted, sorted and without repetition."""
        wanted = {
            replace(finding, severity=self.severity.get(finding.rule, finding.severity))
            for finding in findings
            if self.enabled(finding.rule)
        }
        return tuple(sorted(wanted))


def load_config(start: Path, *, file: Path | None = None, use_files: bool = True) -> Config:
    """The settings for what is at `start`: those of `file`, else of the nearest file upwards, else the defaults.

    Raises ConfigError for a broken file, an unknown key, a wrong type or a value that means nothing.
    """
    if file is not None:
        table = _read(file)
        if file.name == "pyproject.toml":
            table = _section(table, file) or {}
        return _build(table, file)
    if use_files:
        for directory in (start, *start.parents) if start.is_dir() else start.parents:
            own = directory / "sadpath.toml"
            if own.is_file():
                return _build(_read(own), own)
            shared = directory / "pyproject.toml"
            if shared.is_file() and (section := _section(_read(shared), shared)) is not None:
                return _build(section, shared)
    return Config(root=start if start.is_dir() else start.parent)


def check_selectors(selectors: Sequence[str], where: str) -> tuple[str, ...]:
    """The selectors in capitals. Raises UsageError, saying `where`, for one that is no known code, prefix or ALL."""
    from sadpath.rulepages import rule_codes

    codes = rule_codes()
    result = []
    for selector in selectors:
        wanted = selector.strip().upper()
        if wanted != "ALL" and not (wanted.startswith("SP") and any(code.startswith(wanted) for code in codes)):
            raise UsageError(f"{where}: unknown rule {selector!r}{did_you_mean(wanted, codes)}")
        result.append(wanted)
    return tuple(result)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean x?` with the likeliest of the known words, else an empty text."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""


def _on_by_default(code: str) -> bool:
    from sadpath.rulepages import load_pages

    page = load_pages().get(code)
    return page is None or page.default


def _longest(code: str, selectors: Iterable[str]) -> int:
    """The length of the most specific selector that fits, 0 where none does (ALL counts as 1)."""
    return max((1 if s == "ALL" else len(s) for s in selectors if s == "ALL" or code.startswith(s)), default=0)


def _read(file: Path) -> dict[str, Any]:
    try:
        with open(file, "rb") as handle:
            return tomllib.load(handle)
    except FileNotFoundError:
        raise ConfigError(f"{file}: no such file") from None
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from None


def _section(table: dict[str, Any], file: Path) -> dict[str, Any] | None:
    tool = table.get("tool", {})
    section = tool.get("sadpath") if isinstance(tool, dict) else None
    if section is not None and not isinstance(section, dict):
        raise _wrong(file, "tool.sadpath", "a table", section)
    return section


def _build(table: dict[str, Any], file: Path) -> Config:
    for key, value in table.items():
        if key not in KEYS:
            raise ConfigError(f"{file}: unknown key `{key}`{did_you_mean(key, KEYS)}")
        if key in _LISTS and not _is_list(value):
            raise _wrong(file, key, "a list of texts", value)
        if key in _WORDS and value not in _WORDS[key]:
            hint = did_you_mean(value, _WORDS[key]) if isinstance(value, str) else ""
            raise ConfigError(f"{file}: `{key}` has to be one of {', '.join(_WORDS[key])}, not {value!r}{hint}")
        if key in _TABLES and not (isinstance(value, dict) and all(isinstance(v, str) for v in value.values())):
            raise _wrong(file, key, "a table of texts", value)
    select = table.get("select")
    layer = Layer(
        None if select is None else check_selectors(select, f"{file}: `select`"),
        check_selectors(table.get("ignore", []), f"{file}: `ignore`"),
    )
    root = file.absolute().parent
    return Config(
        file=file,
        root=root,
        layers=(layer,),
        exclude=tuple(table["exclude"]) if "exclude" in table else None,
        extend_exclude=tuple(table.get("extend-exclude", ())),
        catalogues=_catalogues(table.get("catalogues", []), root, file),
        providers=tuple(table.get("providers", {}).items()),
        output_format=table.get("output-format", "full"),
        fail_level=table.get("fail-level", "warning"),
        severity=_severities(table.get("severity", {}), file),
    )


def _severities(table: Mapping[str, str], file: Path) -> dict[str, str]:
    from sadpath.rulepages import rule_codes

    for code, severity in table.items():
        if code not in rule_codes():
            raise ConfigError(f"{file}: `severity`: unknown rule {code!r}{did_you_mean(code, rule_codes())}")
        if severity not in SEVERITIES:
            hint = did_you_mean(severity, SEVERITIES)
            raise ConfigError(
                f"{file}: `severity.{code}` has to be one of {', '.join(SEVERITIES)}, not {severity!r}{hint}"
            )
    return dict(table)


def _catalogues(patterns: Sequence[str], root: Path, file: Path) -> tuple[Path, ...]:
    """The files that the patterns mean. A pattern that means none is a mistake: its errors would stay unknown."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        path = Path(pattern)
        try:
            matches = [path] if path.is_absolute() else sorted(root.glob(pattern))
        except (ValueError, NotImplementedError) as error:
            raise ConfigError(f"{file}: `catalogues`: {pattern!r}: {error}") from None
        matches = [match for match in matches if match.is_file()]
        if not matches:
            raise ConfigError(f"{file}: `catalogues`: no file matches {pattern!r}")
        found.update(dict.fromkeys(matches))
    return tuple(found)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _wrong(file: Path, key: str, expected: str, value: object) -> ConfigError:
    words = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return ConfigError(f"{file}: `{key}` has to be {expected}, not {words.get(type(value), type(value).__name__)}")
