"""Code actions: each finding's fixes, all safe ones at once, suppressing, branches for missing outcomes, the rule's page.

Titles come with the list, edits only when an action is resolved (for clients that can): making a fix means parsing with LibCST.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from sadpath.server.engine import SCREEN
from sadpath.server.features.diagnostics import diagnostic, page_uri
from sadpath.server.view import View

if TYPE_CHECKING:
    from sadpath.findings import Edit, Finding, Fix
    from sadpath.fixes.tree import Files
    from sadpath.server.server import SadpathServer

FIX_ALL = "source.fixAll.sadpath"
SHOW_RULE = "sadpath.server.showRule"
KINDS = (
    types.CodeActionKind.QuickFix,
    types.CodeActionKind.RefactorRewrite,
    types.CodeActionKind.SourceFixAll,
    FIX_ALL,
)
NEVER_SUPPRESSED = frozenset({"SP901", "SP902", "SP903", "SP904"})
"""What is wrong with a file or with its suppressions is mended."""
Maker = Callable[[], "Sequence[Edit]"]


def register(server: SadpathServer) -> None:
    """`textDocument/codeAction`, `codeAction/resolve` and the command that opens a rule's page."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=list(KINDS), resolve_provider=True),
    )
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        if not (await server.chosen()).enable:
            return []
        uri = params.text_document.uri
        lazily = server.can("text_document.code_action.resolve_support") and server.can(
            "text_document.code_action.data_support"
        )
        only = list(params.context.only or [])

        def work(view: View) -> list[types.CodeAction]:
            made = []
            for action, edits in offered(view, params.range, only):
                if not lazily and edits is not None:
                    found = edits()
                    if not found:
                        continue
                    action.edit = workspace_edit(server, view, found)
                made.append(action)
            return made

        return await server.look(uri, work, SCREEN)

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        data: Any = action.data
        if data is None:  # an action that only runs a command; VS Code has them resolved all the same
            return action
        uri = str(data["uri"])
        asked = types.Range(
            types.Position(data["start"][0], data["start"][1]), types.Position(data["end"][0], data["end"][1])
        )

        def work(view: View) -> types.CodeAction:
            for other, edits in offered(view, asked, []):
                if other.title == action.title and other.kind == action.kind and edits is not None:
                    found = edits()
                    action.edit = workspace_edit(server, view, found) if found else None
                    break
            return action

        return await server.look(uri, work, SCREEN)

    @server.command(SHOW_RULE)
    async def show_rule(rule: str) -> str:
        uri = page_uri(rule)
        if server.can("window.show_document.support"):
            await server.window_show_document_async(types.ShowDocumentParams(uri=uri, take_focus=True))
        return uri


def offered(
    view: View, area: types.Range, only: Sequence[str | types.CodeActionKind]
) -> Iterator[tuple[types.CodeAction, Maker | None]]:
    """The actions for a range of a document, each with what makes its edits (None where it is a command)."""
    files = files_of(view)
    data = {
        "uri": view.uri,
        "start": [area.start.line, area.start.character],
        "end": [area.end.line, area.end.character],
    }
    findings = [finding for finding in view.findings() if touches(view.range(finding), area)]
    if wanted(types.CodeActionKind.QuickFix, only):
        yield from fixes(view, findings, files, data)
        for finding in findings:
            if finding.rule in NEVER_SUPPRESSED:
                continue
            yield suppress(view, finding, data), lambda finding=finding: [insertion_of(view, finding)]  # type: ignore[misc]
        for rule in dict.fromkeys(finding.rule for finding in findings):
            title = f"Show the page of {rule}"
            command = types.Command(title, SHOW_RULE, arguments=[rule])
            yield types.CodeAction(title, kind=types.CodeActionKind.QuickFix, command=command), None
    if wanted(types.CodeActionKind.RefactorRewrite, only):
        yield from branches(view, area, data)
    if wanted(FIX_ALL, only) and any(True for _ in safe(view)):
        yield (
            types.CodeAction("Fix all that sadpath can fix safely", kind=FIX_ALL, data=data),
            lambda: disjoint(safe(view), files),
        )


def wanted(kind: str, only: Sequence[str | types.CodeActionKind]) -> bool:
    """Whether a kind of action is asked for; a kind stands for all below it."""
    kinds = [str(getattr(k, "value", k)) for k in only]
    name = str(getattr(kind, "value", kind))
    return not kinds or any(name == asked or name.startswith(f"{asked}.") for asked in kinds)


def fixes(
    view: View, findings: Iterable[Finding], files: Files, data: dict[str, Any]
) -> Iterator[tuple[types.CodeAction, Maker]]:
    """The fixes of findings; the only safe one of a finding is preferred."""
    from sadpath.fixes import make

    for finding in findings:
        kinds = [(fix.title, fix.safe) for fix in finding.fixes] + [(r.title, r.safe) for r in finding.recipes]
        makers: list[Callable[[], Fix | None]] = [lambda fix=fix: fix for fix in finding.fixes]  # type: ignore[misc]
        makers += [lambda recipe=recipe: make(recipe, files) for recipe in finding.recipes]  # type: ignore[misc]
        for (title, is_safe), maker in zip(kinds, makers, strict=True):
            action = types.CodeAction(
                title,
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic(view, finding)],
                is_preferred=is_safe and [s for _, s in kinds].count(True) == 1,
                data=data,
            )
            yield action, lambda maker=maker: fix.edits if (fix := maker()) is not None else ()  # type: ignore[misc]


def branches(view: View, area: types.Range, data: dict[str, Any]) -> Iterator[tuple[types.CodeAction, Maker]]:
    """Branches for the documented outcomes that the condition at the cursor does not tell yet."""
    from sadpath.fixes.branches import missing_branches

    line, column = view.place(area.start)
    for fix in missing_branches(
        view.project.walks, view.project.display(view.path), line, column, files=files_of(view)
    ):
        yield (
            types.CodeAction(fix.title, kind=types.CodeActionKind.RefactorRewrite, data=data),
            lambda fix=fix: fix.edits,  # type: ignore[misc]
        )


def suppress(view: View, finding: Finding, data: dict[str, Any]) -> types.CodeAction:
    """The action that suppresses a finding on its line."""
    return types.CodeAction(
        f"Suppress {finding.rule} on this line",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(view, finding)],
        data=data,
    )


def insertion_of(view: View, finding: Finding) -> Edit:
    """The edit that suppresses a finding."""
    from sadpath.suppression import insertion

    return insertion(view.lines, finding)


def safe(view: View) -> Iterator[Finding]:
    """The findings of the document that have one safe fix."""
    for finding in view.findings():
        kinds = [fix.safe for fix in finding.fixes] + [recipe.safe for recipe in finding.recipes]
        if kinds.count(True) == 1:
            yield finding


def disjoint(findings: Iterable[Finding], files: Files) -> list[Edit]:
    """The edits of all safe fixes that are in nobody's way."""
    from sadpath.fixes import choose

    taken: list[Edit] = []
    for finding in findings:
        fix = choose(finding, files, unsafe=False)
        if fix is not None and not any(overlap(one, other) for one in fix.edits for other in taken):
            taken += fix.edits
    return taken


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits touch."""
    if one.path != other.path:
        return False
    first, second = sorted([one, other], key=lambda e: (e.line, e.column))
    return (second.line, second.column) <= (first.end_line, first.end_column)


def touches(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges share a position."""
    start, end = (one.start.line, one.start.character), (one.end.line, one.end.character)
    return start <= (other.end.line, other.end.character) and (other.start.line, other.start.character) <= end


def files_of(view: View) -> Files:
    """The texts as the editor has them."""
    from sadpath.fixes.tree import Files

    project = view.project
    return Files({project.display(path): data for path, data in project.overlay.items()})


def workspace_edit(server: SadpathServer, view: View, edits: Iterable[Edit]) -> types.WorkspaceEdit:
    """Edits for the client: versioned, so that they are refused where the document has changed since."""
    by_document: dict[str, tuple[int | None, list[types.TextEdit]]] = {}
    for edit in edits:
        other = view.other(os.path.abspath(edit.path), edit.line)
        changes = by_document.setdefault(other.uri, (other.part.version, []))[1]
        changes.append(types.TextEdit(other.range(edit), edit.text))
    if not server.can("workspace.workspace_edit.document_changes"):
        return types.WorkspaceEdit(changes={uri: changes for uri, (_, changes) in by_document.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, version), list(changes))
            for uri, (version, changes) in by_document.items()
        ]
    )
