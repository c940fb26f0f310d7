from __future__ import annotations

from typing import Any

from .registry import agent, arguments, handlers


def dispatch(message: dict[str, Any]) -> dict[str, Any]:
    kind = message["type"]
    handler = handlers.get(kind)
    if handler is None:
        raise LookupError(kind)
    token = agent.set(message.get("agent", "system"))
    try:
        result = handler(**arguments(handler, message))
    finally:
        agent.reset(token)
    return {"type": kind, "ok": bool(result.get("returned")), **result}
