"""What was walked as bytes, for another process or a later run, and back.

Facts point into syntax trees. As bytes such a pointer is a file's name, relative to a base directory, and the node's number in
the file's tree; who thaws them needs the same files, parsed by the same version of Python. What stands in catalogues is named
by its id. Only the few classes of facts are made when bytes are thawed, so bytes from elsewhere do no harm beyond being wrong.
"""

from __future__ import annotations

import ast
import io
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from sadpath.program.record import Part, Record
from sadpath.walk.events import Events
from sadpath.walk.explore import Leaf, Walked
from sadpath.walk.program import Module
from sadpath.walk.values import Origin

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.walk.outcomes import WalkFacts

FindModule = Callable[[str], Module | None]
"""Gives the module of a file by its absolute path, or the model of a library's module by its name."""

PROTOCOL = 5
MODEL = "model:"
"""Stands before the name of a library's model in the table of files."""

_KNOWN = {
    "builtins": {"complex", "frozenset", "range", "set"},
    "copyreg": {"__newobj__"},
    "sadpath.catalogue.answers": {"Placeholder"},
    "sadpath.findings": {"Timing"},
    "sadpath.program.frozen": {"_events", "_leaf", "_record", "_walked"},
    "sadpath.program.record": {"Part"},
    "sadpath.walk.answers": {"Sent"},
    "sadpath.walk.binding": {"Bound"},
    "sadpath.walk.entries": {"Entry"},
    "sadpath.walk.events": {"Event", "Read"},
    "sadpath.walk.outcomes": {"LaneFacts", "WalkFacts"},
    "sadpath.walk.run": {"Step"},
    "sadpath.walk.values.symbols": {"Literal", "Number", "Origin"},
}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class CannotFreeze(Exception):
    """The facts hold something that means nothing outside of this process."""


class CannotThaw(Exception):
    """The bytes are damaged, or the files or the catalogues that they point into are others."""


def freeze(
    parts: Iterable[Part],
    modules: Iterable[Module],
    providers: Sequence[Provider],
    base: str,
    at_load: Iterable[int] = (),
) -> bytes:
    """Parts as bytes. `modules` are the project's, `base` is the directory that names of files are relative to.

    `at_load` are the ids of the functions that the loading of modules came through. A part that can't be frozen is left out.
    """
    freezer = _Freezer(modules, providers, base)
    frozen: list[bytes] = []
    for part in parts:
        try:
            frozen.append(freezer.frozen(part))
        except CannotFreeze:
            continue
    loaded = [freezer.node(freezer.functions[node][0]) for node in at_load if node in freezer.functions]
    return pickle.dumps((freezer.files, loaded, frozen), PROTOCOL)


def thaw(
    data: bytes, find: FindModule, model: FindModule, providers: Sequence[Provider], base: str
) -> tuple[list[Part], set[int]]:
    """The parts that `freeze` made bytes of, and the functions that the loading of modules came through.

    `find` gives the project's modules, `model` the libraries'. Raises CannotThaw.
    """
    try:
        files, loaded, frozen = _Unpickler(io.BytesIO(data)).load()
        thawer = _Thawer(files, find, model, providers, base)
        return [thawer.thawed(part) for part in frozen], {id(thawer.find(name)) for name in loaded}
    except CannotThaw:
        raise
    except Exception as error:  # damaged bytes fail in any way
        raise CannotThaw(f"{type(error).__name__}: {error}") from None


def functions_of(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a tree that are statements, in the order of their places; expressions are not looked into."""
    stack: list[ast.AST] = list(reversed(tree.body))
    while stack:
        node = stack.pop()
        if isinstance(node, _FUNCTIONS):
            yield node
        for name in ("cases", "finalbody", "orelse", "handlers", "body"):
            below = getattr(node, name, ())
            if isinstance(below, list):
                stack.extend(reversed(below))


class _Freezer:
    """Names modules, nodes and what stands in catalogues; `modules` must stay alive, as nodes are known by their ids."""

    def __init__(self, modules: Iterable[Module], providers: Sequence[Provider], base: str) -> None:
        self.below = os.path.join(base, "")
        self.files: list[str] = []
        self.numbers: dict[int, int] = {}
        self.modules = list(modules)
        self.functions = {id(f): (f, m, n) for m in self.modules for n, f in enumerate(functions_of(m.tree))}
        self.nodes: dict[int, tuple[ast.AST, int, int]] = {}
        self.searched: set[int] = set()
        self.catalogue: dict[int, tuple[Any, ...]] = {}
        for provider in providers:
            self.catalogue[id(provider)] = ("p", provider.id)
            self.catalogue.update((id(o), ("o", provider.id, o.id)) for o in provider.operations)

    def frozen(self, part: Part) -> bytes:
        into = io.BytesIO()
        walks = [facts for _, record in part.started for facts in record.walks]
        self.prepare(walks)
        _Pickler(into, self, walks).dump(part)
        return into.getvalue()

    def file(self, module: Module) -> int:
        """The number of a module in the table of files."""
        number = self.numbers.get(id(module))
        if number is None:
            number = self.numbers[id(module)] = len(self.files)
            path = str(module.file)
            if not module.project:
                path = MODEL + module.name
            elif path.startswith(self.below):
                path = path[len(self.below) :].replace(os.sep, "/")
            self.files.append(path)
            self.modules.append(module)
        return number

    def node(self, node: ast.AST) -> tuple[Any, ...]:
        """How a node is named."""
        if (function := self.functions.get(id(node))) is not None:
            return "f", self.file(function[1]), function[2]
        if id(node) not in self.nodes:
            for module in self.modules:
                self.search(module)
        if id(node) not in self.nodes:
            raise CannotFreeze(f"a node of no known module: {ast.dump(node)[:80]}")
        return "n", *self.nodes[id(node)][1:]

    def search(self, module: Module) -> None:
        """Number the nodes of a module."""
        if id(module) not in self.searched:
            self.searched.add(id(module))
            file = self.file(module)
            for place, node in enumerate(ast.walk(module.tree)):
                self.nodes.setdefault(id(node), (node, file, place))

    def prepare(self, walks: Iterable[WalkFacts]) -> None:
        """Number the nodes of the modules that walks speak of, and name their answers."""
        for walked in (facts.walked for facts in walks):
            steps = (step.module for leaf in walked.leaves for step in leaf.trace)
            places = (walked.places[place][0] for leaf in walked.leaves for place in leaf.path)
            looks = (event.module for event in walked.events.seen.values())
            for module in {id(module): module for of in (steps, places, looks) for module in of}.values():
                self.search(module)
            self.catalogue.update((id(a), ("a", *walked.bound.key, n)) for n, a in enumerate(walked.answers))


class _Pickler(pickle.Pickler):
    def __init__(self, into: io.BytesIO, freezer: _Freezer, walks: Iterable[WalkFacts]) -> None:
        super().__init__(into, PROTOCOL)
        self.freezer = freezer
        self.places = {
            id(leaf): facts.walked.places
            for facts in walks
            for leaves in (facts.walked.leaves, *(lane.leaves for lane in (*facts.lanes, *facts.others)))
            for leaf in leaves
        }

    def persistent_id(self, obj: Any) -> tuple[Any, ...] | None:
        if isinstance(obj, ast.AST):
            return self.freezer.node(obj)
        if type(obj) is Module:
            return "m", self.freezer.file(obj)
        return self.freezer.catalogue.get(id(obj))

    def reducer_override(self, obj: Any) -> Any:
        kind = type(obj)
        if kind is Leaf:
            places = self.places[id(obj)]
            return _leaf, (without(obj, "path", "worlds"), [places[place] for place in obj.path])
        if kind is Walked:
            return _walked, (without(obj, "places"),)
        if kind is Events:
            seen = [(kind, event) for (kind, _), event in obj.seen.items()]
            nodes = self.freezer.nodes
            success = [nodes[node][0] for node in obj.success_reads if node in nodes]
            return _events, (
                seen,
                [*obj.reads.values()],
                success,
                [*obj.handlers.values()],
                [*obj.conjunctions.values()],
            )
        if kind is Record:
            functions = self.freezer.functions
            entered = [functions[node][0] for node in obj.entered if node in functions]  # models' never change
            return _record, (without(obj, "entered"), entered)
        if kind is Origin:
            return Origin, (obj.tags, obj.exact)  # equal ones are the same
        named = obj if isinstance(obj, (type, FunctionType)) else kind
        if named.__name__ in _KNOWN.get(named.__module__, ()) or is_syntax(named):
            return NotImplemented
        raise CannotFreeze(f"{named.__module__}.{named.__qualname__}")


class _Unpickler(pickle.Unpickler):
    """Makes the classes of facts, and nothing else."""

    thawer: _Thawer | None = None

    def find_class(self, module: str, name: str) -> Any:
        if name in _KNOWN.get(module, ()):
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
        self, files: list[str], find: FindModule, model: FindModule, providers: Sequence[Provider], base: str
    ) -> None:
        self.files = files
        self.modules: list[Module | None] = [None] * len(files)
        self.find_module, self.find_model, self.base = find, model, base
        self.nodes: dict[int, list[ast.AST]] = {}
        self.functions: dict[int, list[ast.AST]] = {}
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
            file, place = rest
            if file not in self.nodes:
                self.nodes[file] = list(ast.walk(self.module(file).tree))
            return self.nodes[file][place]
        if kind == "f":
            file, place = rest
            if file not in self.functions:
                self.functions[file] = list(functions_of(self.module(file).tree))
            return self.functions[file][place]
        if kind == "m":
            return self.module(rest[0])
        if kind == "p":
            return self.providers[rest[0]]
        if kind == "o":
            return self.operations[rest[0], rest[1]]
        provider, operation, number = rest
        return self.providers[provider].answers(self.operations[provider, operation])[number]

    def module(self, file: int) -> Module:
        found = self.modules[file]
        if found is None:
            name = self.files[file]
            if name.startswith(MODEL):
                found = self.find_model(name[len(MODEL) :])
            else:
                found = self.find_module(str(Path(self.base) / name))
            if found is None:
                raise CannotThaw(f"no such module: {name}")
            self.modules[file] = found
        return found

    def place(self, place: tuple[Module, ast.AST]) -> int:
        """The number of a place in the table that all walks share, as those of one machine do."""
        number = self.numbers.get(id(place[1]))
        if number is None:
            number = self.numbers[id(place[1])] = len(self.places)
            self.places.append(place)
        return number


def is_syntax(named: Any) -> bool:
    """Whether it is a class of nodes, such as the operator of a comparison."""
    return isinstance(named, type) and issubclass(named, ast.AST)


def without(obj: Any, *names: str) -> dict[str, Any]:
    """The fields of a dataclass's object but for some."""
    return {field.name: getattr(obj, field.name) for field in fields(obj) if field.name not in names}


def _leaf(values: dict[str, Any], path: list[tuple[Module, ast.AST]]) -> Leaf:
    return Leaf(**values, path=path)  # type: ignore[arg-type]  # `thawed` makes numbers of the places


def _walked(values: dict[str, Any]) -> Walked:
    return Walked(**values, places=[])


def _events(
    seen: list[Any], reads: list[Any], success: list[Any], handlers: list[Any], conjunctions: list[Any]
) -> Events:
    return Events(
        seen={(kind, id(event.node)): event for kind, event in seen},
        reads={id(read.node): read for read in reads},
        success_reads=set(map(id, success)),
        handlers={id(handler[1]): handler for handler in handlers},
        conjunctions={id(conjunction[1]): conjunction for conjunction in conjunctions},
    )


def _record(values: dict[str, Any], entered: list[ast.AST]) -> Record:
    return Record(**values, entered=set(map(id, entered)))
