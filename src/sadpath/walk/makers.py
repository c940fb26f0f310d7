"""What the project gives a class where it makes an object of it: the client with its host that a function puts together.

A walk that begins in a method has no object yet. It gets one that is made with what the places agree on that make one. Nothing of the
functions around them is run but what the arguments come from (see `locals_of`), and nothing of it sends a request.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from sadpath.walk.arguments import class_of_annotation, words_of
from sadpath.walk.asked import note_asked
from sadpath.walk.call_places import CallPlace, owner_by_first, places_of
from sadpath.walk.hosts import alike, tells_host
from sadpath.walk.locals_of import Locals, root_of
from sadpath.walk.machine import Machine
from sadpath.walk.objects.fields import argument_name, init_among
from sadpath.walk.parameters import parameters_of
from sadpath.walk.quiet import nothing_sent
from sadpath.walk.run import SentTooEarly
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    FunctionV,
    Instance,
    Raised,
    Text,
    Unknown,
    Value,
)

DOUBLES = frozenset({"fake", "mock", "stub", "dummy", "noop", "null", "test", "tests"})
"""Words in the names of what makes objects for tests."""
MOST_PLACES = 8
"""A class that more places make is one of many uses: no two need agree."""


def given_by_makers(m: Machine, cls: ClassV, required: Iterable[str]) -> dict[str, Value]:
    """The arguments, by the names of parameters, on which the places agree that make objects of the class: those that tell where
    requests go, and texts among those that are `required`.
    """
    making: list[ClassV] = m.caches.setdefault("making", [])
    if m.loading or not cls.project or cls in making:
        return {}
    note_asked(m, f"{cls.name}()")
    note_asked(m, "()")
    making.append(cls)
    try:
        places = [place for place in places_of_class(m, cls) if not is_double(place)]
        return agreed([told_at(m, cls, place) for place in places], set(required)) if len(places) <= MOST_PLACES else {}
    finally:
        making.pop()


def places_of_class(m: Machine, cls: ClassV) -> Iterator[CallPlace]:
    """The places that make objects of the class, but for methods of objects that make more of their kind."""
    nodes = {base.node for base in cls.mro if base.project and base.node is not None}
    for name in dict.fromkeys(base.name for base in cls.mro if base.project):
        for place in places_of(m, name):
            owner = owner_by_first(place.call.func, place.around)
            if owner is not None:
                found = owner in nodes
            else:
                found = name == cls.name and nodes.isdisjoint(place.around) and is_called(m, cls, place)
            if found:
                if (function := place.function) is not None:
                    m.entered.add(function)
                yield place


def is_called(m: Machine, cls: ClassV, place: CallPlace) -> bool:
    """Whether a call is one of the class."""
    func = place.call.func
    local = Locals(m, place)
    if root_of(func) not in (local.frame.info.bound if local.frame.info is not None else ()):
        return class_of_annotation(m, func, place.module) is cls
    try:
        local.bind([ast.Name(root_of(func))])
        return isinstance(func, ast.Name) and local.frame.variables.get(func.id) is cls
    except SentTooEarly:
        return False


def is_double(place: CallPlace) -> bool:
    """Whether something around a place says that it makes what stands in for the real one."""
    return any(not DOUBLES.isdisjoint(words_of(getattr(node, "name", ""))) for node in place.around)


def told_at(m: Machine, cls: ClassV, place: CallPlace) -> dict[str, Value]:
    """The arguments of a call, by the names of the parameters; a symbol for what can't be told without running the function."""
    found: dict[str, Value] = {}
    local = Locals(m, place)
    for name, node in named_arguments(cls, place.call):
        try:
            with nothing_sent(m):
                found[name] = local.value(node)
        except (Raised, SentTooEarly):
            found[name] = local.unknown(name)
    return found


def named_arguments(cls: ClassV, call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """(name of the parameter, expression) of the arguments of a call of the class, as far as it says which are which."""
    for name, node in zip(positional_of(cls), call.args, strict=False):
        if isinstance(node, ast.Starred):
            break
        yield name, node
    yield from ((keyword.arg, keyword.value) for keyword in call.keywords if keyword.arg is not None)


def positional_of(cls: ClassV) -> Sequence[str]:
    """The names of the parameters that objects of a class are made with, as far as they can be given by position."""
    init, dataclass = init_among(cls.mro)
    if isinstance(init, FunctionV):
        return parameters_of(init.node.args).positional[1:]
    if init is not ABSENT or (dataclass is None and not cls.fields):
        return ()
    return [argument_name(cls, name) for name, _, _, included in cls.fields if included and included != "keyword"]


def agreed(told: list[dict[str, Value]], required: set[str]) -> dict[str, Value]:
    """What the places agree on, of what is worth telling."""
    found: dict[str, Value] = {}
    for name in dict.fromkeys(name for one in told for name in one):
        values = [one.get(name, ABSENT) for one in told]
        known = [value for value in values if not isinstance(value, Unknown)]
        if not known or not all(value is not ABSENT and alike(known[0], value) for value in known):
            continue
        if tells_host(known[0]) or (
            name in required and len(known) == len(values) and isinstance(known[0], (str, Text, Instance))
        ):
            found[name] = known[0]
    return found
