"""The methods of dicts."""

from __future__ import annotations

from sadpath.walk.containers.changes import dict_key, set_item
from sadpath.walk.containers.counters import count_elements
from sadpath.walk.containers.emptiness import note_taken
from sadpath.walk.containers.iteration import iterate
from sadpath.walk.containers.mappings import is_mapping, mapping_items
from sadpath.walk.containers.methods import DICT, method
from sadpath.walk.containers.subscripts import child, dict_find
from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import is_plain
from sadpath.walk.operators.keys import is_unknown
from sadpath.walk.values import ABSENT, DictV, Lanes, Unknown, Value
from sadpath.walk.values.asked_dicts import AskedDict
from sadpath.walk.values.views import ItemsView, KeysView


@method(DICT, "get")
def dict_get(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    default = args[1] if len(args) > 1 else kw.get("default")
    found = dict_find(m, value, args[0])
    if found is ABSENT:
        return default
    if type(found) is Lanes and any(found.values[i] is ABSENT for i in m.active):
        if type(default) is not Lanes and not is_plain(default):
            return found if m.is_there(found) else default
        return m.lanes(
            lambda lane: m.pick(default, lane) if found.values[lane] is ABSENT else found.values[lane], found.origin
        )
    return found


@method(DICT, "pop")
def dict_pop(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    key = dict_key(m, value, args[0])
    m.touch(value)
    note_taken(m, value, key)
    if key in value.items:
        return value.items.pop(key)
    if value.base is not None and not (isinstance(key, str) and key in value.base.members):
        return child(m, value.base, "item", value.base, key)
    if any(map(is_unknown, (key, *value.items))):
        return m.unknown("popped", value, key)
    if len(args) > 1:
        return args[1]
    raise m.error("KeyError", str(key))


@method(DICT, "popitem")
def dict_popitem(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    if not value.items:
        if value.base is not None:
            return m.unknown("popped", value)
        raise m.error("KeyError", "popitem(): dictionary is empty")
    last = m.truth(args[0] if args else kw.get("last", True))
    m.touch(value)
    key = list(value.items)[-1 if last else 0]
    note_taken(m, value, key)
    item = value.items.pop(key)
    value.base = value.base if value.items else None  # as in a `for` loop, the known elements stand for all
    return key, item


@method(DICT, "move_to_end")
def dict_move_to_end(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    key = dict_key(m, value, args[0])
    last = m.truth(args[1] if len(args) > 1 else kw.get("last", True))
    if key not in value.items:
        if value.base is None and not any(map(is_unknown, (key, *value.items))):
            raise m.error("KeyError", str(key))
        return None
    m.touch(value)
    item = value.items.pop(key)
    value.items = {**value.items, key: item} if last else {key: item, **value.items}
    return None


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
            m.spend(5 * len(other.items))
            for key, item in other.items.items():
                set_item(m, value, key, item)
            if other.base is not None:
                open_by(value, other.base)
        elif isinstance(other, Unknown):
            open_by(value, other)
        elif is_mapping(other):
            for key, item in mapping_items(m, other):
                set_item(m, value, key, item)
        else:
            for pair in iterate(m, other):
                parts = list(iterate(m, pair))
                if len(parts) == 2:
                    set_item(m, value, parts[0], parts[1])
    for key, item in kw.items():
        set_item(m, value, key, item)
    return None


def open_by(value: DictV, other: Unknown) -> None:
    """A dict takes in one of which nobody knows all."""
    if isinstance(value, AskedDict):
        value.put(other, None)
    value.base = value.base or other


@method(DICT, "items")
def dict_items(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    return ItemsView(value, True, m.now)


@method(DICT, "keys")
def dict_keys(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    return KeysView(value, m.now)


@method(DICT, "values")
def dict_values(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    return ItemsView(value, False, m.now)


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


@method(DICT, "get_all", "getlist", "getall")
def dict_get_all(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    found = dict_find(m, value, args[0])
    return (args[1] if len(args) > 1 else None) if found is ABSENT else m.new_list([found])
