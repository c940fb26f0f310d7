"""Library models: Python files under `rules/libraries/` that say what a library does, run by the walk in place of the library.

A model of the library `httpx` is `rules/libraries/httpx.py` or `rules/libraries/httpx/__init__.py`. It is ordinary Python, which the walk
interprets and nobody imports. What a model can't say in Python it asks of the module `_sadpath` (see `walk.intrinsics`).
"""

from __future__ import annotations

import ast
import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from sadpath.rules import rules_directory
from sadpath.walk.program import Module

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine
    from sadpath.walk.values import Value


@lru_cache(maxsize=512)
def parsed(path: str, name: str) -> Module:
    """The parsed model; cached, as it never changes while the tool runs."""
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    return Module(name, str(file), ast.parse(text), project=False, is_package=file.name == "__init__.py", file=file)


@lru_cache(maxsize=8)
def attributes_in(directory: Path) -> frozenset[str]:
    """As `Models.attributes`; cached, as models never change while the tool runs."""
    texts = (file.read_text(encoding="utf-8") for file in directory.rglob("*.py"))
    return frozenset(found for text in texts for found in ATTRIBUTE.findall(text))


ATTRIBUTE = re.compile(r"[.\"']([^\W\d]\w*)")

KNOWN: dict[Path, dict[str, Module | None]] = {}
"""By folder: the models that were asked for, by name. They never change while the tool runs."""


class Models:
    """Finds models by the dotted name of the module that they stand for."""

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = directory or rules_directory() / "libraries"
        self.known = KNOWN.setdefault(self.directory, {})

    def module(self, name: str) -> Module | None:
        """The model of a module, or None where there is none."""
        if name not in self.known:
            file = self.file(name)
            top, dot, rest = name.partition(".")
            if file is None and (other := self.same_as(top)):
                file = self.file(other + dot + rest)
            self.known[name] = parsed(str(file), name) if file is not None else None
        return self.known[name]

    def file(self, name: str) -> Path | None:
        """The file of a model, by the library's own name."""
        base = self.directory.joinpath(*name.split("."))
        return next((file for file in (base.parent / f"{base.name}.py", base / "__init__.py") if file.is_file()), None)

    def attributes(self) -> frozenset[str]:
        """What models ask of objects that they are given, and more: all attributes, and all names in strings, of all of them."""
        return attributes_in(self.directory)

    def same_as(self, top: str) -> str:
        """The library of whose files `top` takes those that it has not itself, with classes of its own; "" where there is none."""
        facts = self.directory / f"{top}.toml"
        if not facts.is_file():
            return ""
        return str(tomllib.loads(facts.read_text(encoding="utf-8")).get("same_as", ""))

    def package(self, name: str) -> list[Module]:
        """The models of a package and of all modules below it."""
        folder = self.directory.joinpath(*name.split("."))
        files = sorted(folder.rglob("*.py")) if folder.is_dir() else []
        return [parsed(str(file), ".".join(file.relative_to(self.directory).with_suffix("").parts)) for file in files]

    def generic_response(self, m: Machine, method: str, url: Value, headers: Value) -> Value:
        """The response of a client that nobody knows: of the HTTP library that the program uses."""
        from sadpath.walk.calls import call
        from sadpath.walk.imports import import_module

        module = import_module(m, "_generic_http")
        return call(
            m, module.attrs["send"], [method, url, headers, m.new_list([n for n in m.modules if "." not in n])], {}
        )
