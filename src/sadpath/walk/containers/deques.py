"""The methods that a deque has and a list has not; both are `ListV`s."""

from __future__ import annotations

from sadpath.walk.calls import call
from sadpath.walk.containers.iteration import to_list
from sadpath.walk.containers.list_methods import take
from sadpath.walk.containers.methods import LIST, method
from sadpath.walk.machine import Machine
from sadpath.walk.values import ListV, Value


def make_deque(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`deque(iterable=(), maxlen=None)`; one whose length nobody knows keeps everything."""
    source = args[:1] or [kw["iterable"]] if args or "iterable" in kw else []
    made: Value = call(m, m.builtins["list"], source, {})
    most = m.single(args[1] if len(args) > 1 else kw.get("maxlen"))
    if isinstance(made, ListV) and not isinstance(most, (int, type(None))):
        made.open = True
    if isinstance(made, ListV) and isinstance(most, int):
        made.most = max(most, 0)
        made.items = made.items[len(made.items) - made.most :] if len(made.items) > made.most else made.items
    return made


def drop_last(value: ListV) -> None:
    """A deque that holds no more loses elements on the right."""
    if value.most is not None:
        del value.items[value.most :]


@method(LIST, "appendleft")
def appendleft(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.insert(0, args[0])
    drop_last(value)
    return None


@method(LIST, "extendleft")
def extendleft(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    items, partly = to_list(m, args[0])
    m.touch(value)
    value.items[:0] = items[::-1]
    value.open = value.open or partly
    drop_last(value)
    return None


@method(LIST, "popleft")
def popleft(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    return take(m, value, 0)


@method(LIST, "rotate")
def rotate(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    by = m.single(args[0]) if args else 1
    if isinstance(by, int) and value.items:
        m.touch(value)
        cut = -by % len(value.items)
        value.items = value.items[cut:] + value.items[:cut]
    return None
