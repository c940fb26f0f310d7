"""The other statements. They give None, `Return`, `BREAK` or `CONTINUE`."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sadpath.walk.bodies import Return
from sadpath.walk.containers.changes import delete_item, set_item
from sadpath.walk.containers.iteration import iterate, unpack
from sadpath.walk.flags import ASKING, reconsider
from sadpath.walk.machine import Machine, Ready, executes, prepares, ready
from sadpath.walk.objects.setting import delete_attribute, set_attribute
from sadpath.walk.run import Frame
from sadpath.walk.steady import FIRST, Turns
from sadpath.walk.syntax.awaiting import async_iterate
from sadpath.walk.syntax.names import assign_name, delete_name
from sadpath.walk.values import (
    Lanes,
    Unknown,
    Value,
)


class Signal:
    """`break` or `continue`."""

    def __init__(self, name: str) -> None:
        self.name = name


BREAK = Signal("break")


CONTINUE = Signal("continue")


@prepares(ast.Expr)
def expr(node: ast.Expr) -> Ready:
    if isinstance(node.value, ast.Constant):
        return nothing
    value = ready(node.value)

    def run(m: Machine, frame: Frame) -> Any:
        value(m, frame)

    return run


def nothing(m: Machine, frame: Frame) -> Any:
    """What a statement does that only stands there."""


@prepares(ast.Pass, ast.Global, ast.Nonlocal)
def no_action(node: ast.stmt) -> Ready:
    return nothing


@executes(ast.Break)
def break_(m: Machine, node: ast.Break, frame: Frame) -> Any:
    return BREAK


@executes(ast.Continue)
def continue_(m: Machine, node: ast.Continue, frame: Frame) -> Any:
    return CONTINUE


@prepares(ast.Return)
def return_(node: ast.Return) -> Ready:
    if node.value is None:
        return lambda m, frame: Return(None)
    value = ready(node.value)
    return lambda m, frame: Return(value(m, frame))


@prepares(ast.Assign)
def assign_statement(node: ast.Assign) -> Ready:
    value, targets = ready(node.value), node.targets
    first = targets[0]
    if len(targets) == 1 and isinstance(first, ast.Name):
        return bound_name(first.id, value)
    if len(targets) == 1 and isinstance(first, ast.Attribute):
        return bound_attribute(ready(first.value), first.attr, value)

    stores = [storing(target) for target in targets]

    def run(m: Machine, frame: Frame) -> Any:
        made = value(m, frame)
        for store in stores:
            store(m, made, frame)

    return run


def bound_name(name: str, value: Ready) -> Ready:
    """`name = value`."""

    def run(m: Machine, frame: Frame) -> Any:
        assign_name(m, name, value(m, frame), frame)

    return run


def bound_attribute(owner: Ready, name: str, value: Ready) -> Ready:
    """`owner.name = value`."""

    def run(m: Machine, frame: Frame) -> Any:
        made = value(m, frame)
        set_attribute(m, owner(m, frame), name, made)

    return run


@prepares(ast.AnnAssign)
def ann_assign(node: ast.AnnAssign) -> Ready:
    if node.value is None:
        return nothing
    value, store = ready(node.value), storing(node.target)

    def run(m: Machine, frame: Frame) -> Any:
        store(m, value(m, frame), frame)

    return run


def storing(target: ast.expr) -> Callable[[Machine, Value, Frame], None]:
    """What binds `target` to a value."""
    if isinstance(target, ast.Name):
        name = target.id
        return lambda m, value, frame: assign_name(m, name, value, frame)
    if isinstance(target, ast.Attribute):
        owner, attribute = ready(target.value), target.attr
        return lambda m, value, frame: set_attribute(m, owner(m, frame), attribute, value)
    if isinstance(target, ast.Subscript):
        owner, index = ready(target.value), ready(target.slice)
        return lambda m, value, frame: set_item(m, m.single(owner(m, frame)), index(m, frame), value)
    return lambda m, value, frame: assign(m, target, value, frame)


def assign(m: Machine, target: ast.expr, value: Value, frame: Frame, local: bool = False) -> None:
    """Bind `target` to `value`; `local` binds names in `frame` itself (a comprehension's loop)."""
    if isinstance(target, ast.Name):
        if local:
            frame.variables[target.id] = value
        else:
            assign_name(m, target.id, value, frame)
    elif isinstance(target, ast.Attribute):
        set_attribute(m, m.eval(target.value, frame), target.attr, value)
    elif isinstance(target, ast.Subscript):
        set_item(m, m.single(m.eval(target.value, frame)), m.eval(target.slice, frame), value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        star = next((i for i, t in enumerate(target.elts) if isinstance(t, ast.Starred)), None)
        for part, item in zip(target.elts, unpack(m, value, len(target.elts), star), strict=False):
            assign(m, part.value if isinstance(part, ast.Starred) else part, item, frame, local)


@executes(ast.Delete)
def delete(m: Machine, node: ast.Delete, frame: Frame) -> Any:
    for target in node.targets:
        if isinstance(target, ast.Name):
            delete_name(m, target.id, frame)
        elif isinstance(target, ast.Subscript):
            delete_item(m, m.single(m.eval(target.value, frame)), m.eval(target.slice, frame))
        elif isinstance(target, ast.Attribute):
            delete_attribute(m, m.eval(target.value, frame), target.attr)
        elif isinstance(target, (ast.Tuple, ast.List)):
            delete(m, ast.Delete(target.elts), frame)
    return None


@prepares(ast.If)
def if_(node: ast.If) -> Ready:
    test = node.test
    condition, asking = ready(test), isinstance(test, ASKING)

    def run(m: Machine, frame: Frame) -> Any:
        module = frame.module
        conditions = m.events.conditions
        conditions.append((module.module if module.project else None, test, True))
        try:
            if asking and m.run.sends and module.project:
                reconsider(m, test, frame)
            told = condition(m, frame)
            taken = told if type(told) is bool else m.truth(told)
        finally:
            conditions.pop()
        statements = node.body if taken else node.orelse
        return m.body(statements, frame) if statements else None

    return run


@prepares(ast.While)
def while_(node: ast.While) -> Ready:
    test = node.test
    condition, asking = ready(test), isinstance(test, ASKING)

    def run(m: Machine, frame: Frame) -> Any:
        module = frame.module
        conditions = m.events.conditions
        turns = Turns()
        while True:
            m.tick()
            frame.statement = node
            m.returned_to(frame)
            if m.run.sends + m.run.others > FIRST:
                turns.begin(m)
            conditions.append((module.module if module.project else None, test, True))
            try:
                if asking and m.run.sends and module.project:
                    reconsider(m, test, frame)
                go_on = m.truth(condition(m, frame))
            finally:
                conditions.pop()
            if not go_on:
                return m.body(node.orelse, frame)
            signal = m.body(node.body, frame)
            if signal is BREAK:
                return None
            if signal is not None and signal is not CONTINUE:
                return signal

    return run


@prepares(ast.For, ast.AsyncFor)
def for_(node: ast.For | ast.AsyncFor) -> Ready:
    source, store = ready(node.iter), storing(node.target)
    start = async_iterate if isinstance(node, ast.AsyncFor) else iterate

    def run(m: Machine, frame: Frame) -> Any:
        values = start(m, source(m, frame))
        project = frame.module.project
        while True:
            frame.statement = node
            if project:
                m.mark(node, frame)
            m.tick()
            try:
                value = next(values)
            except StopIteration:
                break
            m.returned_to(frame)
            store(m, value, frame)
            signal = m.body(node.body, frame)
            if signal is BREAK:
                return None
            if signal is not None and signal is not CONTINUE:
                return signal
        return m.body(node.orelse, frame)

    return run


@executes(ast.Assert)
def assert_(m: Machine, node: ast.Assert, frame: Frame) -> Any:
    with m.events.condition(node.test, frame):
        test = m.eval(node.test, frame)
    if type(test) is Unknown or (type(test) is Lanes and all(m.known_truth(test.values[i]) is None for i in m.active)):
        return None
    if not m.truth(test):
        error = m.error("AssertionError", accident=False)
        if node.msg is not None:
            error.exc.attrs["args"] = (m.eval(node.msg, frame),)
        raise error
    return None


@executes(ast.Match)
def match_(m: Machine, node: ast.Match, frame: Frame) -> Any:
    from sadpath.walk.syntax.patterns import match_statement

    return match_statement(m, node, frame)
