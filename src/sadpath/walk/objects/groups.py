"""Exception groups: parting them, and making new ones of their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sadpath.walk.machine import Machine
from sadpath.walk.values import ABSENT, ClassV, FunctionV, Instance, Native, Value


def is_group(m: Machine, exc: Instance) -> bool:
    """Whether an exception is a group of others."""
    return exc.cls.derives(m.builtins["BaseExceptionGroup"])


def inside(exc: Instance) -> list[Instance]:
    """The exceptions right in a group."""
    found = exc.attrs.get("exceptions", ())
    return [one for one in found if isinstance(one, Instance)] if isinstance(found, tuple) else []


def flat(exc: Instance) -> Iterator[Instance]:
    """The exceptions in a group and in the groups in it; the exception itself where it is none."""
    if "exceptions" not in exc.attrs:
        yield exc
    for one in inside(exc):
        yield from flat(one)


def regrouped(m: Machine, exceptions: list[Instance], like: Instance | None = None) -> Instance:
    """A group of these, with the message, the cause and the context of another; an empty message where there is none."""
    message = like.attrs.get("message", "") if like is not None else ""
    kind = (
        "ExceptionGroup"
        if all(one.cls.derives(m.builtins["Exception"]) for one in exceptions)
        else "BaseExceptionGroup"
    )
    attrs = {"message": message, "exceptions": tuple(exceptions), "args": (message, m.new_list(list(exceptions)))}
    if like is not None:
        attrs |= {name: like.attrs[name] for name in ("__cause__", "__context__", "__notes__") if name in like.attrs}
    made = Instance(m.builtins[kind], attrs, m.now)
    made.accident = any(one.accident for one in exceptions) if like is None else like.accident
    return made


def split(
    m: Machine, exc: Instance, wanted: Callable[[Instance], bool], whole: Callable[[Instance], bool] | None = None
) -> tuple[Instance | None, Instance | None]:
    """The exception in two: what of it is wanted, and the rest; None for a part that is empty.

    `wanted` is asked of exceptions that are no groups, `whole` (where given) of groups too: then they are taken as they are.
    """
    if not is_group(m, exc):
        return (exc, None) if wanted(exc) else (None, exc)
    if whole is not None and whole(exc):
        return exc, None
    yes: list[Instance] = []
    no: list[Instance] = []
    for one in inside(exc):
        taken, left = split(m, one, wanted, whole)
        yes += [] if taken is None else [taken]
        no += [] if left is None else [left]
    if not no or not yes:
        return (exc, None) if yes else (None, exc)
    return derived(m, exc, yes), derived(m, exc, no)


def derived(m: Machine, exc: Instance, exceptions: list[Instance]) -> Instance:
    """A group like this one of some of its exceptions; a class may have a `derive` of its own."""
    from sadpath.walk.calls import call_method

    if isinstance(exc.cls.find("derive"), FunctionV):
        made = m.single(call_method(m, exc, "derive", [m.new_list(list(exceptions))]))
        if isinstance(made, Instance):
            return made
    return regrouped(m, exceptions, exc)


def group_attribute(m: Machine, exc: Instance, name: str) -> Value:
    """`split`, `subgroup` and `derive` of a group; `ABSENT` for other names."""
    if name == "derive":
        return Native(name, lambda m, args, kw: derive(m, exc, args))
    if name == "split":
        return Native(name, lambda m, args, kw: split(m, exc, *asks(m, args[0])))
    if name == "subgroup":
        return Native(name, lambda m, args, kw: split(m, exc, *asks(m, args[0]))[0])
    return ABSENT


def derive(m: Machine, exc: Instance, args: list[Value]) -> Value:
    """`group.derive(exceptions)`: the same message, and nothing else of it."""
    from sadpath.walk.containers.iteration import to_list

    given = [m.single(one) for one in to_list(m, args[0])[0]]
    plain = Instance(exc.cls, {"message": exc.attrs.get("message", "")}, m.now)
    return regrouped(m, [one for one in given if isinstance(one, Instance)], plain)


def asks(m: Machine, condition: Value) -> tuple[Callable[[Instance], bool], Callable[[Instance], bool]]:
    """What `split` and `subgroup` ask of each exception, and of each group: its class, or a function."""
    from sadpath.walk.builtins.instance_checks import is_instance
    from sadpath.walk.calls import call

    def asked(one: Instance) -> bool:
        if isinstance(condition, (ClassV, tuple)):
            return m.truth(is_instance(m, one, condition))
        return m.truth(call(m, condition, [one], {}))

    return asked, asked
