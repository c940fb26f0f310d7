"""What was walked in a project, for runs after edits (see `sadpath.program.kept`)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sadpath.cache.store import Store, digest, tool_stamp

if TYPE_CHECKING:
    from sadpath.config import Settings

PREFIX = "walks-"
MOST = 64
"""So many programs are kept, the newest ones; each takes some ten kilobytes for each function that sends."""


class Sessions:
    """The sessions of programs in the cache, by their import roots relative to the current directory."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.about = about(settings)

    def get(self, name: str) -> bytes | None:
        return self.store.load(self._section(name))

    def put(self, name: str, data: bytes) -> None:
        if self.store.save(self._section(name), data):
            self.store.prune(PREFIX, MOST)

    @staticmethod
    def _section(name: str) -> str:
        return PREFIX + digest(f"{os.getcwd()}\0{name}".encode("utf-8", "surrogateescape")).hex()


def about(settings: Settings) -> bytes:
    """What walks hang on beside the source: the tool and its rules, the project's own catalogues, files bound to an API."""
    parts = [tool_stamp()]
    for catalogue in settings.catalogues:
        parts += [os.fsencode(catalogue), catalogue.read_bytes()]
    for config in settings.known():
        parts += [repr((str(pattern.root), pattern.text, api)).encode() for pattern, api in config.providers]
    return digest(b"\0".join(map(digest, parts)))
