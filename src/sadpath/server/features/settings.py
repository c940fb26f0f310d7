"""The editor's settings and the project's settings files: read again when they change; mistakes are shown in the editor."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.uris import to_fs_path

from sadpath.server.options import Options, read_options
from sadpath.server.positions import to_client
from sadpath.server.project import Project

if TYPE_CHECKING:
    from sadpath.server.server import SadpathServer

SETTINGS_FILES = ("pyproject.toml", "sadpath.toml", ".gitignore")


def register(server: SadpathServer) -> None:
    """`workspace/didChangeConfiguration`, `didChangeWatchedFiles` and `didChangeWorkspaceFolders`."""
    shown: dict[str, str] = {}

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configuration_changed(params: types.DidChangeConfigurationParams) -> None:
        if server.can("workspace.configuration"):
            await pull(server)
            return
        given = params.settings.get("sadpath", params.settings) if isinstance(params.settings, dict) else None
        take(server, list(server.projects.values()), given)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            path = to_fs_path(change.uri)
            if path is not None:
                changed_on_disk(server, os.path.abspath(path), change.type)
        after_change(server)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        for folder in params.event.removed:
            path = to_fs_path(folder.uri)
            if path is not None:
                server.projects.pop(os.path.abspath(path), None)
        for folder in params.event.added:
            project = server.add_folder(folder.uri)
            for single in [s for s in server.singles.values() if project and s.root.startswith(project.root + os.sep)]:
                project.pending.update(single.buffers)  # type: ignore[union-attr]
                del server.singles[single.root]
        after_change(server)

    def show_mistakes(project: Project) -> Callable[[], None] | None:
        """The mistake in a project's settings, at its place in the file; the analysis goes on with the last good ones."""
        problem = project.problem
        file = getattr(problem, "file", None)
        uri = Path(os.path.abspath(file)).as_uri() if file is not None else ""
        told = f"{uri} {problem}" if problem is not None else ""
        if shown.get(project.root, "") == told:
            return None
        old = shown.get(project.root, "").partition(" ")[0]
        shown[project.root] = told
        found = []
        if file is not None:
            lines = project.lines(os.path.abspath(file))
            found = [mistake(str(problem), getattr(problem, "line", None), lines, server.encoding)]

        def show() -> None:
            if old and old != uri:
                server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(old, []))
            if uri:
                server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))
            elif problem is not None:
                server.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"sadpath: {problem}"))

        return show

    server.listeners.append(show_mistakes)


def mistake(message: str, line: int | None, lines: list[str], encoding: str) -> types.Diagnostic:
    """A mistake in a settings file; `line` counts from 1."""
    at = min(line or 1, max(len(lines), 1))
    width = len(lines[at - 1]) if lines else 0
    place = types.Range(to_client(lines, at, 1, encoding), to_client(lines, at, width + 1, encoding))
    return types.Diagnostic(place, message, severity=types.DiagnosticSeverity.Error, source="sadpath", code="config")


async def pull(server: SadpathServer) -> None:
    """Ask the client for the settings of each folder."""
    projects = list(server.projects.values())
    scopes: list[str | None] = [Path(project.root).as_uri() for project in projects] or [None]
    items = [types.ConfigurationItem(scope_uri=scope, section="sadpath") for scope in scopes]
    answer = await server.workspace_configuration_async(types.ConfigurationParams(items=items))
    for project, data in zip(projects, answer, strict=False):
        take(server, [project], data)
    if not projects and answer:
        take(server, [], answer[0])


def take(server: SadpathServer, projects: list[Project], data: Any) -> None:
    """Use new settings of the editor's."""
    if data is None:
        return
    options, problems = read_options(data)
    for problem in problems:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"sadpath: {problem}"))
    before, server.options = server.options, options
    for project in [*projects, *server.singles.values()]:
        if project.options != options:
            needs_reload = analysed_by(project.options) != analysed_by(options)
            project.options = options
            if needs_reload:
                project.reload(options)
    after_change(server)
    if shown_by(before) != shown_by(options):
        for capability, request in REFRESHES.items():
            if server.can(capability):
                server.protocol.send_request(request)


def shown_by(options: Options) -> tuple[Any, ...]:
    """What of the settings decides on what is shown."""
    return options.enable, options.codeLens, options.inlayHints, options.workspace


REFRESHES = {
    "workspace.diagnostics.refresh_support": types.WORKSPACE_DIAGNOSTIC_REFRESH,
    "workspace.code_lens.refresh_support": types.WORKSPACE_CODE_LENS_REFRESH,
    "workspace.inlay_hint.refresh_support": types.WORKSPACE_INLAY_HINT_REFRESH,
}
"""What makes the client ask again."""


def analysed_by(options: Options) -> tuple[Any, ...]:
    """What of the settings the analysis hangs on."""
    return options.select, options.ignore, options.configuration


def changed_on_disk(server: SadpathServer, path: str, kind: types.FileChangeType) -> None:
    """A file changed outside of the editor."""
    is_settings = os.path.basename(path) in SETTINGS_FILES
    for project in server.all_projects():
        if (
            is_settings
            or path in project.watched
            or path == os.path.abspath(os.path.join(project.root, project.options.configuration or "\0"))
        ):
            project.reload()
        elif kind != types.FileChangeType.Changed:
            if not project.single:
                project.reload()
        elif path not in project.buffers:
            project.edit(path, None)


def after_change(server: SadpathServer) -> None:
    """Let everything be looked at again."""
    from sadpath.server.features.diagnostics import again

    again(server)
