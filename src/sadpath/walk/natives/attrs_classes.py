"""Classes as attrs makes them: fields with or without annotations, their converters, and the validators that the code has itself."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine
from sadpath.walk.objects.fields import BARE_NAMES, make_dataclass
from sadpath.walk.values import ABSENT, ClassV, FunctionV, Instance, ListV, Native, Value

STEPS = "__field_steps__"
"""The attribute of a class with (name, converter or None, validators) of its own fields."""


def define(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`define(cls)`: the class with an `__init__` of its fields, annotated or not, as attrs makes it."""
    cls = args[0]
    if not isinstance(cls, ClassV):
        return cls
    steps = tuple(
        (name, value.attrs["converter"], own_validators(value))
        for name, value in cls.attrs.items()
        if is_field(value) and "converter" in value.attrs
    )
    make_dataclass(m, cls, kw | {BARE_NAMES: True})
    add_unannotated(cls)
    cls.attrs[STEPS] = steps
    if (
        any(STEPS in base.attrs and base.attrs[STEPS] for base in cls.mro)
        or cls.find("__attrs_post_init__") is not ABSENT
    ):
        cls.attrs["__post_init__"] = Native("__post_init__", finish)
    return cls


def is_field(value: Value) -> bool:
    """Whether it is what `field(...)` gives."""
    return isinstance(value, Instance) and value.cls.name == "Field"


def own_validators(field: Instance) -> tuple[Value, ...]:
    """The validators of a field that are functions of the code; what those of the library refuse nobody sends."""
    listed = field.attrs.get("validators")
    return tuple(v for v in listed.items if isinstance(v, FunctionV)) if isinstance(listed, ListV) else ()


def add_unannotated(cls: ClassV) -> None:
    """Add the fields that the class's body assigns without an annotation."""
    known = {field[0] for field in cls.fields}
    for statement in cls.node.body if cls.node is not None else []:
        for target in statement.targets if isinstance(statement, ast.Assign) else []:
            value = cls.attrs.get(target.id) if isinstance(target, ast.Name) else None
            if (
                isinstance(target, ast.Name)
                and target.id not in known
                and isinstance(value, Instance)
                and is_field(value)
            ):
                told = value.attrs
                cls.fields.append((target.id, told["default"], told["default_factory"], told["init"] is not False))
                cls.attrs.pop(target.id)


def finish(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """What the `__init__` of attrs does after the fields have their values: convert all, then validate all, then the code's own hook."""
    from sadpath.walk.calls import call, call_method

    made = args[0]
    steps = [step for base in reversed(made.cls.mro) for step in base.attrs.get(STEPS, ())]
    for name, converter, _ in steps:
        if converter is not None and name in made.attrs:
            made.attrs[name] = call(m, converter, [made.attrs[name]], {})
    for name, _, validators in steps:
        for validator in validators if name in made.attrs else ():
            attribute = Instance(m.builtins["object"], {"name": name}, m.now)
            call(m, validator, [made, attribute, made.attrs[name]], {})
    if made.cls.find("__attrs_post_init__") is not ABSENT:
        call_method(m, made, "__attrs_post_init__", [])
    return None
