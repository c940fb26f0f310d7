"""What a run gave to the world outside (files, databases, caches, whatever nobody knows) and what it read there afterwards.

A symbol stands for the same thing in all runs, so that two runs that ask the same get the same. That is right of what is only read. But
where one lane has put "done" into a database and another one "failed", what they find there later is not the same, and nobody knows what
it is: the facts of a lane then must not rest on it (see `outcomes`). What is outside is told apart by the symbol that everything there is
reached through: a module, an argument, a file with this name.

The notes are kept in the cache of the run, each under a name of its own, so that calls that runs share keep them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sadpath.walk.values import ABSENT, DictV, Instance, Lanes, ListV, SetV, Unknown, Value

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine

WRITTEN, READ, HINGED = "written", "read back", "hinged"
TOUCHED, ANY_TOUCHED, ANY_READ = "touched", "anything touched", "anything read back"
MOVES = frozenset({"replace", "rename", "renames", "move", "copy", "copy2", "copyfile", "link"})
"""Functions that give a file another name."""
DEEPEST = 4
MOST_SHAPED = 20
SYMBOL = re.compile(r"<\?(\d+)>")
"""How `canonical` writes a symbol."""

Written = frozenset[tuple[Any, Any]]
"""Pairs of a place outside and what was given to it."""


def note_write(m: Machine, target: Value, values: Iterable[Value], called: bool = False) -> None:
    """Something outside, or of which nobody knows where it is kept, has been given these values after the operation was sent.

    `called`: it is a function that was called with them.
    """
    run = m.run
    values = tuple(values)
    if m.loading or not run.sends or not values or not isinstance(target, Unknown) or target.answer is not None:
        return
    by_lane = {lane: m.shape(tuple(in_lane(value, lane) for value in values)) for lane in run.active}
    first = by_lane[run.active[0]]
    alike = all(shape == first for shape in by_lane.values())
    what = (None, first) if alike else tuple(by_lane.items())
    for place in (place_of(m, target, called), *places_wrapped(m, target)):
        keep(m, place, what)
    if target.key[0] in ("attribute", "module") and target.key[2] in MOVES:
        note_move(m, target, values)


def keep(m: Machine, place: Any, what: Any) -> None:
    """Note that a place was given something."""
    m.run.cache[WRITTEN, place, what] = True
    m.run.cache[TOUCHED, place] = m.run.cache[ANY_TOUCHED] = True


def note_move(m: Machine, target: Unknown, values: tuple[Value, ...]) -> None:
    """What was put into one of these files is in the others now."""
    places = [place_of(m, value) for value in (target, *values) if isinstance(value, Unknown)]
    places += [("open", m.shape(value)) for value in values]
    for name in [name for name in m.run.cache if isinstance(name, tuple) and name[0] == WRITTEN and name[1] in places]:
        for place in places:
            keep(m, place, name[2])


def note_put(m: Machine, target: Value, values: Iterable[Value]) -> None:
    """A collection of which nobody knows what it holds has been given these values: it is not what it was."""
    note_write(m, target, values)
    note_read(m, target, target)


def note_read(m: Machine, target: Value, found: Value, called: bool = False) -> None:
    """`found` was asked of something outside, to which the run may have given something before; `called`: as in `note_write`."""
    if ANY_TOUCHED not in m.run.cache or m.loading or not isinstance(target, Unknown) or target.answer is not None:
        return
    place = place_of(m, target, called)
    if (TOUCHED, place) not in m.run.cache:
        return
    for value in found.values if type(found) is Lanes else (found,):
        if isinstance(value, Unknown):
            m.run.cache[READ, value.uid] = place
            m.run.cache[ANY_READ] = True


def note_item(m: Machine, target: Unknown, found: Value) -> None:
    """`found` is an item of something: of a store it is what is there now, of a row that somebody fetched what was there then."""
    if (ANY_TOUCHED in m.run.cache) and not is_fetched(m, target):
        note_read(m, target, found)


def note_asked(m: Machine, key: Any) -> None:
    """An unknown condition is asked, which may hang on what was read back."""
    for place in places_read(m, uids_in(key)):
        m.run.cache[HINGED, place] = True


def written_by(m: Machine, lane: int) -> Written:
    """What a lane of the run gave to which place outside."""
    found = set()
    for name in m.run.cache:
        if isinstance(name, tuple) and name[0] == WRITTEN:
            _, place, what = name
            given = what[1] if what[0] is None else dict(what).get(lane, ABSENT)
            if given is not ABSENT:
                found.add((place, given))
    return frozenset(found)


def rests_on(m: Machine, text: str) -> frozenset[Any]:
    """The places outside that the run read again and that the text of its value, or a condition, hangs on."""
    if ANY_READ not in m.run.cache:
        return frozenset()
    hinged = {name[1] for name in m.run.cache if isinstance(name, tuple) and name[0] == HINGED}
    return frozenset(hinged | places_read(m, {int(uid) for uid in SYMBOL.findall(text)}))


def places_read(m: Machine, uids: Iterable[int]) -> set[Any]:
    """The places that these symbols, or what they are made of, were read back from."""
    cache = m.run.cache
    return {cache[READ, uid] for one in uids for uid in made_of(m, one) if (READ, uid) in cache}


def made_of(m: Machine, uid: int) -> frozenset[int]:
    """A symbol and all symbols in its structure."""
    known: dict[int, frozenset[int]] = m.caches.setdefault("made of", {})
    if uid not in known:
        known[uid] = frozenset((uid,))
        symbol = m.by_uid.get(uid)
        inner = uids_in(symbol.key) if symbol is not None else ()
        known[uid] = known[uid].union(*(made_of(m, one) for one in inner))
    return known[uid]


def uids_in(shape: Any) -> list[int]:
    """The numbers of the symbols in a shape, or in the key of a condition."""
    if isinstance(shape, int) and not isinstance(shape, bool):
        return [shape] if shape > 0 else []
    if not isinstance(shape, tuple):
        return []
    if len(shape) == 2 and shape[0] == "?":
        return [shape[1]]
    return [uid for part in shape if isinstance(part, tuple) for uid in uids_in(part)]


def place_of(m: Machine, target: Unknown, called: bool = False) -> Any:
    """What everything of a place is reached through: the first owner of a symbol.

    Of an object that a module's function made (a connection, a path) that is the call itself, with its arguments; of a function that is
    called it is the module, and of a file its name.
    """
    if called and target.key[0] == "module":
        return target.key[:2]
    known: dict[int, Any] = m.caches.setdefault("places outside", {})
    if target.uid not in known:
        owner = owner_of(m, target)
        if target.key[0] == "open":
            known[target.uid] = target.key
        elif owner is None or (target.key[0] == "call" and owner.key[0] == "module"):
            known[target.uid] = target.uid
        else:
            known[target.uid] = place_of(m, owner)
    return known[target.uid]


def owner_of(m: Machine, symbol: Unknown) -> Unknown | None:
    """What a symbol was asked of."""
    return m.symbol(symbol.key[1]) if len(symbol.key) > 1 else None


def places_wrapped(m: Machine, target: Unknown) -> set[Any]:
    """The places of what an object was made from that a module's function made: a writer around a file."""
    maker = place_of(m, target)
    symbol = m.by_uid.get(maker) if isinstance(maker, int) else None
    if symbol is None or symbol.key[0] != "call":
        return set()
    return {place_of(m, given) for part in symbol.key[2:] if (given := m.symbol(part)) is not None}


def is_fetched(m: Machine, target: Unknown) -> bool:
    """Whether something is what a call gave that asked a place, or a part of that."""
    place = place_of(m, target)
    symbol: Unknown | None = target
    while symbol is not None and symbol.uid != place and symbol.key != place:
        if symbol.key[0] == "call":
            return True
        symbol = owner_of(m, symbol)
    return False


def in_lane(value: Value, lane: int, depth: int = 0) -> Any:
    """A value as it is in one lane, in a form that has a shape; objects with what they hold."""
    if type(value) is Lanes:
        value = value.values[lane]
    if depth > DEEPEST:
        return value
    if isinstance(value, tuple):
        return tuple(in_lane(part, lane, depth + 1) for part in value[:MOST_SHAPED])
    if isinstance(value, (ListV, SetV)):
        return tuple(in_lane(part, lane, depth + 1) for part in list(value.items)[:MOST_SHAPED])
    if isinstance(value, DictV):
        pairs = list(value.items.items())[:MOST_SHAPED]
        return tuple((in_lane(key, lane, depth + 1), in_lane(item, lane, depth + 1)) for key, item in pairs)
    if isinstance(value, Instance):
        held = list(value.attrs.items())[:MOST_SHAPED]
        return (value.cls.name, *((name, in_lane(item, lane, depth + 1)) for name, item in held))
    return value
