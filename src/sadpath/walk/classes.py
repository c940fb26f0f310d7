"""Making classes and objects: MRO, `__init_subclass__`, dataclasses, Enums, named tuples, exceptions."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.objects import bind
from sadpath.walk.operators.concrete import is_plain
from sadpath.walk.run import Frame
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
    Descriptor,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    Native,
    Raised,
    Text,
    Unknown,
    Value,
)

ENUM_BASES = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum"})


def make_class(m: Machine, node: ast.ClassDef, frame: Frame) -> Value:
    """The class that a `class` statement makes; decorators are the caller's business."""
    from sadpath.walk.calls import call

    bases: list[Value] = []
    for base in node.bases:
        made = m.single(m.eval(base.value if isinstance(base, ast.Starred) else base, frame))
        bases.append(made)
    keywords = {k.arg: m.eval(k.value, frame) for k in node.keywords if k.arg}
    cls = new_class(m, node.name, bases, {}, frame)
    meta = m.single(keywords.pop("metaclass", None))
    cls.meta = meta if isinstance(meta, ClassV) else cls.meta
    cls.node = node
    cls.project = frame.module.project
    outer = (
        frame.function.qualname + ".<locals>." if frame.function else (frame.cls.qualname + "." if frame.cls else "")
    )
    cls.qualname = outer + node.name
    inner = Frame(frame.module, m.program.scope(node), frame, frame.function)
    inner.variables = cls.attrs
    inner.cls = cls
    inner.statement = node
    m.body(node.body, inner)
    for value in list(cls.attrs.values()):
        function = value.fn if isinstance(value, Descriptor) else value
        if isinstance(function, FunctionV) and function.owner is None:
            function.owner = cls
            function.qualname = f"{cls.qualname}.{function.name}"
        if isinstance(value, Descriptor) and isinstance(value.setter, FunctionV):
            value.setter.owner = cls
    cls.abstract = any(
        isinstance(v, (FunctionV, Descriptor))
        and getattr(v.fn if isinstance(v, Descriptor) else v, "attrs", {}).get("__isabstractmethod__")
        for v in cls.attrs.values()
    )
    if cls.flavour in ("namedtuple", "typeddict"):
        cls.fields = annotated_fields(m, node, cls)
    if cls.flavour == "enum":
        make_enum(m, cls, node)
    for name, value in list(cls.attrs.items()):
        if isinstance(value, Instance) and value.cls.find("__set_name__") is not ABSENT:
            from sadpath.walk.calls import call_method

            call_method(m, value, "__set_name__", [cls, name])
    m.caches.setdefault("classes", []).append(cls)
    for parent in cls.mro[1:]:
        hook = parent.attrs.get("__init_subclass__")
        if hook is not None:
            function = hook.fn if isinstance(hook, Descriptor) else hook
            call(m, function, [cls], {str(k): v for k, v in keywords.items()})
            break
    return made_by_metaclass(m, cls, bases, keywords) if cls.meta is not None else cls


def made_by_metaclass(m: Machine, cls: ClassV, bases: list[Value], keywords: dict[str, Value]) -> Value:
    """What the metaclass's `__new__` and `__init__` make of a class that stands already; `type.__new__` gives the class itself."""
    from sadpath.walk.calls import call

    assert cls.meta is not None
    args: list[Value] = [cls.name, tuple(bases), m.new_dict(dict(cls.attrs))]
    named = {str(k): v for k, v in keywords.items()}
    made: Value = cls
    new, init = cls.meta.find("__new__"), cls.meta.find("__init__")
    if isinstance(new, (FunctionV, Descriptor)):
        being_made = m.caches.setdefault("classes being made", [])
        being_made.append(cls)
        try:
            made = call(m, new.fn if isinstance(new, Descriptor) else new, [cls.meta, *args], named)
        finally:
            being_made.pop()
    if isinstance(init, FunctionV) and made is cls:
        call(m, init, [cls, *args], named)
    return made


def class_being_made(m: Machine, args: list[Value]) -> Value:
    """`type.__new__(metaclass, name, bases, namespace)`: the class whose metaclass is running; `ABSENT` where none is."""
    being_made = m.caches.get("classes being made")
    if not being_made:
        return ABSENT
    cls: ClassV = being_made[-1]
    if len(args) > 3 and isinstance(args[3], DictV):
        cls.attrs.update({str(k): v for k, v in args[3].items.items()})
    return cls


def new_class(m: Machine, name: str, bases: list[Value], attrs: dict[str, Value], frame: Frame | None) -> ClassV:
    """A class with these bases; unknown bases make it opaque."""
    known = [b for b in bases if isinstance(b, ClassV)]
    cls = ClassV(name, list(known), attrs, frame.module if frame else None, m.now)
    cls.opaque = any(not isinstance(b, (ClassV, Native, FunctionV)) for b in bases) or any(b.opaque for b in known)
    cls.mro = merge(cls, known)
    cls.meta = next((b.meta for b in known if b.meta is not None), None)
    for base in known:
        if base.flavour in ("enum", "namedtuple", "typeddict") and not cls.flavour:
            cls.flavour = base.flavour
        if (base.flavour == "builtin" and base.name in ("str", "int")) or base.native == "plain":
            cls.native = "plain"
        if base.dataclass is not None and cls.dataclass is None:
            cls.fields = list(base.fields)
        if base.flavour == "namedtuple" and base.fields and not cls.fields:
            cls.fields = list(base.fields)
    if cls.flavour == "enum" and any(b.name in ("IntEnum", "StrEnum", "IntFlag") for b in cls.mro):
        cls.native = "plain"
    return cls


def merge(cls: ClassV, bases: list[ClassV]) -> list[ClassV]:
    """The method resolution order (C3; a plain depth-first order where C3 has none)."""
    lists = [list(b.mro) for b in bases] + [list(bases)]
    order = [cls]
    while any(lists):
        lists = [li for li in lists if li]
        for candidates in lists:
            head = candidates[0]
            if not any(head in li[1:] for li in lists):
                break
        else:
            head = lists[0][0]
        order.append(head)
        lists = [[c for c in li if c is not head] for li in lists]
    return order


def annotated_fields(m: Machine, node: ast.ClassDef, cls: ClassV) -> list[tuple[str, Value, Value, Any]]:
    """The annotated names of a class body, with their defaults, after those of the bases; `ClassVar`s are left out."""
    fields: dict[str, tuple[str, Value, Value, Any]] = {f[0]: f for base in reversed(cls.mro[1:]) for f in base.fields}
    by_keyword = False
    for statement in node.body:
        if not (isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)):
            continue
        text = ast.dump(statement.annotation)
        if "ClassVar" in text:
            continue
        if "KW_ONLY" in text:
            by_keyword = True
            continue
        name = statement.target.id
        default: Value = cls.attrs.get(name, ABSENT)
        factory: Value = None
        included: Any = "initvar" if "InitVar" in text else "keyword" if by_keyword else True
        if isinstance(default, Instance) and default.cls.name == "Field" and "default" in default.attrs:
            settings = default.attrs
            default, factory, included = (
                settings["default"],
                settings["default_factory"],
                included if settings["init"] is not False else False,
            )
            if settings.get("compare") is False:
                cls.attrs["__uncompared__"] = (
                    *(found if isinstance(found := cls.find("__uncompared__"), tuple) else ()),
                    name,
                )
            if included and settings.get("kw_only") is True:
                included = "keyword"
            if default is not ABSENT:
                cls.attrs[name] = default
            else:
                cls.attrs.pop(name, None)
        fields[name] = (name, default, factory, included)
    return list(fields.values())


def make_dataclass(m: Machine, cls: ClassV, options: dict[str, Value]) -> ClassV:
    """`@dataclass`: its fields, from which `instantiate` makes `__init__`."""
    if cls.node is not None:
        m.touch(cls)
        cls.fields = annotated_fields(m, cls.node, cls)
    cls.dataclass = options
    return cls


def make_enum(m: Machine, cls: ClassV, node: ast.ClassDef) -> None:
    """Turn the assignments of an Enum's body into members."""
    count = 0
    for statement in node.body:
        targets: list[ast.expr] = statement.targets if isinstance(statement, ast.Assign) else []
        for target in targets:
            if isinstance(target, ast.Name) and not target.id.startswith("_") and target.id in cls.attrs:
                add_member(m, cls, target.id, cls.attrs[target.id], count)
                count += 1


def add_member(m: Machine, cls: ClassV, name: str, value: Value, count: int) -> None:
    """One member of an Enum; an equal value makes an alias."""
    if isinstance(value, (FunctionV, Descriptor, Native)):
        return
    if isinstance(value, Instance) and value.cls.name == "auto":
        value = name.lower() if any(b.name == "StrEnum" for b in cls.mro) else count + 1
    for made in cls.members.values():
        if is_plain(value) and made.attrs["_value_"] == value:
            cls.members[name] = made
            cls.attrs[name] = made
            return
    made = Instance(cls, {"_name_": name, "_value_": value}, m.now)
    cls.members[name] = made
    cls.attrs[name] = made
    init = cls.find("__init__")
    if init is not ABSENT and isinstance(init, FunctionV):
        from sadpath.walk.calls import call

        call(m, init, [made, *(value if isinstance(value, tuple) else (value,))], {})
    new = cls.find("__new__")
    if isinstance(new, FunctionV) and isinstance(value, tuple) and value:
        from sadpath.walk.calls import call

        try:
            other = call(m, new, [cls, *value], {})
        except Raised:
            return
        if isinstance(other, Instance):
            made.attrs.update(other.attrs)


def instantiate(m: Machine, cls: ClassV, args: list[Value], kw: dict[str, Value], by_type: bool = False) -> Value:
    """`cls(*args, **kw)`; `by_type`: as `type.__call__` does it, past the metaclass's own `__call__`."""
    from sadpath.walk.calls import call

    if cls.meta is not None and not by_type and isinstance(caller := cls.meta.find("__call__"), FunctionV):
        return call(m, caller, [cls, *args], kw)
    if cls.flavour == "builtin" and isinstance(cls.native, Native):
        return call(m, cls.native, args, kw)
    if cls.flavour == "enum" and cls.members:
        return enum_member(m, cls, args[0] if args else kw.get("value"))
    if cls.flavour == "typeddict":
        return m.new_dict(dict(kw))
    if cls.project and cls.node is not None:
        m.constructed.add(id(cls.node))
    builtin = next((b for b in cls.mro if b.flavour == "builtin"), None)
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
        if not isinstance(created, Instance) or cls not in created.cls.mro:
            return created
        made = created
    else:
        made = Instance(cls, {}, m.now)
    if is_exception(m, cls):
        made.attrs["args"] = tuple(args)
    init = cls.find("__init__")
    if init is not ABSENT:
        call(m, bind(m, init, made, cls), args, kw)
    else:
        base_init(m, made, args, kw)
    return made


CONTAINERS = ("dict", "list", "set", "frozenset")
PLAIN = ("str", "int", "float", "bytes")


def new_plain(m: Machine, cls: ClassV, builtin: ClassV, args: list[Value], kw: dict[str, Value]) -> Value:
    """An object of a subclass of `str`, `int`, ...: it holds the plain value; what is not known of it stands for itself."""
    from sadpath.walk.calls import call

    made = m.single(call(m, builtin.native, args, kw))
    return Instance(cls, {"_value_": made}, m.now) if is_plain(made) and not isinstance(made, (Unknown, Text)) else made


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


def is_exception(m: Machine, cls: ClassV) -> bool:
    """Whether objects of the class can be raised."""
    base = m.builtins.get("BaseException")
    return base is not None and cls.derives(base)


def base_init(m: Machine, made: Instance, args: list[Value], kw: dict[str, Value]) -> None:
    """The `__init__` that a class has without writing one: a dataclass's, a named tuple's, an exception's, `object`'s."""
    cls = made.cls
    if is_exception(m, cls) and not cls.fields:
        made.attrs["args"] = tuple(args)
        group = m.builtins.get("BaseExceptionGroup")
        if group is not None and cls.derives(group) and len(args) > 1:
            made.attrs["message"] = args[0]
            from sadpath.walk.containers.iteration import to_list

            made.attrs["exceptions"] = tuple(to_list(m, args[1])[0])
        if kw and not cls.opaque:
            raise m.error("TypeError", f"{cls.name}() takes no keyword arguments")
        return
    if cls.fields:
        init_fields(m, made, args, kw)
        return
    if cls.opaque:
        for name, value in kw.items():
            made.attrs.setdefault(name, value)  # models of data and of tables: keywords become attributes
        if cls.node is not None:
            for name, default, _factory, _ in annotated_fields(m, cls.node, cls):
                if name not in made.attrs:
                    made.attrs[name] = default if default is not ABSENT else m.unknown("field", cls.name, name)
        return
    if (args or kw) and cls.node is not None and not any(b.flavour == "builtin" for b in cls.mro):
        raise m.error("TypeError", f"{cls.name}() takes no arguments")


def init_fields(m: Machine, made: Instance, args: list[Value], kw: dict[str, Value]) -> None:
    """The `__init__` of a dataclass or a named tuple."""
    from sadpath.walk.calls import call, call_method

    cls = made.cls
    rest = dict(kw)
    rest.pop("**", None)
    open_keywords = "**" in kw or "*" in kw
    position = 0
    keyword_only = cls.dataclass is not None and cls.dataclass.get("kw_only") is True
    for name, default, factory, included in cls.fields:
        if included in (True, "initvar") and position < len(args) and not keyword_only:
            made.attrs[name] = args[position]
            position += 1
            if name in rest:
                raise m.error("TypeError", f"multiple values for argument {name!r}")
        elif included and name in rest:
            made.attrs[name] = rest.pop(name)
        elif factory is not None:
            made.attrs[name] = call(m, factory, [], {})
        elif default is not ABSENT:
            made.attrs[name] = default
        elif open_keywords:
            made.attrs[name] = m.unknown("field", cls.name, name)
        elif included:
            raise m.error("TypeError", f"{cls.name}() missing required argument {name!r}")
    if rest or position < len(args):
        raise m.error("TypeError", f"{cls.name}() got unexpected arguments")
    if cls.find("__post_init__") is not ABSENT:
        call_method(
            m,
            made,
            "__post_init__",
            [
                made.attrs.pop(name)
                for name, _, _, included in cls.fields
                if included == "initvar" and name in made.attrs
            ],
        )


def enum_member(m: Machine, cls: ClassV, value: Value) -> Value:
    """`cls(value)`: the member with that value; raises `Raised(ValueError)` where there is none."""
    from sadpath.walk.calls import call

    if type(value) is Lanes:
        m.answers.lookup(m, value, [made.attrs["_value_"] for made in cls.members.values()])
        found: dict[int, Value] = {}
        for lane in m.active:
            found[lane] = plain_member(cls, value.values[lane])
        groups: dict[int, list[int]] = {}
        for lane, member in found.items():
            groups.setdefault(id(member), []).append(lane)
        options = [tuple(g) for g in groups.values()]
        chosen = found[options[m.decide(options)][0]]
        value = value.values[m.active[0]] if chosen is ABSENT else value
    else:
        chosen = plain_member(cls, value)
    if chosen is not ABSENT:
        return chosen
    if isinstance(value, (Unknown, Text)):
        return m.unknown("member", cls, value)
    missing = cls.find("_missing_")
    if missing is not ABSENT:
        made = call(m, missing.fn if isinstance(missing, Descriptor) else missing, [cls, value], {})
        if made is not None:
            return made
    raise m.error("ValueError", f"{value!r} is not a valid {cls.name}")


def plain_member(cls: ClassV, value: Value) -> Value:
    """The member whose value (or self) is `value`; `ABSENT` where there is none."""
    for made in cls.members.values():
        if made is value or (
            is_plain(value)
            and is_plain(made.attrs["_value_"])
            and made.attrs["_value_"] == value
            and type(value) is not bool
        ):
            return made
    return ABSENT


def functional_enum(m: Machine, base: ClassV, name: str, names: Any) -> ClassV:
    """`Enum("Name", "A B C")`."""
    cls = new_class(m, name, [base], {}, None)
    for index, item in enumerate(names):
        key, value = item if isinstance(item, tuple) else (item, index + 1)
        add_member(m, cls, str(key), value, index)
    return cls


def method_owner(function: Value) -> ClassV | None:
    """The class that defines a function."""
    if isinstance(function, BoundMethod):
        return method_owner(function.fn)
    return function.owner if isinstance(function, FunctionV) else None
