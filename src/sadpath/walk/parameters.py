"""Giving the parameters of a function the arguments of a call."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine
from sadpath.walk.run import Frame
from sadpath.walk.values import FunctionV, Value


class Parameters:
    """What the signature of a function says, by name; kept with it."""

    __slots__ = ("kwarg", "named", "nameless", "plain", "positional", "vararg")

    def __init__(self, spec: ast.arguments) -> None:
        self.positional = tuple(arg.arg for arg in (*spec.posonlyargs, *spec.args))
        self.nameless = len(spec.posonlyargs)
        self.named = tuple(arg.arg for arg in spec.kwonlyargs)
        self.vararg = spec.vararg.arg if spec.vararg is not None else None
        self.kwarg = spec.kwarg.arg if spec.kwarg is not None else None
        self.plain = not (self.named or self.vararg or self.kwarg)


def parameters_of(spec: ast.arguments) -> Parameters:
    """The parameters of a signature."""
    try:
        found: Parameters = spec.sadpath_parameters  # type: ignore[attr-defined]
    except AttributeError:
        found = spec.sadpath_parameters = Parameters(spec)  # type: ignore[attr-defined]
    return found


def open_argument(m: Machine, function: FunctionV, arg: ast.arg, kw: dict[str, Value]) -> Value:
    """The value of a parameter that comes with arguments nobody knows (`*row`, `**fields`)."""
    from sadpath.walk.arguments import by_annotation

    symbol = m.unknown("argument", function.qualname, arg.arg, kw.get("*"), kw.get("**"))
    return symbol if arg.annotation is None else by_annotation(m, arg.annotation, function.module, symbol)


def bind_arguments(m: Machine, function: FunctionV, args: list[Value], kw: dict[str, Value], frame: Frame) -> None:
    """Give the parameters their values; raises `Raised(TypeError)` where the arguments don't fit."""
    spec: ast.arguments = function.node.args
    parameters = parameters_of(spec)
    positional = parameters.positional
    given, count = len(args), len(positional)
    if not kw and given == count and parameters.plain:
        frame.variables = dict(zip(positional, args, strict=True))
        return
    rest = kw.copy()
    variables = frame.variables
    nameless = parameters.nameless
    if given:
        variables.update(zip(positional, args, strict=False))
        if rest:
            for name in positional[nameless:given]:
                if name in rest:
                    raise m.error("TypeError", f"{function.name}() got multiple values for argument {name!r}")
    defaults = function.defaults
    for index in range(given, count):
        name = positional[index]
        if name in rest and index >= nameless:
            variables[name] = rest.pop(name)
            continue
        back = index - (count - len(defaults))
        if back >= 0:
            variables[name] = defaults[back]
        elif "**" in kw or "*" in kw:
            variables[name] = open_argument(m, function, [*spec.posonlyargs, *spec.args][index], kw)
        else:
            raise m.error("TypeError", f"{function.name}() missing required argument {name!r}")
    if parameters.vararg is not None:
        variables[parameters.vararg] = tuple(args[count:])
    elif given > count:
        raise m.error("TypeError", f"{function.name}() takes {count} positional arguments but {given} were given")
    for index, name in enumerate(parameters.named):
        if name in rest:
            variables[name] = rest.pop(name)
        elif name in function.kw_defaults:
            variables[name] = function.kw_defaults[name]
        elif "**" in kw:
            variables[name] = open_argument(m, function, spec.kwonlyargs[index], kw)
        else:
            raise m.error("TypeError", f"{function.name}() missing required keyword-only argument {name!r}")
    open_keywords = None
    if rest:
        open_keywords = rest.pop("**", None)
        rest.pop("*", None)
    if parameters.kwarg is not None:
        variables[parameters.kwarg] = m.new_dict(rest, open_keywords)
    elif rest:
        raise m.error("TypeError", f"{function.name}() got an unexpected keyword argument {next(iter(rest))!r}")
