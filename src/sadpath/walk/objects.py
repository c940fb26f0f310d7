"""Attributes: reading, writing, and what a class makes of them."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.containers.methods import DICT, LIST, SET, call_container
from sadpath.walk.containers.subscripts import child
from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import only_plain
from sadpath.walk.operators.strings import call_string
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
        table = DICT if isinstance(value, DictV) else SET if isinstance(value, SetV) else LIST
        if name in table or name.startswith("__") or default is ABSENT:
            found = Native(name, lambda m, args, kw: call_container(m, value, name, args, kw))
        else:
            found = ABSENT
    elif is_constant(value) or kind is Text:
        if default is not ABSENT and value_has(m, value, name) is False:
            return default
        found = string_attribute(m, value, name)
    elif kind in (RangeV, IteratorV):
        found = m.unknown("attribute", kind.__name__, name)
    elif kind is Native:
        found = value.name if name in ("__name__", "__qualname__") else m.unknown("attribute", value.name, name)
    elif isinstance(value, Descriptor):
        if name in ("setter", "deleter", "getter"):
            found = Native(
                name,
                lambda m, args, kw: Descriptor(
                    "property", args[0] if name == "getter" else value.fn, args[0] if name == "setter" else value.setter
                ),
            )
        elif name in ("__func__", "__wrapped__", "fget"):
            found = value.fn
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
    table = DICT if isinstance(value, DictV) else SET if isinstance(value, SetV) else LIST
    getter = cls.find("__getattr__")
    if getter is not ABSENT and name not in table and not name.startswith("__"):
        from sadpath.walk.calls import call

        return call(m, bind(m, getter, value, cls), [name], {})
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


def bind(m: Machine, found: Value, value: Value, cls: ClassV) -> Value:
    """What a class attribute becomes when it is read through the object `value` (None: through the class)."""
    kind = type(found)
    if kind is FunctionV or kind is Native:
        return BoundMethod(found, value) if value is not None else found
    if kind is Descriptor:
        if found.kind == "static":
            return found.fn
        if found.kind == "class":
            return BoundMethod(found.fn, cls)
        if value is None:
            return found
        from sadpath.walk.calls import call

        if found.kind == "cached":
            made = call(m, found.fn, [value], {})
            m.touch(value)
            value.attrs = value.attrs if value.attrs is not None else {}
            value.attrs[getattr(found.fn, "name", "cached")] = made
            return made
        return call(m, found.fn, [value], {})
    if kind is Instance and found.cls.find("__get__") is not ABSENT:
        from sadpath.walk.calls import call_method

        return call_method(m, found, "__get__", [value, cls])
    return found


def instance_attribute(m: Machine, value: Instance, name: str) -> Value:
    """`value.name` for an object."""
    cls = value.cls
    found = cls.find(name)
    if found is not ABSENT:
        kind = type(found)
        data = (kind is Descriptor and found.kind == "property") or (
            kind is Instance and found.cls.find("__set__") is not ABSENT
        )
        if not data and name in value.attrs:
            return value.attrs[name]
        return bind(m, found, value, cls)
    if name in value.attrs:
        return value.attrs[name]
    if name == "__class__":
        return cls
    if name == "__dict__":
        m.touch(value)
        return m.new_dict(value.attrs)  # the dict itself: what is put into it is an attribute
    if name.startswith("__") and name.endswith("__") and name not in ("__cause__", "__context__", "__notes__"):
        if name in ("__str__", "__repr__"):
            from sadpath.walk.operators.texts import to_text

            return Native(name, lambda m, args, kw: to_text(m, value))
        if name not in (
            "__init__",
            "__init_subclass__",
            "__setattr__",
            "__getattribute__",
            "__eq__",
            "__hash__",
            "__new__",
        ):
            return ABSENT
        return Native(name, lambda m, args, kw: None)
    exceptions = m.builtins.get("BaseException")
    if exceptions is not None and cls.derives(exceptions):
        if name in ("__cause__", "__context__"):
            return None
        if name == "with_traceback":
            return Native(name, lambda m, args, kw: value)
        if name == "add_note":
            return Native(name, lambda m, args, kw: None)
        if name in ("__traceback__", "__notes__", "errno", "strerror", "filename", "value"):
            return m.unknown("attribute", value, name)
    getter = cls.find("__getattr__")
    if getter is not ABSENT:
        from sadpath.walk.calls import call

        return call(m, bind(m, getter, value, cls), [name], {})
    if cls.flavour == "namedtuple" and name in ("_asdict", "_replace", "_fields", "_field_defaults", "_make"):
        if name not in ("_asdict", "_replace"):
            return namedtuple_attribute(m, cls, name)
        if name == "_asdict":
            return Native(name, lambda m, args, kw: m.new_dict(dict(value.attrs)))
        return Native(name, lambda m, args, kw: Instance(cls, {**value.attrs, **kw}, m.now))
    if cls.flavour == "enum" and name in ("name", "value"):
        return value.attrs.get("_name_" if name == "name" else "_value_", ABSENT)
    if (
        cls.native == "plain"
        and "_value_" in value.attrs
        and isinstance(value.attrs["_value_"], (str, int))
        and hasattr(value.attrs["_value_"], name)
    ):
        return string_attribute(m, value.attrs["_value_"], name)
    if cls.opaque:
        return m.unknown("attribute", value, name)
    return ABSENT


def class_attribute(m: Machine, cls: ClassV, name: str) -> Value:
    """`cls.name`."""
    if cls.flavour == "enum" and name in cls.members:
        return cls.members[name]
    found = cls.find(name)
    if found is not ABSENT:
        if type(found) is Native and cls.flavour == "builtin" and name == "fromkeys":
            return found
        return bind(m, found, None, cls)
    if (
        cls.meta is not None
        and (found := cls.meta.find(name)) is not ABSENT
        and name not in ("__new__", "__init__", "__call__")
    ):
        return bind(m, found, cls, cls.meta)
    if name in ("__name__", "__qualname__"):
        return cls.name if name == "__name__" else cls.qualname
    if name == "__module__":
        return cls.module.name if cls.module is not None else "builtins"
    if name == "__members__" and cls.flavour == "enum":
        return m.new_dict(dict(cls.members))
    if name == "__mro__":
        return tuple(cls.mro)
    if name == "__subclasses__":
        known = [
            c for c in m.caches.setdefault("classes", []) if isinstance(c, ClassV) and len(c.mro) > 1 and cls in c.bases
        ]
        return Native(name, lambda m, args, kw: m.new_list(list(known)))
    if name == "__doc__":
        return m.unknown("doc", cls.name, kind="str")
    if name == "__dict__":
        return m.new_dict(dict(cls.attrs))
    if name == "__bases__":
        return tuple(cls.bases) if not cls.opaque else m.unknown("attribute", cls, name)
    if name == "__annotations__":
        return m.new_dict({key: m.unknown("annotation", cls, key) for key in annotated_names(cls)})
    if name == "__init_subclass__":
        return Native(name, lambda m, args, kw: None)
    if name in ("__new__",):
        if cls.name == "type" and m.caches.get("classes being made"):
            from sadpath.walk.classes import class_being_made

            return Native(name, lambda m, args, kw: class_being_made(m, args))
        return Native(
            name, lambda m, args, kw: Instance(args[0] if args and isinstance(args[0], ClassV) else cls, {}, m.now)
        )
    if name == "__init__":
        from sadpath.walk.classes import base_init

        return Native(
            name,
            lambda m, args, kw: base_init(m, args[0], args[1:], kw) if args and isinstance(args[0], Instance) else None,
        )
    if name == "mro":
        return Native(name, lambda m, args, kw: m.new_list(list(cls.mro)))
    if name in OBJECT_METHODS and (cls.flavour != "builtin" or name == "__setattr__"):
        return object_method(name)
    if cls.opaque:
        return m.unknown("attribute", cls, name)
    if cls.flavour == "builtin":
        return builtin_class_attribute(m, cls, name)
    if cls.flavour == "namedtuple" and name.startswith("_"):
        return namedtuple_attribute(m, cls, name)
    if name.startswith("_missing_"):
        return m.unknown("attribute", cls, name)
    return ABSENT


OBJECT_METHODS = frozenset(
    {
        "__hash__",
        "__eq__",
        "__ne__",
        "__str__",
        "__repr__",
        "__setattr__",
        "__getattribute__",
        "__delattr__",
        "__format__",
        "__reduce__",
        "__sizeof__",
        "__dir__",
    }
)


def object_method(name: str) -> Native:
    """What `object` (or `BaseException`) defines itself, read through a class: `Exception.__str__(self)`, `__hash__ = Exception.__hash__`."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        owner = args[0] if args else None
        if isinstance(owner, Instance):
            if name in ("__str__", "__repr__") and "args" in owner.attrs:
                return exception_text(m, owner)
            if name == "__setattr__" and len(args) > 2:
                set_plain(m, owner, args[1], args[2])
                return None
            if name == "__getattribute__" and len(args) > 1:
                return instance_attribute(m, owner, str(args[1]))
            if name == "__delattr__" and len(args) > 1:
                delete_attribute(m, owner, str(args[1]))
                return None
            if name in ("__eq__", "__ne__") and len(args) > 1:
                return (owner is args[1]) is (name == "__eq__")
        return m.unknown(
            "object method", name, *args, kind="str" if name in ("__str__", "__repr__", "__format__") else None
        )

    return Native(name, run)


def annotated_names(cls: ClassV) -> list[str]:
    """The names that the class's own body annotates."""
    body = cls.node.body if cls.node is not None else []
    return [s.target.id for s in body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]


def namedtuple_attribute(m: Machine, cls: ClassV, name: str) -> Value:
    """What the class of a named tuple has: `_fields`, `_field_defaults`, `_make`; `ABSENT` for other names."""
    if name in ("_fields", "__match_args__"):
        return tuple(f[0] for f in cls.fields)
    if name == "_field_defaults":
        return m.new_dict({f[0]: f[1] for f in cls.fields if f[1] is not ABSENT})
    if name == "_make":
        from sadpath.walk.calls import call
        from sadpath.walk.containers.iteration import to_list

        return Native(name, lambda m, args, kw: call(m, cls, to_list(m, args[0])[0], {}))
    return ABSENT


def builtin_class_attribute(m: Machine, cls: ClassV, name: str) -> Value:
    """`str.lower`, `dict.get`, `dict.fromkeys`, `int.from_bytes`, ..."""
    if name == "fromkeys":
        from sadpath.walk.containers.iteration import to_list

        return Native(
            name,
            lambda m, args, kw: m.new_dict(
                dict.fromkeys([m.single(k) for k in to_list(m, args[0])[0]], args[1] if len(args) > 1 else None)
            ),
        )
    real = {
        "str": str,
        "dict": dict,
        "list": list,
        "set": set,
        "int": int,
        "float": float,
        "bytes": bytes,
        "tuple": tuple,
    }.get(cls.name)
    if real is None or not hasattr(real, name):
        return ABSENT
    if real in (int, float, bytes) and name.startswith("from"):
        return m.unknown("attribute", cls, name)

    def unbound(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        from sadpath.walk.calls import call_method

        return call_method(m, args[0], name, args[1:], kw)

    return Native(name, unbound)


def module_attribute(m: Machine, module: ModuleV, name: str) -> Value:
    """`module.name`, a submodule included."""
    if name in module.attrs:
        return module.attrs[name]
    if name == "__name__":
        return module.name
    if name in ("__file__", "__doc__", "__package__"):
        return m.unknown("module", module.name, name, kind="str")
    if name == "__dict__":
        return m.new_dict(dict(module.attrs))
    from sadpath.walk.imports import find_submodule

    submodule = find_submodule(m, module, name)
    if submodule is not None:
        return submodule
    getter = module.attrs.get("__getattr__")
    if getter is not None:
        from sadpath.walk.calls import call

        return call(m, getter, [name], {})
    if module.opaque:
        return m.unknown("module", module.name, name)
    return unloaded(m, module, name)


def unloaded(m: Machine, module: ModuleV, name: str) -> Value:
    """A symbol for a name whose statement the walk could not run when the module was loaded; `ABSENT` for other names."""
    if name not in m.caches.get("unloaded", {}).get(module.name, ()):
        return ABSENT
    m.run.flags.add("unsure")
    return m.unknown("module", module.name, name)


def function_attribute(m: Machine, function: FunctionV, name: str) -> Value:
    """`function.name`."""
    if name in function.attrs:
        return function.attrs[name]
    if name == "__name__":
        return function.name
    if name == "__qualname__":
        return function.qualname
    if name == "__module__":
        return function.module.name
    if name == "__dict__":
        return m.new_dict(dict(function.attrs))
    if name == "__call__":
        return function
    if name in (
        "__doc__",
        "__annotations__",
        "__defaults__",
        "__kwdefaults__",
        "__code__",
        "__closure__",
        "__globals__",
    ):
        return m.unknown("attribute", function, name)
    if name == "__get__":
        return Native(
            name, lambda m, args, kw: BoundMethod(function, args[0]) if args and args[0] is not None else function
        )
    return ABSENT


def super_attribute(m: Machine, value: SuperV, name: str) -> Value:
    """`super().name`."""
    start = value.self_value
    if isinstance(start, Container):
        return container_super(m, value, start, name)
    cls = start if isinstance(start, ClassV) else start.cls if isinstance(start, Instance) else value.cls
    mro = cls.mro
    after = mro[mro.index(value.cls) + 1 :] if value.cls in mro else value.cls.mro[1:]
    for base in after:
        if name in base.attrs:
            found = base.attrs[name]
            return (
                bind(m, found, start if isinstance(start, Instance) else None, cls)
                if not (isinstance(found, Descriptor) and found.kind == "class")
                else BoundMethod(found.fn, cls)
            )
    if name == "__init__":
        from sadpath.walk.classes import base_init

        return Native(
            "__init__", lambda m, args, kw: base_init(m, start, args, kw) if isinstance(start, Instance) else None
        )
    if name == "__new__" and any(
        base.flavour == "builtin" and base.name in ("str", "int", "float", "bytes") for base in after
    ):
        from sadpath.walk.classes import new_plain

        plain = next(base for base in after if base.flavour == "builtin")
        return Native(
            "__new__",
            lambda m, args, kw: new_plain(
                m, args[0] if args and isinstance(args[0], ClassV) else cls, plain, args[1:], kw
            ),
        )
    if name == "__new__":
        if any(base.name == "type" and base.flavour == "builtin" for base in after):
            from sadpath.walk.classes import class_being_made

            return Native("__new__", lambda m, args, kw: class_being_made(m, args))
        return Native(
            "__new__", lambda m, args, kw: Instance(args[0] if args and isinstance(args[0], ClassV) else cls, {}, m.now)
        )
    if name in ("__str__", "__repr__") and isinstance(start, Instance):
        return Native(name, lambda m, args, kw: exception_text(m, start))
    if name == "__setattr__" and isinstance(start, Instance):
        return Native(name, lambda m, args, kw: set_plain(m, start, args[0], args[1]))
    if name == "__call__" and isinstance(start, ClassV):
        from sadpath.walk.classes import instantiate

        return Native(name, lambda m, args, kw: instantiate(m, start, args, kw, by_type=True))
    if name in ("__init_subclass__", "__enter__", "__exit__", "__post_init__", "__set_name__"):
        return Native(name, lambda m, args, kw: None)
    if any(base.opaque for base in after):
        return m.unknown("attribute", "super", cls, name)
    return ABSENT


def container_super(m: Machine, value: SuperV, start: Container, name: str) -> Value:
    """`super().name` in a class that derives from `dict`, `list` or `set`."""
    mro = start.cls.mro if start.cls is not None else value.cls.mro
    for base in mro[mro.index(value.cls) + 1 :] if value.cls in mro else []:
        if name in base.attrs:
            return bind(m, base.attrs[name], start, base)
    if name == "__init__":

        def fill(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
            from sadpath.walk.calls import call

            builtin = next(b for b in mro if b.flavour == "builtin")
            made = m.single(call(m, builtin.native, args, kw))
            m.touch(start)
            if isinstance(made, DictV) and isinstance(start, DictV):
                start.items, start.base, start.schema, start.fold_case = (
                    made.items,
                    made.base,
                    made.schema,
                    made.fold_case,
                )
            elif isinstance(made, ListV) and isinstance(start, ListV):
                start.items, start.open, start.schema, start.origin = made.items, made.open, made.schema, made.origin
            elif isinstance(made, SetV) and isinstance(start, SetV):
                start.items, start.open = made.items, made.open
            return None

        return Native(name, fill)
    if name in ("__init_subclass__", "__enter__", "__exit__"):
        return Native(name, lambda m, args, kw: None)
    return Native(name, lambda m, args, kw: call_container(m, start, name, args, kw))


def exception_text(m: Machine, value: Instance) -> Value:
    """`Exception.__str__`: the text of the arguments."""
    from sadpath.walk.operators.texts import container_text, to_text

    args = value.attrs.get("args", ())
    if not isinstance(args, tuple) or not args:
        return "" if args == () else m.unknown("str", value, kind="str")
    return to_text(m, args[0]) if len(args) == 1 else container_text(m, args)


def set_plain(m: Machine, value: Instance, name: Any, item: Value) -> None:
    """`object.__setattr__`."""
    m.touch(value)
    value.attrs[str(name)] = item


def set_attribute(m: Machine, value: Value, name: str, item: Value) -> None:
    """`value.name = item`."""
    if type(value) is Lanes:
        value = m.single(value)
    if isinstance(value, Instance):
        found = value.cls.find(name)
        if type(found) is Descriptor and found.kind == "property":
            if found.setter is None:
                raise m.error("AttributeError", f"property {name!r} has no setter")
            from sadpath.walk.calls import call

            call(m, found.setter, [value, item], {})
            return
        if type(found) is Instance and found.cls.find("__set__") is not ABSENT:
            from sadpath.walk.calls import call_method

            call_method(m, found, "__set__", [value, item])
            return
        setter = value.cls.find("__setattr__")
        if setter is not ABSENT:
            from sadpath.walk.calls import call

            call(m, bind(m, setter, value, value.cls), [name, item], {})
            return
        m.touch(value)
        value.attrs[name] = item
    elif isinstance(value, (ClassV, ModuleV, FunctionV)):
        m.touch(value)
        value.attrs[name] = item
    elif isinstance(value, Container) and value.cls is not None:
        found = value.cls.find(name)
        if type(found) is Descriptor and found.setter is not None:
            from sadpath.walk.calls import call

            call(m, found.setter, [value, item], {})
            return
        m.touch(value)
        value.attrs = {**(value.attrs or {}), name: item}
    elif value is None:
        raise m.error("AttributeError", "NoneType object has no attribute")


def delete_attribute(m: Machine, value: Value, name: str) -> None:
    """`del value.name`."""
    value = m.single(value)
    if isinstance(value, (Instance, ClassV, ModuleV, FunctionV)):
        m.touch(value)
        value.attrs.pop(name, None)
