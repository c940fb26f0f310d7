"""Which modules a file imports, from its bytes: much faster than parsing, and too much rather than too little.

An import in a docstring counts too; all that comes of it is one more file that is looked at.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from sadpath.source.modules import ModuleIndex

_GAP = rb"(?:[ \t\f]|\\\r?\n)"
_NAME = rb"[\w.\x80-\xff]"
_REST = rb"(?:[^\n;#\\]|\\\r?\n)+"
_KEYWORD = re.compile(rb"import[ \t\f(*\\]")
_STATEMENT = re.compile(
    rb"[ \t\f]*(?:"
    rb"from" + _GAP + rb"*(\.*)" + _GAP + rb"*(" + _NAME + rb"*)" + _GAP + rb"*import\b" + _GAP + rb"*"
    rb"(\((?:[^)#]|#[^\n]*)*\)|" + _REST + rb")"
    rb"|import" + _GAP + rb"+(" + _REST + rb"))",
)
BY_NAME = (b"import_module", b"__import__")
"""What stands in a file that imports modules whose names are data."""
_DYNAMIC = re.compile(rb"""\b(?:import_module|__import__)\(\s*["']([\w.]+)["']""")
_WORD = rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*"
_QUOTED = re.compile(rb"""["'](\.*)(%b(?:\.%b)*)(?::[\w.]*)?["']""" % (_WORD, _WORD))
_DOTTED = re.compile(rb"""["'](%b(?:\.%b)+(?::[\w.]+)?)["']""" % (_WORD, _WORD))
_BEGINNING = re.compile(
    rb"""(?:import_module|__import__)\(\s*[rf]?["'](\.*)((?:%b\.)*)(?:[{%%]|["']\s*[+%%])""" % _WORD
)
MOST_INNER = 2
"""A name of a module may be followed by a class of it, and what that has."""
_COMMENT = re.compile(rb"#[^\n]*")


class Import(NamedTuple):
    """`from <level dots>module import names`, or `import module` (no names). `names` may hold `*`."""

    level: int
    module: str
    names: tuple[str, ...]


Bound = tuple[str, ...]
"""The names under which a file has what an import gives: one for each of `Import.names`, or one for the module; none where a call
imports it."""


def imports_of(data: bytes) -> list[Import]:
    """All imports of a file, wherever they stand; see `named_in` for those of modules whose names are data."""
    return [one for one, _ in bound_imports(data)]


def bound_imports(data: bytes) -> list[tuple[Import, Bound]]:
    """As `imports_of`, each with the names that it binds."""
    found: list[tuple[Import, Bound]] = []
    for statement in _statements(data):
        dots, module, names, plain = statement.groups(b"")
        if plain:
            found += [(Import(0, n, ()), (alias or n.partition(".")[0],)) for n, alias in _names(plain)]
        elif dots or module:
            pairs = _names(names)
            one = Import(len(dots), _text(module).strip("."), tuple(name for name, _ in pairs))
            found.append((one, tuple(alias or name for name, alias in pairs)))
    if b"import_module(" in data or b"__import__(" in data:
        found += [(Import(0, _text(name).strip("."), ()), ()) for name in _DYNAMIC.findall(data)]
    return found


def usual_names(one: Import) -> Bound:
    """The names that an import binds where no `as` says otherwise."""
    return one.names or (one.module.partition(".")[0],)


def bindings_of(imports: Iterable[tuple[Import, Bound]]) -> Iterator[tuple[str, Import]]:
    """(name in the file, what alone is imported under it) of imports with the names that they bind."""
    for one, bound in imports:
        if not one.names:
            yield from ((name, one) for name in bound)
        else:
            for name, here in zip(one.names, bound, strict=True):
                yield here, Import(one.level, one.module, (name,))


def imports_by_name(data: bytes) -> bool:
    """Whether the file imports modules whose names are data."""
    return any(word in data for word in BY_NAME)


def named_in(data: bytes, importer: str, index: ModuleIndex) -> list[str]:
    """The project's files that strings of the file `importer` name: `"a.b"`, `".a"`, `"a.b:c"`, `import_module("a.b." + name)`."""
    found: dict[str | None, None] = {}
    for dots, name in dict.fromkeys(_QUOTED.findall(data)):
        if dots:
            found[index.find_relative(importer, len(dots), _text(name))] = None
        else:
            parts = _text(name).split(".")
            # the last parts may be a class and what it has
            found.update(
                (index.find_exactly(".".join(parts[:count]), importer), None) for count in range(len(parts), 0, -1)
            )
    for dots, name in dict.fromkeys(_BEGINNING.findall(data)):
        if dots or name:
            found.update(dict.fromkeys(index.below(_text(name).strip("."), importer, len(dots))))
    return [path for path in found if path is not None and path != importer]


def dotted_in(data: bytes) -> list[str]:
    """The strings of a file that may be dotted names of modules, or of what these have: `"a.b"`, `"a.b.C"`, `"a.b:c"`."""
    return [_text(name) for name in dict.fromkeys(_DOTTED.findall(data))]


def named_by(dotted: str, importer: str, index: ModuleIndex) -> tuple[str, tuple[str, ...]] | None:
    """(the project's file, the names in it) that a string of the file `importer` spells to its end; None where it names no module.

    Whoever reads it may import that, where the project has code that imports by names which are data.
    """
    parts = dotted.replace(":", ".").split(".")
    for count in range(len(parts), max(len(parts) - MOST_INNER, 1) - 1, -1):
        path = index.find_exactly(".".join(parts[:count]), importer)
        if path is not None:
            return None if path == importer else (path, tuple(parts[count:]))
    return None


def spelled_by(dotted: Iterable[str], importer: str, index: ModuleIndex) -> list[str]:
    """The project's files that such strings name; see `dotted_in`."""
    found = (named_by(text, importer, index) for text in dotted)
    return list(dict.fromkeys(one[0] for one in found if one is not None))


def loaded_by(path: str, data: bytes, index: ModuleIndex) -> list[str]:
    """The project's files that the file at `path` may import by names that are data; see `imports_by_name`."""
    literal = [Import(0, _text(name).strip("."), ()) for name in _DYNAMIC.findall(data)]
    return list(dict.fromkeys([*targets(path, literal, index), *named_in(data, path, index)]))


def _statements(data: bytes) -> Iterator[re.Match[bytes]]:
    done = 0
    # a search for the word and a match around it is ten times faster than one search for the statement
    for keyword in _KEYWORD.finditer(data):
        if keyword.start() < done:
            continue
        statement = _statement_around(data, keyword.start())
        if statement is not None:
            done = statement.end()
            yield statement


def targets(importer: str, imports: list[Import], index: ModuleIndex) -> list[str]:
    """The project's files that those imports of the file `importer` mean, as absolute paths."""
    found: dict[str | None, None] = {}
    root, known = index.name(importer)[0], index.imported
    for one in imports:
        if one.level:
            tries = _from(one.names, functools.partial(index.find_relative, importer, one.level), one.module)
        elif (tries := known.get((root, one))) is None:  # type: ignore[assignment]
            tries = known[root, one] = _absolute(one, functools.partial(index.find, importer=importer))
        found.update(dict.fromkeys(tries))
    return [path for path in found if path is not None and path != importer]


def _absolute(imported: Import, find: Callable[[str], str | None]) -> list[str | None]:
    """The files that an import without dots may mean."""
    if imported.names:
        return _from(imported.names, find, imported.module)
    parts = imported.module.split(".")  # `import a.b.c` runs and binds a as well
    return [find(".".join(parts[:count])) for count in range(len(parts), 0, -1)]


def is_own(imported: Import, importer: str, index: ModuleIndex) -> bool:
    """Whether what the file `importer` imports is one of the project's own modules, though a library may have its name too."""
    level, module, names = imported
    if level or index.find(module, importer) is not None:
        return True
    return any(index.find(f"{module}.{name}", importer) is not None for name in names if name != "*")


def _statement_around(data: bytes, position: int) -> re.Match[bytes] | None:
    """The import statement whose word `import` stands at `position`."""
    start = data.rfind(b"\n", 0, position) + 1
    while start > 1 and data[start - 2 : start - 1] == b"\\":
        start = data.rfind(b"\n", 0, start - 1) + 1
    while True:
        statement = _STATEMENT.match(data, start)
        if statement is not None and statement.end() > position:
            return statement
        # what stands before it on the line: `try: import x`, `import a; import b`
        marks = [at for at in (data.find(b";", start, position), data.find(b":", start, position)) if at >= 0]
        if not marks:
            return None
        start = min(marks) + 1


def _from(names: tuple[str, ...], find: Callable[[str], str | None], module: str) -> list[str | None]:
    """`from module import names`: each name is a module of its own or something that `module` defines."""
    tries: list[str | None] = []
    for name in names:
        below = None if name == "*" else find(f"{module}.{name}" if module else name)
        tries.append(below or find(module))
    return tries


def _names(clause: bytes) -> list[tuple[str, str]]:
    """`(a, b as c,)` and `a.b as c, d` as a list of what is imported, each with the name that `as` gives it."""
    plain = _text(_COMMENT.sub(b"", clause).strip(b"() \t\r\n\f")).replace("\\", " ")
    parts = [words for part in plain.split(",") if (words := part.strip(" ()\t\r\n\f").split())]
    return [(words[0], words[2] if len(words) > 2 else "") for words in parts]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
