"""Who imports a file of a project, and under which names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sadpath.program.reach import Reading


@dataclass
class Importers:
    """Who imports a file: (file, name there) of what has its module, and by the name here of what has one of its names; the files
    that have all of these.
    """

    modules: list[tuple[str, str]] = field(default_factory=list)
    names: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)


def known_as(reading: Reading, path: str, name: str) -> Iterator[tuple[str, str]]:
    """(file, name there) of what has a name of the file `path` by an import."""
    known = importers(reading, path)
    yield from known.names.get(name, ())
    yield from ((other, name) for other in known.stars)


def importers(reading: Reading, path: str) -> Importers:
    """Who imports the file `path`, and as what."""
    found = reading.known_as.get(path)
    if found is not None:
        return found
    found = reading.known_as[path] = Importers()
    for other in reading.importers.get(path, ()):
        links = reading.asked.links(other)
        found.modules += [(other, here) for here in sorted(links.modules.get(path, ()))]
        for here, there in links.names.get(path, ()):
            found.names.setdefault(there, []).append((other, here))
        if path in links.stars:
            found.stars.append(other)
    return found
