"""From bytes to parts of walks."""

from __future__ import annotations

import ast
import io
import pickle
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sadpath.findings import Place
from sadpath.program.frozen.names import KNOWN, MODEL, VERSIONS, Numbers, absolute, is_syntax
from sadpath.program.record import Batch, Part, Record
from sadpath.walk.asked import asked
from sadpath.walk.events import Events
from sadpath.walk.leaves import Leaf, Walked
from sadpath.walk.program import Module

if TYPE_CHECKING:
    from sadpath.catalogue import Provider

FindModule = Callable[[str], Module | None]
"""Gives the module of a file by its absolute path, or the model of a library's module by its name."""


class CannotThaw(Exception):
    """The bytes are damaged, or the files or the catalogues that they point into are others."""


def thaw(
    data: bytes,
    find: FindModule,
    model: FindModule,
    providers: Sequence[Provider],
    base: str,
    numbers: Numbers | None = None,
) -> Batch:
    """The batch that `freeze` made bytes of. `find` gives the project's modules, `model` the libraries'.

    `numbers` may be used again for other bytes.
    Places of unreadable files have the paths that were printed where the batch was frozen. Raises CannotThaw.
    """
    try:
        versions, files, loaded, asked, unreadable, states, frozen = _Unpickler(io.BytesIO(data)).load()
        if versions != VERSIONS:
            raise CannotThaw(f"made by sadpath {versions[0]} on Python {versions[1]}.{versions[2]}")
        thawer = _Thawer(files, find, model, providers, base, numbers or Numbers())
        return Batch(
            [thawer.thawed(part) for part in frozen],
            {thawer.find(name) for name in loaded},
            {name: path and absolute(path, base) for name, path in asked.items()},
            {absolute(path, base): Place(**place) for path, place in unreadable.items()},
            {absolute(path, base): state for path, state in states.items()},
        )
    except CannotThaw:
        raise
    except Exception as error:  # damaged bytes fail in any way
        raise CannotThaw(f"{type(error).__name__}: {error}") from None


class _Unpickler(pickle.Unpickler):
    """Makes the classes of facts, and nothing else."""

    thawer: _Thawer | None = None

    def find_class(self, module: str, name: str) -> Any:
        if name in KNOWN.get(module, ()):
            return super().find_class(module, name)
        if module in ("ast", "_ast") and is_syntax(found := getattr(ast, name, None)):
            return found
        raise CannotThaw(f"no class of facts: {module}.{name}")

    def persistent_load(self, name: Any) -> Any:
        if self.thawer is None:
            raise CannotThaw("a pointer outside of a record")
        return self.thawer.find(name)


class _Thawer:
    def __init__(
        self,
        files: list[tuple[str, bytes]],
        find: FindModule,
        model: FindModule,
        providers: Sequence[Provider],
        base: str,
        known: Numbers,
    ) -> None:
        self.known = known
        self.files = files
        self.modules: list[Module | None] = [None] * len(files)
        self.find_module, self.find_model, self.base = find, model, base
        self.providers = {provider.id: provider for provider in providers}
        self.operations = {(p.id, operation.id): operation for p in providers for operation in p.operations}
        self.places: list[tuple[Module, ast.AST]] = []
        self.numbers: dict[int, int] = {}

    def thawed(self, frozen: bytes) -> Part:
        unpickler = _Unpickler(io.BytesIO(frozen))
        unpickler.thawer = self
        part = unpickler.load()
        if not isinstance(part, Part):
            raise CannotThaw("no part of a walk")
        for walked in (facts.walked for _, record in part.started for facts in record.walks):
            walked.places = self.places
            for leaf in walked.leaves:
                leaf.path = tuple(map(self.place, leaf.path))  # type: ignore[arg-type]  # `_leaf` left them as places
        return part

    def find(self, name: tuple[Any, ...]) -> Any:
        """What a name of `_Freezer` stands for."""
        kind, *rest = name
        if kind == "n":
            return self.known.nodes_of(self.module(rest[0]))[rest[1]]
        if kind == "f":
            return self.known.functions_of(self.module(rest[0]))[rest[1]]
        if kind == "m":
            return self.module(rest[0])
        if kind == "w":
            return asked(rest[0])
        if kind == "p":
            return self.providers[rest[0]]
        if kind == "o":
            return self.operations[rest[0], rest[1]]
        provider, operation, number = rest
        return self.providers[provider].answers(self.operations[provider, operation])[number]

    def module(self, file: int) -> Module:
        found = self.modules[file]
        if found is None:
            name, text = self.files[file]
            if name.startswith(MODEL):
                found = self.find_model(name[len(MODEL) :])
            else:
                found = self.find_module(absolute(name, self.base))
            if found is None:
                raise CannotThaw(f"there is no {name}")
            if self.known.digest(found) != text:
                raise CannotThaw(f"{name} has changed")
            self.modules[file] = found
        return found

    def place(self, place: tuple[Module, ast.AST]) -> int:
        """The number of a place in the table that all walks share, as those of one machine do."""
        number = self.numbers.get(id(place[1]))
        if number is None:
            number = self.numbers[id(place[1])] = len(self.places)
            self.places.append(place)
        return number


def leaf(values: dict[str, Any], path: list[tuple[Module, ast.AST]]) -> Leaf:
    return Leaf(**values, path=path)  # type: ignore[arg-type]  # `thawed` makes numbers of places


def walked(values: dict[str, Any]) -> Walked:
    return Walked(**values, places=[])


def events(
    seen: list[Any], reads: list[Any], success: list[Any], handlers: list[Any], conjunctions: list[Any], own: list[Any]
) -> Events:
    return Events(
        seen={(kind, id(event.node)): event for kind, event in seen},
        reads={id(read.node): read for read in reads},
        success_reads=set(map(id, success)),
        handlers={id(handler[1]): handler for handler in handlers},
        conjunctions={id(conjunction[1]): conjunction for conjunction in conjunctions},
        own={id(node): (node, words) for node, words in own},
    )


def record(values: dict[str, Any], entered: list[ast.AST]) -> Record:
    return Record(**values, entered=set(entered))
