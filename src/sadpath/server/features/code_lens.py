"""Code lens: over each entry that reaches an operation, what becomes of its errors; it opens the matrix."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from sadpath.server.features.matrix import SHOW_MATRIX
from sadpath.server.markdown import summary
from sadpath.server.project import Project
from sadpath.server.view import View

if TYPE_CHECKING:
    from sadpath.server.server import SadpathServer
    from sadpath.walk.outcomes import WalkFacts
    from sadpath.walk.program import Module


def register(server: SadpathServer) -> None:
    """`textDocument/codeLens`."""

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions(resolve_provider=False))
    async def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        if not ((options := await server.chosen()).enable and options.codeLens):
            return []
        command = str(server.client_options.get("matrixCommand") or SHOW_MATRIX)
        return await server.look(params.text_document.uri, lambda view: of_document(view, command))

    seen: dict[str, int] = {}

    def refreshed(project: Project) -> Callable[[], Any] | None:
        told = hash(tuple((walk.walked.entry, summary(walk)) for walk in project.walks))
        if seen.get(project.root) == told or not server.can("workspace.code_lens.refresh_support"):
            return None
        seen[project.root] = told
        return lambda: server.protocol.send_request(types.WORKSPACE_CODE_LENS_REFRESH)

    server.listeners.append(refreshed)


def of_document(view: View, command: str) -> list[types.CodeLens]:
    """The lenses of a document."""
    module = view.module()
    if module is None:
        return []
    made = []
    for walk in sorted(view.project.walks, key=lambda w: w.walked.bound.operation.id):
        node = entry_of(walk, module)
        if node is None:
            continue
        line, column, _, _ = view.range_of_node(node)
        part = view.part
        if not part.first < line <= part.first + part.count:
            continue
        place = view.range_of(line, column, line, column)
        argument = {
            "uri": view.uri,
            "line": place.start.line,
            "character": place.start.character,
            "entry": walk.walked.entry.label,
        }
        title = f"{walk.walked.bound.operation.id}: {summary(walk)}"
        made.append(types.CodeLens(range=place, command=types.Command(title, command, arguments=[argument])))
    return made


def entry_of(walk: WalkFacts, module: Module) -> ast.AST | None:
    """The definition in this module of the entry of a walk; of a script the place that sends."""
    entry = walk.walked.entry
    if entry.module != module.name:
        return None
    if entry.name == "<module>":
        place = walk.walked.place
        return place.node if place is not None and place.module is module else None
    return next((node for name, node, _ in module.functions() if name == entry.name), None)
