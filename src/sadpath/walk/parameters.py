"""Giving the parameters of a function the arguments of a call."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine
from sadpath.walk.run import Frame
from sadpath.walk.values import FunctionV, Value


def open_argument(m: Machine, function: FunctionV, arg: ast.arg) -> Value:
    """The value of a parameter that comes with arguments nobody knows (`**fields`)."""
    from sadpath.walk.arguments import by_annotation

    symbol = m.unknown("argument", function.qualname, arg.arg)
    return symbol if arg.annotation is None else by_annotation(m, arg.annotation, function.module, symbol)


def bind_arguments(m: Machine, function: FunctionV, args: list[Value], kw: dict[str, Value], frame: Frame) -> None:
    """Give the parameters their values; raises `Raised(TypeError)` where the arguments don't fit."""
    spec: ast.arguments = function.node.args
    try:
        positional: tuple[str, ...] = spec.sadpath_positional  # type: ignore[attr-defined]
    except AttributeError:
        positional = tuple(arg.arg for arg in (*spec.posonlyargs, *spec.args))
        spec.sadpath_positional = positional  # type: ignore[attr-defined]
    given = len(args)
    if not kw and given == len(positional) and not (spec.kwonlyargs or spec.vararg or spec.kwarg):
        frame.variables = dict(zip(positional, args, strict=True))
        return
    nameless, variables = len(spec.posonlyargs), frame.variables
    rest = dict(kw) if kw else {}
    for index, name in enumerate(positional):
        if index < given:
            if rest and name in rest and index >= nameless:
                raise m.error("TypeError", f"{function.name}() got multiple values for argument {name!r}")
            variables[name] = args[index]
        elif name in rest and index >= nameless:
            variables[name] = rest.pop(name)
        else:
            back = index - (len(positional) - len(function.defaults))
            if back < 0:
                if "**" in kw or "*" in kw:
                    variables[name] = open_argument(m, function, [*spec.posonlyargs, *spec.args][index])
                    continue
                raise m.error("TypeError", f"{function.name}() missing required argument {name!r}")
            variables[name] = function.defaults[back]
    if spec.vararg is not None:
        variables[spec.vararg.arg] = tuple(args[len(positional) :])
    elif len(args) > len(positional):
        raise m.error(
            "TypeError", f"{function.name}() takes {len(positional)} positional arguments but {len(args)} were given"
        )
    for arg in spec.kwonlyargs:
        if arg.arg in rest:
            variables[arg.arg] = rest.pop(arg.arg)
        elif arg.arg in function.kw_defaults:
            variables[arg.arg] = function.kw_defaults[arg.arg]
        elif "**" in kw:
            variables[arg.arg] = open_argument(m, function, arg)
        else:
            raise m.error("TypeError", f"{function.name}() missing required keyword-only argument {arg.arg!r}")
    open_keywords = rest.pop("**", None) if rest else None
    if rest:
        rest.pop("*", None)
    if spec.kwarg is not None:
        variables[spec.kwarg.arg] = m.new_dict(dict(rest), open_keywords)
    elif rest:
        raise m.error("TypeError", f"{function.name}() got an unexpected keyword argument {next(iter(rest))!r}")
