"""What library models ask of the walk: the module `_sadpath` that they import."""

from __future__ import annotations

from typing import Any

from sadpath.walk import observe_calls
from sadpath.walk.machine import Machine
from sadpath.walk.natives.class_intrinsics import MODULE as OF_CLASSES
from sadpath.walk.operators.arithmetic import binary
from sadpath.walk.program import scope_of
from sadpath.walk.run import Frame
from sadpath.walk.values import (
    BoundMethod,
    ClassV,
    Descriptor,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ListV,
    ModuleV,
    Native,
    Text,
    Unknown,
    Value,
    is_constant,
)


def send(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`send(method, url, headers)`: the answer, with `status`, `reason`, `headers`, `text`, `json()`, `url`, `method`."""
    return m.answers.send(m, args[0], args[1], args[2] if len(args) > 2 else None)


def slept(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`slept(seconds)`: time passes."""
    import ast

    seconds = m.single(args[0]) if args else 0
    if isinstance(seconds, (int, float)):
        if seconds <= 0:
            return None
        m.run.clock = binary(m, ast.Add, m.run.clock, seconds) if isinstance(m.run.clock, (int, float)) else m.run.clock
    else:
        m.run.clock = m.fresh("clock", kind="number")
    if seconds is not None:
        m.run.waits += 1
        m.note("slept", seconds if isinstance(seconds, (int, float)) else None)
    return None


def suspended(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`suspended()`: the event loop takes over and comes back, which runs the awaiting statements on, the outermost of the task first."""
    m.run.context_asked += 1
    chain: list[Frame] = []
    for frame in reversed(m.frames):
        if frame.module.name.partition(".")[0] == "asyncio" and len(chain) > 1:
            break  # what started this task
        chain.append(frame)
    for frame in reversed(chain):
        m.returned_to(frame)
    return None


def clock(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`clock()`: the time, in seconds; it moves when the code sleeps."""
    m.run.clock_asked += 1
    return m.run.clock if not m.loading else m.unknown("clock", kind="number")


def unknown(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`unknown(name, *parts)`: a symbol of these parts; `kind="str" | "number" | "bool" | "list"`."""
    kind = kw.get("kind")
    return m.unknown("model", *args, kind=str(kind) if kind else None)


def fresh(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`fresh(name)`: a symbol that differs each time."""
    kind = kw.get("kind")
    return m.fresh(str(args[0]), kind=str(kind) if kind else None)


def is_unknown(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`is_unknown(value)`: whether nothing (or not all) is known of it."""
    value = args[0]
    if type(value) is Lanes:
        return any(isinstance(value.values[i], (Unknown, Text)) for i in m.active)
    return isinstance(value, (Unknown, Text))


def is_async(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`is_async(function)`: whether it is an `async def` (a bound method or a partial of one too)."""
    import ast

    value = args[0]
    while isinstance(value, (BoundMethod, Instance)):
        if isinstance(value, BoundMethod):
            value = value.fn
        elif "func" in value.attrs:
            value = value.attrs["func"]
        elif "__wrapped__" in value.attrs:
            value = value.attrs["__wrapped__"]
        else:
            from sadpath.walk.values import ABSENT

            found = value.cls.find("__call__")
            if found is ABSENT:
                return False
            value = found
    return (
        isinstance(value, FunctionV)
        and isinstance(value.node, ast.AsyncFunctionDef)
        and not scope_of(value.node).is_generator
    )


def is_generator_function(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`is_generator_function(function)`."""
    value = args[0].fn if isinstance(args[0], BoundMethod) else args[0]
    return isinstance(value, FunctionV) and scope_of(value.node).is_generator


def is_coroutine(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`is_coroutine(value)`: the object that calling an `async def` gives."""
    from sadpath.walk.generators import CoroutineV

    return isinstance(args[0], CoroutineV)


def run_coroutine(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`run_coroutine(awaitable)`: run it to its end, from synchronous code."""
    from sadpath.walk.syntax.awaiting import await_value

    return await_value(m, args[0])


def folded_headers(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`folded_headers(*dicts)`: one dict of headers, whose keys don't care about case; later ones win."""
    made = m.new_dict()
    made.fold_case = True
    for value in args:
        value = m.single(value)
        if isinstance(value, DictV):
            for key, item in value.items.items():
                made.items[key.lower() if isinstance(key, str) else key] = item
            made.base = made.base or value.base
        elif isinstance(value, Unknown):
            made.base = made.base or value
        elif isinstance(value, ListV):
            for pair in value.items:
                if isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str):
                    made.items[pair[0].lower()] = pair[1]
    return made


def unsure(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`unsure(why)`: from here on nothing is known about what these lanes do."""
    m.run.flags.add("unsure")
    return None


def part(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`part(value)`: the lanes part until the value is the same in all of them; gives it."""
    return m.single(args[0])


def raised_by_library(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`raised_by_library(exc)`: the exception, marked as one that was raised on purpose."""
    if isinstance(args[0], Instance):
        m.touch(args[0])
        args[0].accident = False
    return args[0]


def statuses(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`statuses(method, status, listed, resend)`: a retry policy that names statuses decided on an answer with `status`."""
    observe_calls.policy(m.events, m, args[1], args[2], args[3])
    return None


def outermost(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`outermost()`: whether no function of the project is running, as when the walk itself calls a task in place of its worker."""
    return not any(frame.module.project for frame in m.frames)


def text_of(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`text_of(value)`: bytes or text as text."""
    value = args[0]
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def constant(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`constant(value)`: whether it is a plain known constant."""
    return is_constant(args[0])


def certain_prefix(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`certain_prefix(text)`: the known text that `text` begins with, "" where that is unknown."""
    value = m.single(args[0])
    if isinstance(value, Text):
        value = value.parts[0]
    return str(value) if isinstance(value, str) else ""


def annotated_class(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`annotated_class(function, index=-1)`: the class that a parameter (the last one) is annotated with, a tuple of those
    of a union; a symbol where none is."""
    from sadpath.walk.values import ABSENT

    function = args[0].fn if isinstance(args[0], (BoundMethod, Descriptor)) else args[0]
    if not isinstance(function, FunctionV):
        return m.unknown("annotation")
    parameters = [*function.node.args.posonlyargs, *function.node.args.args]
    annotation = parameters[
        args[1] if len(args) > 1 else min(len(parameters), 2 if parameters[0].arg == "self" else 1) - 1
    ].annotation
    found = annotated_with(m, annotation, function.module) if annotation is not None else ABSENT
    return m.unknown("annotation", function.qualname) if found is ABSENT else found


def annotated_with(m: Machine, annotation: Any, module: ModuleV) -> Value:
    """The class that an annotation names, or the tuple of the classes of a union; `ABSENT` where it is something else."""
    import ast

    from sadpath.walk.arguments import class_of_annotation
    from sadpath.walk.values import ABSENT

    if isinstance(annotation, ast.Constant) and annotation.value is None:
        return m.builtins["NoneType"]
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        parts = [annotated_with(m, side, module) for side in (annotation.left, annotation.right)]
    elif isinstance(annotation, ast.Subscript) and getattr(annotation.value, "id", None) in ("Union", "Optional"):
        inside = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
        parts = [annotated_with(m, side, module) for side in inside]
        if getattr(annotation.value, "id", None) == "Optional":
            parts.append(m.builtins["NoneType"])
    else:
        found = class_of_annotation(m, annotation, module)
        if found is ABSENT and getattr(annotation, "id", None) in m.builtins:
            return m.builtins[annotation.id]
        return found
    if any(part is ABSENT for part in parts):
        return ABSENT
    return tuple(cls for part in parts for cls in (part if isinstance(part, tuple) else (part,)))


def cached(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`cached(method)`: a property that is computed once for each object."""
    return Descriptor("cached", args[0])


def same_call(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`same_call(args, keywords)`: a text that is the same for two calls with the same arguments; None where nobody knows."""
    keywords = args[1].items if isinstance(args[1], DictV) and args[1].base is None else None
    if keywords is None or not isinstance(args[0], tuple):
        return None
    parts = [token(value) for value in (*args[0], *keywords.values())]
    return None if None in parts else repr((parts, [str(name) for name in keywords]))


def token(value: Value) -> Any:
    """What stands for a hashable value in the key of a cache; None for others."""
    if isinstance(value, (Unknown, Text)):
        return ("symbol", value.uid) if isinstance(value, Unknown) else ("text", *(token(p) for p in value.parts))
    if isinstance(value, tuple):
        parts = tuple(token(v) for v in value)
        return None if None in parts else ("tuple", *parts)
    if isinstance(value, (Instance, ClassV, FunctionV)):
        return ("object", id(value))
    return ("constant", repr(value)) if is_constant(value) else None


MODULE: dict[str, Value] = {
    function.__name__: Native(function.__name__, function)
    for function in (
        send,
        slept,
        suspended,
        clock,
        unknown,
        fresh,
        is_unknown,
        is_async,
        is_generator_function,
        is_coroutine,
        run_coroutine,
        folded_headers,
        unsure,
        part,
        raised_by_library,
        statuses,
        text_of,
        constant,
        outermost,
        certain_prefix,
        cached,
        annotated_class,
        same_call,
    )
} | OF_CLASSES
