"""Sections of bytes in a directory, each in a file of its own, which is whole or not there."""

from __future__ import annotations

import os
import sys

import sadpath

try:
    from _blake2 import blake2b  # hashlib takes longer to import than a small run takes
except ImportError:
    from hashlib import blake2b

NAME = ".sadpath_cache"
VARIABLE = "SADPATH_CACHE_DIR"
OFF = "SADPATH_NO_CACHE"

_FORMAT = 1
_SIZE = 20
_stamp = b""
_MAGIC = b"sadpath cache "
_HEAD = _MAGIC + f"{_FORMAT} {sadpath.__version__} {sys.implementation.cache_tag}\n".encode()
_NOTES = {
    ".gitignore": "# Made by sadpath.\n*\n",
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of sadpath; see https://bford.info/cachedir/\n",
}


def digest(data: bytes) -> bytes:
    """A digest of `data`, of 20 bytes."""
    return blake2b(data, digest_size=_SIZE).digest()


class Store:
    """The sections in a directory. What is damaged, cut off, or from another version counts as not there.

    Two runs may use it at once: each section is as one of them wrote it. Who can't write does without; `problem` says why.
    """

    def __init__(self, directory: str) -> None:
        self.directory = directory
        self.problem = ""

    def make(self) -> bool:
        """Make the directory, where it is not there; whether it had to be made."""
        try:
            os.makedirs(self.directory)
        except FileExistsError:
            if not os.path.isdir(self.directory):
                self.problem = f"the cache {self.directory} can't be made: there is a file of that name"
            return False
        except OSError as error:
            self.problem = f"the cache {self.directory} can't be made: {error.strerror or error}"
            return False
        for name, text in _NOTES.items():
            try:
                with open(os.path.join(self.directory, name), "w", encoding="utf-8") as file:
                    file.write(text)
            except OSError as error:
                self.problem = f"the cache {self.directory} can't be written: {error.strerror or error}"
        return True

    def load(self, name: str) -> bytes | None:
        """The bytes of a section; None where there is none to be trusted."""
        try:
            with open(os.path.join(self.directory, name), "rb", 0) as file:
                data = file.read()
        except OSError:
            return None
        start = len(_HEAD) + _SIZE
        if not data.startswith(_HEAD) or digest(data[start:]) != data[len(_HEAD) : start]:
            return None
        return data[start:]

    def save(self, name: str, payload: bytes) -> bool:
        """Put a section in place of what there is of that name; whether that was possible."""
        path = os.path.join(self.directory, name)
        new = f"{path}.{os.getpid()}.new"
        try:
            with open(new, "wb", 0) as file:
                written = file.write(_HEAD + digest(payload) + payload)
            if written != len(_HEAD) + _SIZE + len(payload):
                raise OSError("the disk is full")
            os.replace(new, path)
        except OSError as error:
            self.problem = f"the cache {self.directory} can't be written: {error.strerror or error}"
            try:
                os.unlink(new)
            except OSError:
                pass
            return False
        return True

    def prune(self, prefix: str, most: int) -> None:
        """Keep the newest `most` of the sections whose names begin so, and nothing of writers that died on the way."""
        found: list[tuple[float, str]] = []
        try:
            with os.scandir(self.directory) as listing:
                found += [(e.stat().st_mtime, e.path) for e in listing if e.name.startswith(prefix)]
        except OSError:
            return
        newest = max(found, default=(0.0, ""))[0]
        done = sorted((time, path) for time, path in found if not path.endswith(".new"))
        left = [path for time, path in found if path.endswith(".new") and time < newest - 3600]
        for path in [*left, *(path for _, path in done[:-most])]:
            try:
                os.unlink(path)
            except OSError:
                continue


def remove(directory: str) -> str:
    """Remove what this cache has put into a directory, and the directory where nothing else is in it; why that failed, or ""."""
    try:
        with os.scandir(directory) as listing:
            entries = [entry.path for entry in listing if entry.is_file(follow_symlinks=False)]
        for path in entries:
            with open(path, "rb", 0) as file:
                ours = file.read(len(_MAGIC)) == _MAGIC
            note = _NOTES.get(os.path.basename(path))
            if note is not None:
                with open(path, encoding="utf-8", errors="replace") as text:
                    ours = text.read() == note
            if ours or path.endswith(".new"):
                os.unlink(path)
        if not os.listdir(directory):
            os.rmdir(directory)
    except OSError as error:
        return f"the cache {directory} can't be removed: {error.strerror or error}"
    return ""


def tool_directories() -> tuple[str, ...]:
    """Where sadpath's own code and rules are, as `sadpath.rules` finds them."""
    package = os.path.dirname(os.path.abspath(sadpath.__file__))
    if os.path.isdir(os.path.join(package, "_rules")):
        return (package,)
    return package, os.path.join(os.path.dirname(os.path.dirname(package)), "rules")


def tool_stamp() -> bytes:
    """What tells one state of sadpath's own code and rules from another; a version number does not in a checkout."""
    global _stamp
    if _stamp:
        return _stamp
    parts: list[str] = []
    stack = list(tool_directories())
    while stack:
        try:
            with os.scandir(stack.pop()) as listing:
                for entry in listing:
                    if entry.is_dir():
                        if entry.name != "__pycache__":
                            stack.append(entry.path)
                    else:
                        status = entry.stat()
                        parts.append(f"{entry.path}\0{status.st_mtime_ns}\0{status.st_size}")
        except OSError:
            continue
    parts.sort()
    _stamp = digest("\n".join(parts).encode("utf-8", "surrogateescape"))
    return _stamp
