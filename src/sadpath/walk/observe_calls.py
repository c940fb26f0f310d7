"""How calls are noted that look at the answer: methods of strings and collections, regular expressions, retry policies."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sadpath.walk.events import Events
from sadpath.walk.observe import combined, items_of, looked_up, origin_inside, read, record
from sadpath.walk.values import DictV, Lanes, ListV, Literal, Origin, SetV, Unknown, Value, origin_of

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine
    from sadpath.walk.run import Frame


AFFIXES = frozenset({"startswith", "endswith", "find", "index", "count", "__contains__", "rfind"})


LOOKUPS = frozenset({"get", "pop", "setdefault"})


SEARCHES = frozenset({"index", "count", "__contains__"})
"""The methods of collections that look for an element."""


RELATIONS = frozenset({"issubset", "issuperset", "isdisjoint", "intersection", "difference", "symmetric_difference"})


CALLS = LOOKUPS | RELATIONS | AFFIXES
"""The methods of which `called` notes anything."""


FINDS = LOOKUPS | SEARCHES | {"__getitem__"}
"""The methods of which `asked_container` does."""


def called(
    events: Events, m: Machine, node: ast.Call, frame: Frame, receiver: Value, name: str, args: Sequence[Value]
) -> None:
    """`receiver.name(*args)`, before it runs."""
    if m.answers.target is None or not args or not frame.module.project:
        return
    module = frame.module.module
    if isinstance(receiver, (DictV, Unknown)) and name in LOOKUPS:
        read(events, m, node, frame, receiver, args[0])
        return
    if name in SEARCHES and isinstance(receiver, (tuple, ListV, SetV, DictV)):
        if origin := origin_inside(receiver):
            record(events, m, "member", node, module, origin, args[:1], None)
        return
    if name in RELATIONS and isinstance(receiver, SetV):
        for other in args:
            combined(events, m, node, frame, receiver, other)
        return
    if name in AFFIXES and not isinstance(receiver, (tuple, ListV, SetV, DictV)):
        origin = origin_of(receiver)
        if origin:
            kind = "affix" if name in ("startswith", "endswith") else "contains"
            literals = items_of(args[0]) if isinstance(args[0], tuple) else [args[0]]
            record(events, m, kind, node, module, origin, literals, affixed(m, receiver, name, literals), name)


def affixed(m: Machine, receiver: Value, name: str, affixes: Sequence[Value]) -> Value:
    """What `receiver.startswith(affixes)` or the like gives in each lane; None where nobody knows."""
    if type(receiver) is not Lanes or name not in ("startswith", "endswith"):
        return None
    plain = tuple(str(affix) for affix in affixes if isinstance(affix, str))
    texts = {lane: receiver.values[lane] for lane in m.active}
    if len(plain) < len(affixes) or not all(isinstance(text, str) for text in texts.values()):
        return None
    return m.lanes(lambda lane: getattr(str(texts[lane]), name)(plain))


def asked_container(m: Machine, value: Value, args: Sequence[Value]) -> None:
    """A method of a collection looks for something, whoever calls it (`map(TABLE.get, codes)`)."""
    if m.answers.target is not None and origin_of(args[0]):
        looked_up(m.events, m, args[0], items_of(value))


def searched(events: Events, m: Machine, text: Value, pattern: Value) -> None:
    """`text` is searched with a regular expression, at the place that runs; where a library does it, at that of the pattern."""
    place = m.project_place()
    if type(pattern) is Literal and pattern.module.project and m.frames and not m.frames[-1].module.project:
        place = pattern.module, pattern.node
    origin = origin_of(text)
    if (place is not None and origin and not isinstance(text, (Unknown,))) or (
        isinstance(text, Unknown) and origin and place is not None
    ):
        assert place is not None
        record(events, m, "regex", place[1], place[0], origin, [pattern], None)


def policy(events: Events, m: Machine, status: Value, listed: Value, resend: Value) -> None:
    """A retry policy that lists statuses decides on `status`."""
    literals = [value for value in items_of(listed) if hasattr(value, "node")]
    if literals:
        first = literals[0]
        record(events, m, "statuses", first.node, first.module, Origin(("status",), exact=True), literals, resend)
