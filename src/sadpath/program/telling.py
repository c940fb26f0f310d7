"""By which names others know what leads to evidence in a file."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from sadpath.program.access import give_access

if TYPE_CHECKING:
    from sadpath.program.file import File
    from sadpath.program.reach import Reading

EACH = 3
"""About so many statements of a file know a name that it has."""


def tell(reading: Reading, left: int | None = None) -> None:
    """Names that lead since this round do so by whatever name others know them; where `left` is given, only for about so many
    units more."""
    while reading.fresh:
        fresh, reading.fresh = sorted(reading.fresh), {}
        if left is not None and sum(len(reading.importers.get(path, ())) for path, _ in fresh) * EACH > left:
            counted = sorted((count_knowing(reading, path, name), path, name) for path, name in fresh)
            counts = accumulate(count for count, _, _ in counted)
            fresh = [
                (path, name)
                for (n, path, name), total in zip(counted, counts, strict=True)
                if not n or total * EACH <= left
            ]
        names: dict[str, set[str]] = {}
        for path, name in fresh:
            names.setdefault(path, set()).add(name)
        for path, these in names.items():
            tell_importers(reading, reading.file(path), these)


def count_knowing(reading: Reading, path: str, name: str) -> int:
    """How many files may mean a name of a file by some word of theirs."""
    importers = set(reading.importers.get(path, ()))
    by_import = {
        other
        for other in importers
        if any(there == name for _, there in reading.asked.links(other).names.get(path, ()))
    }
    rest = (importers | reading.viewers.get(path, set())) - by_import
    return len(by_import) + sum(name in reading.asked.words(other) for other in rest)


def tell_importers(reading: Reading, file: File, fresh: set[str]) -> None:
    """Names of a file are known to lead."""
    first = not file.known
    file.known |= fresh
    for path in reading.importers.get(file.path, ()):
        importer, links = reading.file(path), reading.asked.links(path)
        if bound := {here for here, there in links.names.get(file.path, ()) if there in fresh or file.makes(there)}:
            reading.add(importer, bound)
        if file.path in links.stars:
            reading.add(importer, fresh)
        if file.path in links.by_name:
            importer.by_name.add(file.path)
            reading.work[path] = None
        if file.path in links.spelled:
            importer.spelled.add(file.path)
            reading.work[path] = None
        if file.path in links.modules:
            reading.work[path] = None
    if first:
        give_access(reading, file)
    else:
        reading.work.update(dict.fromkeys(reading.viewers.get(file.path, ())))
