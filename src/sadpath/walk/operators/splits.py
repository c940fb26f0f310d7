"""Taking apart texts that are known in part: `partition`, `split`, slices; and which part of them is the provider's code."""

from __future__ import annotations

import re
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.operators.texts import join_text
from sadpath.walk.values import Lanes, ListV, Origin, Text, Unknown, Value, origin_of

PLAIN_DATA = frozenset("|;\n\r\t")
"""Separators that the numbers and names of unknown data do not hold; a message may."""
LINE_END = r"\r\n|[\n\r]"
Pieces = list[Any]


def split_text(m: Machine, text: Text, name: str, args: list[Value]) -> Value:
    """`text.name(*args)` for the methods that split; None where nobody knows where the separators are."""
    separator = args[0] if args else None
    if "text" in text.origin or not (separator is None or (isinstance(separator, str) and separator)):
        return None
    backwards = name in ("rpartition", "rsplit")
    if name in ("partition", "rpartition"):
        cut = cut_once(list(text.parts), separator, backwards)
        if cut is None:
            return None
        before, found, after = cut
        if not found:
            return ("", "", text) if backwards else (text, "", "")
        return join_text(before), found, join_text(after)
    if name == "splitlines":
        return None if args else split_at(m, text, LINE_END, -1, backwards=False)
    most = args[1] if len(args) > 1 else -1
    return split_at(m, text, separator, most, backwards) if isinstance(most, int) else None


def split_at(m: Machine, text: Text, separator: str | None, most: int, backwards: bool) -> Value:
    """The list of at most `most` + 1 parts; one that goes on where a message may hold more separators, None where it begins with that."""
    rest: Pieces = list(text.parts)
    lines = separator == LINE_END
    pattern = LINE_END if lines else r"\s+"
    if separator is None:
        rest = trimmed(rest)
    items: list[Value] = []
    while most < 0 or len(items) < most:
        cut = cut_once(rest, None if lines else separator, backwards, pattern)
        if cut is None:
            if not items or backwards:
                return None
            # how it goes on depends on the message
            items.append(m.unknown("split", join_text(rest), separator, kind="str"))
            return m.new_list(items, open=True)
        before, found, after = cut
        if not found:
            break
        items.append(join_text(after if backwards else before))
        rest = before if backwards else after
    last = join_text(rest)
    if last != "" or not (lines or separator is None):
        items.append(last)
    return m.new_list(items[::-1] if backwards else items)


def trimmed(parts: Pieces) -> Pieces:
    """Without the blanks at the ends, as far as they are known."""
    if isinstance(parts[0], str):
        parts = [parts[0].lstrip(), *parts[1:]]
    if isinstance(parts[-1], str):
        parts = [*parts[:-1], parts[-1].rstrip()]
    return [part for part in parts if part != ""]


def cut_once(
    parts: Pieces, separator: str | None, backwards: bool, pattern: str = r"\s+"
) -> tuple[Pieces, str, Pieces] | None:
    """What is before the first (or last) separator, the separator, what is after it; None where an unknown piece may hold it earlier.

    The separator is empty, and all is before it, where there is none. No `separator` means what fits the pattern.
    """
    expression = re.compile(pattern if separator is None else re.escape(separator))
    order = range(len(parts) - 1, -1, -1) if backwards else range(len(parts))
    for index in order:
        part = parts[index]
        if not isinstance(part, str):
            if may_hold(part, separator):
                return None
            continue
        found = list(expression.finditer(part))
        if found:
            match = found[-1 if backwards else 0]
            return (
                [*parts[:index], *([part[: match.start()]] if match.start() else [])],
                match.group(),
                [*([part[match.end() :]] if match.end() < len(part) else []), *parts[index + 1 :]],
            )
        if separator is not None and len(separator) > 1 and hangs_over(parts, index, separator):
            return None
    return parts, "", []


def hangs_over(parts: Pieces, index: int, separator: str) -> bool:
    """Whether a separator may stand partly in a known piece, and partly in the unknown one beside it."""
    part, before, after = parts[index], index > 0, index + 1 < len(parts)
    sizes = range(1, len(separator))
    return (after and any(part.endswith(separator[:size]) for size in sizes)) or (
        before and any(part.startswith(separator[-size:]) for size in sizes)
    )


def may_hold(part: Unknown, separator: str | None) -> bool:
    """Whether an unknown piece may hold the separator."""
    return bool(part.origin) or separator is None or not PLAIN_DATA.issuperset(separator)


def slice_text(text: Text, key: slice) -> Value:
    """`text[key]` where the slice lies in a known piece at the beginning or the end; None elsewhere."""
    first, last = text.parts[0], text.parts[-1]
    if "text" in text.origin or key.step is not None:
        return None
    start, stop = key.start or 0, key.stop
    if isinstance(first, str) and stop is not None and start >= 0 and 0 <= stop <= len(first):
        return first[start:stop]
    if isinstance(last, str) and start < 0 and -start <= len(last) and (stop is None or stop < 0):
        return last[start:stop]
    if isinstance(first, str) and 0 < start <= len(first) and stop is None:
        return join_text([first[start:], *text.parts[1:]])
    return None


def across(m: Machine, whole: Lanes, made: Value) -> Value:
    """One tuple or list with lanes in it, in place of lanes of them, where all of them are as long; each part has its own origin."""
    if type(made) is not Lanes or "composed" not in whole.origin:
        return made
    values = [made.values[lane] for lane in m.active]
    kinds = {(type(v), v.open if type(v) is ListV else False) for v in values}
    if len(kinds) != 1 or not isinstance(values[0], (tuple, ListV)):
        return made
    items = {lane: list(v) if isinstance(v, tuple) else v.items for lane, v in zip(m.active, values, strict=True)}
    if len({len(found) for found in items.values()}) != 1:
        return made
    parts = [
        with_origin(m, whole, m.lanes(lambda lane, at=at: items[lane][at], whole.origin.derived()))  # type: ignore[misc]
        for at in range(len(items[m.active[0]]))
    ]
    return tuple(parts) if isinstance(values[0], tuple) else m.new_list(parts, values[0].open)


def with_origin(m: Machine, whole: Lanes, part: Value) -> Value:
    """A part of a text that was composed of parts of the answer: what is the code alone is the code again."""
    if type(part) is not Lanes or "composed" not in whole.origin:
        return part
    values = [part.values[lane] for lane in m.active]
    codes = {m.answers.lanes[lane].wire for lane in m.active}
    if len(codes) > 1 and all(isinstance(v, str) and v == values[0] for v in values):
        return values[0]  # a separator
    part.origin = part_origin(m, whole.origin, part)
    return part


def part_origin(m: Machine, whole: Origin, part: Lanes) -> Origin:
    """What of the answer a part of a composed text comes from."""
    told = {lane: m.answers.lanes[lane] for lane in m.active if m.answers.lanes[lane].kind != "success"}
    if not told:
        return whole.derived()
    if "code" in whole and all(part.values[lane] == answer.wire for lane, answer in told.items()):
        return Origin(("code",), exact=True)
    if "status" in whole and all(part.values[lane] == str(answer.status) for lane, answer in told.items()):
        return Origin(("status",))
    tags = {"composed"}
    for lane, answer in told.items():
        value = part.values[lane]
        pieces = value.parts if isinstance(value, Text) else (value,)
        known = [piece for piece in pieces if isinstance(piece, str)]
        tags |= {tag for piece in pieces if not isinstance(piece, str) for tag in origin_of(piece).tags}
        message = (answer.error.message if answer.error is not None else None) or ""
        for piece in known:
            tags |= {"code"} if answer.wire in piece or (len(piece) > 1 and piece in answer.wire) else set()
            tags |= {"status"} if str(answer.status) in piece else set()
            tags |= {"message"} if message and (message in piece or piece.strip() in message) else set()
    return Origin(tags & (whole.tags | {"composed"}) or whole.tags)
