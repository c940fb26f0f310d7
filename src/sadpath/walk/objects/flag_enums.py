"""Flags: enums whose members are bits that can be combined."""

from __future__ import annotations

import ast
import operator

from sadpath.walk.values import ABSENT, ClassV, Instance, Value


def is_flag(cls: ClassV) -> bool:
    """Whether members of the class can be combined."""
    return any(base.name in ("Flag", "IntFlag") and base.flavour == "enum" and not base.project for base in cls.mro)


def combination(cls: ClassV, value: int) -> Value:
    """The member of a Flag that has this value, or the members that make it up together."""
    for made in cls.members.values():
        if isinstance(made, Instance) and made.attrs["_value_"] == value:
            return made
    if value not in cls.combined:
        parts = [name for name, made in canonical_members(cls) if made.attrs["_value_"] & value]
        name = "|".join(parts) or None
        cls.combined[value] = Instance(cls, {"_name_": name, "_value_": value}, 0)
    return cls.combined[value]


def canonical_members(cls: ClassV) -> list[tuple[str, Instance]]:
    """The members of a Flag that are one bit each, by name."""
    return [
        (name, made)
        for name, made in cls.members.items()
        if isinstance(made, Instance)
        and made.attrs["_name_"] == name
        and isinstance(value := made.attrs["_value_"], int)
        and value.bit_count() == 1
    ]


def flag_binary(op: type[ast.operator], left: Value, right: Value) -> Value:
    """`left | right` and the like of a Flag; `ABSENT` where that is something else."""
    cls = next((v.cls for v in (left, right) if isinstance(v, Instance) and v.cls.flavour == "enum"), None)
    if op not in BITS or cls is None or not is_flag(cls):
        return ABSENT
    bits = [flag_value(cls, value) for value in (left, right)]
    if bits[0] is None or bits[1] is None:
        return ABSENT
    return combination(cls, BITS[op](bits[0], bits[1]))


def flag_value(cls: ClassV, value: Value) -> int | None:
    """The bits of a member of that class; of an IntFlag numbers count as well."""
    if isinstance(value, Instance) and value.cls is cls:
        value = value.attrs["_value_"]
    elif cls.native != "plain":
        return None
    return int(value) if isinstance(value, int) else None


def may_have(cls: ClassV, value: int) -> bool:
    """Whether the class has members for all these bits, or takes any number, as an IntFlag does."""
    return cls.native == "plain" or value & ~mask(cls) == 0


def mask(cls: ClassV) -> int:
    """The bits of all members."""
    every = 0
    for made in cls.members.values():
        every |= flag_value(cls, made) or 0
    return every


def complement(member: Instance) -> Value:
    """`~member` of a Flag: all others of its members."""
    bits = flag_value(member.cls, member)
    return ABSENT if bits is None else combination(member.cls, mask(member.cls) & ~bits)


BITS = {ast.BitOr: operator.or_, ast.BitAnd: operator.and_, ast.BitXor: operator.xor}


def has_truth_of_value(value: Instance) -> bool:
    """Whether an object is true where its value is: a Flag's member, one of an Enum that is a number or a text, a number of a class
    of its own.
    """
    return "_value_" in value.attrs and (
        value.cls.native == "plain" or (value.cls.flavour == "enum" and is_flag(value.cls))
    )
