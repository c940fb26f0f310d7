"""Reading attributes: `value.name` for every kind of value."""

from __future__ import annotations

from sadpath.walk.containers.methods import call_container, has_method, stands_for_more
from sadpath.walk.containers.subscripts import child
from sadpath.walk.machine import Machine
from sadpath.walk.objects.class_attributes import class_attribute
from sadpath.walk.objects.instance_attributes import instance_attribute
from sadpath.walk.objects.module_attributes import function_attribute, module_attribute
from sadpath.walk.objects.plain_attributes import (
    container_attribute,
    data_attribute,
    slice_attribute,
    string_attribute,
    value_has,
)
from sadpath.walk.objects.supers import super_attribute
from sadpath.walk.operators.concrete import only_plain
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
    Descriptor,
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
    SuperV,
    Text,
    Unknown,
    Value,
    is_constant,
    is_told_string,
)


def get_attribute(m: Machine, value: Value, name: str, default: Value = ABSENT) -> Value:
    """`value.name`; `default` (if given) or `Raised(AttributeError)` where there is no such attribute."""
    kind = type(value)
    if kind is Instance:
        found = instance_attribute(m, value, name)
    elif kind is ModuleV:
        found = module_attribute(m, value, name)
    elif kind is ClassV:
        found = class_attribute(m, value, name)
    elif kind is Unknown:
        if default is not ABSENT and value.answer is not None and name in value.members:
            return default
        if default is not ABSENT and default is not None:
            from sadpath.walk.calls import is_setting_default

            if is_setting_default(m, value, default):
                return default
        if not is_told_string(value) or hasattr("", name):
            return child(m, value, "attribute", value, name)
        found = ABSENT
    elif kind is Lanes:
        if only_plain(m, value):
            if all(is_constant(value.values[i]) or isinstance(value.values[i], Text) for i in m.active):
                if default is not ABSENT and value_has(m, value, name) is False:
                    return default
                return string_attribute(m, value, name)
            if any(is_constant(value.values[i]) for i in m.active):
                return get_attribute(m, m.single(value), name, default)
            return m.lift(lambda v: get_attribute(m, v, name), value)
        return get_attribute(m, m.single(value), name, default)
    elif kind is FunctionV:
        found = function_attribute(m, value, name)
    elif kind is BoundMethod:
        found = (
            value.self_value
            if name == "__self__"
            else value.fn
            if name == "__func__"
            else get_attribute(m, value.fn, name, default)
        )
    elif kind is SuperV:
        found = super_attribute(m, value, name)
    elif (
        isinstance(value, Container)
        and value.cls is not None
        and (own := container_attribute(m, value, value.cls, name)) is not ABSENT
    ):
        found = own
    elif isinstance(value, (DictV, ListV, SetV, tuple)):
        found = data_attribute(value, name)
        if found is ABSENT and (has_method(value, name) or (default is ABSENT and stands_for_more(value, name))):
            found = Native(name, lambda m, args, kw: call_container(m, value, name, args, kw))
    elif is_constant(value) or kind is Text:
        if default is not ABSENT and value_has(m, value, name) is False:
            return default
        found = string_attribute(m, value, name)
    elif kind in (RangeV, IteratorV):
        found = m.unknown("attribute", kind.__name__, name)
    elif kind is slice:
        found = slice_attribute(m, value, name)
    elif kind is Native:
        found = value.name if name in ("__name__", "__qualname__") else m.unknown("attribute", value.name, name)
    elif isinstance(value, Descriptor):
        if name in ("setter", "deleter", "getter"):
            found = Native(name, lambda m, args, kw: value.changed(name, args[0]))
        elif name in ("__func__", "__wrapped__", "fget"):
            found = value.fn
        elif name in ("fset", "fdel") and value.kind == "property":
            found = value.setter if name == "fset" else value.deleter
        else:
            found = get_attribute(m, value.fn, name, default)
    else:
        getter = getattr(value, "attribute", None)
        found = getter(m, name) if getter is not None else m.unknown("attribute", kind.__name__, name)
    if found is not ABSENT:
        return found
    if default is not ABSENT:
        return default
    raise m.error("AttributeError", f"no attribute {name!r}")
