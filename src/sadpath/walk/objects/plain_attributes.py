"""Attributes of constants, and of objects whose class derives from a container."""

from __future__ import annotations

from sadpath.walk.containers.methods import DICT, LIST, SET
from sadpath.walk.machine import Machine
from sadpath.walk.objects.bind import bind
from sadpath.walk.objects.setting import is_own_dict
from sadpath.walk.operators.strings import call_string
from sadpath.walk.values import ABSENT, ClassV, Container, Descriptor, DictV, Lanes, ListV, Native, SetV, Text, Value


def container_attribute(m: Machine, value: Container, cls: ClassV, name: str) -> Value:
    """An attribute of an object whose class derives from `dict`, `list` or `set`; `ABSENT` for what the builtin type has."""
    found = cls.find(name)
    if (
        found is not ABSENT
        and not (type(found) is Descriptor and found.kind == "property")
        and value.attrs
        and name in value.attrs
    ):
        return value.attrs[name]
    if found is not ABSENT:
        return bind(m, found, value, cls)
    if value.attrs and name in value.attrs:
        return value.attrs[name]
    if name == "__class__":
        return cls
    if isinstance(value, DictV) and is_own_dict(value):
        from sadpath.walk.containers.subscripts import dict_find

        if (inside := dict_find(m, value, name)) is not ABSENT:
            return inside
    table = DICT if isinstance(value, DictV) else SET if isinstance(value, SetV) else LIST
    getter = cls.find("__getattr__")
    if getter is not ABSENT and name not in table and not name.startswith("__"):
        from sadpath.walk.calls import call

        return call(m, bind(m, getter, value, cls), [name], {})
    return ABSENT


def data_attribute(value: Value, name: str) -> Value:
    """What a deque or a `defaultdict` was made with; `ABSENT` for other names."""
    if name == "maxlen" and isinstance(value, ListV) and value.most is not None:
        return value.most
    if name == "default_factory" and isinstance(value, DictV) and value.kind == "defaultdict":
        return value.default
    return ABSENT


def value_has(m: Machine, value: Value, name: str) -> bool | None:
    """Whether a constant (or each active lane of constants) has the attribute."""
    if type(value) is Lanes:
        return all(value_has(m, value.values[i], name) for i in m.active)
    return hasattr("" if isinstance(value, Text) else value, name)


def string_attribute(m: Machine, value: Value, name: str) -> Value:
    """A method (or property) of a constant."""
    sample = value.values[m.active[0]] if type(value) is Lanes else value
    if type(value) is Lanes and any(m.pick(value, i) is None for i in m.active):
        value = m.single(value)
        sample = value
    sample = "" if isinstance(sample, Text) else sample
    if not hasattr(sample, name):
        return ABSENT
    if name in ("real", "imag", "numerator", "denominator") and not isinstance(sample, str):
        return value
    if name == "__class__":
        return m.builtins.get(type(sample).__name__ if not isinstance(sample, str) else "str")
    return Native(name, lambda m, args, kw: call_string(m, value, name, args, kw))


def slice_attribute(m: Machine, value: slice, name: str) -> Value:
    """`start`, `stop`, `step` and `indices` of a slice; `ABSENT` for other names."""
    if name == "indices":
        from sadpath.walk.natives.helpers import pure

        return pure(name, value.indices)
    return getattr(value, name) if name in ("start", "stop", "step") else ABSENT
