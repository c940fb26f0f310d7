"""Sessions that outlive the process: after an edit, a later run walks only what the edit can change, as an editor's does.

What is kept of a session are its records as bytes (see `frozen`) and the texts that they hold for. A later run parses the old
texts, takes over the records, and then hears of the edits as a language server does.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol

from sadpath.cache.states import state_at
from sadpath.program.frozen import CannotThaw, absolute, freeze, relative, thaw
from sadpath.program.session import Session
from sadpath.walk.models import Models

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.config import Config, Settings
    from sadpath.program.load import Loader
    from sadpath.source.discover import SourcePath


class Store(Protocol):
    """Where sessions are kept, each under the name of its import root, relative to the current directory.

    `about` tells what else records hold for: the catalogues, the models of libraries, which files are bound to which API.
    """

    about: bytes

    def get(self, name: str) -> bytes | None:
        """What was kept under a name; None where there is nothing, or nothing that can be believed."""

    def put(self, name: str, data: bytes) -> None:
        """Keep a session."""


@dataclass(frozen=True)
class Kept:
    """A session as it is kept. Paths are relative to the base directory; `texts` are compressed."""

    about: bytes
    members: tuple[str, ...]
    names: dict[str, str]
    texts: dict[str, bytes]
    batch: bytes


def keep(session: Session, about: bytes, providers: Sequence[Provider], base: str) -> bytes | None:
    """A walked session as bytes. `about` tells what else its records hold for: catalogues, settings.

    None where a file may be another one than when another process read it.
    """
    modules = session.project_modules()
    sources = {str(m.file): (m.name, m.text) for m in modules}
    for name, path in session.asked.items():
        if path is not None and path not in sources and path not in session.loader.unreadable:
            state, text = session.states.get(path), session.loader.text(path, session.loader.display(path))
            if state is None or text is None or state_at(path) != state:
                session.loader.unreadable.pop(path, None)  # no walk of this run came to it
                return None
            sources[path] = name, text
    kept = (
        about,
        tuple(relative(str(m.file), base) for m in session.modules),
        {relative(path, base): name for path, (name, _) in sources.items()},
        {relative(p, base): zlib.compress(t.encode("utf-8", "surrogatepass"), 1) for p, (_, t) in sources.items()},
        # what can't be read is found out again: it may be mended by then
        freeze(replace(session.batch(session.done()), unreadable={}, states={}), modules, providers, base),
    )
    return pickle.dumps(kept)


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise CannotThaw(f"a class in plain data: {module}.{name}")


def read(data: bytes) -> Kept:
    """What `keep` made bytes of. Raises CannotThaw."""
    try:
        return Kept(*_Plain(BytesIO(data)).load())
    except CannotThaw:
        raise
    except Exception as error:  # damaged bytes fail in any way
        raise CannotThaw(f"{type(error).__name__}: {error}") from None


def keep_all(
    store: Store,
    sessions: Mapping[str, Session],
    providers: Sequence[Provider],
    base: str,
) -> None:
    """Keep the sessions (by import root) in which something was walked."""
    for root, session in sessions.items():
        if session.touched and (data := keep(session, store.about, providers, base)) is not None:
            store.put(relative(root, base), data)


class Revival:
    """Gives new sessions the records of old ones. `edited` are the paths whose modules still have an old text; `targets` tells which
    files a file imports.

    All sessions of a run share its loader, so they are revived before anything is parsed, and edits are told after.
    """

    def __init__(
        self,
        store: Store,
        loader: Loader,
        providers: Sequence[Provider],
        base: str,
        targets: Callable[[str], Iterable[str]],
    ) -> None:
        self.store, self.loader, self.providers, self.base, self.targets = store, loader, providers, base, targets
        self.edited: dict[str, None] = {}
        self.members: set[str] = set()
        """The files of all programs: modules that are known by their names there."""
        self.doubtful: set[str] = set()
        """Files that could not be read when sessions were kept, and still can't."""
        self.models = Models()

    def sessions(self, roots: Mapping[str, Sequence[SourcePath]], config: Config | Settings) -> dict[str, Session]:
        """The sessions that could be revived, by import root, with all that has changed since told to them."""
        found: dict[str, Session] = {}
        self.members = {file.path for files in roots.values() for file in files}
        for root, members in sorted(roots.items()):
            if data := self.store.get(relative(root, self.base)):
                session = Session(self.loader, root, self.providers, config)
                if self.revive(session, data, members):
                    found[root] = session
        for path in self.edited:
            changes, module = self.loader.renew(path), self.loader.parsed[path]
            broken = path in self.loader.unreadable
            for session in found.values():
                if broken:
                    session.forget()
                elif module is not None:
                    session.changed(module, changes)
            if broken:
                self.loader.parsed[path] = None
        wanted = {t for s in found.values() for module in s.project_modules() for t in self.targets(str(module.file))}
        for path in self.doubtful - wanted:  # who still comes to it finds that out again
            self.loader.unreadable.pop(path, None)
            self.loader.parsed.pop(path, None)
            for session in found.values():
                session.asked = {name: asked for name, asked in session.asked.items() if asked != path}
        return found

    def revive(self, session: Session, data: bytes, members: Sequence[SourcePath]) -> bool:
        """Whether the session has records now; where not, it is as it was."""
        try:
            kept = read(data)
            files = {relative(file.path, self.base) for file in members}
            if kept.about != self.store.about or not files.issuperset(kept.members):
                return False
            if not self.read_modules(kept):
                return False
            batch = thaw(kept.batch, self.loader.parsed.get, self.models.module, self.providers, self.base)
        except CannotThaw:
            return False
        known = {absolute(name, self.base) for name in kept.texts}
        for name, path in batch.asked.items():
            if self.loader.resolve(session.root, name) != path:
                return False
            if path and path not in known:
                if self.loader.module(path) is not None:
                    return False  # it could not be read then
                self.doubtful.add(path)
        modules = [self.loader.module(absolute(name, self.base)) for name in kept.members]
        session.hold([module for module in modules if module is not None])
        if len(session.modules) != len(kept.members):
            return False
        session.open(batch.asked)
        session.plan()
        for record in (record for part in batch.parts for _, record in part.started):
            record.times.clear()  # this run took no time for them
        session.seed(batch)
        session.touched = False
        return True

    def read_modules(self, kept: Kept) -> bool:
        """Parse the old texts; false where a file is gone, or its module has another text already or is known by another name now."""
        texts = {name: zlib.decompress(data).decode("utf-8", "surrogatepass") for name, data in kept.texts.items()}
        paths = {name: absolute(name, self.base) for name in texts}
        parsed = self.loader.parsed
        if any(path in parsed and getattr(parsed[path], "text", None) != texts[name] for name, path in paths.items()):
            return False
        for name, path in paths.items():
            if path in self.members and self.loader.index.name(path)[1] != kept.names[name]:
                return False
        for name, path in paths.items():
            if path in parsed:
                continue
            now = self.loader.text(path, self.loader.display(path))
            if now is None:
                self.loader.unreadable.pop(path, None)
                return False
            if now != texts[name]:
                self.edited[path] = None
            self.loader.put(path, texts[name], kept.names[name])
        return True
