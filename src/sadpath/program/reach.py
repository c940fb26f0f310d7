"""Which functions of a project lead to a catalogued API by what their names stand for: only there are walks worth starting.

An over-approximation, from the files that hold evidence backwards: a top-level statement leads there where it holds evidence
itself, or has a name that leads there; what it binds leads there then. Names are followed through the imports of the files
(`links`), so a file is parsed only where it has a word that leads somewhere.

What a value can do is known by the class that it is made from, and no walk has an object of a class that the code on its way
doesn't name (nor a table that keeps one). So an attribute counts only beside a name that leads: `client.capture` in a file that has
`client` from one that leads. What tables, registries and objects keep is followed the other way, from what is kept to who keeps.

It goes in rounds, each a step further from the evidence. Where a project hangs together by a few names that all of it knows (a
framework's settings, a base class of all models), one such name would make everything lead, and walks from everywhere tell no more
than those from near by: beyond a number, the names that most files know are not followed.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sadpath.program.access import leads, may_lead, may_lead_by_words, pass_on_loaded
from sadpath.program.families import leading_methods
from sadpath.program.file import File
from sadpath.program.given import give
from sadpath.program.importers import Importers
from sadpath.program.keepers import kept_by, store
from sadpath.program.offers import add_protocols, offer, only_inherits
from sadpath.program.said import Said
from sadpath.program.signs import Signs, imports_sdk
from sadpath.program.telling import tell
from sadpath.program.units import Unit, bound_in, units_of_module
from sadpath.source.syntax import FUNCTIONS
from sadpath.walk.models import Models

if TYPE_CHECKING:
    from sadpath.program.evidence import Evidence
    from sadpath.program.load import Loader
    from sadpath.program.names import Function
    from sadpath.program.texts import Texts
    from sadpath.source.discover import SourcePath
    from sadpath.walk.program import Module

FEW = 20
"""Up to so many functions in a program that has evidence at hand, the walks themselves tell best which of them reach an API."""
LEAST, SHARE = 400, 3
"""How many top-level statements may lead to evidence: so many, or so many for each that holds some. Two and a half for each is what
applications have."""

MANY = 300
"""With so many files that hold evidence, it is asked which files say what before ways to their modules are followed."""
NEAR = 2
"""What so few steps lead to is taken however much it is: all callers of a client, and theirs."""
MORE = 50
"""A round may make so many more statements lead than the one before: away from the evidence, they get fewer, but where one comes to
what all of a project knows."""


@dataclass
class Reach:
    """What leads to evidence: `files` in which something does, by absolute path; the ids of the nodes of `functions`; and
    files whose top level does (`scripts`).
    """

    files: frozenset[str] = frozenset()
    functions: frozenset[int] = frozenset()
    scripts: frozenset[str] = frozenset()

    def has(self, function: Function) -> bool:
        """Whether the function leads there."""
        return id(function.node) in self.functions


def read_reach(
    members: Sequence[SourcePath], hits: Iterable[str], files: Texts, loader: Loader, evidence: Evidence
) -> Reach:
    """What leads to evidence in the files `members`; `hits` are those that hold some, or are bound to an API."""
    reading = Reading(members, frozenset(hits), files, loader, evidence)
    reading.spread()
    return reading.reach()


class Reading:
    """One reading of what leads where."""

    def __init__(
        self, members: Sequence[SourcePath], hits: frozenset[str], files: Texts, loader: Loader, evidence: Evidence
    ) -> None:
        self.members = {file.path: file for file in members}
        self.hits = hits
        self.asked = files
        self.loader = loader
        self.evidence = evidence
        self.sdks = frozenset(evidence.sdks)
        self.models = Models()
        self.files: dict[str, File] = {}
        self.importers: dict[str, list[str]] = {}
        self.known_as: dict[str, Importers] = {}
        """By file, who imports it, as far as that was asked."""
        self.viewers: dict[str, set[str]] = {}
        """The files that have a name for the module of a file."""
        self.said_in: dict[str, set[str]] | None = None
        """By the names of modules and packages, the files in which such a word stands."""
        self.work: dict[str, None] = {}
        """The files to look at in this round."""
        self.fresh: dict[tuple[str, str], None] = {}
        """(file, name) of what leads since this round."""
        self.classes: list[tuple[File, ast.ClassDef]] = []
        """Those that lead."""
        self.given: set[int] = set()
        """The ids of the nodes of classes of which objects are made with what leads."""
        self.heirs: dict[tuple[str, str], list[str]] = {}
        """By (file, name) of a class that is offered, the files in which one is made of it, and doesn't lead for that."""

    # ------------------------------------------------------------------ the files

    def file(self, path: str) -> File:
        """What is known of a file."""
        found = self.files.get(path)
        if found is None:
            found = self.files[path] = File(path)
        return found

    def module(self, path: str) -> Module | None:
        """The parsed file."""
        member = self.members.get(path)
        return self.loader.module(path, member.display if member is not None else None)

    def units(self, file: File) -> list[Unit]:
        """The units of a file, which is parsed for that."""
        if file.units is None:
            module = self.module(file.path)
            file.units = [] if module is None else units_of_module(module, self.signs(file.path))
        return file.units

    def signs(self, path: str) -> Signs | None:
        """What is evidence in a file; None for one that is known to have none."""
        if path not in self.hits:
            return None
        root = self.loader.index.name(path)[0]
        own = self.loader.owns(root)
        return Signs(lambda data: self.evidence.hits(data, own), lambda node: imports_sdk(node, self.sdks, own), root)

    def may_be_said(self, names: Iterable[str], path: str) -> bool:
        """Whether all these names of modules and packages stand as words in some file, beside the one at `path`.

        Where little holds evidence, it is quicker not to ask.
        """
        if len(self.hits) < MANY:
            return True
        if self.said_in is None:
            self.said_in = {part: set() for other in self.members for part in other.removesuffix(".py").split(os.sep)}
            for other in self.members:
                for word in self.asked.words(other) & self.said_in.keys():
                    self.said_in[word].add(other)
        for name in names:
            if name not in self.said_in:
                self.said_in[name] = {other for other in self.members if name in self.asked.words(other)}
        return not set.intersection(*(self.said_in[name] for name in names)) <= {path}

    # ------------------------------------------------------------------ spreading

    def spread(self) -> None:
        """Follow names backwards from the evidence until nothing more leads there."""
        for path in self.members:
            for target in self.asked.targets(path):
                self.importers.setdefault(target, []).append(path)
        for path in self.hits:
            file, member = self.file(path), self.members.get(path)
            self.units(file)
            file.whole = member is not None and member.bound
            self.lead(file, [unit for unit in self.units(file) if unit.evident or file.whole])
        for path in self.in_small_programs():
            self.file(path).whole = True
        evident = self.units_done()
        tell(self)
        steps = 1
        left: int | None = None
        while (left is None or left > 0) and (self.work or add_protocols(self)):
            now, self.work = sorted(self.work), {}
            before = self.units_done()
            for path in now:
                self.look(self.files[path])
            steps += 1
            done = self.units_done()
            if steps > NEAR:
                left = max(LEAST - done, min(SHARE * evident - done, done - before + MORE))
            tell(self, left)

    def units_done(self) -> int:
        """How many units lead."""
        return sum(len(file.done) for file in self.files.values())

    def in_small_programs(self) -> list[str]:
        """The files of programs that have few functions altogether, and hold evidence or import what does; a program is what shares
        an import root.
        """
        programs: dict[str, list[str]] = {}
        for path in self.members:
            programs.setdefault(self.loader.index.name(path)[0], []).append(path)
        return [
            path
            for paths in programs.values()
            if len(paths) <= FEW
            and sum(map(self.asked.functions, paths)) <= FEW
            and not self.hits.isdisjoint([*paths, *(target for path in paths for target in self.asked.targets(path))])
            for path in paths
        ]

    def look(self, file: File) -> None:
        """See which units of a file lead now."""
        if file.units is None and not may_lead(self, file):
            return
        pass_on_loaded(self, file)
        may = may_lead_by_words(self, file)
        if file.units is None and not any(map(may, self.asked.pieces(file.path))):
            return
        waiting = [unit for unit in self.units(file) if id(unit.node) not in file.done and may(unit.words)]
        self.lead(file, [u for u in waiting if self.leads(file, u.said) and not only_inherits(self, file, u)])

    def lead(self, file: File, units: Iterable[Unit]) -> None:
        """These units of a file lead: so does what they bind, and what keeps it."""
        fresh: set[str] = set()
        for unit in units:
            file.done.add(id(unit.node))
            fresh |= unit.binds
            store(self, file, unit)
            fresh |= kept_by(self, file, unit)
            if isinstance(unit.node, ast.ClassDef):
                self.classes.append((file, unit.node))
                offer(self, file, unit.node)
            give(self, file, unit)
        if "__getattr__" in fresh and not file.anything and (module := self.module(file.path)) is not None:
            file.anything, file.has = True, bound_in(module, self.units(file))
        self.add(file, fresh)

    def resolve(self, path: str, name: str, seen: frozenset[tuple[str, str]] = frozenset()) -> list[tuple[str, str]]:
        """(file, name there) of what a name in a file may stand for: where it is defined."""
        if (path, name) in seen:
            return []
        seen |= {(path, name)}
        links = self.asked.links(path)
        found = [(path, name)] if any(unit.names(name) for unit in self.units(self.file(path))) else []
        for origin, there in [*links.origins(name), *((star, name) for star in links.stars)]:
            found += self.resolve(origin, there, seen)
        return found

    def leads(self, file: File, said: Said) -> bool:
        """Whether something that stands in a piece of a file's code leads to evidence."""
        return leads(self, file, said)

    def add(self, file: File, names: Iterable[str]) -> None:
        """Names of a file lead; others are told at the end of the round."""
        names = set(names)
        for name in file.offered & names:
            file.offered.discard(name)
            self.work.update(dict.fromkeys(self.heirs.pop((file.path, name), ())))
        fresh = names - file.leads
        if fresh:
            file.leads |= fresh
            self.work[file.path] = None
            self.fresh.update(((file.path, name), None) for name in fresh)

    # ------------------------------------------------------------------ the answer

    def reach(self) -> Reach:
        """What leads to evidence."""
        leading = [file for file in self.files.values() if file.done or file.whole]
        functions: set[int] = set()
        scripts: set[str] = set()
        for file in leading:
            for unit in self.units(file):
                if id(unit.node) not in file.done and not file.whole:
                    continue
                if isinstance(unit.node, FUNCTIONS):
                    functions.add(id(unit.node))
                if unit.runs:
                    scripts.add(file.path)
        methods = leading_methods(self, leading)
        functions |= methods.keys()
        for file in leading:
            if file.whole and (module := self.module(file.path)) is not None:
                functions.update(id(node) for _, node, _ in module.functions())
        files = {file.path for file in leading}.union(methods.values())
        return Reach(frozenset(files), frozenset(functions), frozenset(scripts))
