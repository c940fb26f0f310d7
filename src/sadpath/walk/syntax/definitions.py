"""`def`, `class`, `import`."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.calls import call
from sadpath.walk.machine import Machine, executes
from sadpath.walk.objects.classes import make_class
from sadpath.walk.run import Frame
from sadpath.walk.syntax.names import assign_name
from sadpath.walk.syntax.statements import assign
from sadpath.walk.values import (
    FunctionV,
    ListV,
    Unknown,
    Value,
)


@executes(ast.FunctionDef, ast.AsyncFunctionDef)
def function_def(m: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame) -> Any:
    value: Value = make_function(m, node, frame, node.name)
    if node.decorator_list:
        value = decorate(m, node.decorator_list, value, frame)
    assign_name(m, node.name, value, frame)
    return None


def make_function(m: Machine, node: Any, frame: Frame, name: str) -> FunctionV:
    """The function object of a `def` or a lambda."""
    scope = frame if frame.info is not None else None
    prefix = ""
    if frame.function is not None:
        prefix = frame.function.qualname + ".<locals>."
    elif frame.cls is not None:
        prefix = frame.cls.qualname + "."
    made = FunctionV(node, frame.module, scope, name, prefix + name, m.now)
    spec = node.args
    if spec.defaults:
        made.defaults = [m.eval(d, frame) for d in spec.defaults]
    if spec.kwonlyargs:
        made.kw_defaults = {
            a.arg: m.eval(d, frame) for a, d in zip(spec.kwonlyargs, spec.kw_defaults, strict=True) if d is not None
        }
    if frame.cls is not None and frame.variables is not frame.cls.attrs:
        made.owner = frame.cls  # a closure inside a method: `super()` works there too
    return made


def decorate(m: Machine, decorators: list[ast.expr], value: Value, frame: Frame) -> Value:
    """Apply decorators, the innermost first. One that nobody knows is taken to give back what it decorates."""
    for decorator in reversed(decorators):
        made = m.single(m.eval(decorator, frame))
        if isinstance(made, Unknown):
            continue
        result = call(m, made, [value], {})
        if isinstance(result, Unknown):
            continue
        value = result
    return value


@executes(ast.ClassDef)
def class_def(m: Machine, node: ast.ClassDef, frame: Frame) -> Any:
    value = make_class(m, node, frame)
    assign_name(m, node.name, decorate(m, node.decorator_list, value, frame), frame)
    return None


@executes(ast.Import)
def import_(m: Machine, node: ast.Import, frame: Frame) -> Any:
    from sadpath.walk.imports import import_module

    for alias in node.names:
        module = import_module(m, alias.name)
        if alias.asname:
            assign_name(m, alias.asname, module, frame)
        else:
            top = alias.name.split(".")[0]
            assign_name(m, top, import_module(m, top), frame)
    return None


@executes(ast.ImportFrom)
def import_from(m: Machine, node: ast.ImportFrom, frame: Frame) -> Any:
    from sadpath.walk.deferred import of_module
    from sadpath.walk.imports import import_module, import_name, resolve_relative

    base = resolve_relative(frame.module, node.level, node.module or "")
    module = import_module(m, base)
    for alias in node.names:
        if alias.name == "*":
            exported = of_module(m, module, "__all__")
            names = (
                [str(i) for i in exported.items]
                if isinstance(exported, ListV)
                else [n for n in module.attrs if not n.startswith("_")]
            )
            for name in names:
                if name in module.attrs:
                    assign_name(m, name, module.attrs[name], frame)
            if module.opaque and not module.project:
                m.touch(frame.module)
                frame.module.opaque = True
            continue
        assign_name(m, alias.asname or alias.name, import_name(m, module, alias.name), frame)
    return None


if hasattr(ast, "TypeAlias"):

    @executes(ast.TypeAlias)
    def type_alias(m: Machine, node: Any, frame: Frame) -> Any:
        assign(m, node.name, m.unknown("type", node.name.id), frame)
        return None
