"""`sadpath/explain`: each outcome's way through the request or branch at a position."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from sadpath.server.features.matrix import plain
from sadpath.server.project import Project
from sadpath.server.view import View

if TYPE_CHECKING:
    from sadpath.server.server import SadpathServer

EXPLAIN = "sadpath/explain"


def register(server: SadpathServer) -> None:
    """`sadpath/explain`."""

    @server.feature(EXPLAIN)
    async def explain(params: Any) -> dict[str, str] | None:
        asked = plain(params)
        position = types.Position(line=asked["position"]["line"], character=asked["position"].get("character", 0))
        return await server.look(str(asked["textDocument"]["uri"]), lambda view: at(view, position))


def at(view: View, position: types.Position) -> dict[str, str] | None:
    """The explanation as a title and Markdown; None where no outcome comes through."""
    from sadpath.output.explain import render, touching

    line, _ = view.place(position)
    walks = touching(view.project.walks, view.project.display(view.path), line)
    if not walks:
        return None
    title = within(view.project, f"{view.project.display(view.path)}:{line}")
    return {"title": title, "markdown": f"# {title}\n\n```text\n{within(view.project, render(walks))}```\n"}


def within(project: Project, text: str) -> str:
    """A text with the paths of a project that lies elsewhere than the server runs: they start with the folder's name."""
    shown = project.display(project.root)
    return text.replace(shown + os.sep, os.path.basename(shown) + os.sep) if shown.startswith(os.pardir) else text
