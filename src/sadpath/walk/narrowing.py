"""Arguments that an annotation says the class of: they may be objects of any of its subclasses, until somebody asks."""

from __future__ import annotations

from sadpath.walk.machine import Machine
from sadpath.walk.values import ClassV, Instance, Unknown

MOST_SUBCLASSES = 8
"""Of a class with more, nobody tries them all where the code asks for the class itself."""


def stand_for(m: Machine, made: Instance, symbol: Unknown) -> None:
    """Let an object of the project's stand for what nobody knows more of than its class."""
    from sadpath.walk.stand_ins import project_subclasses

    if made.payload is None and made.born == m.now and made.cls.project and project_subclasses(m, made.cls):
        made.payload = symbol


def is_narrowed(m: Machine, value: Instance, cls: ClassV) -> bool:
    """Whether an object is taken for one of a subclass of what it stands for; it is one from then on."""
    symbol = value.payload
    if not (isinstance(symbol, Unknown) and cls is not value.cls and cls.project and cls.derives(value.cls)):
        return False
    asked = [m.unknown("compare", "isinstance", symbol, base, kind="bool") for base in cls.mro if base.project]
    if any(m.run.assumed.get(base.uid) is False for base in asked) or not m.truth(asked[0]):
        return False
    become(m, value, cls)
    return True


def become(m: Machine, value: Instance, cls: ClassV) -> None:
    """Make an object one of a subclass, with all that its `__init__` adds."""
    from sadpath.walk.stand_ins import make_self

    building = m.caches.setdefault("building", [])
    building.append(cls)
    try:
        other = make_self(m, cls)
    finally:
        building.pop()
    m.touch(value)
    value.cls = cls
    if isinstance(other, Instance) and other.cls is cls:
        for name, attribute in other.attrs.items():
            value.attrs.setdefault(name, attribute)


def settle(m: Machine, value: Instance) -> ClassV:
    """The class of an object; one that stands for others is taken for an object of each subclass, and at last of its own class."""
    from sadpath.walk.stand_ins import needs_subclass, project_subclasses

    if isinstance(value.payload, Unknown):
        subclasses = project_subclasses(m, value.cls)
        if len(subclasses) <= MOST_SUBCLASSES:
            *first, last = [cls for cls in (*reversed(subclasses), value.cls) if not needs_subclass(cls)] or [value.cls]
            taken = next((cls for cls in first if is_narrowed(m, value, cls)), None)
            if taken is None and last is not value.cls:
                become(m, value, last)
            value.payload = None
    return value.cls
