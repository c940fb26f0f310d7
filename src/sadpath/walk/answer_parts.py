"""The parts of an answer: what a body's field is, the shape and the raw text of a body, the reason phrase."""

from __future__ import annotations

import http
import json
import re
from typing import TYPE_CHECKING, Any

from sadpath.catalogue import Answer, Placeholder, Provider
from sadpath.walk.machine import Machine
from sadpath.walk.values import DictV, Origin, Text, Unknown, Value

if TYPE_CHECKING:
    pass


OF_ANY_ANSWER = re.compile(
    r"request|correlation|trace|limit|date|server|content|connection|control|age\b|via\b|vary|cookie|encoding|version|policy|security|auth|allow|error|status|reason"
)
"""Words in the names of headers that an error may carry as well as a success."""


VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "request"})


OBSERVERS = frozenset(
    {
        "debug",
        "info",
        "warning",
        "warn",
        "error",
        "exception",
        "critical",
        "log",
        "msg",
        "capture_exception",
        "capture_message",
        "record_exception",
        "set_attribute",
        "set_extra",
        "set_context",
        "set_tag",
        "add_breadcrumb",
        "print",
        "append",
        "bind",
        "increment",
        "incr",
        "inc",
        "observe",
        "labels",
        "gauge",
        "timing",
        "histogram",
        "add_event",
        "write",
    }
)

KEEPERS = frozenset({"append", "write", "incr", "increment"})
"""Those of them that keep what they are given where it may be read again."""


def observes(callee: Unknown) -> bool:
    """Whether an unknown function is one of a logger or the like, which decides nothing by what it is given."""
    return callee.key[0] == "attribute" and callee.key[2] in OBSERVERS


def keeps(callee: Unknown) -> bool:
    """Whether what an unknown function is given may be found again where it has put it."""
    return not observes(callee) or callee.key[2] in KEEPERS


def absent_in_success(provider: Provider) -> frozenset[str]:
    """The top-level keys that an error body has and a success body does not."""
    fields = provider.fields
    named = [path for path in provider.field_paths() if "error" in path.split(".")[0]]
    return frozenset(path.split(".")[0].split("[")[0] for path in (*fields.code, *fields.message, *fields.type, *named))


def field_origin(provider: Provider, path: str) -> Origin:
    """What of the answer the field at `path` of an error body is."""
    fields = provider.fields
    for tag, paths in (
        ("code", fields.code),
        ("message", fields.message),
        ("status", fields.status),
        ("type", fields.type),
    ):
        if path in paths or (tag == "message" and path.endswith("[]") and path[:-2] in paths):
            return Origin((tag,), exact=True)
    name = path.rpartition(".")[2]
    if any(name == other.rpartition(".")[2] for other in fields.message) and path.count("[]"):
        return Origin(("message",), exact=True)
    return Origin(("body",), exact=True)


def shape(body: Any) -> Any:
    """Equal for bodies with the same keys and lengths."""
    if isinstance(body, dict):
        return ("dict", *((k, shape(v)) for k, v in body.items()))
    if isinstance(body, list):
        return ("list", *(shape(v) for v in body))
    return "leaf"


def raw_text(m: Machine, answer: Answer) -> Text:
    """The JSON text of an error body; human texts in it are symbols."""
    from sadpath.walk.operators.texts import join_text

    holes: list[Unknown] = []

    def hole(part: Placeholder) -> str:
        origin = Origin(("message" if part.kind == "message" else "body",))
        holes.append(m.unknown(part.kind, "raw", kind="str", origin=origin))
        return f"\0{len(holes) - 1}\0"

    pieces: list[Value] = []
    for index, part in enumerate(json.dumps(answer.body, default=hole).split("\\u0000")):
        pieces.append(holes[int(part)] if index % 2 else part)
    made = join_text(pieces)
    origin = Origin(("text",), exact=True)
    return Text(made.parts, origin) if isinstance(made, Text) else Text((made, m.unknown("tail", kind="str")), origin)


def phrase(status: int) -> str:
    """The reason phrase of a status."""
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def idempotency_key(m: Machine, headers: Value) -> Value:
    """The value of a header that makes a repeat safe; None where there is none."""
    headers = m.single(headers)
    if isinstance(headers, DictV):
        for name, value in headers.items.items():
            if isinstance(name, str) and "idempot" in name.lower():
                return m.shape(value)
        if headers.base is not None:
            return "?"
    elif isinstance(headers, Unknown):
        return "?"
    return None
