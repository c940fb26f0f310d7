"""`workspace/diagnostic`: the findings in all files, in parts where the client takes them, with progress."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from sadpath.server.engine import BEHIND
from sadpath.server.features.diagnostics import Shown, as_diagnostic, result_id, shown_in
from sadpath.server.project import Project
from sadpath.server.view import View

if TYPE_CHECKING:
    from sadpath.server.server import SadpathServer

Told = tuple[str, int | None, list[Shown]]
Report = types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport


def register(server: SadpathServer) -> None:
    """`workspace/diagnostic`."""

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def pulled(params: types.WorkspaceDiagnosticParams) -> Any:
        known = {p.uri: p.value for p in params.previous_result_ids}
        items: list[Report] = []
        token = params.work_done_token
        enabled = (await server.chosen()).enable
        projects = [p for p in server.projects.values() if enabled and p.options.workspace]
        if token is not None:
            begin = types.WorkDoneProgressBegin(title="sadpath", cancellable=True, percentage=0)
            server.work_done_progress.begin(token, begin)
        try:
            for number, project in enumerate(projects):
                if token is not None:
                    share = round(100 * number / len(projects))
                    server.work_done_progress.report(
                        token, types.WorkDoneProgressReport(message=project.root, percentage=share)
                    )
                found = await server.engine.ask(project, partial(of_project, encoding=server.encoding), BEHIND)
                items += hand_over(server, params.partial_result_token, report(found, known))
        finally:
            if token is not None:
                server.work_done_progress.end(token, types.WorkDoneProgressEnd())
        gone = [
            types.WorkspaceFullDocumentDiagnosticReport(uri=uri, version=None, items=[]) for uri in known
        ]  # what was told of them does not hold any more
        return types.WorkspaceDiagnosticReport(items=[*items, *hand_over(server, params.partial_result_token, gone)])


def of_project(project: Project, encoding: str) -> list[Told]:
    """(uri, version, diagnostics) of all documents with findings."""
    made: list[Told] = []
    for path in sorted(project.findings):
        for part in project.parts(path):
            found = shown_in(View(project, path, part.uri, encoding))
            if found:
                made.append((part.uri, part.version, found))
    return made


def report(found: Iterable[Told], known: dict[str, str]) -> list[Report]:
    """The reports; what the client has already is told to be unchanged, and taken out of `known`."""
    made: list[Report] = []
    for uri, version, shown in found:
        result = result_id(shown)
        if known.pop(uri, None) == result:
            made.append(types.WorkspaceUnchangedDocumentDiagnosticReport(uri=uri, version=version, result_id=result))
        else:
            items = list(map(as_diagnostic, shown))
            made.append(
                types.WorkspaceFullDocumentDiagnosticReport(uri=uri, version=version, items=items, result_id=result)
            )
    return made


def hand_over(server: SadpathServer, token: Any, items: list[Any]) -> list[Any]:
    """Send the items at once where the client takes parts; what is left for the answer."""
    if token is None or not items:
        return items
    server.progress(types.ProgressParams(token=token, value=types.WorkspaceDiagnosticReportPartialResult(items=items)))
    return []
