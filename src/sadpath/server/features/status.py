"""`sadpath/status`: tells a client that asked for it (`initializationOptions.status`) when an analysis runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sadpath.server.project import Project

if TYPE_CHECKING:
    from sadpath.server.server import SadpathServer

STATUS = "sadpath/status"


def register(server: SadpathServer) -> None:
    """The notification `sadpath/status`: {"state": "busy", "ready" or "error", "message"}."""

    def wanted() -> bool:
        return bool(server.client_options.get("status") or server.client_options.get("matrixCommand"))

    def busy(project: Project) -> None:
        if wanted() and server.loop is not None:
            server.loop.call_soon_threadsafe(
                server.protocol.notify, STATUS, {"state": "busy", "message": f"analysing {project.root}"}
            )

    def ready(project: Project) -> Callable[[], Any] | None:
        if not wanted():
            return None
        number = sum(map(len, project.findings.values()))
        state, message = "ready", f"{number} finding{'' if number == 1 else 's'}"
        if project.problem is not None or project.internal:
            state, message = "error", str(project.problem or "a mistake in sadpath: see the log")
        return lambda: server.protocol.notify(STATUS, {"state": state, "message": message})

    server.engine.begins.append(busy)
    server.listeners.append(ready)
