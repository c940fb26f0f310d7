"""Reading the tables of a TOML file with exact complaints: which file, which table, which key, what was expected."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

T = TypeVar("T", bound=str)
MISSING: Any = object()


class CatalogueError(ValueError):
    """A mistake in a catalogue file; the message names the file, the table, the key and what was expected."""


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of the file. Raises CatalogueError where it cannot be read or is no TOML."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (OSError, ValueError) as error:
        raise CatalogueError(f"{path}: cannot be read as TOML: {error}") from error


class Table:
    """One table of a file, read key by key. A reader raises CatalogueError where a value is not what it asks for."""

    __slots__ = ("data", "where")

    def __init__(self, data: Any, where: str, keys: frozenset[str]) -> None:
        """`where` names file and table in complaints; `keys` are all that the table may have."""
        self.data, self.where = data, where
        if not isinstance(data, dict):
            raise CatalogueError(f"{where}: expected a table, found {shown(data)}")
        for key in data.keys() - keys:
            import difflib

            near = difflib.get_close_matches(key, keys, n=1)
            hint = f"did you mean `{near[0]}`?" if near else "expected one of " + ", ".join(sorted(keys))
            raise CatalogueError(f"{where}: unknown key `{key}`; {hint}")

    def fail(self, key: str, expected: str) -> NoReturn:
        """Complain about `key`."""
        found = f", found {shown(self.data[key])}" if key in self.data else ", but it is missing"
        raise CatalogueError(f"{self.where}: `{key}`: expected {expected}{found}")

    def text(self, key: str, default: str = MISSING) -> str:
        """A string that is not empty, or `default` where the key is missing."""
        value = self.data.get(key, MISSING)
        if value is MISSING and default is not MISSING:
            return default
        if not isinstance(value, str) or not value.strip():
            self.fail(key, "a string that is not empty")
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where the key is missing."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.fail(key, "true or false")
        return value

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        """A list of strings that are not empty; an empty one where the key is missing, unless `required`."""
        value = self.data.get(key, MISSING if required else [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            self.fail(key, "a list of strings")
        if required and not value:
            self.fail(key, "a list of one string or more")
        return tuple(value)

    def numbers(self, key: str, low: int, high: int, required: bool = False) -> tuple[int, ...]:
        """One whole number or a list of them, each from `low` to `high`; empty where missing, unless `required`."""
        value = self.data.get(key, MISSING if required else [])
        values = value if isinstance(value, list) else [value]
        if not all(type(v) is int and low <= v <= high for v in values) or (required and not values):
            self.fail(key, f"a number from {low} to {high}, or a list of them")
        if len(set(values)) < len(values):
            self.fail(key, "each number once")
        return tuple(values)

    def choice(self, key: str, choices: Sequence[T]) -> T:
        """One of `choices`."""
        value = self.data.get(key, MISSING)
        for choice in choices:
            if value == choice:
                return choice
        import difflib

        near = difflib.get_close_matches(value, choices, n=1) if isinstance(value, str) else []
        self.fail(key, "one of " + ", ".join(choices) + (f" (did you mean `{near[0]}`?)" if near else ""))

    def mapping(self, key: str) -> dict[str, Any]:
        """A table of any keys; an empty one where the key is missing."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            self.fail(key, "a table")
        return value

    def table(self, key: str, file: Path, keys: frozenset[str]) -> Table:
        """The table `[key]`, which must be there."""
        if key not in self.data:
            self.fail(key, "a table")
        return Table(self.data[key], f"{file}: [{key}]", keys)

    def tables(self, key: str, file: Path, keys: frozenset[str]) -> Iterator[Table]:
        """The tables `[[key]]`, named in complaints by their number from 1 on (`errors[3]`) and by what they are."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self.fail(key, f"tables [[{key}]]")
        for number, data in enumerate(value, 1):
            name = next((data[k] for k in ("id", "code", "api") if data.get(k)), "") if isinstance(data, dict) else ""
            yield Table(data, f"{file}: {key}[{number}]" + (f" ({name})" if name else ""), keys)


def shown(value: object) -> str:
    """A value in a complaint, cut where it is long."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
