"""What models of threads and tasks ask of the walk."""

from __future__ import annotations

from sadpath.walk import threads
from sadpath.walk.machine import Machine
from sadpath.walk.values import Instance, Native, Value


def started(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`started(function, owner, awaited)`: call it without waiting for its end; the program waits for one that is `awaited` when it ends."""
    from sadpath.walk.calls import call

    threads.start(m, lambda: call(m, args[0], [], {}), args[1], m.truth(args[2]))
    return None


def waits(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`waits(thing, timed)`: others go on until one calls `wake(thing)`; false where nobody does, or where it is `timed` and time is up."""
    return threads.wait(m, args[0], len(args) > 1 and m.truth(args[1]))


def wake(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`wake(thing, most)`: those that wait for it (or so many of them) go on now."""
    most = m.single(args[1]) if len(args) > 1 else None
    threads.wake(m, args[0], most if isinstance(most, int) else 1_000)
    return None


def interrupt(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`interrupt(owner, exc)`: raise it where the thread of `owner` waits."""
    assert isinstance(args[1], Instance)
    threads.interrupt(m, args[0], args[1])
    return None


def running(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`running()`: the owner of the thread that runs; None outside of threads."""
    current = threads.threads_of(m).current
    return None if current is None else current.owner


def limited(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`limited(change)`: one limit more or less on how long the thread that runs waits for anything."""
    found = threads.threads_of(m)
    assert isinstance(args[0], int)
    (found.current or found).limits += args[0]
    return None


MODULE: dict[str, Value] = {
    function.__name__: Native(function.__name__, function)
    for function in (started, waits, wake, interrupt, running, limited)
}
