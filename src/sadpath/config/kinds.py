"""What values keys can have: each kind checks a value, converts it, and describes itself to people and to editors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from sadpath.config.errors import ConfigError, did_you_mean
from sadpath.config.locate import line_of

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
