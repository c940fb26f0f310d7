"""Writing and deleting items."""

from __future__ import annotations

from sadpath.walk.containers.emptiness import note_taken
from sadpath.walk.containers.iteration import to_list
from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import mixed_in, python_error
from sadpath.walk.operators.keys import is_unknown, known_key
from sadpath.walk.outside import note_put
from sadpath.walk.values import ABSENT, Container, DictV, Instance, Lanes, ListV, Unknown, Value
from sadpath.walk.values.asked_dicts import AskedDict
from sadpath.walk.values.symbols import PLAIN_KINDS


def dict_key(m: Machine, value: DictV, key: Value) -> Value:
    """`key` as it stands among the keys of a dict: without lanes, folded where case does not count, the equal one that is there.

    Raises `Raised(TypeError)` for what cannot be a key.
    """
    if type(key) in PLAIN_KINDS:
        return key.lower() if value.fold_case and isinstance(key, str) else key
    key = m.single(key)
    if value.fold_case and isinstance(key, str):
        return key.lower()
    if isinstance(key, (DictV, ListV)):
        raise m.error("TypeError", "unhashable type")
    if type(key) is tuple:
        key = tuple(m.single(part) for part in key)
    return known_key(m, value.items, key)


def own_method(value: Value, name: str) -> bool:
    """Whether a container's class, one of the code, or an object's class has the method."""
    cls = value.cls if isinstance(value, (Container, Instance)) else None
    return cls is not None and cls.find(name) is not ABSENT


def set_item(m: Machine, value: Value, key: Value, item: Value, plainly: bool = False) -> None:
    """`value[key] = item`; `plainly`: past the `__setitem__` of a class that derives from a container."""
    if not plainly and own_method(value, "__setitem__"):
        from sadpath.walk.calls import call_method

        call_method(m, value, "__setitem__", [key, item])
    elif isinstance(value, DictV):
        if isinstance(value, AskedDict):
            value.put(m.single(key), item)
            return
        m.touch(value)
        value.items[dict_key(m, value, key)] = item
    elif isinstance(value, ListV):
        set_element(m, value, m.single(key), item)
    elif isinstance(value, Lanes):
        set_item(m, m.single(value), key, item)
    elif isinstance(value, Unknown):
        note_put(m, value, (key, item))
    elif isinstance(value, (tuple, str, int, type(None))):
        raise m.error("TypeError", "object does not support item assignment")


def set_element(m: Machine, value: ListV, key: Value, item: Value) -> None:
    """`value[key] = item` for a list, where `key` has no lanes."""
    key = key if (plain := mixed_in(key)) is None else plain
    if isinstance(key, slice):
        items, partly = to_list(m, item)
        m.touch(value)
        try:
            value.items[key] = items
        except ValueError as error:
            if not value.open and not partly:
                raise python_error(m, error) from None
            partly = True
        value.open = partly or (value.open and not is_whole(key))
        return
    m.touch(value)
    if not isinstance(key, int):
        value.items, value.open = [], True
        return
    try:
        value.items[key] = item
    except IndexError as error:
        if not value.open:
            raise python_error(m, error) from None


def is_whole(key: slice) -> bool:
    """Whether a slice is all of any list."""
    return key.start in (None, 0) and key.stop is None and key.step in (None, 1)


def delete_item(m: Machine, value: Value, key: Value, plainly: bool = False) -> None:
    """`del value[key]`; `plainly`: past the `__delitem__` of a class that derives from a container."""
    if not plainly and own_method(value, "__delitem__"):
        from sadpath.walk.calls import call_method

        call_method(m, value, "__delitem__", [key])
        return
    key = m.single(key)
    if isinstance(value, DictV):
        m.touch(value)
        key = dict_key(m, value, key)
        note_taken(m, value, key)
        if key in value.items:
            del value.items[key]
        elif value.base is None and not any(map(is_unknown, (key, *value.items))):
            raise m.error("KeyError", str(key))
        return
    key = key if (plain := mixed_in(key)) is None else plain
    if isinstance(value, ListV) and isinstance(key, slice):
        m.touch(value)
        del value.items[key]
        value.open = value.open and not is_whole(key)
    elif isinstance(value, ListV) and isinstance(key, int):
        m.touch(value)
        if -len(value.items) <= key < len(value.items):
            del value.items[key]
        elif not value.open:
            raise m.error("IndexError")
    elif isinstance(value, ListV):
        m.touch(value)
        value.items, value.open = [], True
