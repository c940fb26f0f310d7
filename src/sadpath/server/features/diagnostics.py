"""Findings as diagnostics: pulled where the client can (`textDocument/diagnostic`), else pushed after each analysis; never both."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types

from sadpath.rules import rules_directory
from sadpath.server.engine import SCREEN
from sadpath.server.project import Project
from sadpath.server.view import Span, View, as_range

if TYPE_CHECKING:
    from sadpath.findings import Finding
    from sadpath.server.server import SadpathServer

SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
UNNECESSARY = frozenset({"SP901"})
"""Rules about something that may as well go."""


def register(server: SadpathServer) -> None:
    """`textDocument/diagnostic`, and `publishDiagnostics` for clients without it."""
    options = types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True, identifier="sadpath")

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def pulled(params: types.DocumentDiagnosticParams) -> Any:
        uri = params.text_document.uri
        if not (await server.chosen()).enable:
            return types.RelatedFullDocumentDiagnosticReport(items=[])
        # who can't be asked to pull again has to wait for what is final
        early = known_in if server.can("workspace.diagnostics.refresh_support") else None
        found = await server.look(uri, shown_in, SCREEN, early)
        result = result_id(found)
        if params.previous_result_id == result:
            return types.RelatedUnchangedDocumentDiagnosticReport(result_id=result)
        return types.RelatedFullDocumentDiagnosticReport(items=list(map(as_diagnostic, found)), result_id=result)

    server.listeners.append(lambda project: after_analysis(server, project))


def after_analysis(server: SadpathServer, project: Project) -> Callable[[], None] | None:
    """Push, or have the client pull again, what an analysis changed (called in the analysis thread)."""
    if not server.options.enable:
        return None
    before: dict[str, Any] = project.told
    project.told = dict(project.findings)
    changed = [path for path in {*before, *project.told} if before.get(path) != project.told.get(path)]
    if server.pulls:
        others = any(path != project.edited for path in changed)
        promised, project.promised = project.promised, {}
        if not others:
            others = any(result_id(shown_in(View(project, *key))) != told for key, told in promised.items())
        if others and server.can("workspace.diagnostics.refresh_support"):
            return lambda: refresh(server)
        return None
    wanted = [path for path in {*changed, *project.buffers} if project.options.workspace or path in project.buffers]
    made = []
    for path in wanted:
        for part in project.parts(path):
            found = shown_in(View(project, path, part.uri, server.encoding))
            made.append(types.PublishDiagnosticsParams(part.uri, list(map(as_diagnostic, found)), part.version))

    def publish() -> None:
        for params in made:
            server.text_document_publish_diagnostics(params)

    return publish


def refresh(server: SadpathServer) -> None:
    """Have the client pull all diagnostics again."""
    server.protocol.send_request(types.WORKSPACE_DIAGNOSTIC_REFRESH)


def again(server: SadpathServer, uri: str | None = None) -> None:
    """Something changed: see to it that an analysis follows, and that the client hears of it."""
    if server.loop is None or not server.protocol.initialized:
        return
    projects = server.all_projects()
    if uri is not None:
        path = server.path_of(uri)
        project = server.project_of(path)
        project.edited = path
        projects = [project]
    for project in projects:
        if uri is None:
            project.edited = ""
        server.analyse(project, SCREEN)


class Shown(NamedTuple):
    """What a client is shown of a finding, in its units: plain data, as most of it is what the client has already."""

    rule: str
    severity: str
    message: str
    span: Span
    related: tuple[tuple[str, Span, str], ...]


def shown_in(view: View) -> list[Shown]:
    """What is shown in a document."""
    return [shown(view, finding) for finding in view.findings()]


def known_in(view: View) -> list[Shown] | None:
    """What is shown in a document while an analysis runs: what was found before, and so nothing that comes and goes again."""
    known = view.project.known(view.path)
    if known is None:
        return None
    found = [shown(view, finding) for finding in view.those_in(known)]
    view.project.promised[view.path, view.uri, view.encoding] = result_id(found)
    return found


def shown(view: View, finding: Finding) -> Shown:
    """What is shown of one finding."""
    return Shown(
        finding.rule,
        finding.severity,
        finding.message + (f"\n{finding.help}" if finding.help else ""),
        view.span(finding.line, finding.column, finding.end_line, finding.end_column),
        tuple((*view.at(place), place.message) for place in finding.related),
    )


def as_diagnostic(one: Shown) -> types.Diagnostic:
    """The protocol's diagnostic."""
    related = [
        types.DiagnosticRelatedInformation(location=types.Location(uri, as_range(span)), message=message)
        for uri, span, message in one.related
    ]
    return types.Diagnostic(
        range=as_range(one.span),
        message=one.message,
        severity=SEVERITIES[one.severity],
        code=one.rule,
        code_description=types.CodeDescription(href=page_uri(one.rule)),
        source="sadpath",
        tags=[types.DiagnosticTag.Unnecessary] if one.rule in UNNECESSARY else None,
        related_information=related or None,
    )


def diagnostic(view: View, finding: Finding) -> types.Diagnostic:
    """One finding."""
    return as_diagnostic(shown(view, finding))


@cache
def page_uri(rule: str) -> str:
    """Where the page of a rule stands: it comes with the tool, so that it fits and needs no network."""
    return (rules_directory() / "checks" / f"{rule}.md").resolve().as_uri()


def result_id(found: Sequence[Shown]) -> str:
    """The same for the same diagnostics, in every run of the server."""
    plain = [tuple(one) for one in found]
    return hashlib.blake2b(repr(plain).encode("utf-8", "replace"), digest_size=12).hexdigest()
