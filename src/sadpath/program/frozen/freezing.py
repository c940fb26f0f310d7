"""From parts of walks to bytes."""

from __future__ import annotations

import ast
import io
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from types import FunctionType
from typing import TYPE_CHECKING, Any

from sadpath.program.frozen import thawing
from sadpath.program.frozen.names import KNOWN, MODEL, PROTOCOL, VERSIONS, Numbers, is_syntax, relative
from sadpath.program.record import Batch, Part, Record
from sadpath.walk.asked import Asked
from sadpath.walk.events import Events
from sadpath.walk.leaves import Leaf, Walked
from sadpath.walk.program import Module
from sadpath.walk.values import Origin

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.walk.outcomes import WalkFacts


FOR_JUDGING = ("worlds", "variables", "rests", "written")
"""What of a run is asked only while its facts are found, which are frozen with it."""


class CannotFreeze(Exception):
    """The facts hold something that means nothing outside of this process."""


def freeze(
    batch: Batch,
    modules: Iterable[Module],
    providers: Sequence[Provider],
    base: str,
    numbers: Numbers | None = None,
) -> bytes:
    """A batch as bytes. `modules` are the project's, `base` is the directory that names of files are relative to.

    A part that can't be frozen is left out. `numbers` may be used again for other batches.
    """
    freezer = _Freezer(modules, providers, base, numbers or Numbers())
    frozen: list[bytes] = []
    for part in batch.parts:
        try:
            frozen.append(freezer.frozen(part))
        except CannotFreeze:
            continue
    functions = freezer.known.functions
    loaded = [freezer.node(node) for node in batch.at_load if id(node) in functions or type(node) is Asked]
    asked = {name: path and relative(path, base) for name, path in batch.asked.items()}
    unreadable = {relative(path, base): asdict(place) for path, place in batch.unreadable.items()}
    states = {relative(path, base): state for path, state in batch.states.items()}
    return pickle.dumps((VERSIONS, freezer.files, loaded, asked, unreadable, states, frozen), PROTOCOL)


class _Freezer:
    """Names modules, nodes and what stands in catalogues; `modules` must stay alive, as nodes are known by their ids."""

    def __init__(self, modules: Iterable[Module], providers: Sequence[Provider], base: str, known: Numbers) -> None:
        self.base = base
        self.known = known
        self.files: list[tuple[str, bytes]] = []
        self.numbers: dict[int, int] = {}
        self.modules = list(modules)
        for module in self.modules:
            if module.is_parsed:  # else nobody has a node of it
                known.add(module)
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
            path = relative(str(module.file), self.base) if module.project else MODEL + module.name
            self.files.append((path, self.known.digest(module)))
            self.modules.append(module)
        return number

    def node(self, node: ast.AST) -> tuple[Any, ...]:
        """How a node is named."""
        if isinstance(node, Asked):
            return "w", node.name
        known = self.known
        if (function := known.functions.get(id(node))) is not None:
            return "f", self.file(function[1]), function[2]
        if id(node) not in known.nodes:
            for module in self.modules:
                if module.is_parsed:
                    known.search(module)
        if id(node) not in known.nodes:
            raise CannotFreeze(f"a node of no known module: {ast.dump(node)[:80]}")
        _, module, number = known.nodes[id(node)]
        return "n", self.file(module), number

    def prepare(self, walks: Iterable[WalkFacts]) -> None:
        """Number the nodes of the modules that walks speak of, and name their answers."""
        for walked in (facts.walked for facts in walks):
            steps = (step.module for leaf in walked.leaves for step in leaf.trace)
            places = (walked.places[place][0] for leaf in walked.leaves for place in leaf.path)
            looks = (event.module for event in walked.events.seen.values())
            for module in {id(module): module for of in (steps, places, looks) for module in of}.values():
                self.known.search(module)
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
        if isinstance(obj, Module):
            return "m", self.freezer.file(obj)
        return self.freezer.catalogue.get(id(obj))

    def reducer_override(self, obj: Any) -> Any:
        kind = type(obj)
        if kind is Leaf:
            places = self.places[id(obj)]
            return thawing.leaf, (without(obj, "path", *FOR_JUDGING), [places[place] for place in obj.path])
        if kind is Walked:
            return thawing.walked, (without(obj, "places"),)
        if kind is Events:
            seen = [(kind, event) for (kind, _), event in obj.seen.items()]
            nodes = self.freezer.known.nodes
            success = [nodes[node][0] for node in obj.success_reads if node in nodes]
            return thawing.events, (
                seen,
                [*obj.reads.values()],
                success,
                [*obj.handlers.values()],
                [*obj.conjunctions.values()],
                [*obj.own.values()],
            )
        if kind is Record:
            functions = self.freezer.known.functions
            entered = [n for n in obj.entered if id(n) in functions or type(n) is Asked]  # models' never change
            return thawing.record, (without(obj, "entered"), entered)
        if kind is Origin:
            return Origin, (obj.tags, obj.exact, obj.part, obj.fold)  # equal ones are the same
        named = obj if isinstance(obj, (type, FunctionType)) else kind
        if named.__name__ in KNOWN.get(named.__module__, ()) or is_syntax(named):
            return NotImplemented
        raise CannotFreeze(f"{named.__module__}.{named.__qualname__}")


def without(obj: Any, *names: str) -> dict[str, Any]:
    """The fields of a dataclass's object but for some."""
    return {field.name: getattr(obj, field.name) for field in fields(obj) if field.name not in names}
