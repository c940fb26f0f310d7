"""The methods of lists."""

from __future__ import annotations

from sadpath.walk.containers.iteration import to_list
from sadpath.walk.containers.methods import LIST, method, ordered
from sadpath.walk.machine import Machine
from sadpath.walk.operators.elements import alike
from sadpath.walk.values import (
    ListV,
    Value,
)


@method(LIST, "append", "add")
def list_append(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.append(args[0])
    drop_first(value)
    return None


def drop_first(value: ListV) -> None:
    """A deque that holds no more loses elements on the left."""
    if value.most is not None and len(value.items) > value.most:
        del value.items[: len(value.items) - value.most]


@method(LIST, "extend")
def list_extend(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    items, partly = to_list(m, args[0])
    m.touch(value)
    value.items.extend(items)
    value.open = value.open or partly
    drop_first(value)
    return None


@method(LIST, "insert")
def list_insert(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.insert(args[0] if isinstance(args[0], int) else len(value.items), args[1])
    return None


@method(LIST, "pop")
def list_pop(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    return take(m, value, m.single(args[0]) if args else -1)


def take(m: Machine, value: ListV, index: Value) -> Value:
    """Take the element at `index` out of a list."""
    if not value.items:
        if value.open:
            return m.unknown("popped", value)
        raise m.error("IndexError", "pop from empty list")
    index = index if isinstance(index, int) else -1
    if not -len(value.items) <= index < len(value.items):
        if value.open:
            return m.unknown("popped", value)
        raise m.error("IndexError", "pop index out of range")
    m.touch(value)
    taken = value.items.pop(index)
    value.open = value.open and bool(value.items)  # as in a `for` loop, the known elements stand for all
    return taken


@method(LIST, "remove", "discard")
def list_remove(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    unknown = False
    for index, item in enumerate(value.items):
        same = alike(m, item, args[0])
        if same:  # one that may have been meant before equals it
            del value.items[index]
            return None
        unknown = unknown or same is None
    if not unknown and not value.open:
        raise m.error("ValueError", "list.remove(x): x not in list")
    return None


@method(LIST, "clear")
def list_clear(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.clear()
    value.open = False
    return None


@method(LIST, "copy")
def list_copy(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    made = m.new_list(list(value.items), value.open, value.origin)
    made.most = value.most
    return made


@method(LIST, "reverse")
def list_reverse(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.reverse()
    return None


@method(LIST, "sort")
def list_sort(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items = ordered(m, value.items, kw)
    return None


@method(LIST, "index")
def list_index(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    bounds = [m.single(bound) for bound in args[1:3]]
    if not all(isinstance(bound, int) for bound in bounds):
        return m.unknown("index", value, *args, kind="number")
    start, stop, _ = slice(*(bounds if len(bounds) == 2 else [*bounds, None][:2])).indices(len(value.items))
    unknown = False
    for index in range(start, stop):
        same = alike(m, value.items[index], args[0])
        if same and not unknown:
            return index
        unknown = unknown or same is None
    if unknown or value.open:
        return m.unknown("index", value, args[0], kind="number")
    raise m.error("ValueError", "not in list")


@method(LIST, "count")
def list_count(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    told = [alike(m, item, args[0]) for item in value.items]
    if value.open or None in told:
        return m.unknown("count", value, args[0], kind="number")
    return sum(map(bool, told))
