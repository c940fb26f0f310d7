"""The file of a baseline: one finding a line, as JSON, sorted.

No line, column, count, time or message stands in it, so that it changes only when findings come or go, and branches that
touch other findings merge. Each line stands for itself: their order, and lines that a merge has doubled, do no harm.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, fields
from pathlib import Path

from sadpath.config import UsageError

NAME = "sadpath-baseline.jsonl"
VERSION = 1
_HEADER = {"sadpath-baseline": VERSION}
_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One accepted finding. `path` is relative to the baseline file, with `/`; empty texts are left out of the file.

    `entry` is where the walk starts, for a finding about a whole walk. `scope` is the function or class around the
    finding's place. `about` has the literals that a finding about a comparison is about.
    """

    path: str
    rule: str
    provider: str = ""
    operation: str = ""
    entry: str = ""
    scope: str = ""
    about: str = ""

    def to_line(self) -> str:
        """The entry as a line of the file, without its end."""
        data = {key: value for key in KEYS if (value := getattr(self, key))}
        text = json.dumps(data, ensure_ascii=False)
        return text if _is_utf8(text) else json.dumps(data)


KEYS = tuple(item.name for item in fields(Entry))


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file and its entries."""

    file: Path
    entries: tuple[Entry, ...] = ()

    @property
    def directory(self) -> str:
        """The directory that paths are relative to."""
        return os.path.dirname(os.path.abspath(self.file))

    def absolute(self, entry: Entry) -> str:
        """The absolute path of an entry's file."""
        return os.path.normpath(os.path.join(self.directory, entry.path))

    def text(self) -> str:
        """What stands in the file."""
        return "".join(f"{line}\n" for line in (json.dumps(_HEADER), *(e.to_line() for e in sorted(self.entries))))


def read_baseline(file: Path) -> Baseline:
    """The baseline in a file. Raises UsageError, with the line, for one that is broken, and for one that isn't there."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{file}: there is no baseline; `sadpath baseline` writes one") from None
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    entries: list[Entry] = []
    headed = False
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        found = _read_line(line, f"{file}:{number}")
        if found is None:
            headed = True
        else:
            entries.append(found)
    if not headed:
        raise UsageError(f"{file}:1: this is no baseline of sadpath: the line {json.dumps(_HEADER)} is missing")
    return Baseline(file, tuple(sorted(entries)))


def _read_line(line: bytes, where: str) -> Entry | None:
    """The entry in a line; None for the header."""
    try:
        data = json.loads(line.decode())
    except UnicodeDecodeError:
        raise UsageError(f"{where}: the baseline is broken: this line is not UTF-8") from None
    except (ValueError, RecursionError):
        if line.decode("utf-8", "replace").startswith(_MARKS):
            raise UsageError(
                f"{where}: a merge left its marks in the baseline; take them out and keep the lines of both sides"
            ) from None
        raise UsageError(f"{where}: the baseline is broken: this line is not a JSON object") from None
    if not isinstance(data, dict):
        raise UsageError(f"{where}: the baseline is broken: this line is not a JSON object")
    if set(data) == set(_HEADER):
        version = data["sadpath-baseline"]
        if version != VERSION:
            raise UsageError(f"{where}: this sadpath reads baselines of version {VERSION}, not {version!r}")
        return None
    unknown = [key for key in data if key not in KEYS]
    if unknown:
        raise UsageError(f"{where}: the baseline is broken: unknown key {unknown[0]!r}")
    for key in KEYS:
        if key in ("path", "rule") and not data.get(key):
            raise UsageError(f"{where}: the baseline is broken: {key!r} is missing")
        if not isinstance(data.get(key, ""), str):
            raise UsageError(f"{where}: the baseline is broken: {key!r} has to be a text")
    return Entry(**data)


def write_baseline(baseline: Baseline) -> None:
    """Write a baseline in place of the old one, at once. Raises UsageError where that can't be done."""
    import tempfile

    folder, name = os.path.split(os.path.realpath(baseline.file))  # a link stays a link
    try:
        handle, new = tempfile.mkstemp(dir=folder, prefix=f".{name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(baseline.text().encode())
            old = os.path.join(folder, name)
            os.chmod(new, os.stat(old).st_mode & 0o7777 if os.path.exists(old) else 0o666 & ~_umask())
            os.replace(new, old)
        except BaseException:
            os.unlink(new)
            raise
    except OSError as error:
        raise UsageError(f"{baseline.file} can't be written: {error.strerror or error}") from None


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
