"""`uuid`: 4 and 1 are new each time, 5 and 3 follow from their arguments."""

from __future__ import annotations

from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import Otherwise, plain_class, real
from sadpath.walk.natives.world import fresh
from sadpath.walk.operators.concrete import abstract
from sadpath.walk.values import ClassV, Descriptor, Instance, Native, Value

SPACES = {"DNS": 0, "URL": 1, "OID": 2, "X500": 4}
"""The name spaces of RFC 9562, by the digit in which they differ."""
TOLD = ("hex", "int", "bytes", "bytes_le", "version", "variant", "urn", "fields", "time_low", "node")


def uuid_module(m: Machine) -> dict[str, Value]:
    """`uuid`."""
    cls = uuid_class(m)

    def parse(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        return of_text(m, cls, real("UUID", spelt, symbol("UUID")).call(m, args, kw))

    def named(name: str) -> Native:
        def make(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
            given = {**dict(zip(("namespace", "name"), args, strict=False)), **kw}
            space = m.single(given.get("namespace"))
            if not (isinstance(space, Instance) and space.cls is cls) or "name" not in given:
                return symbol(name)(m, args, kw)
            run = real(name, lambda one, two: follows(name, one, two), symbol(name))
            return of_text(m, cls, run.call(m, [space.attrs["_text"], given["name"]], {}))

        return Native(name, make)

    made: dict[str, Value] = {name: fresh(name, "uuid") for name in ("uuid1", "uuid4", "uuid7")}
    made |= {"UUID": Native("UUID", parse), "uuid3": named("uuid3"), "uuid5": named("uuid5")}
    for name, digit in SPACES.items():
        made[f"NAMESPACE_{name}"] = Instance(cls, {"_text": f"6ba7b81{digit}-9dad-11d1-80b4-00c04fd430c8"}, 0)
    return made


def symbol(name: str) -> Otherwise:
    """What makes a UUID of which nothing is known but what it follows from."""
    return lambda m, args, kw: m.unknown(name, *args, *kw.values(), kind="uuid")


def spelt(*args: Any, **kw: Any) -> str:
    """The usual text of `uuid.UUID(...)`."""
    import uuid

    return str(uuid.UUID(*args, **kw))


def follows(name: str, space: str, text: Any) -> str:
    """The text of `uuid3(space, text)` or `uuid5(space, text)`."""
    import uuid

    made: uuid.UUID = getattr(uuid, name)(uuid.UUID(space), text)
    return str(made)


def of_text(m: Machine, cls: ClassV, found: Value) -> Value:
    """The object for the text of a UUID; a symbol stays what it is."""
    found = m.single(found)
    return Instance(cls, {"_text": found}, m.now) if isinstance(found, str) else found


def uuid_class(m: Machine) -> ClassV:
    """`uuid.UUID`, for those of which the text is known: `_text`."""
    cls = plain_class(m, "UUID")

    def told(name: str) -> Native:
        def read(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
            import uuid

            return abstract(m, getattr(uuid.UUID(args[0].attrs["_text"]), name))

        return Native(name, read)

    def same(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        other = args[1]
        if isinstance(other, Instance) and other.cls.derives(cls):
            return bool(args[0].attrs["_text"] == other.attrs["_text"])
        return m.builtins["NotImplemented"]

    cls.attrs.update({name: Descriptor("property", told(name)) for name in TOLD})
    cls.attrs.update(
        {
            "__str__": Native("__str__", lambda m, args, kw: args[0].attrs["_text"]),
            "__repr__": Native("__repr__", lambda m, args, kw: f"UUID({args[0].attrs['_text']!r})"),
            "__hash__": Native("__hash__", lambda m, args, kw: hash(args[0].attrs["_text"])),
            "__eq__": Native("__eq__", same),
        }
    )
    return cls
