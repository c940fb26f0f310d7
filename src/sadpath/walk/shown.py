"""How an object shows itself: its `__repr__` or `__str__` is run aside, when the run is over.

Who looks at what an entry hands back calls these after the fact. So nothing that they do counts: no step of theirs is on the path of the
run, what they change is taken back, and a condition that nobody knows parts no lanes but gives several texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sadpath.walk.events import Events
from sadpath.walk.machine import Machine
from sadpath.walk.run import NO_SENDS, Run, Stop
from sadpath.walk.values import ClassV, Container, Instance, Raised, StopWalkIteration, Value

MOST_STEPS = 2_000
MOST_WAYS = 8
"""Of so many ways that unknown conditions open in one `__repr__`, the texts are told; of one with more, nothing is known."""


def says_itself(cls: ClassV | None) -> ClassV | None:
    """The first class in the order of inheritance that says how its objects are shown: by a `__repr__`, by its fields, or, of a model,
    by the attributes that it names; None where they are shown as any object is.
    """
    for base in cls.mro if cls is not None else ():
        if "__repr__" in base.attrs or "__shown__" in base.attrs:
            return base
        if base.dataclass is not None and base.dataclass.get("repr", True) is True:
            return base
        if base.flavour == "namedtuple" and base.fields:
            return base
    return None


def shown_fields(cls: ClassV, maker: ClassV) -> list[str]:
    """The fields of which the `__repr__` that a dataclass or a named tuple has by itself tells."""
    hidden = cls.find("__unshown__")
    return [field[0] for field in maker.fields if not (isinstance(hidden, tuple) and field[0] in hidden)]


def own_texts(m: Machine, value: Instance | Container, method: str, lane: int) -> list[Value]:
    """What `__repr__` or `__str__` gives in a lane, one text for each way that unknown conditions open; none where nobody knows."""
    from sadpath.walk.calls import call_method
    from sadpath.walk.operators.displays import instance_repr
    from sadpath.walk.operators.texts import to_text

    def make() -> Value:
        if method == "__repr__" and isinstance(value, Instance):
            return instance_repr(m, value)
        return to_text(m, call_method(m, value, method, []))

    over, made = m.run, ways(m, make, lane)
    if made is None:
        over.flags.add("escaped")
    return made or []


def ways(m: Machine, make: Callable[[], Value], lane: int) -> list[Value] | None:
    """What something gives in a lane, in the order of the ways; None where not all of it is known."""
    found: list[Value] = []
    with aside(m):
        m.queue = [()]
        while m.queue:
            if len(found) == MOST_WAYS:
                return None
            prefix = m.queue.pop(0)
            with continued(m, prefix, lane) as run:
                try:
                    found.append(make())
                except (Raised, Stop, StopWalkIteration, RecursionError, MemoryError):
                    return None
                except Exception:
                    if m.strict:
                        raise
                    return None
                if "unsure" in run.flags:
                    return None
    return found


@contextmanager
def aside(m: Machine) -> Iterator[None]:
    """What the walk has queued and noted is left alone meanwhile."""
    queues = m.queue, m.queued_lanes, m.queue_room, m.unqueued
    noted = m.events, m.sharing, m.frames
    m.queued_lanes, m.queue_room, m.unqueued = {}, [MOST_WAYS, MOST_WAYS], set()
    m.events, m.sharing, m.frames = Events(), None, []
    try:
        yield
    finally:
        m.queue, m.queued_lanes, m.queue_room, m.unqueued = queues
        m.events, m.sharing, m.frames = noted


@contextmanager
def continued(m: Machine, prefix: tuple[int, ...], lane: int) -> Iterator[Run]:
    """A run that goes on in one lane with what the run that is over has decided; that one is back afterwards, and so is all that it left."""
    over = m.run
    m.run = run = Run(m.new_number(), prefix, (lane,))
    run.assumed, run.decided_at, run.changed = dict(over.assumed), dict(over.decided_at), set(over.changed)
    run.cache = {**over.cache, NO_SENDS: True}
    run.sends, run.others, run.clock, run.fresh = over.sends, over.others, over.clock, over.fresh
    run.steps = m.max_steps - MOST_STEPS
    try:
        yield run
    finally:
        m.end_generators()
        m.rollback()
        m.run = over


def writes_itself(error: Instance) -> bool:
    """Whether a class of the project says how `str()` of an exception reads."""
    maker = next((base for base in error.cls.mro if "__str__" in base.attrs), None)
    return maker is not None and maker.project
