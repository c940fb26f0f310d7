"""The server: its documents, its projects, and the features, each of which registers itself."""

from __future__ import annotations

import asyncio
import importlib
import logging
import os
import pkgutil
from collections.abc import Callable
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

import sadpath
from sadpath.server.documents import NOTEBOOKS
from sadpath.server.engine import ASKED, Engine
from sadpath.server.options import Options, read_options
from sadpath.server.project import Project
from sadpath.server.protocol import Protocol
from sadpath.server.view import View

T = TypeVar("T")
logger = logging.getLogger("sadpath.server")
NOTEBOOK = ".ipynb"
PATIENCE = 5.0
"""Seconds to wait for the client's settings."""


class SadpathServer(LanguageServer):
    """One editor's server."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__(
            "sadpath",
            sadpath.__version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            notebook_document_sync=NOTEBOOKS,
            protocol_cls=Protocol,
            max_workers=2,
        )
        self.engine = Engine(self.refreshed)
        self.options = Options()
        self.client_options: dict[str, Any] = {}
        """What the client passed to `initialize` beside settings."""
        self.projects: dict[str, Project] = {}
        """By the path of the folder."""
        self.singles: dict[str, Project] = {}
        """By the path of a file outside of all folders."""
        self.listeners: list[Callable[[Project], Callable[[], Any] | None]] = []
        """Features that want to know of each analysis: called in its thread, they may give what is to be done on the event loop."""
        self.settled = asyncio.Event()
        self.behind: set[asyncio.Future[None]] = set()
        self.loop: asyncio.AbstractEventLoop | None = None
        for feature in features():
            feature.register(self)

    # ------------------------------------------------------------------ life

    def begin(self, params: types.InitializeParams) -> None:
        """`initialize`: nothing here may take long."""
        self.protocol.use_documents()
        self.loop = asyncio.get_running_loop()
        self.settled = asyncio.Event()
        given = params.initialization_options
        self.client_options = dict(given) if isinstance(given, dict) else {}
        if isinstance(patience := self.client_options.get("patience"), (int, float)):
            self.engine.patience = patience / 1000
        self.options, _ = read_options(self.client_options.get("settings"))
        for folder in self.workspace.folders.values():
            self.add_folder(folder.uri)
        if not self.workspace.folders and self.workspace.root_uri:
            self.add_folder(self.workspace.root_uri)

    def add_folder(self, uri: str) -> Project | None:
        """Take a folder in."""
        path = to_fs_path(uri)
        if path is None:
            return None
        path = os.path.abspath(path)
        return self.projects.setdefault(path, Project(path, self.options))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """A mistake of ours is logged; it is no reason for a pop-up in the editor. What can't be read is refused."""
        logger.error("%s: %s", getattr(source, "__name__", source), error)
        if isinstance(error, (ValueError, RecursionError)):
            self.protocol.refuse(None, types.ErrorCodes.ParseError, f"the message is no JSON: {error}")

    # ------------------------------------------------------------------ the client

    @property
    def encoding(self) -> str:
        """The negotiated units of columns."""
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))

    def can(self, path: str) -> bool:
        """Whether the client has a capability, as `workspace.codeLens.refresh_support`."""
        found: Any = self.client_capabilities
        for name in path.split("."):
            found = getattr(found, name, None)
            if found is None:
                return False
        return bool(found)

    @property
    def pulls(self) -> bool:
        """Whether the client pulls diagnostics; they are pushed to others, never both."""
        return self.client_capabilities.text_document is not None and (
            self.client_capabilities.text_document.diagnostic is not None
        )

    async def chosen(self) -> Options:
        """The editor's settings, once they are known: a client may be asked for them after `initialized`."""
        if not self.settled.is_set():
            try:
                await asyncio.wait_for(self.settled.wait(), PATIENCE)
            except asyncio.TimeoutError:
                logger.warning("the client did not answer `workspace/configuration`")
                self.settled.set()
        return self.options

    # ------------------------------------------------------------------ projects

    def all_projects(self) -> list[Project]:
        """Those of folders, then those of single files."""
        return [*self.projects.values(), *self.singles.values()]

    def project_of(self, path: str) -> Project:
        """The project that a file belongs to: the innermost folder around it, else one of its own."""
        if path in self.singles:
            return self.singles[path]
        inside = [root for root in self.projects if path == root or path.startswith(root.rstrip(os.sep) + os.sep)]
        if inside:
            return self.projects[max(inside, key=len)]
        return self.single(path)

    def single(self, path: str) -> Project:
        """The project of one file."""
        return self.singles.setdefault(path, Project(path, self.options, single=True))

    def path_of(self, uri: str) -> str:
        """The path that a document is analysed under; a cell's is that of its notebook, an untitled one's is made up."""
        notebook = self.workspace.get_notebook_document(cell_uri=uri)
        if notebook is not None:
            uri = notebook.uri
        path = to_fs_path(uri) if uri.startswith("file:") else None
        if path is not None and path.endswith(NOTEBOOK):
            path = f"{path.removesuffix(NOTEBOOK)}_ipynb.py"
        if path is None:
            name = "".join(c if c.isalnum() else "_" for c in uri.partition(":")[2]).strip("_") or "untitled"
            path = os.path.join(os.getcwd(), f"{name}.py")
        return os.path.abspath(path)

    async def look(
        self,
        uri: str,
        work: Callable[[View], T],
        priority: int = ASKED,
        early: Callable[[View], T | None] | None = None,
    ) -> T:
        """What `work` gives in the analysis thread for a document, when all edits so far are known (see `Engine.ask`)."""
        path = self.path_of(uri)
        project = self.project_of(path)
        encoding = self.encoding

        def with_view(look: Callable[[View], Any]) -> Callable[[Project], Any]:
            return lambda found: look(View(found, path, uri, encoding))

        return await self.engine.ask(project, with_view(work), priority, with_view(early) if early else None)

    def analyse(self, project: Project, priority: int) -> None:
        """Bring a project up to date when there is time for it; whoever listens hears of what changed."""
        task = asyncio.ensure_future(self.engine.ask(project, lambda project: None, priority))
        self.behind.add(task)
        task.add_done_callback(self.behind.discard)

    def refreshed(self, project: Project) -> None:
        """An analysis is done (called in its thread)."""
        for listener in self.listeners:
            try:
                then = listener(project)
            except Exception:
                logger.exception("a feature failed after an analysis")
                continue
            if then is not None and self.loop is not None and not self.loop.is_closed():
                self.loop.call_soon_threadsafe(then)


def features() -> list[Any]:
    """The modules of `server.features`, by name."""
    import sadpath.server.features as package

    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]
