"""Which names of a file give access to the module of another one, so that an attribute asked of them may be what leads there.

These are imports of the module, of packages around it, of modules that have imported it under a name; and what something binds
that imports modules by names that are data.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Set
from typing import TYPE_CHECKING

from sadpath.program.importers import importers, known_as
from sadpath.program.pieces import ANY
from sadpath.program.remember import remembered
from sadpath.program.said import said_of
from sadpath.source.imports import named_by
from sadpath.source.syntax import FUNCTIONS, parts_of

if TYPE_CHECKING:
    from sadpath.program.file import File
    from sadpath.program.reach import Reading
    from sadpath.program.said import Said

Way = frozenset[str]
"""Attributes that have to be asked to come from a name to a module: `shop` and `pay` for `project.shop.pay`; none where the name
stands for it."""

Aliases = dict[str, dict[Way, int]]
"""The files of modules that a name gives access to, with the ways there, and how many hops each has."""

HOPS = 2
"""How many modules of a way may have the next one by an import of theirs: `web.services.pay`, where `web` imports `services` and that
one `pay`. What a package has of its own, by whatever name, counts as its part."""
MOST_WAYS = 8
"""So many ways to one module by one name are told apart; of further ones, a single attribute will do."""

STEPS = 3
"""How often what imports a module by a name that is data is followed to who mentions it."""
HERE: Way = frozenset()
IMPORTERS = frozenset({"import_module", "__import__"})
"""Who mentions one of these may have all that the file imports by names that are data."""
BY_NAME = frozenset({"getattr", "methodcaller", "attrgetter", "vars", "__dict__", "getmembers"})
"""Who mentions one of these may mean any attribute of a module that it mentions."""
ALL_NAMES = frozenset({"vars", "getmembers"})
"""Who mentions one of these may have names as data that no text spells."""
WORD = re.compile(r"[^\W\d]\w*")
OWN_BY_NAME = frozenset({"globals", "locals", "modules"})
"""Who mentions one of these may mean anything in its own module; `sys.modules` only with the module's `__name__`."""


def may_lead(reading: Reading, file: File) -> bool:
    """Whether the words of a file allow for something in it to lead; else it need not be parsed."""
    words = reading.asked.words(file.path)
    if not words.isdisjoint(file.leads) or file.loaded or file.spelled:
        return True
    if any(reading.file(path).known for path in file.by_name):
        return True
    return any(origin.anything or not words.isdisjoint(origin.known) for origin in map(reading.file, file.origins))


def may_lead_by_words(reading: Reading, file: File) -> Callable[[frozenset[str]], bool]:
    """Tells whether the words of a piece of a file's code allow for it to lead; else it need not be read."""
    alone = {*file.leads}
    if file.leads:
        alone |= {*OWN_BY_NAME, "vars"}
    if file.by_name:
        alone |= IMPORTERS
    for path in file.spelled:
        alone |= {reading.loader.index.name(path)[1].rpartition(".")[2]}
    origins = [*map(reading.file, file.origins)]
    asked: set[str] = set().union(*(origin.known for origin in origins))
    if not asked.isdisjoint(reading.asked.words(file.path)):
        asked |= BY_NAME
    anything = any(origin.anything for origin in origins)

    def may(words: frozenset[str]) -> bool:
        if not words.isdisjoint(alone) or ANY in words:
            return True
        return not words.isdisjoint(file.aliases) and (anything or not words.isdisjoint(asked))

    return may


def leads(reading: Reading, file: File, said: Said) -> bool:
    """Whether something that stands in a piece of a file's code leads to evidence."""
    names = said.names
    if not names.isdisjoint(file.leads):
        return True
    if file.leads and may_mean_own(said):
        return True
    any_name = not (names.isdisjoint(BY_NAME) and said.attributes.isdisjoint(BY_NAME))
    modules = reading.asked.links(file.path).modules
    if file.spelled and any(spells(reading, file, said, text) for text in said.dotted):
        return True
    if may_import(said) and any(comes_to(reading, file, said, path, any_name) for path in file.by_name):
        return True
    # who makes names up may make up those on the way, too
    asked = said.attributes | reading.asked.words(file.path) if any_name else said.attributes
    return any(
        comes_to(reading, file, said, path, any_name and (name in modules.get(path, ()) or name in file.loaded))
        for name in names & file.aliases.keys()
        for path, ways in file.aliases[name].items()
        if any(way <= asked for way in ways)
    )


def may_mean_own(said: Said) -> bool:
    """Whether a piece of code may mean anything in its own module by a name that is data."""
    asked = (said.names | said.attributes) & OWN_BY_NAME
    return bool(asked - {"modules"}) or ("modules" in asked and "__name__" in said.names)


def comes_to(reading: Reading, file: File, said: Said, path: str, any_name: bool) -> bool:
    """Whether a piece of code that has the module of another file comes to what leads there; with `any_name` also by a name that it
    makes up."""
    origin = reading.file(path)
    if not origin.known:
        return False
    if any(map(origin.makes, said.attributes)) or not said.attributes.isdisjoint(origin.known):
        return True
    return any_name and can_make_up(reading, file, said, origin.known)


def spells(reading: Reading, file: File, said: Said, dotted: str) -> bool:
    """Whether a string in a piece of a file's code is the dotted name of what leads to evidence, or of a module of which the piece asks
    for something that does: somebody else may import it."""
    path, names = named_by(dotted, file.path, reading.loader.index) or ("", ())
    if path not in file.spelled:
        return False
    origin = reading.file(path)
    return names[0] in origin.known if names else comes_to(reading, file, said, path, any_name=False)


def can_make_up(reading: Reading, file: File, said: Said, names: Set[str]) -> bool:
    """Whether a piece of a file's code may come to one of these names as data: something in the file that gives names spells it.

    Where code goes through all names, any word of the file may be it.
    """
    words = reading.asked.words(file.path)
    if words.isdisjoint(names) or not (said.names.isdisjoint(ALL_NAMES) and said.attributes.isdisjoint(ALL_NAMES)):
        return not words.isdisjoint(names)
    module = reading.module(file.path)
    if module is None:
        return False
    return not remembered(module.tree, "spelled", spelled_in).isdisjoint(names)


def spelled_in(tree: ast.Module) -> frozenset[str]:
    """What a module may give as a name: the words of its texts, attributes and keywords, what functions and parts of classes are called.

    Not what is said in annotations, nor what documents something; nor its own variables and classes, whose names nobody asks for.
    """
    found: set[str] = set()
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                found.update(WORD.findall(node.value))
            continue
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.keyword):
            found.add(node.arg or "")
        elif isinstance(node, FUNCTIONS):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found.update(name for part in node.body for name in said_of(part).stored)
        prose = node.value if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) else None
        says_type = (prose, getattr(node, "annotation", None), getattr(node, "returns", None))
        pending += [part for part in parts_of(node) if part not in says_type]
    return frozenset(found)


def may_import(said: Said) -> bool:
    """Whether a piece of code imports modules by names that are data."""
    return not (said.names.isdisjoint(IMPORTERS) and said.attributes.isdisjoint(IMPORTERS))


def pass_on_loaded(reading: Reading, file: File) -> None:
    """Who imports modules by names that are data gives access to them by what it binds, and so does who mentions that."""
    targets = {path for path in file.by_name if reading.file(path).known}
    pass_on_spelled(reading, file)
    if not targets and all(steps >= STEPS for name in file.loaded.values() for steps in name.values()):
        return
    mentioning = IMPORTERS | file.loaded.keys()
    if reading.asked.words(file.path).isdisjoint(mentioning):
        return
    for unit in reading.units(file):
        if unit.words.isdisjoint(mentioning) and ANY not in unit.words:
            continue
        loaded = dict.fromkeys(targets, 0) if may_import(unit.said) else {}
        for name in unit.said.names & file.loaded.keys():
            for target, steps in file.loaded[name].items():
                if steps < STEPS:
                    loaded[target] = min(steps + 1, loaded.get(target, STEPS))
        for target, steps in loaded.items():
            if "__getattr__" in unit.binds:
                reading.add(file, reading.file(target).known)
            for name in unit.binds:
                add_loaded(reading, file.path, name, target, steps)


def pass_on_spelled(reading: Reading, file: File) -> None:
    """What keeps the dotted name of a module gives access to it, where somebody imports by names that are data."""
    last = {reading.loader.index.name(path)[1].rpartition(".")[2] for path in file.spelled}
    for unit in reading.units(file) if last and not last.isdisjoint(reading.asked.words(file.path)) else ():
        for dotted in unit.said.dotted if not last.isdisjoint(unit.words) else ():
            path, names = named_by(dotted, file.path, reading.loader.index) or ("", ())
            if path in file.spelled and not names:
                for name in unit.binds:
                    add_loaded(reading, file.path, name, path, STEPS)


def add_loaded(reading: Reading, path: str, name: str, target: str, steps: int) -> None:
    """A name in a file gives access to the module `target` after so many steps from who loads it; see `File`."""
    known = reading.file(path).loaded.setdefault(name, {})
    if path == target or known.get(target, STEPS + 1) <= steps:
        return
    known[target] = steps
    add_alias(reading, path, name, target, HERE)
    reading.work[path] = None
    for other, here in known_as(reading, path, name):
        add_loaded(reading, other, here, target, steps)


def give_access(reading: Reading, file: File) -> None:
    """Find the names that lead to the file's module: its own imports, and packages around it."""
    follow_alias(reading, file.path, file.path, HERE)
    directory, base = os.path.split(file.path)
    name = base.removesuffix(".py")
    if base == "__init__.py":
        directory, name = os.path.split(directory)
    through = HERE | {name}
    while (init := os.path.join(directory, "__init__.py")) in reading.importers:
        if reading.may_be_said(through, file.path):
            follow_alias(reading, init, file.path, through)
        directory, name = os.path.split(directory)
        through |= {name}


def follow_alias(reading: Reading, package: str, target: str, through: Way, hops: int = 0) -> None:
    """Whoever has the module of the file `package` has that of `target` as well, by the attributes `through`; `hops` of them are
    names that modules on the way have imported the next one by.
    """
    for path, name in importers(reading, package).modules:
        add_alias(reading, path, name, target, through, hops)


def add_alias(reading: Reading, path: str, name: str, target: str, through: Way, hops: int = 0) -> None:
    """A name in a file gives access to the module `target`; so do the names by which others know it. See `File`.

    In a large project that is asked a million times.
    """
    if path == target:
        return
    file = reading.file(path)
    known = file.aliases.setdefault(name, {})
    ways = known.get(target)
    if ways is None:
        known[target] = {through: hops}
        file.origins.add(target)
        reading.viewers.setdefault(target, set()).add(path)
    else:
        if len(ways) >= MOST_WAYS:
            through = frozenset(sorted(through)[:1])
        if any(way <= through and of <= hops for way, of in ways.items()):
            return
        for longer in [way for way, of in ways.items() if through <= way and hops <= of]:
            del ways[longer]
        ways[through] = hops
    reading.work[path] = None
    others = importers(reading, path)
    for other, here in others.names.get(name, ()):
        add_alias(reading, other, here, target, through, hops)
    for other in others.stars:
        add_alias(reading, other, name, target, through, hops)
    if others.modules:
        inside = bool(file.package) and target.startswith(file.package)
        if inside or hops < HOPS:
            follow_alias(reading, path, target, through | {name}, hops if inside else hops + 1)
