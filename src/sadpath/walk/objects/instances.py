"""Making objects: of plain classes, exceptions, and subclasses of builtin types."""

from __future__ import annotations

from sadpath.walk.machine import Machine
from sadpath.walk.objects.abstract import refuse
from sadpath.walk.objects.bind import bind
from sadpath.walk.objects.enums import enum_member
from sadpath.walk.objects.exceptions import is_exception, keep_arguments, kind_of_error
from sadpath.walk.objects.fields import annotated_fields, init_among, init_fields
from sadpath.walk.operators.concrete import is_plain
from sadpath.walk.values import ABSENT, ClassV, Container, Descriptor, FunctionV, Instance, Native, Text, Unknown, Value


def instantiate(m: Machine, cls: ClassV, args: list[Value], kw: dict[str, Value], by_type: bool = False) -> Value:
    """`cls(*args, **kw)`; `by_type`: as `type.__call__` does it, past the metaclass's own `__call__`."""
    from sadpath.walk.calls import call
    from sadpath.walk.objects.classes import new_class
    from sadpath.walk.objects.named_tuples import functional_named_tuple

    if cls.meta is not None and not by_type and isinstance(caller := cls.meta.find("__call__"), FunctionV):
        return call(m, caller, [cls, *args], kw)
    if cls.flavour == "builtin" and isinstance(cls.native, Native):
        return call(m, cls.native, args, kw)
    if cls.flavour == "enum" and cls.members:
        return enum_member(m, cls, args[0] if args else kw.get("value"))
    if cls.flavour == "enum" and (len(args) > 1 or "names" in kw):
        from sadpath.walk.objects.functional_enums import functional_enum

        return functional_enum(m, cls, args, kw)
    if cls.flavour == "namedtuple" and not cls.fields and cls.node is None and args:
        return functional_named_tuple(m, args)
    if cls.flavour == "typeddict":
        if args and isinstance(args[0], str):  # `TypedDict("Name", {...})`
            return new_class(m, str(args[0]), [cls], {}, None)
        return call(m, m.builtins["dict"], args, kw)
    builtin = cls.of_builtin()
    if builtin is not None and isinstance(builtin.native, Native):
        if builtin.name in CONTAINERS and not isinstance(cls.find("__new__"), (FunctionV, Descriptor)):
            return new_container(m, cls, builtin, args, kw)
        if (
            builtin.name in PLAIN
            and cls.find("__init__") is ABSENT
            and not isinstance(cls.find("__new__"), (FunctionV, Descriptor))
        ):
            return new_plain(m, cls, builtin, args, kw)
    new = cls.find("__new__")
    if isinstance(new, (FunctionV, Descriptor)) and cls.flavour != "enum":
        function = new.fn if isinstance(new, Descriptor) else new
        created = call(m, function, [cls, *args], kw)
        if not isinstance(created, Instance) or cls not in created.cls.mro or cls.flavour == "namedtuple":
            return created
        made = created
    else:
        made = new_object(m, kind_of_error(m, cls, args))
    if is_exception(m, cls):
        made.attrs["args"] = tuple(args)
    init, dataclass = init_among(cls.mro)
    if dataclass is not None:
        init_fields(m, made, dataclass, args, kw)
    elif type(init) is FunctionV:
        call(m, init, [made, *args], kw)
    elif init is not ABSENT:
        call(m, bind(m, init, made, cls), args, kw)
    else:
        base_init(m, made, args, kw)
    return made


def new_object(m: Machine, cls: ClassV) -> Instance:
    """`object.__new__(cls)`; raises `Raised(TypeError)` where the class is abstract."""
    if cls.abstract:
        refuse(m, cls)
    return Instance(cls, {}, m.now)


CONTAINERS = ("dict", "list", "set", "frozenset")


PLAIN = ("str", "int", "float", "bytes")


def new_plain(m: Machine, cls: ClassV, builtin: ClassV, args: list[Value], kw: dict[str, Value]) -> Value:
    """An object of a subclass of `str`, `int`, ...: it holds the plain value; what is not known of it stands for itself."""
    from sadpath.walk.calls import call

    made = m.single(call(m, builtin.native, args, kw))
    return Instance(cls, {"_value_": made}, m.now) if is_plain(made) and not isinstance(made, (Unknown, Text)) else made


def new_named_tuple(m: Machine, cls: ClassV, args: list[Value], kw: dict[str, Value]) -> Instance:
    """`super().__new__(cls, *fields)` in a class that derives from a named tuple."""
    made = Instance(args[0] if args and isinstance(args[0], ClassV) else cls, {}, m.now)
    init_fields(m, made, made.cls, args[1:], kw)
    return made


def new_container(m: Machine, cls: ClassV, builtin: ClassV, args: list[Value], kw: dict[str, Value]) -> Value:
    """An object of a subclass of `dict`, `list` or `set`: a container that knows its class."""
    from sadpath.walk.calls import call

    init = cls.find("__init__")
    made = m.single(call(m, builtin.native, args if init is ABSENT else [], kw if init is ABSENT else {}))
    if not isinstance(made, Container):
        return made
    made.cls, made.attrs = cls, {}
    if init is not ABSENT:
        call(m, bind(m, init, made, cls), args, kw)
    return made


def base_init(m: Machine, made: Instance, args: list[Value], kw: dict[str, Value]) -> None:
    """The `__init__` that a class has without writing one: a named tuple's, an exception's, `object`'s."""
    cls = made.cls
    if is_exception(m, cls):
        keep_arguments(m, made, args)
        group = m.builtins.get("BaseExceptionGroup")
        if group is not None and cls.derives(group) and len(args) > 1:
            made.attrs["message"] = args[0]
            from sadpath.walk.containers.iteration import to_list

            made.attrs["exceptions"] = tuple(to_list(m, args[1])[0])
        if kw and not cls.opaque:
            raise m.error("TypeError", f"{cls.name}() takes no keyword arguments")
        return
    if cls.flavour == "namedtuple":
        init_fields(m, made, cls, args, kw)
        return
    if cls.opaque:
        for name, value in kw.items():
            made.attrs.setdefault(name, value)  # models of data and of tables: keywords become attributes
        if cls.node is not None:
            for name, default, _factory, _ in annotated_fields(m, cls.node, cls):
                if name not in made.attrs:
                    made.attrs[name] = default if default is not ABSENT else m.unknown("field", cls.name, name)
        return
    if (args or kw) and cls.node is not None and cls.of_builtin() is None:
        raise m.error("TypeError", f"{cls.name}() takes no arguments")
