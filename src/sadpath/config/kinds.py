"""What values keys can have: each kind checks a value, converts it, and describes itself to people and to editors."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from sadpath import plugins
from sadpath.config.errors import ConfigError, UsageError, did_you_mean
from sadpath.config.locate import line_of
from sadpath.config.patterns import Excludes, PathPattern

Schema = dict[str, Any]
_WORDS = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}


@dataclass(frozen=True, slots=True)
class At:
    """Where a value stands: in which file, with which text, below which table, under which key."""

    file: Path
    text: str
    table: tuple[str, ...] = ()
    key: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The file's directory: what patterns and paths are relative to."""
        return self.file.absolute().parent

    @property
    def name(self) -> str:
        """The key with dots."""
        return ".".join(self.key)

    def sub(self, name: str) -> At:
        """The place of the key `name` in this table."""
        return At(self.file, self.text, self.table, (*self.key, name))

    def mistake(self, problem: str) -> ConfigError:
        """A mistake here, with its line."""
        line = line_of(self.text, (*self.table, *self.key))
        return ConfigError(problem, file=self.file, key=self.name, line=line)

    def wrong(self, wanted: str, value: object) -> ConfigError:
        """A value of a wrong type."""
        return self.mistake(f"`{self.name}` has to be {wanted}, not {_WORDS.get(type(value), type(value).__name__)}")


class Kind(ABC):
    """One kind of values. `adds`: what an extended file sets is added to, not replaced."""

    adds: bool = False

    @property
    @abstractmethod
    def words(self) -> str:
        """What it is, for people."""

    @abstractmethod
    def read(self, value: Any, at: At) -> Any:
        """The value as the settings hold it. Raises ConfigError."""

    @abstractmethod
    def schema(self) -> Schema:
        """The JSON schema of right values."""

    def merge(self, above: Any, own: Any) -> Any:
        """The value where an extended file has `above` and the file itself `own`."""
        if not self.adds:
            return own
        return {**above, **own} if isinstance(own, dict) else tuple(dict.fromkeys((*above, *own)))


class Boolean(Kind):
    """`true` or `false`."""

    words = "true or false"

    def read(self, value: Any, at: At) -> bool:
        if not isinstance(value, bool):
            raise at.wrong(self.words, value)
        return value

    def schema(self) -> Schema:
        return {"type": "boolean"}


class Text(Kind):
    """Any text."""

    words = "a text"

    def read(self, value: Any, at: At) -> str:
        if not isinstance(value, str):
            raise at.wrong(self.words, value)
        return value

    def schema(self) -> Schema:
        return {"type": "string"}


@dataclass(frozen=True)
class Number(Kind):
    """A whole number, at least `least` and at most `most`."""

    least: int = 0
    most: int | None = None
    words: ClassVar[str] = "a number"

    def read(self, value: Any, at: At) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise at.wrong(self.words, value)
        if value < self.least or (self.most is not None and value > self.most):
            limits = f"at least {self.least}" if self.most is None else f"from {self.least} to {self.most}"
            raise at.mistake(f"`{at.name}` has to be {limits}, not {value}")
        return value

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least} | ({} if self.most is None else {"maximum": self.most})


@dataclass(frozen=True)
class Word(Kind):
    """One of a few words."""

    choices: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"one of {', '.join(self.choices)}"

    def read(self, value: Any, at: At) -> str:
        if value not in self.choices:
            hint = did_you_mean(value, self.choices) if isinstance(value, str) else ""
            raise at.mistake(f"`{at.name}` has to be {self.words}, not {value!r}{hint}")
        return str(value)

    def schema(self) -> Schema:
        return {"enum": list(self.choices)}


class Texts(Kind):
    """A list of texts."""

    words = "a list of texts"

    def read(self, value: Any, at: At) -> Any:
        if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            raise at.wrong(self.words, value)
        return tuple(value)

    def schema(self) -> Schema:
        return {"type": "array", "items": {"type": "string"}}


class AddedTexts(Texts):
    """A list of texts, added to those of an extended file."""

    adds = True


class Plugins(AddedTexts):
    """Plugins, which are loaded as they are read."""

    words = "a list of plugins"

    def read(self, value: Any, at: At) -> Any:
        names = AddedTexts.read(self, value, at)
        for name in names:
            try:
                plugins.load(name)
            except plugins.UnknownPlugin as error:
                installed = f"installed: {', '.join(error.known)}" if error.known else "none is installed"
                hint = did_you_mean(name, error.known) or f" ({installed})"
                raise at.mistake(f"`{at.name}`: no installed package has a plugin {name!r}{hint}") from None
        return names


class Selectors(Texts):
    """A list of rules and groups of rules."""

    words = "a list of rules"

    def read(self, value: Any, at: At) -> tuple[str, ...]:
        try:
            return check_selectors(Texts.read(self, value, at), f"`{at.name}`")
        except ConfigError:
            raise
        except UsageError as error:
            raise at.mistake(str(error)) from None

    def schema(self) -> Schema:
        return {"type": "array", "items": {"$ref": "#/definitions/selector"}}


class Patterns(Texts):
    """Patterns of what is left out."""

    words = "a list of patterns"

    def read(self, value: Any, at: At) -> Any:
        return Excludes(Texts.read(self, value, at), at.root)


class MorePatterns(Patterns):
    """Patterns of what is left out besides; each file's are relative to its own directory."""

    adds = True

    def read(self, value: Any, at: At) -> Any:
        return (Patterns.read(self, value, at),)


class Paths(Texts):
    """Paths or globs of files that have to be there."""

    words = "a list of paths"
    adds = True

    def read(self, value: Any, at: At) -> tuple[Path, ...]:
        found: dict[Path, None] = {}
        for pattern in Texts.read(self, value, at):
            path = Path(pattern)
            try:
                matches = [path] if path.is_absolute() else sorted(at.root.glob(pattern))
            except (ValueError, NotImplementedError) as error:
                raise at.mistake(f"`{at.name}`: {pattern!r}: {error}") from None
            matches = [match for match in matches if match.is_file()]
            if not matches:
                # a pattern that means none is a mistake: what it should have brought would be missing without a word
                raise at.mistake(f"`{at.name}`: no file matches {pattern!r}")
            found.update(dict.fromkeys(matches))
        return tuple(found)


class File(Text):
    """The path of one file that has to be there, relative to the settings file."""

    words = "a path"

    def read(self, value: Any, at: At) -> Any:
        path = at.root / Text.read(self, value, at)
        if not path.is_file():
            raise at.mistake(f"`{at.name}`: there is no file {value!r} (looked for {path})")
        return path


class NewFile(Text):
    """The path of a file that this tool writes, relative to the settings file."""

    words = "a path"

    def read(self, value: Any, at: At) -> Any:
        text = Text.read(self, value, at)
        if not text:
            raise at.mistake(f"`{at.name}` has to be {self.words}, not an empty text")
        return at.root / text


@dataclass(frozen=True)
class RuleTable(Kind):
    """A table whose keys are rules."""

    value: Kind
    adds = True

    @property
    def words(self) -> str:
        return f"a table of rules, each with {self.value.words}"

    def read(self, value: Any, at: At) -> Any:
        from sadpath.rulepages import rule_codes

        if not isinstance(value, dict):
            raise at.wrong("a table", value)
        for code in value:
            if code not in rule_codes():
                hint = did_you_mean(code.upper(), rule_codes())
                raise at.sub(code).mistake(f"`{at.name}`: unknown rule {code!r}{hint}")
        return {code: self.value.read(item, at.sub(code)) for code, item in value.items()}

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": {"$ref": "#/definitions/rule"},
            "additionalProperties": self.value.schema(),
        }


@dataclass(frozen=True)
class PathTable(Kind):
    """A table whose keys are patterns of paths: pairs (PathPattern, value), in the file's order."""

    value: Kind
    adds = True

    @property
    def words(self) -> str:
        return f"a table of path patterns, each with {self.value.words}"

    def read(self, value: Any, at: At) -> Any:
        if not isinstance(value, dict):
            raise at.wrong("a table", value)
        return tuple((PathPattern(text, at.root), self.value.read(item, at.sub(text))) for text, item in value.items())

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.value.schema()}


class RuleOptions(Kind):
    """For each rule a table of the options that its page declares."""

    words = "a table for each rule"
    adds = True

    def merge(self, above: Any, own: Any) -> Any:
        return {code: {**above.get(code, {}), **own.get(code, {})} for code in (*above, *own)}

    def read(self, value: Any, at: At) -> Any:
        from sadpath.rulepages import load_pages

        pages = load_pages()
        if not isinstance(value, dict):
            raise at.wrong("a table", value)
        read: dict[str, dict[str, Any]] = {}
        for code, table in value.items():
            below = at.sub(code)
            if code not in pages:
                raise below.mistake(f"`{at.name}`: unknown rule {code!r}{did_you_mean(code.upper(), pages)}")
            known = {option.name: OPTION_KINDS[option.kind] for option in pages[code].options}
            if not isinstance(table, dict):
                raise below.wrong("a table", table)
            for name in table:
                if name not in known:
                    has = did_you_mean(name, known) if known else f"; {code} has no options"
                    raise below.sub(name).mistake(f"`{below.name}`: unknown option `{name}`{has}")
            read[code] = {name: known[name].read(item, below.sub(name)) for name, item in table.items()}
        return read

    def schema(self) -> Schema:
        from sadpath.rulepages import load_pages

        tables: dict[str, Schema] = {}
        for code, page in load_pages().items():
            if page.options:
                options = {
                    o.name: {"description": o.doc, "default": o.default, **OPTION_KINDS[o.kind].schema()}
                    for o in page.options
                }
                tables[code] = {"type": "object", "additionalProperties": False, "properties": options}
        # only a plugin's rules, which the schema can't know, are free
        return {
            "type": "object",
            "properties": tables,
            "patternProperties": {"^(?!SP[0-9])[A-Z]": {"type": "object"}},
            "additionalProperties": False,
        }


OPTION_KINDS: dict[str, Kind] = {"boolean": Boolean(), "number": Number(), "text": Text(), "texts": Texts()}
"""What an option of a rule can be, by the word for it on the rule's page."""

CODE = re.compile(r"[A-Z]{2,}[0-9]*")


def check_selectors(selectors: Sequence[str], where: str) -> tuple[str, ...]:
    """The selectors in capitals. Raises UsageError, saying `where`, for one that is no known code, prefix or ALL."""
    from sadpath.rulepages import rule_codes

    codes = rule_codes()
    result = []
    for selector in selectors:
        wanted = selector.strip().upper()
        if (
            any(plugin.problem for plugin in plugins.loaded())
            and CODE.fullmatch(wanted)
            and not wanted.startswith("SP")
        ):
            continue  # a rule of a plugin that could not be loaded, which is told elsewhere
        if wanted != "ALL" and not (CODE.fullmatch(wanted) and any(code.startswith(wanted) for code in codes)):
            raise UsageError(f"{where}: unknown rule {selector!r}{did_you_mean(wanted, codes)}")
        result.append(wanted)
    return tuple(result)
