"""Executing statements: one function for each kind of node. They give None, `Return`, `BREAK` or `CONTINUE`."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.calls import Return, call, call_method
from sadpath.walk.classes import is_exception, make_class
from sadpath.walk.containers import delete_item, get_item, set_item
from sadpath.walk.expressions import assign_name, async_iterate, await_value, lookup
from sadpath.walk.iteration import iterate, unpack
from sadpath.walk.machine import Frame, Machine, executes
from sadpath.walk.objects import delete_attribute, get_attribute, set_attribute
from sadpath.walk.operations import binary
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ListV,
    Raised,
    SetV,
    Unknown,
    Value,
    is_constant,
)


class Signal:
    """`break` or `continue`."""

    def __init__(self, name: str) -> None:
        self.name = name


BREAK = Signal("break")
CONTINUE = Signal("continue")


@executes(ast.Expr)
def expr(m: Machine, node: ast.Expr, frame: Frame) -> Any:
    if not isinstance(node.value, ast.Constant):
        m.eval(node.value, frame)
    return None


@executes(ast.Pass)
def pass_(m: Machine, node: ast.Pass, frame: Frame) -> Any:
    return None


@executes(ast.Global, ast.Nonlocal)
def scope_statement(m: Machine, node: ast.stmt, frame: Frame) -> Any:
    return None


@executes(ast.Break)
def break_(m: Machine, node: ast.Break, frame: Frame) -> Any:
    return BREAK


@executes(ast.Continue)
def continue_(m: Machine, node: ast.Continue, frame: Frame) -> Any:
    return CONTINUE


@executes(ast.Return)
def return_(m: Machine, node: ast.Return, frame: Frame) -> Any:
    return Return(m.eval(node.value, frame) if node.value is not None else None)


@executes(ast.Assign)
def assign_statement(m: Machine, node: ast.Assign, frame: Frame) -> Any:
    value = m.eval(node.value, frame)
    for target in node.targets:
        assign(m, target, value, frame)
    return None


@executes(ast.AnnAssign)
def ann_assign(m: Machine, node: ast.AnnAssign, frame: Frame) -> Any:
    if node.value is not None:
        assign(m, node.target, m.eval(node.value, frame), frame)
    return None


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


def augmented(m: Machine, node: ast.AugAssign, current: Value, value: Value) -> Value:
    """What `current op= value` gives; lists and sets change in place."""
    if isinstance(node.op, ast.Add) and isinstance(current, ListV):
        call_method(m, current, "extend", [value])
        return current
    if isinstance(node.op, ast.BitOr) and isinstance(current, (SetV, DictV)):
        call_method(m, current, "update", [value])
        return current
    return binary(m, type(node.op), current, value)


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
            frame.variables.pop(target.id, None)
        elif isinstance(target, ast.Subscript):
            delete_item(m, m.single(m.eval(target.value, frame)), m.eval(target.slice, frame))
        elif isinstance(target, ast.Attribute):
            delete_attribute(m, m.eval(target.value, frame), target.attr)
    return None


@executes(ast.If)
def if_(m: Machine, node: ast.If, frame: Frame) -> Any:
    with m.events.condition(node.test, frame, node):
        test = m.eval(node.test, frame)
        taken = m.truth(test)
    return m.body(node.body if taken else node.orelse, frame)


@executes(ast.While)
def while_(m: Machine, node: ast.While, frame: Frame) -> Any:
    while True:
        m.tick()
        frame.statement = node
        m.returned_to(frame)
        with m.events.condition(node.test, frame, node):
            go_on = m.truth(m.eval(node.test, frame))
        if not go_on:
            return m.body(node.orelse, frame)
        signal = m.body(node.body, frame)
        if signal is BREAK:
            return None
        if signal is not None and signal is not CONTINUE:
            return signal


@executes(ast.For, ast.AsyncFor)
def for_(m: Machine, node: ast.For | ast.AsyncFor, frame: Frame) -> Any:
    source = m.eval(node.iter, frame)
    values = async_iterate(m, source) if isinstance(node, ast.AsyncFor) else iterate(m, source)
    while True:
        frame.statement = node
        m.returned_to(frame)
        m.tick()
        try:
            value = next(values)
        except StopIteration:
            break
        m.returned_to(frame)
        assign(m, node.target, value, frame)
        signal = m.body(node.body, frame)
        if signal is BREAK:
            return None
        if signal is not None and signal is not CONTINUE:
            return signal
    return m.body(node.orelse, frame)


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


@executes(ast.Raise)
def raise_(m: Machine, node: ast.Raise, frame: Frame) -> Any:
    if node.exc is None:
        scope: Frame | None = frame
        while scope is not None and not scope.handling:
            scope = scope.parent if scope.function is frame.function else None
        if scope is None:
            for outer in reversed(m.frames):
                if outer.handling:
                    scope = outer
                    break
        if scope is None:
            raise m.error("RuntimeError", "No active exception to reraise")
        m.note("raised", scope.handling[-1].cls.name, node)
        raise Raised(scope.handling[-1])
    value = m.single(m.eval(node.exc, frame))
    if isinstance(value, ClassV):
        value = call(m, value, [], {})
    if isinstance(value, Unknown):
        made = Instance(unknown_exception(m), {"args": ()}, m.now)
        made.accident = False
        made.attrs["__symbol__"] = value
        raise Raised(made)
    if not isinstance(value, Instance) or not (is_exception(m, value.cls) or value.cls.opaque):
        raise m.error("TypeError", "exceptions must derive from BaseException")
    if value.accident is None:
        value.accident = not frame.module.project  # a ValueError that a library raises is an accident of the project's
    if node.cause is not None:
        value.attrs["__cause__"] = m.eval(node.cause, frame)
    elif m.frames and frame.handling and frame.handling[-1] is not value:
        value.attrs.setdefault("__context__", frame.handling[-1])
    m.note("raised", value.cls.name, node)
    raise Raised(value)


def unknown_exception(m: Machine) -> ClassV:
    """The class of an exception about which nothing is known but that it is one."""
    made = m.caches.get("unknown exception")
    if made is None:
        made = ClassV("UnknownException", [m.builtins["Exception"]], {}, None, 0)
        made.mro = [made, *m.builtins["Exception"].mro]
        made.opaque = True
        m.caches["unknown exception"] = made
    return made


@executes(ast.Try)
def try_(m: Machine, node: ast.Try, frame: Frame) -> Any:
    signal: Any = None
    caught: Raised | None = None
    pending: Raised | None = None
    try:
        signal = m.body(node.body, frame)
    except Raised as error:
        caught = error
    try:
        if caught is not None:
            signal = handle(m, node, caught, frame)
        elif signal is None:
            signal = m.body(node.orelse, frame)
    except Raised as error:
        pending = error
    if node.finalbody:
        last = m.body(node.finalbody, frame)
        if last is not None:
            return last
    if pending is not None:
        raise pending
    return signal


def handle(m: Machine, node: ast.Try, error: Raised, frame: Frame) -> Any:
    """Run the first handler that fits; raise on where none does."""
    exc = error.exc
    for handler in node.handlers:
        if frame.module.project:
            m.mark(handler, frame)
            frame.statement = handler
        if handler.type is not None and not m.truth(matches(m, exc, m.eval(handler.type, frame))):
            continue
        m.note("caught", exc.cls.name, handler)
        if exc.payload == "model":
            m.run.flags.add("unsure")
        m.events.caught(m, handler, frame, exc)
        if handler.name:
            assign_name(m, handler.name, exc, frame)
        frame.handling.append(exc)
        try:
            return m.body(handler.body, frame)
        finally:
            frame.handling.pop()
            if handler.name:
                frame.variables.pop(handler.name, None)
    raise error


def matches(m: Machine, exc: Instance, kind: Value) -> Value:
    """Whether `except kind` catches `exc`; a symbol where nobody knows."""
    kind = m.single(kind)
    if isinstance(kind, ClassV):
        if exc.cls.derives(kind):
            return True
        if exc.cls.opaque and exc.cls.name == "UnknownException" and is_exception(m, kind):
            return m.unknown("compare", "isinstance", exc.attrs.get("__symbol__"), kind.name, kind="bool")
        return m.unknown("compare", "isinstance", exc.cls.name, kind.name, kind="bool") if exc.cls.opaque and kind.project else False
    if isinstance(kind, (tuple, ListV)):
        unknown: Value = False
        for item in kind if isinstance(kind, tuple) else kind.items:
            told = matches(m, exc, item)
            if told is True:
                return True
            if told is not False:
                unknown = told
        return unknown
    if isinstance(kind, Unknown):
        # an exception class of a library without a model: the exceptions of the models and of the project are none of its
        return False if not exc.cls.opaque else m.unknown("compare", "isinstance", exc.cls.name, kind, kind="bool")
    return False


if hasattr(ast, "TryStar"):

    @executes(ast.TryStar)
    def try_star(m: Machine, node: Any, frame: Frame) -> Any:
        signal: Any = None
        pending: Raised | None = None
        try:
            signal = m.body(node.body, frame)
        except Raised as error:
            pending = handle_groups(m, node, error, frame)
        if node.finalbody:
            last = m.body(node.finalbody, frame)
            if last is not None:
                return last
        if pending is not None:
            raise pending
        return signal

    def handle_groups(m: Machine, node: Any, error: Raised, frame: Frame) -> Raised | None:
        """Give each `except*` its part of the group; what nobody takes goes on."""
        group = m.builtins.get("BaseExceptionGroup")
        exc = error.exc
        inner = list(exc.attrs.get("exceptions", ())) if group is not None and exc.cls.derives(group) else [exc]
        rest = inner
        for handler in node.handlers:
            if frame.module.project:
                m.mark(handler, frame)
                frame.statement = handler
            kind = m.eval(handler.type, frame)
            mine = [e for e in rest if isinstance(e, Instance) and m.truth(matches(m, e, kind))]
            if not mine:
                continue
            rest = [e for e in rest if e not in mine]
            part = Instance(m.builtins["ExceptionGroup"], {"args": (), "message": "", "exceptions": tuple(mine)}, m.now)
            part.accident = False
            if handler.name:
                assign_name(m, handler.name, part, frame)
            frame.handling.append(part)
            try:
                m.body(handler.body, frame)
            except Raised as other:
                return other
            finally:
                frame.handling.pop()
        if not rest:
            return None
        if rest == inner:
            return error
        left = Instance(m.builtins["ExceptionGroup"], {"args": (), "message": "", "exceptions": tuple(rest)}, m.now)
        left.accident = False
        return Raised(left)


@executes(ast.With, ast.AsyncWith)
def with_(m: Machine, node: ast.With | ast.AsyncWith, frame: Frame) -> Any:
    return with_items(m, node, list(node.items), frame)


def with_items(m: Machine, node: ast.With | ast.AsyncWith, items: list[ast.withitem], frame: Frame) -> Any:
    """Enter the first context manager, run the rest inside, leave it."""
    if not items:
        return m.body(node.body, frame)
    item, rest = items[0], items[1:]
    manager = m.single(m.eval(item.context_expr, frame))
    is_async = isinstance(node, ast.AsyncWith)
    enter, leave = ("__aenter__", "__aexit__") if is_async else ("__enter__", "__exit__")
    value = enter_context(m, manager, enter, is_async)
    if item.optional_vars is not None:
        assign(m, item.optional_vars, value, frame)
    try:
        signal = with_items(m, node, rest, frame)
    except Raised as error:
        frame.statement = node
        m.returned_to(frame)
        if leave_context(m, manager, leave, is_async, error.exc, frame):
            return None
        raise
    frame.statement = node
    m.returned_to(frame)
    leave_context(m, manager, leave, is_async, None, frame)
    return signal


def enter_context(m: Machine, manager: Value, name: str, is_async: bool) -> Value:
    """`manager.__enter__()`, or its async twin."""
    if isinstance(manager, Instance) and manager.cls.find(name) is not ABSENT:
        made = call_method(m, manager, name, [])
        return await_value(m, made) if is_async else made
    if isinstance(manager, Unknown):
        return m.unknown("entered", manager)
    if isinstance(manager, Instance) and not manager.cls.opaque:
        raise m.error("TypeError", f"{manager.cls.name} object does not support the context manager protocol")
    if manager is None or is_constant(manager):
        raise m.error("AttributeError", name)
    return m.unknown("entered", manager)


def leave_context(m: Machine, manager: Value, name: str, is_async: bool, exc: Instance | None, frame: Frame) -> bool:
    """`manager.__exit__(...)`; whether it swallows the exception."""
    if not (isinstance(manager, Instance) and manager.cls.find(name) is not ABSENT):
        return False
    args = [exc.cls, exc, None] if exc is not None else [None, None, None]
    if exc is not None:
        frame.handling.append(exc)
    try:
        made = call_method(m, manager, name, args)
        if is_async:
            made = await_value(m, made)
    finally:
        if exc is not None:
            frame.handling.pop()
    return exc is not None and m.truth(made)


@executes(ast.FunctionDef, ast.AsyncFunctionDef)
def function_def(m: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame) -> Any:
    value: Value = make_function(m, node, frame, node.name)
    assign_name(m, node.name, decorate(m, node.decorator_list, value, frame), frame)
    return None


def make_function(m: Machine, node: Any, frame: Frame, name: str) -> FunctionV:
    """The function object of a `def` or a lambda."""
    info = m.program.scope(node)
    scope = frame if frame.info is not None else None
    prefix = ""
    if frame.function is not None:
        prefix = frame.function.qualname + ".<locals>."
    elif frame.cls is not None:
        prefix = frame.cls.qualname + "."
    made = FunctionV(node, info, frame.module, scope, name, prefix + name, m.now)
    made.defaults = [m.eval(d, frame) for d in node.args.defaults]
    made.kw_defaults = {a.arg: m.eval(d, frame) for a, d in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True) if d is not None}
    if frame.cls is not None and frame.variables is not frame.cls.attrs:
        made.owner = frame.cls  # a closure inside a method: `super()` works there too
    return made


def decorate(m: Machine, decorators: list[ast.expr], value: Value, frame: Frame) -> Value:
    """Apply decorators, the innermost first. One that nobody knows is taken to give back what it decorates."""
    for decorator in reversed(decorators):
        made = m.single(m.eval(decorator, frame))
        if isinstance(made, Unknown):
            m.answers.unknown_decorator(m, made, decorator, value)
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
    from sadpath.walk.imports import import_module, import_name, resolve_relative

    base = resolve_relative(frame.module, node.level, node.module or "")
    module = import_module(m, base)
    for alias in node.names:
        if alias.name == "*":
            exported = module.attrs.get("__all__")
            names = [str(i) for i in exported.items] if isinstance(exported, ListV) else [n for n in module.attrs if not n.startswith("_")]
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


@executes(ast.Match)
def match_(m: Machine, node: ast.Match, frame: Frame) -> Any:
    from sadpath.walk.patterns import match_statement

    return match_statement(m, node, frame)
