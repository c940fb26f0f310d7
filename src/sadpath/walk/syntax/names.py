"""Names: looking them up and binding them."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine, Ready, prepares
from sadpath.walk.objects.module_attributes import unloaded
from sadpath.walk.run import Frame
from sadpath.walk.values import (
    ABSENT,
    Pending,
    Value,
)


@prepares(ast.Name)
def name(node: ast.Name) -> Ready:
    wanted = node.id

    def run(m: Machine, frame: Frame) -> Value:
        found = frame.variables.get(wanted, ABSENT)
        if found is not ABSENT:  # a global name is never among them, nor any name where a module runs
            return found
        info, parent = frame.info, frame.parent
        if (info is None or wanted not in info.bound) and (parent is None or is_outermost_class(parent)):
            attrs = frame.module.attrs
            if wanted in attrs and type(found := attrs[wanted]) is not Pending:
                return found
        found = lookup(m, wanted, frame)
        if found is ABSENT:
            if frame.info is not None and wanted in frame.info.bound:
                raise m.error("UnboundLocalError", f"cannot access local variable {wanted!r}")
            raise m.error("NameError", f"name {wanted!r} is not defined")
        return found

    return run


def lookup(m: Machine, wanted: str, frame: Frame) -> Value:
    """The value of a name where `frame` runs; `ABSENT` where it is bound nowhere."""
    scope: Frame | None = frame
    first = True
    while scope is not None:
        info = scope.info
        if info is not None:
            if wanted in info.globals:
                break
            if wanted in scope.variables and (first or scope.cls is None or scope.info.bound is not CLASS_BOUND):
                if first or not is_class_body(scope):
                    return scope.variables[wanted]
            elif first and wanted in info.bound and not is_class_body(scope):
                return ABSENT
        scope = scope.parent
        first = False
    attrs = frame.module.attrs
    if wanted in attrs:
        found = attrs[wanted]
        if type(found) is not Pending:
            return found
        from sadpath.walk.deferred import force

        if (found := force(m, frame.module, wanted, found)) is not ABSENT:
            return found
    found = m.builtins.get(wanted, ABSENT)
    if found is ABSENT and frame.module.opaque:
        return m.unknown("module", frame.module.name, wanted)
    return unloaded(m, frame.module, wanted) if found is ABSENT else found


CLASS_BOUND: frozenset[str] = frozenset()


def is_class_body(frame: Frame) -> bool:
    """Whether the frame runs a class body (whose names inner functions don't see)."""
    return frame.cls is not None and frame.variables is frame.cls.attrs


def is_outermost_class(frame: Frame) -> bool:
    """Whether the frame runs the body of a class that no function encloses."""
    cls, parent = frame.cls, frame.parent
    return cls is not None and frame.variables is cls.attrs and (parent is None or parent.info is None)


def assign_name(m: Machine, wanted: str, value: Value, frame: Frame) -> None:
    """Bind a name where `frame` runs, honouring `global` and `nonlocal`."""
    info = frame.info
    if info is None:
        m.touch(frame.module)
        frame.module.attrs[wanted] = value
        return
    if wanted in info.globals:
        m.touch(frame.module)
        frame.module.attrs[wanted] = value
        return
    if wanted in info.nonlocals:
        scope = frame.parent
        while scope is not None:
            if wanted in scope.variables:
                m.rebound(scope.variables, wanted)
                scope.variables[wanted] = value
                return
            scope = scope.parent
    frame.variables[wanted] = value


def delete_name(m: Machine, wanted: str, frame: Frame) -> None:
    """`del wanted` where `frame` runs; raises `Raised(UnboundLocalError)` for a local name that is bound to nothing.

    A global one may be bound by a statement that the walk could not run, so that it is not missed.
    """
    if not unbind(m, wanted, frame) and frame.info is not None and wanted in frame.info.bound:
        raise m.error("UnboundLocalError", f"cannot access local variable {wanted!r}")


def unbind(m: Machine, wanted: str, frame: Frame) -> bool:
    """Bind a name to nothing where `frame` runs, honouring `global` and `nonlocal`; whether it was bound to something."""
    info = frame.info
    if info is None or wanted in info.globals:
        m.touch(frame.module)
        return frame.module.attrs.pop(wanted, ABSENT) is not ABSENT
    if wanted in info.nonlocals:
        scope = frame.parent
        while scope is not None:
            if wanted in scope.variables:
                m.rebound(scope.variables, wanted)
                del scope.variables[wanted]
                return True
            scope = scope.parent
    return frame.variables.pop(wanted, ABSENT) is not ABSENT
