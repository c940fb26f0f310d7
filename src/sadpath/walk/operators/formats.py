"""`format`, f-strings and templates of `str.format`."""

from __future__ import annotations

import itertools
import string
from collections.abc import Iterator

from sadpath.walk.asked import note_asked
from sadpath.walk.limits import wide
from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import mixed_in, python_error
from sadpath.walk.operators.texts import build_text, is_written_as_value, repr_text, to_text
from sadpath.walk.values import ABSENT, Instance, Lanes, Value, is_constant


def format_value(m: Machine, value: Value, spec: str, conversion: str | None) -> Value:
    """One field of a format string or an f-string."""
    if conversion in ("r", "a", "s"):
        value = to_text(m, value) if conversion == "s" else repr_text(m, value)
    if isinstance(value, Instance) and (made := formatted(m, value, spec)) is not ABSENT:
        return made
    if not spec:
        return to_text(m, value)
    if is_constant(value) and not wide(spec):
        try:
            return format(value, spec)
        except Exception as error:
            raise python_error(m, error) from None
    if type(value) is Lanes and all(is_constant(value.values[i]) for i in m.active) and not wide(spec):
        return m.lift(lambda v: format_value(m, v, spec, None), value)
    return m.unknown("format", value, spec, kind="str")


def formatted(m: Machine, value: Instance, spec: str) -> Value:
    """`format(value, spec)` of an object: what its `__format__` says, or the text or number that it is too; `ABSENT` for others."""
    from sadpath.walk.calls import call_method

    if value.cls.find("__format__") is not ABSENT:
        return to_text(m, call_method(m, value, "__format__", [spec]))
    plain = mixed_in(value) if value.cls.flavour != "enum" or is_written_as_value(value.cls) else to_text(m, value)
    return format_value(m, plain, spec, None) if spec and plain is not None else ABSENT


def format_template(m: Machine, template: str, args: list[Value], kw: dict[str, Value]) -> Value:
    """`template.format(*args, **kw)`."""
    return build_text(m, template_pieces(m, template, args, kw, itertools.count()))


def template_pieces(
    m: Machine, template: str, args: list[Value], kw: dict[str, Value], numbers: Iterator[int], mapping: Value = ABSENT
) -> list[Value]:
    """The pieces of `template.format(*args, **kw)`, or of `template.format_map(mapping)`; `numbers` numbers the fields without a name."""
    from sadpath.walk.containers.subscripts import get_item

    pieces: list[Value] = []
    try:
        fields = list(string.Formatter().parse(template))
    except ValueError as error:
        raise python_error(m, error) from None
    for text, name, spec, conversion in fields:
        pieces.append(text)
        if name is None:
            continue
        head, rest = name, ""
        for index, letter in enumerate(name):
            if letter in ".[":
                head, rest = name[:index], name[index:]
                break
        if head == "":
            position = next(numbers)
        elif head.isdigit():
            position = int(head)
        else:
            position = -1
        if position >= 0:
            if position < len(args):
                value = args[position]
            elif "*" in kw:
                value = m.unknown("item", kw["*"], position)
            else:
                raise m.error("IndexError", "Replacement index out of range")
        elif mapping is not ABSENT:
            value = get_item(m, mapping, head)
        elif head in kw:
            value = kw[head]
        elif "**" in kw:
            value = m.unknown("item", kw["**"], head)
        else:
            raise m.error("KeyError", head)
        if rest:
            value = format_path(m, value, rest)
        if spec and "{" in spec:
            inner = m.single(build_text(m, template_pieces(m, spec, args, kw, numbers, mapping)))
            if not isinstance(inner, str):
                pieces.append(m.unknown("format", value, inner, kind="str"))
                continue
            spec = inner
        pieces.append(format_value(m, value, spec or "", conversion))
    return pieces


def format_path(m: Machine, value: Value, rest: str) -> Value:
    """`.name` and `[key]` after a field's name."""
    from sadpath.walk.containers.subscripts import get_item
    from sadpath.walk.objects.attributes import get_attribute

    for part in rest.replace("]", "").replace("[", ".[").split("."):
        if part.startswith("["):
            key = part[1:]
            value = get_item(m, value, int(key) if key.isdigit() else key)
        elif part:
            note_asked(m, part)
            value = get_attribute(m, value, part)
    return value
