"""Calling things: functions, methods, classes, natives, and what nobody knows."""

from __future__ import annotations

import ast
import re

from sadpath.walk.answer_parts import keeps
from sadpath.walk.bodies import finish, lambda_body, run_body, run_function
from sadpath.walk.containers.methods import call_container
from sadpath.walk.generators import CoroutineV, GeneratorV
from sadpath.walk.left_open import called
from sadpath.walk.machine import Machine
from sadpath.walk.objects.attributes import get_attribute
from sadpath.walk.objects.instances import instantiate
from sadpath.walk.operators.concrete import NotConcrete, only_plain
from sadpath.walk.operators.strings import call_string
from sadpath.walk.outside import note_item, note_read, note_write
from sadpath.walk.parameters import bind_arguments
from sadpath.walk.program import scope_of
from sadpath.walk.run import Frame, Stop
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
    Descriptor,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ListV,
    ModuleV,
    Native,
    Raised,
    SetV,
    StopWalkIteration,
    Text,
    Unknown,
    Value,
    is_constant,
    is_told_string,
)


def call(m: Machine, callee: Value, args: list[Value], kw: dict[str, Value]) -> Value:
    """`callee(*args, **kw)`; raises `Raised` with what the callee raises."""
    kind = type(callee)
    if kind is FunctionV:
        return call_function(m, callee, args, kw)
    if kind is BoundMethod:
        function = callee.fn
        args = [callee.self_value, *args]
        return call_function(m, function, args, kw) if type(function) is FunctionV else call(m, function, args, kw)
    if kind is Native:
        m.tick()
        if callee.pure and any(type(a) is Lanes for a in args):
            if all(type(a) is not Lanes or only_plain(m, a) for a in args) and not kw:
                return m.lift(lambda *plain: call_native(m, callee, list(plain), {}), *args)
            return call_native(m, callee, [m.single(a) for a in args], {k: m.single(v) for k, v in kw.items()})
        return call_native(m, callee, args, kw)
    if kind is ClassV:
        return instantiate(m, callee, args, kw)
    if kind is Instance:
        found = callee.cls.find("__call__")
        if found is not ABSENT:
            return call(m, found, [callee, *args], kw)
        if callee.cls.opaque:
            return call_unknown(m, m.unknown("object", callee), args, kw)
        raise m.error("TypeError", f"{callee.cls.name} object is not callable")
    if kind is Lanes:
        return call(m, m.single(callee), args, kw)
    if kind is Descriptor:
        return call(m, callee.fn, args, kw)
    if kind is Unknown:
        if (
            callee.answer is not None
            and callee.key[0] == "attribute"
            and callee.key[2] == "get"
            and args
            and callee.key[1][0] == "?"
        ):
            return method_of_unknown(m, m.by_uid[callee.key[1][1]], "get", args, kw)  # `map(body.get, names)`
        return call_unknown(m, callee, args, kw)
    if callee is None or is_constant(callee) or isinstance(callee, (ListV, DictV, SetV, tuple, ModuleV, Text)):
        raise m.error("TypeError", "object is not callable")
    return m.unknown("call", kind.__name__)


def call_native(m: Machine, callee: Native, args: list[Value], kw: dict[str, Value]) -> Value:
    """A native, on any arguments: what it was not written for gives a symbol, and makes the lanes unsure."""
    try:
        return callee.call(m, args, kw)
    except (Raised, Stop, StopWalkIteration, RecursionError, MemoryError):
        raise
    except NotConcrete:
        pass
    except Exception:
        if "*" not in kw and "**" not in kw:
            if m.strict:
                raise
            m.unsure()
    return m.unknown("native", callee.name, *args)


def call_method(m: Machine, value: Value, name: str, args: list[Value], kw: dict[str, Value] | None = None) -> Value:
    """`value.name(*args, **kw)`, without making a bound method where that can be avoided."""
    kind = type(value)
    if kind is Instance:
        found = value.cls.find(name)
        if type(found) is FunctionV and name not in value.attrs:
            return call_function(m, found, [value, *args], kw or {})
        return call(m, get_attribute(m, value, name), args, kw or {})
    if isinstance(value, Container) and value.cls is not None:
        return call(m, get_attribute(m, value, name), args, kw or {})
    if isinstance(value, (DictV, ListV, SetV)) or kind is tuple:
        return call_container(m, value, name, args, kw or {})
    if name in ("encode", "decode") and (
        is_open_text(value) or (kind is Lanes and all(is_open_text(value.values[i]) for i in m.active))
    ):
        return value  # text that is known in part only stands for its bytes too
    if kind is Text or (is_constant(value) and value is not None):
        return call_string(m, value, name, args, kw or {})
    if kind is Lanes and all(is_constant(value.values[i]) or is_open_text(value.values[i]) for i in m.active):
        if any(value.values[i] is None for i in m.active):
            return call_method(m, m.single(value), name, args, kw)
        return call_string(m, value, name, args, kw or {})
    if kind is Unknown:
        return method_of_unknown(m, value, name, args, kw or {})
    return call(m, get_attribute(m, value, name), args, kw or {})


def is_open_text(value: Value) -> bool:
    """A string of which not all is known."""
    return isinstance(value, Text) or (isinstance(value, Unknown) and value.kind == "str")


DRAINS = ("pop", "popleft", "popitem", "get", "get_nowait")
"""Methods that take an element out of a collection or a queue."""
PUTS = ("append", "appendleft", "insert", "add", "put", "put_nowait")
"""Methods that put one into it: into one that has nothing more but what is put back."""


FILLS = frozenset({*PUTS, "extend", "update", "setdefault"})
"""Methods after which a collection holds something else."""


def method_of_unknown(m: Machine, value: Unknown, name: str, args: list[Value], kw: dict[str, Value]) -> Value:
    """A method of a symbol. A success body answers `get` with its parts; strings keep their origin."""
    from sadpath.walk.containers.subscripts import child
    from sadpath.walk.operators.strings import BOOLEAN, CASE, STRIPS, partly_known

    if is_told_string(value) and not hasattr("", name):
        raise m.error("AttributeError", f"'str' object has no attribute {name!r}")
    drained = m.run.cache.get(("drained", value.uid), False)
    back = m.run.cache.get(("put back", value.uid), ())
    if name in DRAINS and all(isinstance(arg, (int, float, bool)) for arg in args):
        m.run.cache["drained", value.uid] = True  # as in a `for` loop, one element stands for all
        if back:
            m.moved()
            m.run.cache["put back", value.uid] = back[1:]
            return back[0]
    elif drained and name in PUTS and args:
        m.moved()
        m.run.cache["put back", value.uid] = (*back, args[-1])
        return None
    elif drained and name in ("empty", "qsize"):
        return not back if name == "empty" else len(back)

    if name in ("get", "pop", "setdefault") and args and isinstance(args[0], str) and value.kind != "client":
        if args[0] in value.members:
            return args[1] if len(args) > 1 else None
        if len(args) > 1 and is_setting_default(m, value, args[1]):
            return args[1]
        item = child(m, value, "item", value, args[0])
        note_item(m, value, item)
        return item
    if name in CASE or name in STRIPS or name in BOOLEAN:
        if any(type(a) is Lanes for a in args):
            args = [m.single(a) for a in args]
        made = partly_known(m, value, name, args)
        if isinstance(made, Unknown) and made.answer is None:
            made.answer = value.answer
        return made
    if name in ("items", "values", "keys"):
        made = child(m, value, "method", value, name)
        return made
    return call_unknown(m, child(m, value, "attribute", value, name), args, kw)


WAITS = ("wait", "sleep", "pause")


def is_setting_default(m: Machine, base: Unknown, default: Value) -> bool:
    """Whether `base.get(name, default)` reads a setting, whose default is what is known of it: a URL, a host, a number of times."""
    if base.answer is not None or base.origin or {"body", "json", "headers", "text"} & m.roots(base.uid):
        return False
    if isinstance(default, str):
        return re.fullmatch(r"(https?://\S+|[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?)", default) is not None
    return isinstance(default, int) and not isinstance(default, bool) and default > 0


def call_unknown(m: Machine, callee: Unknown, args: list[Value], kw: dict[str, Value]) -> Value:
    """A call of what nobody knows: a symbol. It is taken to be a function of its arguments, and not to raise."""
    m.tick()
    send = m.answers.guess_send(m, callee, args, kw)
    if send is not ABSENT:
        return send
    if callee.key[0] == "attribute" and callee.key[2] in WAITS and args:
        m.run.waits += 1  # an event, a condition, a scheduler: time passes
    m.answers.escapes(m, callee, [*args, *kw.values()])
    made = what_it_gives(m, callee, args, kw)
    note_read(m, callee, made, called=True)
    if keeps(callee):
        note_write(m, callee, [*args, *kw.values()], called=True)
        owner = m.by_uid.get(callee.key[1][1]) if callee.key[0] == "attribute" and callee.key[2] in FILLS else None
        note_read(m, owner, owner)
    return made


def what_it_gives(m: Machine, callee: Unknown, args: list[Value], kw: dict[str, Value]) -> Value:
    """The symbol for what a function that nobody knows gives for these arguments, in each lane."""
    everything = [*args, *(kw[k] for k in sorted(kw))]
    flat = [m.lanes(lambda lane, a=a: m.pick(a, lane), a.origin) if type(a) is Lanes else a for a in everything]  # type: ignore[misc]
    if any(type(a) is Lanes for a in flat):
        if not all(type(a) is not Lanes or only_plain(m, a) for a in flat):
            return m.unknown("call", callee)
        return m.lift(lambda *plain: m.unknown("call", callee, *plain), *flat)
    return m.unknown("call", callee, *everything)


def call_function(m: Machine, function: FunctionV, args: list[Value], kw: dict[str, Value]) -> Value:
    """Run a function of the project or of a model."""
    node = function.node
    info = scope_of(node)
    frame = frame_of(m, function, args, kw)
    (m.entered_at_load if m.loading else m.entered).add(node)
    kind = type(node)
    if kind is ast.FunctionDef and not info.is_generator:
        if m.loading and function.module.project:
            ready = [frame]
            return called(
                m, lambda: run_function(m, ready.pop() if ready else frame_of(m, function, [*args], {**kw}), node)
            )
        return run_function(m, frame, node)
    if kind is ast.Lambda:
        return run_body(m, frame, lambda: lambda_body(m, function, frame))
    if info.is_generator:
        generator: GeneratorV

        def generate() -> Value:
            return finish(m.body(node.body, frame))

        generator = GeneratorV(m, frame, generate, kind is ast.AsyncFunctionDef)
        frame.return_place = generator
        return generator
    return CoroutineV(m, function.name, lambda: run_function(m, frame, node))


def frame_of(m: Machine, function: FunctionV, args: list[Value], kw: dict[str, Value]) -> Frame:
    """A scope for one call of a function, with its arguments in it."""
    frame = Frame(function.module, scope_of(function.node), function.scope, function)
    frame.cls = function.owner
    bind_arguments(m, function, args, kw, frame)
    if args:
        frame.self_value = args[0]
    return frame
