"""Whether two places look at the same: the same tool, files, catalogues and bindings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from sadpath.program.frozen import relative
from sadpath.program.frozen.names import VERSIONS
from sadpath.source.read import Unreadable, read_bytes

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.program.spread import Spread

SIZE = 12
"""Bytes of a digest."""


@dataclass(frozen=True)
class Stamp:
    """What the walks of a run hang on. `files` has digests by path (relative to the base directory where below it, with `/`),
    `bound` the ids of the APIs that the settings bind files to. `versions`: sadpath's, Python's.
    """

    versions: tuple[str | int, ...] = VERSIONS
    files: Mapping[str, str] = field(default_factory=dict)
    catalogues: Mapping[str, str] = field(default_factory=dict)
    bound: Mapping[str, list[str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As data for `json`."""
        return asdict(self) | {"versions": list(self.versions)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Stamp:
        """From what `as_json` gave."""
        return cls(**{**data, "versions": tuple(data["versions"])})


def stamp_of(spread: Spread) -> Stamp:
    """The stamp of a run whose walks are planned. Reads every file once more."""
    inputs, base = spread.inputs, spread.base
    files = {file.path: relative(file.path, base) for file in (*inputs.files, *inputs.relevant)}
    bound = {files[file.path]: sorted(inputs.bound(file.path)) for file in inputs.relevant} if inputs.bound else {}
    return Stamp(
        files={name: digest_of(inputs.overlay.get(path), path) for path, name in files.items()},
        catalogues={provider.id: digest_of_catalogue(provider) for provider in spread.providers},
        bound={name: ids for name, ids in bound.items() if ids},
    )


def digest_of(data: bytes | None, path: str) -> str:
    """The digest of bytes, or of those of the file at `path`; what is wrong with that in its place."""
    try:
        data = data if data is not None else read_bytes(path)
    except Unreadable as problem:
        return problem.reason
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()


def digest_of_catalogue(provider: Provider) -> str:
    """The digest of all that a catalogue says."""
    text = json.dumps(plain(provider), sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=SIZE).hexdigest()


def plain(value: Any) -> Any:
    """A catalogue's value as data for `json`, the same in every process."""
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if not f.name.startswith("_")}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def difference(there: Stamp, here: Stamp) -> str | None:
    """What is not the same here as there, for people; None where all is."""
    if there.versions != here.versions:
        return f"it was made by {version(there.versions)}, and this is {version(here.versions)}"
    if (names := changed(there.catalogues, here.catalogues)) is not None:
        return f"it was made with other catalogues: {names}"
    if (names := changed(there.files, here.files)) is not None:
        return f"it was made of other files: {names}"
    if there.bound != here.bound:
        names = listed(sorted(n for n in {*there.bound, *here.bound} if there.bound.get(n) != here.bound.get(n)))
        return f"it was made with other settings: `providers` says something else about {names}"
    return None


def changed(there: Mapping[str, str], here: Mapping[str, str]) -> str | None:
    """How two tables of digests differ, for people; None where they don't."""
    parts = [
        ("only there", sorted(there.keys() - here.keys())),
        ("only here", sorted(here.keys() - there.keys())),
        ("not the same", sorted(name for name in there.keys() & here.keys() if there[name] != here[name])),
    ]
    told = [f"{listed(names)} {'is' if len(names) == 1 else 'are'} {what}" for what, names in parts if names]
    return "; ".join(told) or None


def version(versions: Iterable[str | int]) -> str:
    """Versions for people."""
    tool, *python = versions
    return f"sadpath {tool} on Python {'.'.join(map(str, python))}"


def listed(names: list[str]) -> str:
    """Some names for people."""
    if len(names) > 3:
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    return ", ".join(names)
