from __future__ import annotations

import inspect
from contextvars import ContextVar
from typing import Any, Callable

Handler = Callable[..., Any]
handlers: dict[str, Handler] = {}
agent: ContextVar[str] = ContextVar("agent", default="system")


def handles(name: str) -> Callable[[Handler], Handler]:
    def register(func: Handler) -> Handler:
        if name in handlers:
            raise RuntimeError(f"two handlers for {name}")
        handlers[name] = func
        return func

    return register


def arguments(func: Handler, message: dict[str, Any]) -> dict[str, Any]:
    wanted = inspect.signature(func).parameters
    return {name: value for name, value in message.items() if name in wanted}
