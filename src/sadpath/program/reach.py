"""Which functions of a project lead to a catalogued API by what their names stand for: only there are walks worth starting.

An over-approximation, from the files that hold evidence backwards: a top-level statement leads there where it holds evidence
itself, or has a name that leads there; what it binds leads there then. Names are followed through the imports of the files
(`links`), so a file is parsed only where it has a word that leads somewhere.

What a value can do is known by the class that it is made from, and no walk has an object of a class that the code on its way
doesn't name (nor a table that keeps one). So an attribute counts only beside a name that leads: `client.capture` in a file that has
`client` from one that leads. What tables, registries and objects keep is followed the other way, from what is kept to who keeps.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sadpath.program.families import abstract_bases, fits, leading_methods, protocols_in
from sadpath.program.units import FUNCTIONS, Said, Signs, Unit, imports_sdk, units_of_module

if TYPE_CHECKING:
    from sadpath.program.evidence import Evidence
    from sadpath.program.load import Loader
    from sadpath.program.names import Function
    from sadpath.program.texts import Texts
    from sadpath.source.discover import SourcePath
    from sadpath.walk.program import Module

FEW = 20
"""Up to so many functions in a program, the walks themselves tell best which of them reach an API."""

ABSENT = "?"
STANDARD = frozenset(sys.stdlib_module_names)
IMPORTERS = frozenset({"import_module", "__import__"})
"""Who mentions one of these may have all that the file imports by names that are data."""
BY_NAME = frozenset({"getattr", "methodcaller", "attrgetter", "vars", "__dict__", "getmembers"})
"""Who mentions one of these may mean any attribute of a module that it mentions."""
OWN_BY_NAME = frozenset({"globals", "locals", "vars", "modules", "__dict__"})
"""Who mentions one of these may mean anything in its own module."""


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


@dataclass
class File:
    """What is known of one file. `leads`: names in it that lead to evidence, with the files that define what they stand for.

    `aliases`: names that give access to another file's module, with these files, and the attribute that has to be asked for that:
    `pay` where `shop.pay` is the module, "" where the name stands for it. `done`: the ids of its units that lead.
    """

    path: str
    leads: set[str] = field(default_factory=set)
    aliases: dict[str, dict[str, str]] = field(default_factory=dict)
    by_name: set[str] = field(default_factory=set)
    loaded: dict[str, dict[str, str]] = field(default_factory=dict)
    """Those of the aliases that something binds which imports modules by names that are data, with these modules' files."""
    units: list[Unit] | None = None
    done: set[int] = field(default_factory=set)
    anything: bool = False
    """Whether any attribute of the module leads: its `__getattr__` does."""
    whole: bool = False
    """Whether all functions are walked from: the file is bound to an API, or its program is small."""


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
        self.files: dict[str, File] = {}
        self.importers: dict[str, list[str]] = {}
        self.viewers: dict[str, set[str]] = {}
        """The files that have a name for the module of a file."""
        self.work: dict[str, None] = {}
        self.classes: list[tuple[File, ast.ClassDef]] = []
        """Those that lead."""

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
        while self.work or self.add_protocols():
            path = next(iter(self.work))
            del self.work[path]
            self.look(self.files[path])

    def in_small_programs(self) -> list[str]:
        """The files of programs that have few functions altogether; a program is what shares an import root."""
        programs: dict[str, list[str]] = {}
        for path in self.members:
            programs.setdefault(self.loader.index.name(path)[0], []).append(path)
        return [
            path
            for paths in programs.values()
            if len(paths) <= FEW and sum(map(self.asked.functions, paths)) <= FEW
            for path in paths
        ]

    def look(self, file: File) -> None:
        """See which units of a file lead now."""
        if file.units is None and not self.may_lead(file):
            return
        self.pass_on_loaded(file)
        self.lead(file, [u for u in self.units(file) if id(u.node) not in file.done and self.leads(file, u.said)])

    def may_lead(self, file: File) -> bool:
        """Whether the words of a file allow for something in it to lead; else it need not be parsed."""
        words = self.asked.words(file.path)
        if not words.isdisjoint(file.leads) or file.loaded or any(self.file(path).leads for path in file.by_name):
            return True
        any_name = not words.isdisjoint(BY_NAME)
        return any(
            any_name or origin.anything or not words.isdisjoint(origin.leads)
            for paths in file.aliases.values()
            for origin in map(self.file, paths)
        )

    def leads(self, file: File, said: Said) -> bool:
        """Whether something that stands in a piece of a file's code leads to evidence."""
        names = said.names
        if not names.isdisjoint(file.leads):
            return True
        if file.leads and not (names.isdisjoint(OWN_BY_NAME) and said.attributes.isdisjoint(OWN_BY_NAME)):
            return True
        any_name = not (names.isdisjoint(BY_NAME) and said.attributes.isdisjoint(BY_NAME))
        modules = self.asked.links(file.path).modules
        if self.may_import(said) and any(self.comes_to(file, said, path, any_name) for path in file.by_name):
            return True
        return any(
            self.comes_to(file, said, path, any_name and (name in modules.get(path, ()) or name in file.loaded))
            for name in names & file.aliases.keys()
            for path, through in file.aliases[name].items()
            if not through or through in said.attributes
        )

    def comes_to(self, file: File, said: Said, path: str, any_name: bool) -> bool:
        """Whether a piece of code that has the module of another file comes to what leads there; with `any_name` also by a text,
        which stands somewhere in its own file."""
        origin = self.file(path)
        if not origin.leads:
            return False
        if origin.anything or not said.attributes.isdisjoint(origin.leads):
            return True
        return any_name and not self.asked.words(file.path).isdisjoint(origin.leads)

    def pass_on_loaded(self, file: File) -> None:
        """Who imports modules by names that are data gives access to them by what it binds, and so does who mentions that."""
        targets = {path for path in file.by_name if self.file(path).leads}
        for unit in self.units(file):
            loaded = targets if self.may_import(unit.said) else set()
            loaded = loaded.union(*(file.loaded[name] for name in unit.said.names & file.loaded.keys()))
            for target in loaded:
                if "__getattr__" in unit.binds:
                    self.add(file, self.file(target).leads)
                for name in unit.binds:
                    self.add_alias(file.path, name, target, "", loaded=True)

    def may_import(self, said: Said) -> bool:
        """Whether a piece of code imports modules by names that are data."""
        return not (said.names.isdisjoint(IMPORTERS) and said.attributes.isdisjoint(IMPORTERS))

    def lead(self, file: File, units: Iterable[Unit]) -> None:
        """These units of a file lead: so does what they bind, and what keeps it."""
        fresh: set[str] = set()
        for unit in units:
            file.done.add(id(unit.node))
            fresh |= unit.binds
            self.store(file, unit)
            fresh |= self.kept_by(file, unit)
            if isinstance(unit.node, ast.ClassDef):
                self.classes.append((file, unit.node))
                for other, base in abstract_bases(self, file, unit.node):
                    self.add(other, {base.name})
        file.anything = file.anything or "__getattr__" in fresh
        self.add(file, fresh)

    def store(self, file: File, unit: Unit) -> None:
        """What a unit stores into a module, or into something that another file defines, leads there."""
        modules = self.asked.links(file.path).modules
        for store in unit.said.stores:
            for origin, names in modules.items():
                if store.first in names:
                    self.add(self.file(origin), store.attributes)
            for path, there in self.resolve(file.path, store.first):
                self.add(self.file(path), {there})

    def kept_by(self, file: File, unit: Unit) -> set[str]:
        """The names here of what may keep what a unit defines or hands over; those in other files lead from now on."""
        here: set[str] = set()
        for called, names in unit.keepers:
            # what is no code of the project keeps nothing in what else it is given
            own = not called or self.resolve(file.path, called)
            for name in (names if own else names & {called}) - file.leads:
                for path, there in self.resolve(file.path, name):
                    origin = self.file(path)
                    for definition in self.units(origin):
                        if there not in definition.binds:
                            continue
                        if self.is_keeper(origin, definition):
                            here.add(name)
                            self.add(origin, {there})
                        elif isinstance(definition.node, (*FUNCTIONS, ast.ClassDef)):
                            self.add_keepers(origin, definition)
        return here

    def add_keepers(self, file: File, definition: Unit) -> None:
        """What a function or a class of the project has may be kept in the tables that it mentions."""
        for name in definition.said.names - file.leads:
            for path, there in self.resolve(file.path, name):
                origin = self.file(path)
                if any(there in unit.binds and self.is_keeper(origin, unit) for unit in self.units(origin)):
                    self.add(origin, {there})
                    self.add(file, {name})

    def is_keeper(self, file: File, unit: Unit) -> bool:
        """Whether what the unit makes can keep what it is given, so that a walk finds it there again."""
        if not unit.keeps or not unit.made_by:
            return unit.keeps
        if any(unit.made_by in other.binds for other in self.units(file)):
            return True
        links = self.asked.links(file.path)
        if links.origins(unit.made_by) or any(unit.made_by in names for names in links.modules.values()):
            return True
        module = self.module(file.path)
        return module is not None and self.is_modelled(module, unit.made_by)

    def is_modelled(self, module: Module, name: str) -> bool:
        """Whether a name is a builtin, or comes from a library that the walk knows more of than its name."""
        from sadpath.walk.models import Models

        tops = [
            (node.module or "").partition(".")[0] if isinstance(node, ast.ImportFrom) else alias.name.partition(".")[0]
            for node in ast.walk(module.tree)
            if isinstance(node, (ast.Import, ast.ImportFrom))
            for alias in node.names
            if (alias.asname or alias.name.partition(".")[0]) == name
        ]
        return not tops or any(top in STANDARD or Models().file(top) is not None for top in tops if top != "typing")

    def resolve(self, path: str, name: str, seen: frozenset[tuple[str, str]] = frozenset()) -> list[tuple[str, str]]:
        """(file, name there) of what a name in a file may stand for: where it is defined."""
        if (path, name) in seen:
            return []
        seen |= {(path, name)}
        links = self.asked.links(path)
        found = [(path, name)] if any(name in unit.binds for unit in self.units(self.file(path))) else []
        for origin, there in [*links.origins(name), *((star, name) for star in links.stars)]:
            found += self.resolve(origin, there, seen)
        return found

    def add(self, file: File, names: Iterable[str]) -> None:
        """Names of a file lead; so do the names by which others know them."""
        fresh = set(names) - file.leads
        if not fresh:
            return
        first = not file.leads
        file.leads |= fresh
        self.work[file.path] = None
        for path in self.importers.get(file.path, ()):
            importer, links = self.file(path), self.asked.links(path)
            if bound := {here for here, there in links.names.get(file.path, ()) if there in fresh or file.anything}:
                self.add(importer, bound)
            if file.path in links.stars:
                self.add(importer, fresh)
            if file.path in links.by_name:
                importer.by_name.add(file.path)
                self.work[path] = None
            if file.path in links.modules:
                self.work[path] = None
        if first:
            self.give_access(file)
        else:
            self.work.update(dict.fromkeys(self.viewers.get(file.path, ())))

    def give_access(self, file: File) -> None:
        """Find the names that lead to the file's module: its own imports, and packages around it."""
        self.follow_alias(file.path, file.path, "")
        directory, base = os.path.split(file.path)
        name = base.removesuffix(".py")
        if base == "__init__.py":
            directory, name = os.path.split(directory)
        while (init := os.path.join(directory, "__init__.py")) in self.importers:
            self.follow_alias(init, file.path, name)
            directory = os.path.dirname(directory)

    def follow_alias(self, package: str, target: str, through: str) -> None:
        """Whoever has the module of the file `package` has that of `target` as well, by the attribute `through`."""
        for path in self.importers.get(package, ()):
            for name in self.asked.links(path).modules.get(package, ()):
                self.add_alias(path, name, target, through)

    def add_alias(self, path: str, name: str, target: str, through: str, *, loaded: bool = False) -> None:
        """A name in a file gives access to the module `target`; so do the names by which others know it. See `File`."""
        file = self.file(path)
        known = file.loaded.setdefault(name, {}) if loaded else file.aliases.setdefault(name, {})
        if path == target or known.get(target, ABSENT) in ("", through):
            return
        known[target] = "" if target in known else through  # there are two ways to it
        file.aliases.setdefault(name, {})[target] = known[target]
        self.viewers.setdefault(target, set()).add(path)
        self.work[path] = None
        for other in self.importers.get(path, ()):
            links = self.asked.links(other)
            for here, there in links.names.get(path, ()):
                if there == name:
                    self.add_alias(other, here, target, through, loaded=loaded)
            if path in links.stars:
                self.add_alias(other, name, target, through, loaded=loaded)
            for here in links.modules.get(path, ()):
                self.add_alias(other, here, target, name)

    def add_protocols(self) -> bool:
        """What asks for a protocol gets an object of a class that has its methods; whether something leads for that."""
        for path in self.members if self.classes else ():
            if self.asked.has_protocols(path):
                file = self.file(path)
                for node in protocols_in(self.units(file)):
                    if node.name not in file.leads and any(fits(self, node, *cls) for cls in self.classes):
                        self.add(file, {node.name})
        return bool(self.work)

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
        functions |= leading_methods(self, leading)
        for file in leading:
            if file.whole and (module := self.module(file.path)) is not None:
                functions.update(id(node) for _, node, _ in module.functions())
        return Reach(frozenset(file.path for file in leading), frozenset(functions), frozenset(scripts))
