"""Generators and coroutines: code that stops in the middle. Each generator runs on a greenlet of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import greenlet

from sadpath.walk.machine import Machine
from sadpath.walk.run import Frame
from sadpath.walk.values import Instance, Native, Raised, StopWalkIteration, Value


class Throw:
    """Sent into a generator: raise this exception at the `yield`."""

    __slots__ = ("exc",)

    def __init__(self, exc: Instance) -> None:
        self.exc = exc


class GeneratorV:
    """A generator (or async generator) object of the walked code."""

    def __init__(self, m: Machine, frame: Frame, body: Any, is_async: bool = False) -> None:
        self.m, self.frame, self.body, self.is_async = m, frame, body, is_async
        self.started = self.finished = False
        self.green: Any = None
        m.generators.append(self)
        self.run = m.run.number
        self.given = dict(frame.variables) if m.loading else None
        """The variables that it begins with, where a module makes it when it is loaded: it begins anew in each run then."""
        self.begun = False
        """Whether it has begun before all runs, so that nobody knows how to get there again."""

    def resume(self, value: Value) -> Value:
        """Run until the next `yield` and give its value; `value` is what the `yield` gives, or a `Throw`.

        Raises `StopWalkIteration` with what the generator returned, or what the generator raised.
        """
        m = self.m
        if self.given is not None:
            self.begin(self.given)
        if self.finished:
            if isinstance(value, Throw):
                raise Raised(value.exc)
            raise StopWalkIteration
        depth, frames = m.run.depth, m.frames
        m.frames = [*frames, self.frame]
        try:
            if not self.started:
                self.started = True
                if isinstance(value, Throw):
                    self.finished = True
                    raise Raised(value.exc)
                self.green = greenlet.greenlet(self.main)
                made = self.green.switch()
            else:
                self.green.parent = greenlet.getcurrent()
                made = self.green.switch(value)
        except BaseException:
            self.finished = True
            raise
        finally:
            m.run.depth, m.frames = depth, frames
        if self.frame.module.project and frames:
            m.returned_to(frames[-1])
        if self.green.dead:
            self.finished = True
            raise StopWalkIteration(made)
        return made

    def begin(self, given: dict[str, Value]) -> None:
        """Begin anew where this is another run than the last one; `given` are the variables."""
        m = self.m
        if m.loading:
            self.begun = True
            return
        m.moved()
        if self.run != m.run.number:
            self.run = m.run.number
            self.started = self.finished = False
            self.green = None
            self.frame.variables = dict(given)
            self.frame.handling = []
            m.generators.append(self)
        if self.begun:
            m.unsure()

    def main(self) -> Value:
        """The greenlet's body: run the function to its end and give what it returns."""
        return self.body()

    def yield_(self, value: Value) -> Value:
        """Called from inside: hand `value` out, and give what is sent in."""
        parent = self.green.parent
        m = self.m
        depth, frames = m.run.depth, m.frames
        sent = parent.switch(value)
        m.run.depth, m.frames = depth, frames
        m.returned_to(self.frame)
        if isinstance(sent, Throw):
            raise Raised(sent.exc)
        return sent

    def close(self) -> None:
        """End it: `GeneratorExit` at the `yield`."""
        if self.given is not None:
            self.begin(self.given)
        if self.finished or not self.started:
            self.finished = True
            return
        try:
            self.resume(Throw(self.m.error("GeneratorExit", accident=False).exc))
        except (Raised, StopWalkIteration):
            pass
        self.finished = True

    def kill(self) -> None:
        """Drop it at the end of a run: nothing of the walked code runs any more."""
        if self.green is not None and not self.green.dead:
            self.green.parent = greenlet.getcurrent()
            self.green.throw(greenlet.GreenletExit)
        self.finished = True

    def attribute(self, m: Machine, name: str) -> Value:
        """`send`, `throw`, `close`, `__next__` and their async twins."""
        if name in ("asend", "athrow", "aclose", "__anext__"):
            plain = self.attribute(m, name[1:] if name[0] == "a" else "__next__")
            return Native(name, lambda m, args, kw: CoroutineV(m, name, lambda: plain.call(m, args, kw)))
        if name == "send":
            return Native(name, lambda m, args, kw: self.step(args[0]))
        if name == "throw":

            def throw(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
                exc = args[1] if len(args) > 1 and isinstance(args[1], Instance) else args[0]
                if not isinstance(exc, Instance):
                    from sadpath.walk.calls import call

                    exc = call(m, exc, [], {})
                return self.step(Throw(exc))

            return Native(name, throw)
        if name == "close":
            return Native(name, lambda m, args, kw: self.close())
        if name == "__next__":
            return Native(name, lambda m, args, kw: self.step(None))
        if name in ("__iter__", "__aiter__"):
            return Native(name, lambda m, args, kw: self)
        return m.unknown("generator", name)

    def step(self, value: Value) -> Value:
        """`next` and `send` as the walked code sees them: the end is its `StopIteration`."""
        try:
            return self.resume(value)
        except StopWalkIteration as end:
            error = self.m.error("StopAsyncIteration" if self.is_async else "StopIteration", accident=False)
            error.exc.attrs["args"] = () if end.value is None else (end.value,)
            raise error from None


class CoroutineV:
    """What calling an `async def` gives: it runs when it is awaited, once."""

    def __init__(self, m: Machine, name: str, body: Any) -> None:
        self.m, self.name, self.body, self.awaited = m, name, body, False

    def run(self) -> Value:
        """Run it to its end; the value that it returns."""
        if self.awaited:
            raise self.m.error("RuntimeError", "cannot reuse already awaited coroutine", accident=False)
        self.awaited = True
        return self.body()

    def attribute(self, m: Machine, name: str) -> Value:
        """`__await__`, `send`, `throw`, `close` of the coroutine."""
        if name == "__await__":
            return Native(name, lambda m, args, kw: AwaitV(m, self.run))
        if name in ("send", "throw"):
            return AwaitV(m, self.run).attribute(m, name)
        return Native(name, lambda m, args, kw: None)


class AwaitV(GeneratorV):
    """What `__await__` gives of an awaitable that the walk runs to its end in one step: an iterator that ends with what it gave."""

    def __init__(self, m: Machine, runs: Callable[[], Value]) -> None:
        self.m, self.runs = m, runs
        self.finished = self.is_async = False

    def resume(self, value: Value) -> Value:
        """Run it to its end, which is that of the iterator too."""
        if isinstance(value, Throw):
            self.finished = True
            raise Raised(value.exc)
        if self.finished:
            raise StopWalkIteration
        self.finished = True
        raise StopWalkIteration(self.runs())

    def close(self) -> None:
        """It is not asked any more."""
        self.finished = True
