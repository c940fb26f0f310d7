"""Values that are paths, or patterns of them; all are relative to the settings file (see `kinds`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sadpath.config.kinds import At, Kind, Schema, Text, Texts
from sadpath.config.patterns import Excludes, PathPattern


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
