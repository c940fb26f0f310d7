"""Inlay hints (off by default): beside a condition, the outcomes for which it is true."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from lsprotocol import types

from sadpath.server.at_hand import walks_through
from sadpath.server.view import View

if TYPE_CHECKING:
    from sadpath.server.server import SadpathServer

MOST = 3


def register(server: SadpathServer) -> None:
    """`textDocument/inlayHint`."""

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        if not ((options := await server.chosen()).enable and options.inlayHints):
            return []
        return await server.look(params.text_document.uri, lambda view: within(view, params.range))


def within(view: View, area: types.Range) -> list[types.InlayHint]:
    """The hints in a part of a document."""
    found: dict[int, tuple[ast.AST, dict[str, None]]] = {}
    for walk, _ in walks_through(view):
        for event in walk.walked.events.seen.values():
            # of a part of `a and b` only its own truth is known
            module, node = event.condition if event.condition and event.branch else (event.module, event.node)
            if str(module.file) != view.path or event.condition is None:
                continue
            taken = found.setdefault(id(node), (node, {}))[1]
            for lane, results in sorted(event.results.items()):
                answer = walk.walked.answers[lane]
                if results == {True} and answer.kind == "error":
                    taken[str(answer.wire)] = None
    made = []
    for node, codes in found.values():
        _, _, line, column = view.range_of_node(node)
        position = view.range_of(line, column, line, column).start
        if not codes or not area.start.line <= position.line <= area.end.line:
            continue
        names = list(codes)
        more = f", +{len(names) - MOST}" if len(names) > MOST else ""
        made.append(
            types.InlayHint(
                position=position,
                label=f"← {', '.join(names[:MOST])}{more}",
                padding_left=True,
                tooltip=f"true for {', '.join(names)}",
            )
        )
    return sorted(made, key=lambda hint: (hint.position.line, hint.position.character))
