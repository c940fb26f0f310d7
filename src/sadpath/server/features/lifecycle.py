"""Beginning and end: capabilities that the client has to be asked for, and the background analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from sadpath.server.engine import BEHIND

if TYPE_CHECKING:
    from sadpath.server.server import SadpathServer

WATCHED = ("**/*.py", "**/*.toml", "**/*.jsonl", "**/.gitignore")
"""Sources, settings, catalogues, baselines."""


def register(server: SadpathServer) -> None:
    """`initialize`, `initialized` and `shutdown`."""

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.begin(params)

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        server.engine.start()
        try:
            await register_with_client(server)
        finally:
            server.settled.set()
        for project in list(server.projects.values()):
            server.analyse(project, BEHIND)

    @server.feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:
        server.engine.close()


async def register_with_client(server: SadpathServer) -> None:
    """Ask for changes of settings and files, where the client can tell them only when asked."""
    wanted: list[types.Registration] = []
    if server.can("workspace.did_change_configuration.dynamic_registration"):
        options = types.DidChangeConfigurationRegistrationOptions(section="sadpath")
        wanted.append(types.Registration("sadpath-settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, options))
    if server.can("workspace.did_change_watched_files.dynamic_registration"):
        watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in WATCHED]
        files = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
        wanted.append(types.Registration("sadpath-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, files))
    if wanted:
        await server.client_register_capability_async(types.RegistrationParams(registrations=wanted))
    if server.can("workspace.configuration"):
        from sadpath.server.features.settings import pull

        await pull(server)
