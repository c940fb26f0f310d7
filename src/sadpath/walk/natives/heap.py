"""`heapq`, on lists of which the order is known; where nobody knows which value comes first, they stay as they were put in."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import Any

from sadpath.walk.calls import call_method
from sadpath.walk.containers.iteration import may_have_more, to_list
from sadpath.walk.containers.list_methods import take
from sadpath.walk.containers.methods import call_container, ordered, walk_iterator
from sadpath.walk.machine import Machine
from sadpath.walk.operators.elements import NotRanked, Ranked
from sadpath.walk.values import ABSENT, ListV, Native, Value


def heapq_module(m: Machine) -> dict[str, Value]:
    """`heapq`."""
    functions = (heappush, heappop, heapify, heappushpop, heapreplace, nlargest, nsmallest, merge)
    return {function.__name__: Native(function.__name__, function) for function in functions}


def reordered(m: Machine, heap: ListV, change: Callable[[list[Any]], Any]) -> Value:
    """Let `change` work on the elements as on a heap of Python, and give what it gives; `ABSENT` where nobody knows their order."""
    m.spend(len(heap.items))
    ranked = [Ranked(m, item) for item in heap.items]
    try:
        given = change(ranked)
    except NotRanked:
        return ABSENT
    m.touch(heap)
    heap.items = [one.value for one in ranked]
    return given.value if isinstance(given, Ranked) else None


def heap_of(m: Machine, value: Value) -> ListV | None:
    """The list that is used as a heap; None where nobody knows it: then nobody knows its order either, and it is any collection."""
    value = m.single(value)
    return value if isinstance(value, ListV) else None


def heappush(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    heap = heap_of(m, args[0])
    if heap is None:
        return call_method(m, m.single(args[0]), "append", [args[1]])
    if heap.open or reordered(m, heap, lambda ranked: heapq.heappush(ranked, Ranked(m, args[1]))) is ABSENT:
        call_container(m, heap, "append", [args[1]], {})
    return None


def heappop(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    heap = heap_of(m, args[0])
    if heap is None:
        return call_method(m, m.single(args[0]), "pop", [])
    found = ABSENT if heap.open or not heap.items else reordered(m, heap, heapq.heappop)
    return take(m, heap, 0) if found is ABSENT else found


def heapify(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    heap = heap_of(m, args[0])
    if heap is not None and not heap.open:
        reordered(m, heap, heapq.heapify)
    return None


def heappushpop(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    heappush(m, args, {})
    return heappop(m, args[:1], {})


def heapreplace(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    found = heappop(m, args[:1], {})
    heappush(m, args, {})
    return found


def best(m: Machine, args: list[Value], kw: dict[str, Value], reverse: bool) -> Value:
    """The first elements in order: `nsmallest(count, iterable, key=None)` and `nlargest`."""
    count, key = m.single(args[0]), args[2] if len(args) > 2 else kw.get("key")
    items, partly = to_list(m, args[1])
    found = ordered(m, items, {"key": key, "reverse": reverse})
    if partly or not isinstance(count, int):
        return m.new_list(found, open=True)
    return m.new_list(found[: max(count, 0)])


def nlargest(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return best(m, args, kw, True)


def nsmallest(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return best(m, args, kw, False)


def merge(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    sources = [m.single(arg) for arg in args]
    items = [item for source in sources for item in to_list(m, source)[0]]
    return walk_iterator(m, ordered(m, items, kw), any(may_have_more(source) for source in sources))
