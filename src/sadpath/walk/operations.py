"""Operators on abstract values: arithmetic, comparison, membership, and the making of strings.

Every function takes and gives values of `walk.values`; lanes are applied one by one. Comparisons give a bool, `Lanes` of bools, or a
symbol whose truth nobody knows.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from sadpath.walk.limits import LONGEST_TEXT, MOST_NODES, MOST_PARTS, too_large, weight, wide
from sadpath.walk.machine import Machine, OverBudget
from sadpath.walk.values import (
    ABSENT,
    NOWHERE,
    BoundMethod,
    ClassV,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ListV,
    ModuleV,
    Native,
    Origin,
    Raised,
    RangeV,
    SetV,
    Text,
    Unknown,
    Value,
    is_constant,
    origin_of,
)


class NotConcrete(Exception):
    """A value (or a part of it) is not known."""


BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod, ast.Pow: operator.pow, ast.LShift: operator.lshift, ast.RShift: operator.rshift, ast.BitOr: operator.or_,
    ast.BitXor: operator.xor, ast.BitAnd: operator.and_, ast.MatMult: operator.matmul,
}  # fmt: skip
DUNDER: dict[type[ast.operator], str] = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "truediv", ast.FloorDiv: "floordiv", ast.Mod: "mod", ast.Pow: "pow",
    ast.BitOr: "or", ast.BitAnd: "and", ast.BitXor: "xor", ast.LShift: "lshift", ast.RShift: "rshift", ast.MatMult: "matmul",
}  # fmt: skip
ORDER: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip
ORDER_NAMES = {
    ast.Lt: "__lt__", ast.LtE: "__le__", ast.Gt: "__gt__", ast.GtE: "__ge__", ast.Eq: "__eq__", ast.NotEq: "__ne__",
}  # fmt: skip


def concrete(value: Value, depth: int = 0, room: list[int] | None = None) -> Any:
    """The Python value behind an abstract one; raises `NotConcrete` where a part is unknown, has lanes, or is an object.

    So it does where there are more than `room[0]` parts, counted as often as they occur.
    """
    if is_constant(value):
        return value
    if room is None:
        room = [50_000]
    room[0] -= len(value) if isinstance(value, tuple) else len(value.items) if isinstance(value, (ListV, SetV, DictV)) else 0
    if depth > 12 or room[0] < 0:
        raise NotConcrete
    if isinstance(value, tuple):
        return tuple(concrete(v, depth + 1, room) for v in value)
    if isinstance(value, ListV) and not value.open:
        return [concrete(v, depth + 1, room) for v in value.items]
    if isinstance(value, SetV) and not value.open:
        made = {concrete(v, depth + 1, room) for v in value.items}
        return frozenset(made) if value.frozen else made
    if isinstance(value, DictV) and value.base is None:
        return {concrete(k, depth + 1, room): concrete(v, depth + 1, room) for k, v in value.items.items()}
    if isinstance(value, RangeV):
        return value.range
    plain = mixed_in(value)
    if plain is not None:
        return plain
    raise NotConcrete


def abstract(m: Machine, value: Any) -> Value:
    """The abstract value of a Python one (containers become heap objects)."""
    if is_constant(value):
        return value
    if isinstance(value, tuple):
        return tuple(abstract(m, v) for v in value)
    if isinstance(value, list):
        return m.new_list([abstract(m, v) for v in value])
    if isinstance(value, (set, frozenset)):
        return m.new_set(sorted((abstract(m, v) for v in value), key=repr), frozen=isinstance(value, frozenset))
    if isinstance(value, dict):
        return m.new_dict({abstract(m, k): abstract(m, v) for k, v in value.items()})
    if isinstance(value, range):
        return RangeV(value)
    return m.unknown("python", type(value).__name__, repr(value)[:80])


def mixed_in(value: Value) -> Any:
    """The plain value of an object whose class is also a str or an int (`class Code(str, Enum)`), else None."""
    if isinstance(value, Instance) and "_value_" in value.attrs and value.cls.native == "plain":
        return value.attrs["_value_"]
    return None


def has_lanes(*values: Value) -> bool:
    """Whether one of these values differs between lanes (looking into tuples)."""
    for value in values:
        if type(value) is Lanes or (type(value) is tuple and has_lanes(*value)):
            return True
    return False


def python_error(m: Machine, error: BaseException) -> Raised:
    """The exception of the walk for one that Python raised on concrete values."""
    name = type(error).__name__
    return m.error(name if name in m.builtins else "ValueError", str(error))


# ---------------------------------------------------------------- arithmetic


def binary(m: Machine, op: type[ast.operator], left: Value, right: Value) -> Value:
    """`left op right`."""
    if is_constant(left) and is_constant(right):
        return plain_binary(m, op, left, right)
    if op is ast.Mod and isinstance(left, (str, Text)) and not isinstance(left, Unknown):
        return percent(m, left, right)
    if type(left) is Lanes or type(right) is Lanes:
        if all(not isinstance(v, Lanes) or only_plain(m, v) for v in (left, right)):
            return m.lift(lambda a, b: binary(m, op, a, b), left, right)
        return binary(m, op, m.single(left), m.single(right))
    if op is ast.Add:
        if is_text(left) and is_text(right):
            return join_text([left, right])
        if isinstance(left, (str, Text)) and isinstance(right, Unknown) and right.kind in (None, "str"):
            return join_text([left, right])
        if isinstance(right, (str, Text)) and isinstance(left, Unknown) and left.kind in (None, "str"):
            return join_text([left, right])
        if isinstance(left, tuple) and isinstance(right, tuple):
            m.spend(len(left) + len(right))
            if weight(left) + weight(right) > MOST_NODES:
                raise OverBudget
            return left + right
        if isinstance(left, ListV) and isinstance(right, ListV):
            m.spend(len(left.items) + len(right.items))
            return m.new_list([*left.items, *right.items], left.open or right.open)
    if op is ast.Mult and isinstance(left, ListV) and isinstance(right, int):
        m.spend(len(left.items) * right)
        return m.new_list(left.items * right, left.open)
    if op is ast.Mult and isinstance(left, tuple) and isinstance(right, int):
        m.spend(weight(left) * right)
        if weight(left) * right > MOST_NODES:
            return m.unknown("large", "Mult", kind="list")
        return left * right
    if op in (ast.BitOr, ast.BitAnd, ast.Sub, ast.BitXor) and isinstance(left, SetV) and isinstance(right, SetV):
        return set_operation(m, op, left, right)
    if op is ast.BitOr and isinstance(left, DictV) and isinstance(right, DictV):
        m.spend(len(left.items) + len(right.items))
        merged = m.new_dict({**left.items, **right.items}, left.base or right.base)
        return merged
    if op is ast.BitOr and isinstance(left, (ClassV, tuple, type(None))) and isinstance(right, (ClassV, tuple, type(None), Unknown)):
        return (left, right)  # X | Y in annotations and isinstance
    for value, other, name in ((left, right, f"__{DUNDER[op]}__"), (right, left, f"__r{DUNDER[op]}__")):
        if isinstance(value, Instance) and value.cls.find(name) is not ABSENT:
            from sadpath.walk.calls import call_method

            return call_method(m, value, name, [other])
    for value in (left, right):
        plain = mixed_in(value)
        if plain is not None:
            return binary(m, op, mixed_in(left) if mixed_in(left) is not None else left, mixed_in(right) if mixed_in(right) is not None else right)
    if isinstance(left, (Unknown, Text)) or isinstance(right, (Unknown, Text)):
        if (left is None or right is None) and op is not ast.BitOr:
            raise m.error("TypeError", "unsupported operand type(s)")
        return m.unknown("binary", op.__name__, left, right, kind=result_kind(left, right))
    if isinstance(left, Instance) or isinstance(right, Instance):
        return m.unknown("binary", op.__name__, left, right)
    if left is None or right is None:
        raise m.error("TypeError", "unsupported operand type(s)")
    return m.unknown("binary", op.__name__, left, right)


def result_kind(left: Value, right: Value) -> str | None:
    """"number" where both sides are numbers, else None."""
    def number(value: Value) -> bool:
        return isinstance(value, (int, float)) or (isinstance(value, Unknown) and value.kind == "number")

    return "number" if number(left) and number(right) else None


def plain_binary(m: Machine, op: type[ast.operator], left: Value, right: Value) -> Value:
    """`left op right` on constants."""
    try:
        if too_large(op, left, right):
            m.tick()
            return m.unknown("large", op.__name__, kind="str" if isinstance(left, (str, bytes)) or isinstance(right, (str, bytes)) else "number")
        return BINARY[op](left, right)
    except Exception as error:
        raise python_error(m, error) from None


def only_plain(m: Machine, value: Lanes) -> bool:
    """Whether every active lane holds a constant, a text, a symbol, or a tuple of them: nothing with identity."""
    return all(is_plain(value.values[lane]) for lane in m.active)


def is_plain(value: Value) -> bool:
    """A constant, a text, a symbol, or a tuple of them."""
    return is_constant(value) or isinstance(value, (Unknown, Text)) or (isinstance(value, tuple) and all(is_plain(v) for v in value))


def set_operation(m: Machine, op: type[ast.operator], left: SetV, right: SetV) -> SetV:
    """Union, intersection, difference or symmetric difference of two sets."""
    one, two = left.items, right.items
    if op is ast.BitOr:
        kept = {**one, **two}
    elif op is ast.BitAnd:
        kept = {k: None for k in one if k in two}
    elif op is ast.Sub:
        kept = {k: None for k in one if k not in two}
    else:
        kept = {k: None for k in {**one, **two} if (k in one) != (k in two)}
    return m.new_set(kept, left.frozen, left.open or right.open)


# ---------------------------------------------------------------- strings


def is_text(value: Value) -> bool:
    """A known or partly known string."""
    return isinstance(value, (str, Text)) or (isinstance(value, Unknown) and value.kind == "str")


def join_text(pieces: list[Value]) -> Value:
    """One string of pieces that are strings, `Text`s and symbols; plain where all of it is known."""
    parts: list[Any] = []
    origin = NOWHERE
    for piece in pieces:
        origin = origin | origin_of(piece)
        for part in piece.parts if isinstance(piece, Text) else (piece,):
            if isinstance(part, str):
                if not part:
                    continue
                if parts and isinstance(parts[-1], str):
                    parts[-1] = parts[-1] + part
                else:
                    parts.append(str(part))
            else:
                parts.append(part)
    if len(parts) > MOST_PARTS or sum(len(part) for part in parts if isinstance(part, str)) > LONGEST_TEXT:
        raise OverBudget
    if not parts:
        return ""
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    if len(parts) == 1 and isinstance(parts[0], Unknown) and parts[0].kind == "str":
        return parts[0]
    return Text(tuple(parts), origin.derived())


def build_text(m: Machine, pieces: list[Value]) -> Value:
    """The concatenation of pieces, which may differ between lanes."""
    if any(type(p) is Lanes for p in pieces):
        if len(pieces) == 1 and isinstance(pieces[0], Lanes) and all(isinstance(pieces[0].values[i], str) for i in m.active):
            return pieces[0]
        made = m.lift(lambda *plain: join_text(list(plain)), *pieces)
        if isinstance(made, Lanes):
            made.origin = Origin(made.origin.tags | {"composed"})
        return made
    return join_text(pieces)


def to_text(m: Machine, value: Value) -> Value:
    """`str(value)`, as a string, `Text`, symbol, or lanes of them."""
    if isinstance(value, str):
        return value
    if type(value) is Lanes:
        if only_plain(m, value):
            lifted = m.lift(lambda v: to_text(m, v), value)
            if isinstance(lifted, Lanes) and all(isinstance(value.values[i], str) for i in m.active):
                lifted.origin = value.origin
            return lifted
        return to_text(m, m.single(value))
    if value is None or isinstance(value, (bool, int, float)):
        return str(value)
    if isinstance(value, Unknown) and value.kind == "uuid":  # whatever it is, there are dashes in it
        return Text((m.unknown("uuid", value, 0, kind="str"), "-", m.unknown("uuid", value, 1, kind="str")), value.origin)
    if isinstance(value, (Unknown, Text)):
        return value if isinstance(value, Text) or value.kind == "str" else m.unknown("str", value, kind="str", origin=value.origin)
    if isinstance(value, bytes):
        return str(value)
    if isinstance(value, Instance):
        return instance_text(m, value)
    if isinstance(value, (tuple, ListV, SetV, DictV)):
        try:
            return str(concrete(value))
        except NotConcrete:
            return container_text(m, value)
    if isinstance(value, (ClassV, FunctionV, ModuleV, Native, BoundMethod)):
        return m.unknown("str", value, kind="str")
    return m.unknown("str", value, kind="str", origin=origin_of(value))


def container_text(m: Machine, value: Value) -> Value:
    """The text of a container that holds unknown things: its known pieces stay readable, unless it nests deeply or is long."""
    depth = m.caches.get("text depth", 0)
    if depth > 3 or len(value if isinstance(value, tuple) else value.items) > 200:
        return m.unknown("str", value, kind="str", origin=origin_of(value))
    m.caches["text depth"] = depth + 1
    try:
        return container_pieces(m, value)
    finally:
        m.caches["text depth"] = depth


def container_pieces(m: Machine, value: Value) -> Value:
    """The text of a container, piece by piece."""
    if isinstance(value, DictV):
        pieces: list[Value] = ["{"]
        for key, item in value.items.items():
            pieces += [repr_text(m, key), ": ", repr_text(m, item), ", "]
        if value.base is not None:
            pieces.append(m.unknown("rest", value.base, kind="str", origin=value.base.origin))
        return build_text(m, [*pieces, "}"])
    pieces = ["["]
    for item in value if isinstance(value, tuple) else value.items:
        pieces += [repr_text(m, item), ", "]
    return build_text(m, [*pieces, "]"])


def repr_text(m: Machine, value: Value) -> Value:
    """`repr(value)` as far as it is known."""
    if isinstance(value, (str, bytes)):
        return repr(str(value)) if isinstance(value, str) else repr(value)
    if type(value) is Lanes and only_plain(m, value):
        return m.lift(lambda v: repr_text(m, v), value)
    if isinstance(value, (Unknown, Text)) and is_text(value):
        return build_text(m, ["'", value, "'"])
    if isinstance(value, Instance):
        return m.unknown("repr", value.cls.name, kind="str", origin=origin_of(tuple(value.attrs.values())))
    return to_text(m, value)


def instance_text(m: Machine, value: Instance) -> Value:
    """`str()` of an object: its `__str__`, an exception's arguments, an Enum's name."""
    from sadpath.walk.calls import call, call_method

    found = value.cls.find("__str__")
    if found is not ABSENT:
        return to_text(m, call_method(m, value, "__str__", []))
    if "args" in value.attrs and value.cls.derives(m.builtins["BaseException"]):
        args = value.attrs["args"]
        if not isinstance(args, tuple):
            return m.unknown("str", value, kind="str")
        if not args:
            return ""
        return to_text(m, args[0]) if len(args) == 1 else container_text(m, args)
    plain = mixed_in(value)
    if plain is not None and value.cls.flavour != "enum":
        return to_text(m, plain)
    if value.cls.flavour == "enum":
        return f"{value.cls.name}.{value.attrs.get('_name_')}"
    if value.cls.find("__repr__") is not ABSENT:
        return to_text(m, call(m, BoundMethod(value.cls.find("__repr__"), value), [], {}))
    return m.unknown("str", value.cls.name, kind="str", origin=origin_of(tuple(value.attrs.values())))


def percent(m: Machine, template: Value, args: Value) -> Value:
    """`template % args`."""
    import re

    if not isinstance(template, str):
        return m.unknown("percent", template, args, kind="str")
    if type(args) is Lanes:
        return percent(m, template, (args,)) if only_plain(m, args) else percent(m, template, m.single(args))
    values = list(args) if isinstance(args, tuple) else [args]
    pieces: list[Value] = []
    position, used = 0, 0
    for match in re.finditer(r"%(?:\((?P<key>[^)]*)\))?(?P<flags>[-#0 +]*)(?P<width>\*|\d+)?(?:\.(?P<precision>\d+))?[hlL]?(?P<kind>[a-zA-Z%])", template):
        pieces.append(template[position : match.start()])
        position = match.end()
        if match["kind"] == "%":
            pieces.append("%")
            continue
        if match["key"] is not None:
            from sadpath.walk.containers import get_item

            value = get_item(m, args, match["key"])
        elif used < len(values):
            value = values[used]
            used += 1
        else:
            raise m.error("TypeError", "not enough arguments for format string")
        if match["width"] == "*" or wide((match["width"] or "") + "." + (match["precision"] or "")):
            pieces.append(m.unknown("percent", template, value, kind="str"))
        elif is_constant(value):
            try:
                pieces.append(("%" + (match["flags"] or "") + (match["width"] or "") + (f".{match['precision']}" if match["precision"] else "") + match["kind"]) % (value,))
            except Exception as error:
                raise python_error(m, error) from None
        elif match["kind"] == "r":
            pieces.append(repr_text(m, value))
        else:
            pieces.append(to_text(m, value))
    pieces.append(template[position:])
    return build_text(m, pieces)


# ---------------------------------------------------------------- comparison


def equal(m: Machine, left: Value, right: Value) -> bool | None:
    """Whether two values without lanes are equal; None where nobody knows."""
    if left is right:
        return True
    for status, other in ((left, right), (right, left)):
        if hasattr(status, "told"):  # the status of a success
            plain = mixed_in(other)
            other = other if plain is None else plain
            return bool(status.equals(other)) if isinstance(other, int) else None if isinstance(other, Unknown) else False
    if is_constant(left) and is_constant(right):
        return bool(left == right)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        if isinstance(left, Unknown) and isinstance(right, Unknown) and left.uid == right.uid:
            return True
        symbol, other = (left, right) if isinstance(left, Unknown) else (right, left)
        if isinstance(other, str) and symbol.answer is not None and symbol.answer.never_in_success(other):
            return False
        if other is None and symbol.kind is not None:
            return False
        if symbol.kind == "str" and isinstance(other, (int, float, ListV, DictV, tuple)):
            return False
        if symbol.kind == "number" and isinstance(other, (str, ListV, DictV, tuple)):
            return False
        return None
    if isinstance(left, Text) or isinstance(right, Text):
        text, other = (left, right) if isinstance(left, Text) else (right, left)
        if isinstance(other, str):
            return None if text_may_equal(text, other) else False
        return (True if text == other else None) if isinstance(other, Text) else False
    left, right = as_tuple(left), as_tuple(right)
    one, two = mixed_in(left), mixed_in(right)
    if one is not None or two is not None:
        if isinstance(left, Instance) and isinstance(right, Instance) and left.cls.flavour == "enum" and right.cls.flavour == "enum":
            return left is right
        return equal(m, one if one is not None else left, two if two is not None else right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return all_equal(m, list(left), list(right))
    if isinstance(left, ListV) and isinstance(right, ListV):
        return None if left.open or right.open else all_equal(m, left.items, right.items)
    if isinstance(left, SetV) and isinstance(right, SetV):
        return None if left.open or right.open else set(left.items) == set(right.items)
    if isinstance(left, DictV) and isinstance(right, DictV):
        if left.base is not None or right.base is not None:
            return None
        return list(left.items) == list(right.items) and all_equal(m, list(left.items.values()), list(right.items.values()))
    if isinstance(left, Instance) and isinstance(right, Instance) and left.cls is right.cls and left.cls.dataclass is not None:
        if left.cls.dataclass.get("eq") is False:
            return False
        return all_equal(m, compared_fields(left), compared_fields(right))
    if isinstance(left, Instance) and left.cls.opaque or isinstance(right, Instance) and right.cls.opaque:
        return None
    return False


def as_tuple(value: Value) -> Value:
    """A named tuple as the tuple that it is; other values as they are."""
    if isinstance(value, Instance) and value.cls.flavour == "namedtuple":
        return tuple(value.attrs.get(f[0]) for f in value.cls.fields)
    return value


def compared_fields(value: Instance) -> list[Value]:
    """The fields of a dataclass's object that comparisons look at, in their order."""
    left_out = value.cls.find("__uncompared__")
    return [value.attrs.get(f[0]) for f in value.cls.fields if not (isinstance(left_out, tuple) and f[0] in left_out)]


def ordered_fields(m: Machine, left: Value, right: Value) -> tuple[Value, Value] | None:
    """The tuples by which two objects of a dataclass with `order=True`, or two named tuples, are ordered; None for others."""
    if isinstance(left, Instance) and isinstance(right, Instance) and left.cls is right.cls and left.cls.dataclass is not None and left.cls.dataclass.get("order") is True:
        return tuple(m.single(v) for v in compared_fields(left)), tuple(m.single(v) for v in compared_fields(right))
    if as_tuple(left) is not left or as_tuple(right) is not right:
        return as_tuple(left), as_tuple(right)
    return None


def all_equal(m: Machine, left: list[Value], right: list[Value]) -> bool | None:
    """Elementwise equality of two sequences."""
    if len(left) != len(right):
        return False
    told: bool | None = True
    for one, two in zip(left, right, strict=True):
        m.spend(10)
        if type(one) is Lanes or type(two) is Lanes:
            one, two = m.single(one), m.single(two)
        same = equal(m, one, two)
        if same is False:
            return False
        if same is None:
            told = None
    return told


def text_may_equal(text: Text, other: str) -> bool:
    """Whether the known pieces of `text` stand in `other`, in their order, at its ends where they are at the ends of the text."""
    position = 0
    for index, part in enumerate(text.parts):
        if isinstance(part, str):
            found = other.find(part, position)
            if found < 0 or (index == 0 and found != 0):
                return False
            position = found + len(part)
    last = text.parts[-1]
    return not (isinstance(last, str) and not other.endswith(last))


def compare_plain(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value:
    """`left op right` for values without lanes (inside containers they may have some)."""
    if op in (ast.Is, ast.IsNot):
        told = same_object(m, left, right)
        if told is None:
            return m.unknown("compare", op.__name__.replace("Not", ""), left, right, kind="bool") if op is ast.Is else negate(m, m.unknown("compare", "Is", left, right, kind="bool"))
        return told is (op is ast.Is)
    if op in (ast.In, ast.NotIn):
        inside = contains(m, left, right)
        return inside if op is ast.In else negate(m, inside)
    if op in (ast.Eq, ast.NotEq):
        if isinstance(left, Instance) or isinstance(right, Instance):
            made = instance_compare(m, op, left, right)
            if made is not None:
                return made
        told = equal(m, left, right)
        if told is None:
            symbol = m.unknown("compare", "Eq", *sorted_pair(m, left, right), kind="bool")
            return symbol if op is ast.Eq else negate(m, symbol)
        return told is (op is ast.Eq)
    if is_constant(left) and is_constant(right):
        try:
            return bool(ORDER[op](left, right))
        except TypeError as error:
            raise python_error(m, error) from None
    if isinstance(left, Instance) or isinstance(right, Instance):
        made = instance_compare(m, op, left, right)
        if made is not None:
            return made
    fields = ordered_fields(m, left, right)
    if fields is not None:
        left, right = fields
    try:
        return bool(ORDER[op](concrete(left), concrete(right)))
    except NotConcrete:
        pass
    except TypeError as error:
        raise python_error(m, error) from None
    if (isinstance(left, Unknown) and right is None) or (left is None and isinstance(right, Unknown)):
        raise m.error("TypeError", "not supported between instances")
    return m.unknown("compare", op.__name__, left, right, kind="bool")


def sorted_pair(m: Machine, left: Value, right: Value) -> tuple[Value, Value]:
    """The two sides in an order that does not depend on how the comparison is written."""
    return (left, right) if repr(m.shape(left)) <= repr(m.shape(right)) else (right, left)


def instance_compare(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value | None:
    """The answer of a project's `__eq__`, `__lt__`, ...; None where there is none."""
    from sadpath.walk.calls import call_method

    mirror: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq}
    for value, other, kind in ((left, right, op), (right, left, mirror[op])):
        if isinstance(value, Instance):
            if value.cls.find(ORDER_NAMES[kind]) is not ABSENT:
                return call_method(m, value, ORDER_NAMES[kind], [other])
            if kind is ast.NotEq and value.cls.find("__eq__") is not ABSENT:
                return not m.truth(call_method(m, value, "__eq__", [other]))
    return None


def same_object(m: Machine, left: Value, right: Value) -> bool | None:
    """`left is right`; None where nobody knows."""
    if left is right:
        return True
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        symbol, other = (left, right) if isinstance(left, Unknown) else (right, left)
        if isinstance(other, Unknown):
            return True if other.uid == symbol.uid else None
        if other is None and symbol.kind is not None:
            return False
        return None if other is None or is_constant(other) else False if isinstance(other, (Instance, FunctionV)) else None
    if isinstance(left, Text) or isinstance(right, Text):
        return None if isinstance(left, (Text, str)) and isinstance(right, (Text, str)) else False
    if is_constant(left) and is_constant(right):
        return type(left) is type(right) and bool(left == right) if not (isinstance(left, str) and isinstance(right, str)) else bool(left == right)
    return False


def negate(m: Machine, value: Value) -> Value:
    """`not value` for the result of a comparison."""
    if isinstance(value, bool):
        return not value
    if type(value) is Lanes:
        return m.lift(lambda v: negate(m, v), value)
    if isinstance(value, Unknown):
        return m.unknown("not", value, kind="bool", origin=value.origin)
    return not m.truth(value)


def contains(m: Machine, item: Value, container: Value) -> Value:
    """`item in container`."""
    from sadpath.walk.calls import call_method

    if isinstance(item, bytes) and isinstance(container, (Text, Unknown)):  # text that is known in part only stands for its bytes too
        item = item.decode(errors="replace")
    if isinstance(container, str):
        if isinstance(item, str):
            return item in container
        return m.unknown("compare", "In", item, container, kind="bool") if isinstance(item, (Unknown, Text)) else type_error(m)
    if isinstance(container, bytes):
        return item in container if isinstance(item, bytes) else m.unknown("compare", "In", item, container, kind="bool")
    if isinstance(container, Text):
        return text_contains(m, item, container)
    if isinstance(container, (tuple, ListV, SetV, DictV)):
        items = list(container) if isinstance(container, tuple) else list(container.items)
        if isinstance(container, DictV) and container.fold_case and isinstance(item, str):
            item = item.lower()
        if isinstance(container, DictV) and container.base is not None and isinstance(item, str) and item in container.base.members:
            return False
        if isinstance(container, DictV) and is_constant(item) and item in container.items and not hasattr(item, "told"):
            there = container.items[item]
            if type(there) is Lanes and any(there.values[i] is ABSENT for i in m.active):
                return m.lanes(lambda lane: there.values[lane] is not ABSENT)
            return True
        if isinstance(container, DictV) and container.base is not None and container.fold_case and isinstance(item, str):
            there = m.answers.other_header(m, container.base, item)
            if type(there) is Lanes:
                asked = m.unknown("compare", "In", item, container, kind="bool")
                return m.lanes(lambda lane: there.values[lane] is not ABSENT and asked)
        partly = (isinstance(container, (ListV, SetV)) and container.open) or (isinstance(container, DictV) and container.base is not None)
        if any(type(i) is Lanes for i in items) or type(item) is Lanes:
            plain = [i if type(i) is not Lanes or only_plain(m, i) else m.single(i) for i in items]
            return m.lift(lambda x, *them: member(m, x, list(them), partly, container), item, *plain)
        return member(m, item, items, partly, container)
    if isinstance(container, RangeV):
        return item in container.range if isinstance(item, (int, float)) else m.unknown("compare", "In", item, "range", kind="bool")
    if isinstance(container, Instance):
        if container.cls.find("__contains__") is not ABSENT:
            return call_method(m, container, "__contains__", [item])
        if container.cls.find("__iter__") is not ABSENT:
            from sadpath.walk.iteration import iterate

            return member(m, item, list(iterate(m, container)), False, container)
    if isinstance(container, ClassV) and container.flavour == "enum":
        return member(m, item, [v for v in container.members.values()] + [v.attrs["_value_"] for v in container.members.values()], False, container)
    if isinstance(container, ClassV) and container.meta is not None and container.meta.find("__contains__") is not ABSENT:
        from sadpath.walk.calls import call

        return call(m, BoundMethod(container.meta.find("__contains__"), container), [item], {})
    if isinstance(container, Unknown):
        if isinstance(item, str) and (item in container.members or (container.answer is not None and container.answer.never_in_success(item))):
            return False
        return m.unknown("compare", "In", item, container, kind="bool")
    if container is None or isinstance(container, (int, float)):
        raise m.error("TypeError", "argument is not iterable")
    from sadpath.walk.iteration import iterate

    return member(m, item, list(iterate(m, container)), False, container)


def type_error(m: Machine) -> Value:
    raise m.error("TypeError", "'in <string>' requires string as left operand")


def member(m: Machine, item: Value, items: list[Value], partly: bool, container: Value) -> Value:
    """Whether one of `items` equals `item`; a symbol where nobody knows."""
    if not partly and is_constant(item) and not hasattr(item, "told") and isinstance(container, (SetV, DictV)) and item in container.items:
        return True
    unknown = partly
    for other in items:
        if isinstance(item, Instance) or isinstance(other, Instance):
            asked = instance_compare(m, ast.Eq, item, other)
            told = equal(m, item, other) if asked is None else m.truth(asked)
        else:
            told = equal(m, item, other)
        if told:
            return True
        unknown = unknown or told is None
    return m.unknown("compare", "In", item, container, kind="bool") if unknown else False


def only_data_unknown(text: Text) -> bool:
    """Whether a text tells something of the answer, and what is unknown in it does not come from the answer: an order's number, a URL."""
    return bool(text.origin.tags) and all(isinstance(part, str) or not part.origin.tags for part in text.parts)


def text_contains(m: Machine, item: Value, text: Text) -> Value:
    """`item in text` for a text with unknown pieces.

    A documented code that does not stand in the known pieces is taken to be nowhere: prose does not carry codes. Neither do the
    numbers and names that a text about the answer is made of (`404 Client Error for url: .../orders/{id}`).
    """
    if isinstance(item, str):
        if any(isinstance(p, str) and item in p for p in text.parts):
            return True
        if m.answers.is_code(item) or only_data_unknown(text):
            return False
        # only the unknown pieces can tell: lanes that share them are asked together
        return m.unknown("compare", "In", item, *(p for p in text.parts if not isinstance(p, str)), kind="bool", origin=text.origin.derived())
    return m.unknown("compare", "In", item, text, kind="bool")
