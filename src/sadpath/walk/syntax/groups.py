"""`except*` and what exception groups do: they are parted, and made anew of some of what is in them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sadpath.walk.machine import Machine, executes
from sadpath.walk.objects.groups import flat, is_group, regrouped, split
from sadpath.walk.run import Frame
from sadpath.walk.syntax.exceptions import follow, guarded, matches
from sadpath.walk.syntax.names import assign_name, unbind
from sadpath.walk.values import Instance, Raised, Value

if hasattr(ast, "TryStar"):

    @executes(ast.TryStar)
    def try_star(m: Machine, node: Any, frame: Frame) -> Any:
        return guarded(m, node, frame, handle_star)

    def handle_star(m: Machine, node: Any, exc: Instance, frame: Frame) -> None:
        """As `handle`: raises what goes on."""
        left = handle_groups(m, node, exc, frame)
        if left is not None:
            raise Raised(left)

    def handle_groups(m: Machine, node: Any, exc: Instance, frame: Frame) -> Instance | None:
        """Give each `except*` its part of the group, as deep as it lies; what nobody takes, and what handlers raise, goes on."""
        rest: Instance | None = exc
        raised: list[Instance] = []
        again: list[Instance] = []
        for handler in node.handlers:
            if rest is None:
                break
            if frame.module.project:
                m.mark(handler, frame)
                frame.statement = handler
            part, left = split(m, rest, fits(m, m.eval(handler.type, frame)))
            if part is None:
                continue
            rest = left
            part = part if is_group(m, part) else alone(m, part)
            other = run_handler(m, handler, part, frame)
            if other is part:
                again += flat(part)
            elif other is not None:
                raised.append(other)
        kept = [*again, *([] if rest is None else flat(rest))]
        left_over = left_of(m, exc, kept, untouched=not again)
        if not raised:
            return left_over
        if len(raised) == 1 and left_over is None:
            return raised[0]
        return regrouped(m, [*raised, *([] if left_over is None else [left_over])])

    def left_of(m: Machine, exc: Instance, kept: list[Instance], *, untouched: bool) -> Instance | None:
        """What of an exception goes on: those of its group that nobody took, or that were raised again (then it is a group anyway)."""
        if not is_group(m, exc):
            return None if not kept else exc if untouched else alone(m, exc)
        return split(m, exc, lambda one: any(one is other for other in kept))[0]

    def fits(m: Machine, kind: Value) -> Callable[[Instance], bool]:
        """Whether `except* kind` takes an exception that is no group."""
        return lambda one: m.truth(matches(m, one, kind))

    def alone(m: Machine, exc: Instance) -> Instance:
        """What `except*` makes of an exception that was raised without a group."""
        return regrouped(m, [exc])

    def run_handler(m: Machine, handler: ast.ExceptHandler, part: Instance, frame: Frame) -> Instance | None:
        """Run the body of an `except*`; what it raises, if it does."""
        for one in flat(part):
            m.note("caught", one.cls.name, handler)
        if handler.name:
            assign_name(m, handler.name, part, frame)
        frame.handling.append(part)
        try:
            m.body(handler.body, frame)
        except Raised as other:
            return other.exc if other.exc is part else follow(m, other.exc, part)
        finally:
            frame.handling.pop()
            if handler.name:
                unbind(m, handler.name, frame)
        return None
