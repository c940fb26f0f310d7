"""Subscripts, and the methods of lists, dicts and sets."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from sadpath.walk.iteration import iterate, to_list
from sadpath.walk.machine import Machine
from sadpath.walk.operations import (
    binary,
    NotConcrete,
    abstract,
    compare_plain,
    concrete,
    equal,
    is_plain,
    only_plain,
    python_error,
)
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
    DictV,
    FunctionV,
    Instance,
    IteratorV,
    Lanes,
    ListV,
    ModuleV,
    Native,
    RangeV,
    SetV,
    StopWalkIteration,
    Text,
    Unknown,
    Value,
    is_constant,
    is_told_string,
    origin_of,
)


def child(m: Machine, base: Unknown, *key: Any, kind: str | None = None) -> Unknown:
    """A symbol that is a part of `base`, and of the same answer."""
    made = m.unknown(*key, kind=kind, origin=base.origin.derived() if "message" in base.origin or "text" in base.origin else base.origin)
    if made.answer is None:
        made.answer = base.answer
    return made


def get_item(m: Machine, value: Value, key: Value) -> Value:
    """`value[key]`; raises `Raised(KeyError | IndexError | TypeError)` as Python would."""
    if type(value) is Lanes:
        if only_plain(m, value) and (is_plain(key) or type(key) is Lanes):
            return m.lift(lambda v, k: get_item(m, v, k), value, key)
        return get_item(m, m.single(value), key)
    if isinstance(value, Container) and value.cls is not None and value.cls.find("__getitem__") is not ABSENT:
        from sadpath.walk.calls import call_method

        return call_method(m, value, "__getitem__", [key])
    if isinstance(value, DictV):
        return dict_item(m, value, key)
    if type(key) is Lanes:
        if isinstance(value, (str, bytes, tuple)) and only_plain(m, key) and is_plain(value):
            return m.lift(lambda k: get_item(m, value, k), key)
        key = m.single(key)
    if isinstance(value, Unknown):
        if value.answer is not None and isinstance(key, str) and key in value.members:
            raise m.error("KeyError", key)
        if isinstance(key, str) and is_told_string(value):
            raise m.error("TypeError", "string indices must be integers")
        return child(m, value, "item", value, key)
    if isinstance(value, Text):
        return m.unknown("item", value, key, kind="str", origin=value.origin)
    if isinstance(value, (ListV, tuple, str, bytes, RangeV)):
        items = value.items if isinstance(value, ListV) else value.range if isinstance(value, RangeV) else value
        if isinstance(key, int):
            if isinstance(value, ListV) and value.open and not -len(items) <= key < len(items):
                return m.unknown("item", value, key)
            try:
                return items[key]
            except IndexError as error:
                raise python_error(m, error) from None
        if isinstance(key, slice):
            try:
                cut = items[key]
            except TypeError:
                return m.unknown("slice", value, repr(key))
            if isinstance(value, ListV):
                return m.new_list(list(cut), value.open, value.origin)
            return RangeV(cut) if isinstance(cut, range) else cut
        if isinstance(key, Unknown):
            return m.unknown("item", value, key, origin=origin_of(value))
        raise m.error("TypeError", "indices must be integers or slices")
    if isinstance(value, ClassV):
        if value.flavour == "enum":
            if isinstance(key, str) and key in value.members:
                return value.members[key]
            if isinstance(key, (Unknown, Text)):
                return m.unknown("item", value, key)
            raise m.error("KeyError", str(key))
        if value.meta is not None and value.meta.find("__getitem__") is not ABSENT:
            from sadpath.walk.calls import call

            return call(m, BoundMethod(value.meta.find("__getitem__"), value), [key], {})
        return value  # Generic[T], list[int]
    if isinstance(value, Instance):
        if value.cls.flavour == "namedtuple" and isinstance(key, int):
            return value.attrs[value.cls.fields[key][0]]
        if value.cls.find("__getitem__") is not ABSENT:
            from sadpath.walk.calls import call_method

            return call_method(m, value, "__getitem__", [key])
        if value.cls.opaque:
            return m.unknown("item", value, key)
        raise m.error("TypeError", f"{value.cls.name} object is not subscriptable")
    if isinstance(value, (Native, FunctionV, BoundMethod, ModuleV)):
        return value
    if value is None or is_constant(value):
        raise m.error("TypeError", f"{type(value).__name__} object is not subscriptable")
    return m.unknown("item", value, key)


def dict_item(m: Machine, value: DictV, key: Value) -> Value:
    """`value[key]` of a dict."""
    found = chosen_by_unknown(m, value, key, total=True) if isinstance(key, (Unknown, Text)) else ABSENT
    if found is not ABSENT:
        return found
    found = dict_find(m, value, key)
    if type(found) is Lanes and any(found.values[i] is ABSENT for i in m.active):
        missing = tuple(i for i in m.active if found.values[i] is ABSENT)
        present = tuple(i for i in m.active if found.values[i] is not ABSENT)
        if present and m.decide([present, missing]) == 0:
            return found
        found = ABSENT
    if found is not ABSENT:
        return found
    if value.kind == "defaultdict" and value.default is not None:
        from sadpath.walk.calls import call

        made = call(m, value.default, [], {})
        set_item(m, value, key, made)
        return made
    if value.cls is not None and value.cls.find("__missing__") is not ABSENT:
        from sadpath.walk.calls import call_method

        return call_method(m, value, "__missing__", [key])
    if value.kind == "counter":
        return 0
    raise m.error("KeyError", str(key) if is_constant(key) else "")


def dict_find(m: Machine, value: DictV, key: Value) -> Value:
    """The value under `key`, `ABSENT` where there is none; per lane where the key has lanes; a symbol where nobody knows."""
    if type(key) is Lanes:
        if not only_plain(m, key):
            return dict_find(m, value, m.single(key))
        if any(may_choose(m, value, key.values[lane]) for lane in m.active):
            return dict_find(m, value, m.single(key))
        results = {lane: dict_find(m, value, key.values[lane]) for lane in m.active}
        distinct = list({id(r): r for r in results.values()}.values())
        if len(distinct) == 1:
            return distinct[0]
        return m.lanes(lambda lane: results[lane], key.origin.derived()) if all(is_plain(r) or r is ABSENT for r in distinct) else part_by(m, results)
    if value.fold_case and isinstance(key, str):
        key = key.lower()
    if isinstance(key, (list, DictV, ListV)) or (isinstance(key, SetV) and not key.frozen):
        raise m.error("TypeError", "unhashable type")
    plain = key
    if hasattr(key, "told"):  # the status of a success: the first 2xx among the keys
        for candidate in value.items:
            if equal(m, key, candidate):
                return value.items[candidate]
        return ABSENT if value.base is None else child(m, value.base, "item", value.base, int(key))
    if isinstance(key, Instance) and "_value_" in key.attrs and key.cls.native == "plain":
        for candidate in (key, key.attrs["_value_"]):
            if candidate in value.items:
                return value.items[candidate]
    if type(key) is tuple and any(type(k) is Lanes for k in key):
        plain = tuple(m.single(k) for k in key)
    try:
        if plain in value.items:
            return value.items[plain]
    except TypeError:
        return m.unknown("item", value, "unhashable")
    if isinstance(plain, (Unknown, Text)):
        if isinstance(plain, Unknown) and plain.answer is not None and value.items and all(isinstance(k, str) and plain.answer.never_in_success(k) for k in value.items):
            return ABSENT
        if plain is key and may_choose(m, value, plain):
            return chosen_by_unknown(m, value, plain, total=False)
        return m.unknown("item", value, plain) if value.items or value.base is not None else ABSENT
    for candidate in value.items:  # `HTTPStatus.CONFLICT` is the key 409 too
        if isinstance(candidate, Instance) and candidate.cls.native == "plain" and equal(m, candidate, plain):
            return value.items[candidate]
    if value.base is not None:
        if isinstance(plain, str) and plain in value.base.members:
            return ABSENT
        if value.fold_case and isinstance(plain, str) and (header := m.answers.other_header(m, value.base, plain)) is not ABSENT:
            return header
        return child(m, value.base, "item", value.base, plain)
    if isinstance(plain, Instance) and is_value_object(plain):
        for candidate in value.items:
            if m.truth(compare_plain(m, ast.Eq, candidate, plain)):
                return value.items[candidate]
    elif any(isinstance(k, Instance) and is_value_object(k) for k in value.items):
        for candidate in value.items:
            if isinstance(candidate, Instance) and m.truth(compare_plain(m, ast.Eq, candidate, plain)):
                return value.items[candidate]
    if any(isinstance(k, (Unknown, Text)) and equal(m, k, plain) is None for k in value.items):
        return m.unknown("item", value, plain)
    return ABSENT


def is_value_object(value: Instance) -> bool:
    """Whether an object equals others by its content: a dataclass, a named tuple, or one with an `__eq__` of its own."""
    return value.cls.dataclass is not None or value.cls.flavour == "namedtuple" or isinstance(value.cls.find("__eq__"), FunctionV)


MOST_CHOICES = 8
"""Alternatives of a dict that are walked one by one where nobody knows the key."""


def may_choose(m: Machine, value: DictV, key: Value) -> bool:
    """Whether a look-up by something unknown gives one of a few alternatives that matter: classes, functions, settings, URLs."""
    if not isinstance(key, (Unknown, Text)) or value.base is not None or value.schema is not None or m.loading:
        return False
    if not 0 < len(value.items) <= MOST_CHOICES or any(not is_constant(k) and not isinstance(k, Instance) for k in value.items):
        return False
    return any(not is_plain(v) or (isinstance(v, str) and "://" in v) for v in value.items.values() if type(v) is not Lanes)


def chosen_by_unknown(m: Machine, value: DictV, key: Value, total: bool) -> Value:
    """One of the values of a dict under a key that nobody knows, world by world; `ABSENT` where it is none of them.

    `total`: it is one of them for certain, as unknown data is taken not to crash by itself. `ABSENT` too where the choice does not matter.
    """
    if not may_choose(m, value, key):
        return ABSENT
    possible = [(k, v) for k, v in value.items.items() if equal(m, key, k) is not False]
    for index, (candidate, found) in enumerate(possible):
        if total and index == len(possible) - 1:
            return found
        if m.truth(compare_plain(m, ast.Eq, key, candidate)):
            return found
    return ABSENT


def part_by(m: Machine, results: dict[int, Value]) -> Value:
    """Part the lanes by which object they found; the object of the part that goes on."""
    groups: dict[int, list[int]] = {}
    for lane, found in results.items():
        groups.setdefault(id(found), []).append(lane)
    options = [tuple(group) for group in groups.values()]
    return results[options[m.decide(options)][0]]


def set_item(m: Machine, value: Value, key: Value, item: Value, plainly: bool = False) -> None:
    """`value[key] = item`."""
    if isinstance(value, Container) and value.cls is not None and not plainly and value.cls.find("__setitem__") is not ABSENT:
        from sadpath.walk.calls import call_method

        call_method(m, value, "__setitem__", [key, item])
        return
    if isinstance(value, DictV):
        m.touch(value)
        key = m.single(key)
        if value.fold_case and isinstance(key, str):
            key = key.lower()
        if isinstance(key, (DictV, ListV)):
            raise m.error("TypeError", "unhashable type")
        if type(key) is tuple:
            key = tuple(m.single(k) for k in key)
        value.items[key] = item
    elif isinstance(value, ListV):
        m.touch(value)
        key = m.single(key)
        if isinstance(key, int):
            try:
                value.items[key] = item
            except IndexError as error:
                if not value.open:
                    raise python_error(m, error) from None
        else:
            value.open = True
    elif isinstance(value, Instance) and value.cls.find("__setitem__") is not ABSENT:
        from sadpath.walk.calls import call_method

        call_method(m, value, "__setitem__", [key, item])
    elif isinstance(value, Lanes):
        set_item(m, m.single(value), key, item)
    elif isinstance(value, (tuple, str, int, type(None))):
        raise m.error("TypeError", "object does not support item assignment")


def delete_item(m: Machine, value: Value, key: Value) -> None:
    """`del value[key]`."""
    key = m.single(key)
    if isinstance(value, DictV):
        m.touch(value)
        if value.fold_case and isinstance(key, str):
            key = key.lower()
        if key in value.items:
            del value.items[key]
        elif value.base is None:
            raise m.error("KeyError", str(key))
    elif isinstance(value, ListV) and isinstance(key, int):
        m.touch(value)
        if -len(value.items) <= key < len(value.items):
            del value.items[key]
        elif not value.open:
            raise m.error("IndexError")


# ---------------------------------------------------------------- methods

Method = Callable[[Machine, Any, list[Value], dict[str, Value]], Value]
LIST: dict[str, Method] = {}
DICT: dict[str, Method] = {}
SET: dict[str, Method] = {}


def method(table: dict[str, Method], *names: str) -> Callable[[Method], Method]:
    """Register a container's method under its names."""

    def register(function: Method) -> Method:
        for name in names:
            table[name] = function
        return function

    return register


def walk_iterator(m: Machine, items: list[Value], open: bool = False) -> IteratorV:
    """An iterator over known items."""
    position = [0]

    def step() -> Value:
        if position[0] >= len(items):
            raise StopWalkIteration
        position[0] += 1
        return items[position[0] - 1]

    return IteratorV(step, m.now, open)


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


def ordered(m: Machine, items: list[Value], kw: dict[str, Value]) -> list[Value]:
    """`items` sorted by the arguments of `sort` and `sorted`; as they are where nobody knows their order."""
    from sadpath.walk.calls import call

    key, reverse = kw.get("key"), kw.get("reverse") is True
    if len(items) < 2:
        return list(items)
    keys = [m.single(call(m, key, [item], {}) if key is not None else item) for item in items]
    try:
        plain = [concrete(k) for k in keys]
        return [items[i] for i in sorted(range(len(items)), key=plain.__getitem__, reverse=reverse)]
    except (NotConcrete, TypeError):
        pass
    if not all(isinstance(k, Instance) for k in keys):
        return list(items)

    def before(one: int, other: int) -> int:
        return -1 if m.truth(compare_plain(m, ast.Lt, keys[one], keys[other])) else 1 if m.truth(compare_plain(m, ast.Lt, keys[other], keys[one])) else 0

    return [items[i] for i in sorted(range(len(items)), key=cmp_to_key(before), reverse=reverse)]


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


@method(DICT, "get")
def dict_get(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    default = args[1] if len(args) > 1 else kw.get("default")
    found = dict_find(m, value, args[0])
    if found is ABSENT:
        return default
    if type(found) is Lanes and any(found.values[i] is ABSENT for i in m.active):
        if type(default) is not Lanes and not is_plain(default):
            present = tuple(i for i in m.active if found.values[i] is not ABSENT)
            missing = tuple(i for i in m.active if found.values[i] is ABSENT)
            return found if present and m.decide([present, missing]) == 0 else default
        return m.lanes(lambda lane: m.pick(default, lane) if found.values[lane] is ABSENT else found.values[lane], found.origin)
    return found


@method(DICT, "pop")
def dict_pop(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    key = m.single(args[0])
    if value.fold_case and isinstance(key, str):
        key = key.lower()
    if isinstance(key, (DictV, ListV)):
        raise m.error("TypeError", "unhashable type")
    m.touch(value)
    if key in value.items:
        return value.items.pop(key)
    if value.base is not None and not (isinstance(key, str) and key in value.base.members):
        return child(m, value.base, "item", value.base, key)
    if len(args) > 1:
        return args[1]
    raise m.error("KeyError", str(key))


@method(DICT, "setdefault")
def dict_setdefault(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    found = dict_find(m, value, m.single(args[0]))
    if found is not ABSENT:
        return found
    default = args[1] if len(args) > 1 else None
    set_item(m, value, args[0], default)
    return default


@method(DICT, "update")
def dict_update(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    if value.kind == "counter":
        return count_elements(m, value, args)
    for other in args:
        other = m.single(other)
        if isinstance(other, DictV):
            for key, item in other.items.items():
                set_item(m, value, key, item)
            if other.base is not None:
                value.base = value.base or other.base
        elif isinstance(other, Unknown):
            value.base = value.base or other
        else:
            for pair in iterate(m, other):
                parts = list(iterate(m, pair))
                if len(parts) == 2:
                    set_item(m, value, parts[0], parts[1])
    for key, item in kw.items():
        set_item(m, value, key, item)
    return None


def count_elements(m: Machine, value: DictV, args: list[Value]) -> Value:
    """`Counter.update`: elements are counted, the counts of a mapping are added."""
    for other in args:
        other = m.single(other)
        if isinstance(other, DictV):
            for key, item in other.items.items():
                value.items[key] = binary(m, ast.Add, value.items.get(key, 0), item)
            value.base = value.base or other.base
            continue
        items, partly = to_list(m, other)
        for item in items:
            key = m.single(item)
            value.items[key] = binary(m, ast.Add, value.items.get(key, 0), 1)
        if partly:
            value.base = value.base or m.unknown("counter", *(m.single(item) for item in items))
    return None


@method(DICT, "items")
def dict_items(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    items: list[Value] = [(k, v) for k, v in value.items.items()]
    return m.new_list(items, value.base is not None)


@method(DICT, "keys")
def dict_keys(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    return SetV(dict.fromkeys(value.items), m.now, value.base is not None)


@method(DICT, "values")
def dict_values(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    return m.new_list(list(value.items.values()), value.base is not None)


@method(DICT, "copy")
def dict_copy(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    made = m.new_dict(dict(value.items), value.base)
    made.fold_case, made.kind, made.default, made.schema = value.fold_case, value.kind, value.default, value.schema
    return made


@method(DICT, "clear")
def dict_clear(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.clear()
    value.base = None
    return None


@method(DICT, "most_common")
def dict_most_common(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    return m.unknown("most_common", value)


@method(DICT, "get_all", "getlist", "getall")
def dict_get_all(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    found = dict_find(m, value, args[0])
    return (args[1] if len(args) > 1 else None) if found is ABSENT else m.new_list([found])


@method(SET, "add")
def set_add(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.setdefault(m.single(args[0]), None)
    return None


@method(SET, "discard", "remove")
def set_discard(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.pop(m.single(args[0]), None)
    return None


@method(SET, "clear")
def set_clear(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.clear()
    return None


@method(SET, "pop")
def set_pop(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    if len(value.items) == 1 and not value.open:
        m.touch(value)
        return value.items.popitem()[0]
    if not value.items and not value.open:
        raise m.error("KeyError", "pop from an empty set")
    return m.unknown("popped", value)


@method(SET, "copy")
def set_copy(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    return m.new_set(value.items, value.frozen, value.open)


@method(SET, "update", "union")
def set_update(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    made = m.new_set(value.items, value.frozen, value.open)
    for other in args:
        items, partly = to_list(m, other)
        for item in items:
            made.items.setdefault(m.single(item), None)
        made.open = made.open or partly
    m.touch(value)
    if not kw.get("__union__"):
        value.items, value.open = dict(made.items), made.open
    return made


def set_relation(m: Machine, value: SetV, args: list[Value], name: str) -> Value:
    """The methods of sets that ask or combine and change nothing."""
    items, partly = to_list(m, args[0])
    other = {m.single(i): None for i in items}
    mine = value.items
    if name == "union":
        return m.new_set([*mine, *other], value.frozen, value.open or partly)
    if any(isinstance(i, (Unknown, Text)) for i in [*mine, *other]) or value.open or partly:
        return m.unknown(name, value, args[0], kind="bool" if name.startswith("is") else None)
    if name == "issubset":
        return all(i in other for i in mine)
    if name == "issuperset":
        return all(i in mine for i in other)
    if name == "isdisjoint":
        return not any(i in mine for i in other)
    if name == "intersection":
        return m.new_set([i for i in mine if i in other], value.frozen)
    if name == "difference":
        return m.new_set([i for i in mine if i not in other], value.frozen)
    return m.new_set([i for i in [*mine, *other] if (i in mine) != (i in other)], value.frozen)


for _name in ("issubset", "issuperset", "isdisjoint", "intersection", "difference", "symmetric_difference", "union"):
    SET[_name] = lambda m, value, args, kw, _name=_name: set_relation(m, value, args, _name)  # type: ignore[misc]


def dunder(m: Machine, value: Value, name: str, args: list[Value]) -> Value:
    """The methods behind operators, called by name (mostly by way of `super()`); `ABSENT` for other names."""
    if name == "__getitem__":
        return dict_item(m, value, args[0]) if isinstance(value, DictV) else get_item(m, m.new_list(list(value.items)), args[0])
    if name == "__setitem__":
        return set_item(m, value, args[0], args[1], plainly=True)
    if name == "__delitem__":
        return delete_item(m, value, args[0])
    if name == "__iter__":
        return walk_iterator(m, list(value.items))
    if name == "__len__":
        return len(value.items)
    if name in ("__eq__", "__ne__"):
        return compare_plain(m, ast.Eq if name == "__eq__" else ast.NotEq, value, args[0])
    if name in ("__setattr__", "__init__"):
        return None
    if name in ("__repr__", "__str__"):
        return m.unknown(name, value, kind="str")
    return ABSENT


def call_container(m: Machine, value: Value, name: str, args: list[Value], kw: dict[str, Value]) -> Value:
    """A method of a tuple, list, dict or set; raises `Raised(AttributeError)` where it has no such method."""
    table = DICT if isinstance(value, DictV) else SET if isinstance(value, SetV) else LIST
    if isinstance(value, tuple):
        value = m.new_list(list(value))
        table = {k: LIST[k] for k in ("index", "count")}
    found = table.get(name)
    if found is None:
        if name == "__contains__":
            from sadpath.walk.operations import contains

            return contains(m, args[0], value)
        made = dunder(m, value, name, args)
        if made is not ABSENT:
            return made
        if isinstance(value, DictV) and value.fold_case or isinstance(value, ListV) and name in ("rotate", "put", "put_nowait", "get", "get_nowait"):
            return m.unknown(name, *args)
        raise m.error("AttributeError", f"no attribute {name!r}")
    return found(m, value, args, kw)


__all__ = ["abstract", "call_container", "child", "delete_item", "dict_find", "get_item", "set_item", "walk_iterator"]
