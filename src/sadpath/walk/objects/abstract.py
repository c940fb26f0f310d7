"""Abstract classes: which methods a class leaves to its subclasses, and that no object of it can be made while there are any."""

from __future__ import annotations

from sadpath.walk.machine import Machine
from sadpath.walk.values import ClassV, Descriptor, FunctionV, Value


def names_left(m: Machine, cls: ClassV) -> frozenset[str]:
    """The names that are abstract in a class when it is made; none where its metaclass does not ask for that.

    As in Python, what is set on the class later changes nothing.
    """
    if cls.meta is None or m.caches["ABCMeta"] not in cls.meta.mro:
        return frozenset()
    own = {name for name, value in cls.attrs.items() if is_abstract(value)}
    inherited = {name for base in cls.mro[1:] for name in base.abstract if is_abstract(cls.find(name))}
    return frozenset(own | inherited)


def is_abstract(value: Value) -> bool:
    """Whether an attribute of a class is marked as abstract: a function, or one of those that a descriptor is made of."""
    if isinstance(value, Descriptor):
        return any(map(is_abstract, (value.fn, value.setter, value.deleter)))
    return isinstance(value, FunctionV) and value.attrs.get("__isabstractmethod__") is True


def refuse(m: Machine, cls: ClassV) -> None:
    """Raise `Raised(TypeError)` where Python makes no object of the class.

    Where the walk makes one for itself, or began in a method of it, the class stands for a subclass that somebody else has.
    """
    if not m.frames or cls.opaque:
        return
    entry = m.frames[0].function
    if entry is not None and entry.owner is not None and cls in entry.owner.mro:
        return
    names = ", ".join(map(repr, sorted(cls.abstract)))
    raise m.error("TypeError", f"Can't instantiate abstract class {cls.name} without an implementation for {names}")
