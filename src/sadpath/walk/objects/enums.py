"""Enums: their members, and which one a value means."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine
from sadpath.walk.objects.flag_enums import combination, is_flag, may_have
from sadpath.walk.operators.concrete import is_plain, mixed_in
from sadpath.walk.run import Frame
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    Descriptor,
    FunctionV,
    Instance,
    Lanes,
    Native,
    Raised,
    Text,
    Unknown,
    Value,
)


def run_enum_body(m: Machine, cls: ClassV, node: ast.ClassDef, frame: Frame) -> None:
    """Run an Enum's body: what `auto()` stands for is known to the statements below."""
    values: list[Value] = []
    for statement in node.body:
        m.body([statement], frame)
        for name in assigned(statement, cls):
            value = cls.attrs[name]
            if isinstance(value, tuple) and any(map(is_auto, value)):
                parts = [automatic(m, cls, name, part, values) for part in value]
                values += [made for made, part in zip(parts, value, strict=True) if is_auto(part)]
                cls.attrs[name] = tuple(parts)
            else:
                cls.attrs[name] = value = automatic(m, cls, name, value, values)
                values.append(value)


def assigned(statement: ast.stmt, cls: ClassV) -> list[str]:
    """The names that a statement of an Enum's body gives a value that may be a member's."""
    targets: list[ast.expr] = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets = [statement.target]
    names = [
        part.id
        for target in targets
        for part in (target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target])
        if isinstance(part, ast.Name)
    ]
    return [name for name in names if name in cls.attrs and may_be_member(cls, name)]


def may_be_member(cls: ClassV, name: str) -> bool:
    """Whether what an Enum's body binds to the name may be a member: not what Python or Enum keeps there, nor what is private."""
    reserved = name.startswith("_") and name.endswith("_")
    private = name.startswith((f"_{cls.name.lstrip('_')}__", "__"))
    value = cls.attrs[name]
    return not reserved and not private and not (isinstance(value, Instance) and value.cls.name == "nonmember")


def is_auto(value: Value) -> bool:
    """Whether it is what `auto()` gives."""
    return isinstance(value, Instance) and value.cls.name == "auto"


def automatic(m: Machine, cls: ClassV, name: str, value: Value, before: list[Value]) -> Value:
    """What `auto()` stands for after these values; other values as they are."""
    from sadpath.walk.calls import call

    if not is_auto(value):
        return value
    maker = cls.find("_generate_next_value_")
    if maker is not ABSENT:
        return call(m, maker.fn if isinstance(maker, Descriptor) else maker, [name, 1, len(before), [*before]], {})
    if any(base.name == "StrEnum" for base in cls.mro):
        return name.lower()
    return after(cls, before)


def after(cls: ClassV, before: list[Value], start: int = 1) -> Value:
    """The number of an Enum's next member: one more than the last, or the next bit."""
    if not before and not is_flag(cls):
        return start
    last = next((one for one in reversed(before) if isinstance(one, int)), 0)
    return 1 << last.bit_length() if is_flag(cls) else last + 1


def make_enum(m: Machine, cls: ClassV, node: ast.ClassDef) -> None:
    """Turn the assignments of an Enum's body into members."""
    for statement in node.body:
        for name in assigned(statement, cls):
            add_member(m, cls, name, cls.attrs[name])
    for name, value in cls.attrs.items():
        if isinstance(value, Instance) and value.cls.name == "nonmember":
            cls.attrs[name] = value.attrs["value"]


def add_member(m: Machine, cls: ClassV, name: str, value: Value) -> None:
    """One member of an Enum; an equal value makes an alias."""
    if isinstance(value, (FunctionV, Descriptor, Native)):
        return
    args = list(value) if isinstance(value, tuple) else [value]
    made = new_member(m, cls, value, args)
    made.attrs["_name_"] = name
    init = cls.find("__init__")
    if isinstance(init, FunctionV):
        from sadpath.walk.calls import call

        call(m, init, [made, *args], {})
    known = plain_member(m, cls, made.attrs["_value_"])
    cls.members[name] = cls.attrs[name] = made if known is ABSENT or known is None else known


def new_member(m: Machine, cls: ClassV, value: Value, args: list[Value]) -> Instance:
    """The object of a member, as the Enum's `__new__` makes it: that may give it another value, and more attributes."""
    from sadpath.walk.calls import call

    new = cls.find("__new__")
    if isinstance(new, (FunctionV, Descriptor)):
        try:
            made = m.single(call(m, new.fn if isinstance(new, Descriptor) else new, [cls, *args], {}))
        except Raised:
            made = None  # what the walk can't follow
        if isinstance(made, Instance) and made.cls is cls:
            made.attrs.setdefault("_value_", value)
            return made
    return Instance(cls, {"_value_": value}, m.now)


def enum_member(m: Machine, cls: ClassV, value: Value) -> Value:
    """`cls(value)`: the member with that value; raises `Raised(ValueError)` where there is none."""
    from sadpath.walk.calls import call

    if type(value) is Lanes:
        m.answers.lookup(m, value, [made.attrs["_value_"] for made in cls.members.values()])
        found: dict[int, Value] = {}
        for lane in m.active:
            found[lane] = plain_member(m, cls, value.values[lane])
        groups: dict[int, list[int]] = {}
        for lane, member in found.items():
            groups.setdefault(id(member), []).append(lane)
        options = [tuple(g) for g in groups.values()]
        chosen = found[options[m.decide(options)][0]]
        value = value.values[m.active[0]] if chosen is ABSENT or chosen is None else value
    else:
        chosen = plain_member(m, cls, value)
    if chosen is not ABSENT and chosen is not None:
        return chosen
    if chosen is None or isinstance(value, (Unknown, Text)):
        return m.unknown("member", cls, value)
    if isinstance(value, int) and not isinstance(value, bool) and is_flag(cls) and may_have(cls, value):
        return combination(cls, value)
    missing = cls.find("_missing_")
    if missing is not ABSENT:
        made = call(m, missing.fn if isinstance(missing, Descriptor) else missing, [cls, value], {})
        if made is not None:
            return made
    raise m.error("ValueError", f"{value!r} is not a valid {cls.name}")


def plain_member(m: Machine, cls: ClassV, value: Value) -> Value:
    """The member whose value (or self) is `value`; `ABSENT` where there is none, None where nobody knows."""
    from sadpath.walk.operators.comparison import equal

    asked = value if (plain := mixed_in(value)) is None else plain
    simple = is_plain(asked)
    unknown = False
    for made in cls.members.values():
        own = made.attrs["_value_"]
        if made is value:
            return made
        if simple and is_plain(own):
            if own == asked:
                return made
        elif not simple and not is_plain(own):
            told = equal(m, own, asked)
            if told:
                return made
            unknown = unknown or told is None
    return None if unknown else ABSENT
