"""What the model of `datetime` asks: whether Python refuses what it is given, and what is told of a known length of time."""

from __future__ import annotations

import sys
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import real
from sadpath.walk.values import Instance, Native, Raised, Value


def date_taken(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`date_taken(kind, method, *args, **kw)`: raises what `datetime`, `date` or `time` (the kind), or a class method of it, raises for
    these arguments where they are known; None otherwise."""
    ask = real("date", attempted, lambda m, args, kw: None)
    plain = {key: value for key, value in kw.items() if not isinstance(value, Instance)}
    try:
        return ask.call(m, args, plain)
    except Raised as error:
        if error.exc.payload == "model":
            error.exc.payload = None  # not the model tripped: what it was given is wrong
        raise


def attempted(kind: str, method: str, *args: Any, **kw: Any) -> None:
    """Do it for real, for what it raises."""
    import datetime

    if method == "fromisoformat" and sys.version_info < (3, 11) and args and str(args[0])[:4].isdigit():
        return  # newer versions of Python take more of these
    cls = getattr(datetime, kind)
    (getattr(cls, method) if method else cls)(*args, **kw)


def span(seconds: float, name: str) -> Any:
    """An attribute of the `timedelta` of so many seconds, or what its method without arguments gives."""
    import datetime

    found = getattr(datetime.timedelta(seconds=seconds), name)
    return found() if callable(found) else found


def unknown_span(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """What is told of a length of time that nobody knows."""
    return m.unknown("timedelta", *args, kind="str" if args[1] in ("__str__", "__repr__") else "number")


# `span_told(seconds, name)`: as `span` where the seconds are known; a symbol otherwise.
SPAN = real("timedelta", span, unknown_span)
MODULE: dict[str, Value] = {"date_taken": Native("date_taken", date_taken), "span_told": SPAN}
