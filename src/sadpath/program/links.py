"""Which names of a file stand for what other files of the project define, from its bytes: no file is parsed for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sadpath.source.imports import Import, loaded_by, spelled_by, targets
from sadpath.source.modules import ModuleIndex
from sadpath.source.told import Told

_WORDS = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")
_ASCII_WORDS = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def words_of(data: bytes) -> frozenset[str]:
    """All identifiers in the text of a file, and all words that could be one."""
    if data.isascii():
        return frozenset(_ASCII_WORDS.findall(data.decode("ascii")))
    return frozenset(word.decode("utf-8", "replace") for word in set(_WORDS.findall(data)))


@dataclass(frozen=True)
class Links:
    """What a file imports from the project, wherever the import stands; by the absolute path of the file that it comes from.

    `names`: (the name here, the name there). `modules`: the names here that lead to the module itself. `stars`: the files of
    which it has all names. `by_name`: the files that it may import by names that are data.
    `spelled`: the files that strings of it name, for whoever imports such.
    """

    names: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    modules: dict[str, set[str]] = field(default_factory=dict)
    stars: set[str] = field(default_factory=set)
    by_name: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()

    def origins(self, name: str) -> list[tuple[str, str]]:
        """(file, name there) of what a name stands for here."""
        return [(path, there) for path, pairs in self.names.items() for here, there in pairs if here == name]


def links_of(path: str, told: Told, data: Callable[[], bytes], index: ModuleIndex) -> Links:
    """The links of the file at `path`. Its `data` are asked for only where it imports modules by names that are data."""
    links = Links(
        by_name=frozenset(loaded_by(path, data(), index)) if told.by_name else frozenset(),
        spelled=frozenset(spelled_by(told.dotted, path, index)),
    )
    for bound, wanted in told.bindings():
        if not wanted.names:
            for target in targets(path, [wanted], index):
                links.modules.setdefault(target, set()).add(bound)
        elif wanted.names == ("*",):
            links.stars.update(targets(path, [wanted], index))
        else:
            add_name(links, path, bound, wanted, index)
    return links


def add_name(links: Links, path: str, bound: str, wanted: Import, index: ModuleIndex) -> None:
    """Add what `from a import b` may mean: a name in `a`, and the module `a.b`."""
    name = wanted.names[0]
    below = f"{wanted.module}.{name}" if wanted.module else name
    if wanted.level:
        module, inner = (index.find_relative(path, wanted.level, dotted) for dotted in (wanted.module, below))
    else:
        module, inner = index.find(wanted.module, path), index.find(below, path)
    if inner is not None and inner != path:
        links.modules.setdefault(inner, set()).add(bound)
    if module is not None and module != inner:
        links.names.setdefault(module, []).append((bound, name))
