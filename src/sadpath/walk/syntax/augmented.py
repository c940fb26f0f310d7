"""`target op= value`."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.calls import call_method
from sadpath.walk.containers.changes import set_item
from sadpath.walk.containers.subscripts import get_item
from sadpath.walk.machine import Machine, executes
from sadpath.walk.objects.attributes import get_attribute
from sadpath.walk.objects.setting import set_attribute
from sadpath.walk.operators.arithmetic import DUNDER, binary
from sadpath.walk.run import Frame
from sadpath.walk.syntax.names import assign_name, lookup
from sadpath.walk.values import ABSENT, DictV, Instance, ListV, SetV, Value
from sadpath.walk.values.views import VIEWS


@executes(ast.AugAssign)
def aug_assign(m: Machine, node: ast.AugAssign, frame: Frame) -> Any:
    target = node.target
    if isinstance(target, ast.Name):
        current = lookup(m, target.id, frame)
        if current is ABSENT:
            raise m.error("UnboundLocalError", f"cannot access local variable {target.id!r}")
        assign_name(m, target.id, augmented(m, node, current, m.eval(node.value, frame)), frame)
    elif isinstance(target, ast.Attribute):
        owner = m.single(m.eval(target.value, frame))
        current = get_attribute(m, owner, target.attr)
        set_attribute(m, owner, target.attr, augmented(m, node, current, m.eval(node.value, frame)))
    elif isinstance(target, ast.Subscript):
        owner = m.single(m.eval(target.value, frame))
        key = m.eval(target.slice, frame)
        set_item(m, owner, key, augmented(m, node, get_item(m, owner, key), m.eval(node.value, frame)))
    return None


SET_CHANGES: dict[type[ast.operator], str] = {
    ast.BitOr: "update",
    ast.BitAnd: "intersection_update",
    ast.Sub: "difference_update",
    ast.BitXor: "symmetric_difference_update",
}


def augmented(m: Machine, node: ast.AugAssign, current: Value, value: Value) -> Value:
    """What `current op= value` gives; lists, sets and objects with a method for it change in place."""
    if isinstance(current, VIEWS):
        return binary(m, type(node.op), current, value)
    if isinstance(current, Instance) and current.cls.find(name := f"__i{DUNDER[type(node.op)]}__") is not ABSENT:
        made = call_method(m, current, name, [value])
        if made is not m.builtins["NotImplemented"]:
            return made
    if isinstance(node.op, ast.Add) and isinstance(current, ListV):
        call_method(m, current, "extend", [value])
        return current
    if isinstance(node.op, ast.Mult) and isinstance(current, ListV):
        made = binary(m, ast.Mult, current, value)
        if isinstance(made, ListV):
            m.touch(current)
            current.items, current.open = made.items, made.open
            return current
        return made
    if isinstance(node.op, ast.BitOr) and isinstance(current, DictV) and current.kind != "counter":
        call_method(m, current, "update", [value])
        return current
    if isinstance(current, SetV) and not current.frozen and type(node.op) in SET_CHANGES:
        call_method(m, current, SET_CHANGES[type(node.op)], [value])
        return current
    return binary(m, type(node.op), current, value)
