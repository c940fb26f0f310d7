"""`super()`: what comes after a class in the order of its object's classes."""

from __future__ import annotations

from sadpath.walk.containers.methods import call_container
from sadpath.walk.machine import Machine
from sadpath.walk.objects.bind import bind
from sadpath.walk.objects.exceptions import exception_repr, exception_text, is_exception
from sadpath.walk.objects.fields import init_among, init_fields
from sadpath.walk.objects.setting import delete_plain, set_on_container, set_plain
from sadpath.walk.operators.concrete import mixed_in
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
    Descriptor,
    DictV,
    Instance,
    ListV,
    Native,
    SetV,
    SuperV,
    Value,
)


def super_attribute(m: Machine, value: SuperV, name: str) -> Value:
    """`super().name`."""
    start = value.self_value
    if isinstance(start, Container):
        return container_super(m, value, start, name)
    cls = start if isinstance(start, ClassV) else start.cls if isinstance(start, Instance) else value.cls
    mro = cls.mro
    after = mro[mro.index(value.cls) + 1 :] if value.cls in mro else value.cls.mro[1:]
    if name == "__init__" and isinstance(start, Instance) and (dataclass := init_among(after)[1]) is not None:
        return Native(name, lambda m, args, kw: init_fields(m, start, dataclass, args, kw))
    for base in after:
        if name in base.attrs:
            found = base.attrs[name]
            return (
                bind(m, found, start if isinstance(start, Instance) else None, cls)
                if not (isinstance(found, Descriptor) and found.kind == "class")
                else BoundMethod(found.fn, cls)
            )
    if name == "__init__":
        from sadpath.walk.objects.instances import base_init

        return Native(
            "__init__", lambda m, args, kw: base_init(m, start, args, kw) if isinstance(start, Instance) else None
        )
    if name == "__new__" and any(
        base.flavour == "builtin" and base.name in ("str", "int", "float", "bytes") for base in after
    ):
        from sadpath.walk.objects.instances import new_plain

        plain = next(base for base in after if base.flavour == "builtin")
        return Native(
            "__new__",
            lambda m, args, kw: new_plain(
                m, args[0] if args and isinstance(args[0], ClassV) else cls, plain, args[1:], kw
            ),
        )
    if name == "__new__" and cls.flavour == "namedtuple":
        from sadpath.walk.objects.instances import new_named_tuple

        return Native(name, lambda m, args, kw: new_named_tuple(m, cls, args, kw))
    if name == "__new__":
        if any(base.name == "type" and base.flavour == "builtin" for base in after):
            from sadpath.walk.objects.classes import class_being_made

            return Native("__new__", lambda m, args, kw: class_being_made(m, args))
        from sadpath.walk.objects.instances import new_object

        return Native(name, lambda m, args, kw: new_object(m, args[0] if args and isinstance(args[0], ClassV) else cls))
    if name in ("__str__", "__repr__") and isinstance(start, Instance):
        return Native(name, lambda m, args, kw: own_text(m, start, name))
    if name == "__setattr__" and isinstance(start, Instance):
        return Native(name, lambda m, args, kw: set_plain(m, start, args[0], args[1]))
    if name == "__delattr__" and isinstance(start, Instance):
        return Native(name, lambda m, args, kw: delete_plain(m, start, str(args[0])))
    if name == "__call__" and isinstance(start, ClassV):
        from sadpath.walk.objects.instances import instantiate

        return Native(name, lambda m, args, kw: instantiate(m, start, args, kw, by_type=True))
    if name in ("__init_subclass__", "__enter__", "__exit__", "__post_init__", "__set_name__"):
        return Native(name, lambda m, args, kw: None)
    if any(base.opaque for base in after):
        return m.unknown("attribute", "super", cls, name)
    return ABSENT


def own_text(m: Machine, value: Instance, name: str) -> Value:
    """`super().__str__()` and `super().__repr__()` where no class of the code has one."""
    from sadpath.walk.operators.texts import repr_text, to_text

    if is_exception(m, value.cls):
        return exception_text(m, value) if name == "__str__" else exception_repr(m, value)
    plain = mixed_in(value)
    if plain is not None and value.cls.flavour != "enum":
        return to_text(m, plain) if name == "__str__" else repr_text(m, plain)
    if value.cls.flavour == "enum" and name == "__str__" and plain is None:
        return f"{value.cls.name}.{value.attrs.get('_name_')}"
    return m.unknown("str" if name == "__str__" else "repr", value.cls.name, kind="str")


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
    if name == "__setattr__":
        return Native(name, lambda m, args, kw: set_on_container(m, start, str(args[0]), args[1]))
    if name == "__delattr__":
        return Native(name, lambda m, args, kw: delete_plain(m, start, str(args[0])))
    return Native(name, lambda m, args, kw: call_container(m, start, name, args, kw))
