"""The matrix of a function, for a view of the editor's (`sadpath/matrix`) or as a readable document (a command)."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from sadpath.server.at_hand import walks_at
from sadpath.server.markdown import cell, summary
from sadpath.server.view import View

if TYPE_CHECKING:
    from sadpath.server.server import SadpathServer
    from sadpath.walk.outcomes import WalkFacts

SHOW_MATRIX = "sadpath.server.showMatrix"
MATRIX = "sadpath/matrix"


def register(server: SadpathServer) -> None:
    """`sadpath/matrix` and the command `sadpath.server.showMatrix`."""

    @server.feature(MATRIX)
    async def matrix(params: Any) -> dict[str, Any] | None:
        asked = plain(params)
        uri = str(asked["textDocument"]["uri"])
        return await server.look(uri, lambda view: of_place(view, asked.get("position"), asked.get("entry")))

    @server.command(SHOW_MATRIX)
    async def show(*arguments: Any) -> str | None:
        asked = plain(arguments[0]) if arguments else {}
        position = {"line": asked.get("line", 0), "character": asked.get("character", 0)}
        uri = str(asked.get("uri", ""))
        found = await server.look(uri, lambda view: of_place(view, position, asked.get("entry")))
        if found is None:
            return None
        file = Path(tempfile.mkdtemp(prefix="sadpath-")) / "matrix.md"
        file.write_text(as_markdown(found), encoding="utf-8")
        if server.can("window.show_document.support"):
            await server.window_show_document_async(types.ShowDocumentParams(uri=file.as_uri(), take_focus=True))
        return file.as_uri()


def plain(params: Any) -> Any:
    """Params of a request of our own as dicts and lists: pygls makes objects of them."""
    if hasattr(params, "_asdict"):
        return {name: plain(value) for name, value in params._asdict().items()}
    if isinstance(params, dict):
        return {name: plain(value) for name, value in params.items()}
    if isinstance(params, (list, tuple)):
        return [plain(value) for value in params]
    if hasattr(params, "__dict__") and not isinstance(params, type):
        return {name: plain(value) for name, value in vars(params).items()}
    return params


def of_place(view: View, position: Any, entry: str | None) -> dict[str, Any] | None:
    """The walks from an entry, or through the function at a position, as JSON data. Lines count from 0."""
    walks = view.project.walks
    if entry:
        walks = [walk for walk in walks if walk.walked.entry.label == entry]
        title = entry
    else:
        given = types.Position(line=int(position["line"]), character=int(position.get("character", 0)))
        line, _ = view.place(given)
        walks = walks_at(view, line)
        title = ", ".join(sorted({walk.walked.entry.label for walk in walks}))
    if not walks:
        return None
    return {"title": title, "entries": [as_json(view, walk) for walk in walks]}


def as_json(view: View, walk: WalkFacts) -> dict[str, Any]:
    """One walk."""
    bound, place = walk.walked.bound, walk.walked.place
    assert place is not None
    path = str(place.module.file)
    other = view.other(path, getattr(place.node, "lineno", 1))
    first = other.part.first
    return {
        "provider": bound.provider.id,
        "providerName": bound.provider.name,
        "operation": bound.operation.id,
        "method": bound.operation.method,
        "entry": walk.walked.entry.label,
        "path": place.module.path,
        "uri": other.uri,
        "line": getattr(place.node, "lineno", 1) - 1 - first,
        "summary": summary(walk),
        "outcomes": [
            {
                "status": lane.answer.status,
                "code": lane.answer.code,
                "fate": lane.fate,
                "resent": lane.resent,
                "waited": lane.waited,
                "specific": lane.specific,
                "retry": lane.answer.error.terms(bound.operation.method, lane.keyed) if lane.answer.error else None,
                "meaning": lane.answer.error.meaning if lane.answer.error else "",
                "handling": lane.answer.error.handling if lane.answer.error else "",
                "link": (lane.answer.error.link if lane.answer.error else "") or bound.provider.link,
                "lines": [at - 1 - first for at in lane.lines],
            }
            for lane in walk.lanes
        ],
    }


def as_markdown(matrix: dict[str, Any]) -> str:
    """The matrix for people."""
    lines = [f"# {matrix['title']}", ""]
    for entry in matrix["entries"]:
        where = f"[{os.path.basename(entry['path'])}:{entry['line'] + 1}]({entry['uri']}#L{entry['line'] + 1})"
        lines += [f"## {entry['providerName']}: {entry['operation']}", ""]
        lines += [f"From `{entry['entry']}`, sent at {where}: {entry['summary']}.", ""]
        lines += [
            "| status | code | fate | sent again | provider's retry terms | meaning |",
            "|---|---|---|---|---|---|",
        ]
        for outcome in entry["outcomes"]:
            again = ("after a wait" if outcome["waited"] else "yes") if outcome["resent"] else ""
            lines.append(
                f"| {outcome['status']} | `{outcome['code']}` | {outcome['fate']} | {again} "
                f"| {outcome['retry'] or ''} | {cell(outcome['meaning'])} |"
            )
        lines.append("")
    return "\n".join(lines)
