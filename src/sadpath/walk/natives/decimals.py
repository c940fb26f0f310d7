"""`decimal`: numbers that are known are computed for real; others are symbols."""

from __future__ import annotations

from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import library_class, library_error, plain_class, real
from sadpath.walk.objects.named_tuples import make_named_tuple
from sadpath.walk.operators.concrete import NotConcrete, abstract, concrete
from sadpath.walk.values import ClassV, Descriptor, Instance, Native, Value

BINARY = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "divmod")
OPERATORS = (
    *(f"__{name}__" for name in BINARY),
    *(f"__r{name}__" for name in BINARY),
    *("__eq__", "__lt__", "__le__", "__gt__", "__ge__"),
)
"""Methods that leave to the other side what they don't know."""
SPECIAL = (
    *("__neg__", "__pos__", "__abs__", "__round__", "__int__", "__float__", "__trunc__", "__floor__", "__ceil__"),
    *("__bool__", "__hash__", "__str__", "__repr__", "__format__"),
)
METHODS = (
    *("quantize", "normalize", "to_integral", "to_integral_value", "to_integral_exact", "to_eng_string", "scaleb"),
    *("is_nan", "is_zero", "is_finite", "is_infinite", "is_signed", "adjusted", "compare", "max", "min", "sqrt"),
    *("copy_abs", "copy_negate", "copy_sign", "as_integer_ratio", "remainder_near", "same_quantum", "fma"),
)
ROUNDING = ("CEILING", "FLOOR", "UP", "DOWN", "HALF_UP", "HALF_DOWN", "HALF_EVEN", "05UP")


def decimal_module(m: Machine) -> dict[str, Value]:
    """`decimal`."""
    import decimal

    cls = decimal_class(m)
    errors = (decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow, decimal.Inexact)
    return {
        "Decimal": cls,
        "DecimalException": m.builtins["ArithmeticError"],
        **{error.__name__: library_class(m, error) for error in errors},
        **{f"ROUND_{name}": f"ROUND_{name}" for name in ROUNDING},
    }


def decimal_class(m: Machine) -> ClassV:
    """`decimal.Decimal`; an object of it is one that is known, by its exact text: `_text`."""
    cls = plain_class(m, "Decimal", "builtin")

    def make(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = args[0] if args else kw.get("value", "0")  # a context says how to compute, not what the number is
        return value if is_decimal(value, cls) else of_text(m, cls, spelt.call(m, [value], {}))

    spelt = real("Decimal", text_of, lambda m, args, kw: m.unknown("Decimal", *args, kind="number"))
    cls.native = Native("Decimal", make)
    cls.attrs.update({name: Native(name, method(cls, name, True)) for name in OPERATORS})
    cls.attrs.update({name: Native(name, method(cls, name, False)) for name in (*SPECIAL, *METHODS)})
    cls.attrs["from_float"] = Descriptor("static", cls.native)
    parts = make_named_tuple(m, "DecimalTuple", ["sign", "digits", "exponent"], [])

    def as_tuple(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        found = number(args[0], cls).as_tuple()
        return Instance(parts, {"sign": found.sign, "digits": found.digits, "exponent": found.exponent}, m.now)

    cls.attrs["as_tuple"] = Native("as_tuple", as_tuple)
    return cls


def text_of(value: Any) -> str:
    """The exact text of `decimal.Decimal(value)`."""
    import decimal

    return str(decimal.Decimal(value))


def is_decimal(value: Value, cls: ClassV) -> bool:
    """Whether it is a known decimal number."""
    return isinstance(value, Instance) and value.cls is cls


def of_text(m: Machine, cls: ClassV, found: Value) -> Value:
    """The object for the text of a number; a symbol stays what it is."""
    found = m.single(found)
    return Instance(cls, {"_text": found}, m.now) if isinstance(found, str) else found


def number(value: Value, cls: ClassV) -> Any:
    """The Python value behind a decimal number or another known value; raises `NotConcrete` where it is not known."""
    import decimal

    return decimal.Decimal(value.attrs["_text"]) if is_decimal(value, cls) else concrete(value)


def told(m: Machine, cls: ClassV, made: Any) -> Value:
    """The abstract value of what a method gave."""
    import decimal

    if isinstance(made, decimal.Decimal):
        return Instance(cls, {"_text": str(made)}, m.now)
    if isinstance(made, tuple):
        return tuple(told(m, cls, part) for part in made)
    return m.builtins["NotImplemented"] if made is NotImplemented else abstract(m, made)


def method(cls: ClassV, name: str, leaves: bool) -> Any:
    """What calling the method does: it runs for real where its arguments are known. `leaves`: else the other side is asked."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        try:
            mine, *given = [number(m.single(arg), cls) for arg in args]
            named = {key: number(m.single(value), cls) for key, value in kw.items()}
        except NotConcrete:
            return m.builtins["NotImplemented"] if leaves else m.unknown("Decimal", name, *args, kind="number")
        try:
            made = getattr(mine, name)(*given, **named)
        except Exception as error:
            raise library_error(m, error) from None
        if made is NotImplemented and name != "__eq__":  # nothing that is no number knows better
            raise m.error("TypeError", "unsupported operand type(s)")
        return told(m, cls, made)

    return run
