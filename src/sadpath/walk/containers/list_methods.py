"""The methods of lists."""

from __future__ import annotations

from sadpath.walk.containers.iteration import to_list
from sadpath.walk.containers.methods import LIST, method, ordered
from sadpath.walk.machine import Machine
from sadpath.walk.operators.comparison import equal
from sadpath.walk.values import (
    ListV,
    Value,
)


@method(LIST, "append", "add")
def list_append(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.append(args[0])
    return None


@method(LIST, "appendleft")
def list_appendleft(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.insert(0, args[0])
    return None


@method(LIST, "extend")
def list_extend(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    items, partly = to_list(m, args[0])
    m.touch(value)
    value.items.extend(items)
    value.open = value.open or partly
    return None


@method(LIST, "insert")
def list_insert(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.insert(args[0] if isinstance(args[0], int) else len(value.items), args[1])
    return None


@method(LIST, "pop", "popleft")
def list_pop(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    if not value.items:
        if value.open:
            return m.unknown("popped", value)
        raise m.error("IndexError", "pop from empty list")
    m.touch(value)
    index = args[0] if args and isinstance(args[0], int) else -1
    if not -len(value.items) <= index < len(value.items):
        return m.unknown("popped", value)
    taken = value.items.pop(index)
    value.open = value.open and bool(value.items)  # as in a `for` loop, the known elements stand for all
    return taken


@method(LIST, "remove", "discard")
def list_remove(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    for index, item in enumerate(value.items):
        if equal(m, m.single(item), m.single(args[0])):
            del value.items[index]
            return None
    if not value.open:
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
    return m.new_list(list(value.items), value.open, value.origin)


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
    for index, item in enumerate(value.items):
        if equal(m, m.single(item), m.single(args[0])):
            return index
    if value.open:
        return m.unknown("index", value, args[0], kind="number")
    raise m.error("ValueError", "not in list")


@method(LIST, "count")
def list_count(m: Machine, value: ListV, args: list[Value], kw: dict[str, Value]) -> Value:
    if value.open:
        return m.unknown("count", value, args[0], kind="number")
    return sum(1 for item in value.items if equal(m, m.single(item), m.single(args[0])))
