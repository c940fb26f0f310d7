"""The other builtin functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sadpath.walk.builtins.registry import FUNCTIONS, builtin
from sadpath.walk.calls import call_method
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import asked_first, pure, system_exit
from sadpath.walk.objects.namespaces import local_names, namespace
from sadpath.walk.operators.texts import build_text, to_text
from sadpath.walk.outside import note_read, note_write
from sadpath.walk.values import ABSENT, Instance, Value


def real(name: str, function: Callable[..., Any], kind: str | None) -> None:
    """Register a builtin that is run for real on known arguments and gives a symbol otherwise."""
    FUNCTIONS[name] = asked_first(name, pure(name, function, kind)).call


for _name, _function, _kind in (
    ("abs", abs, "number"),
    ("round", round, "number"),
    ("divmod", divmod, None),
    ("pow", pow, "number"),
    ("chr", chr, "str"),
    ("ord", ord, "number"),
    ("hex", hex, "str"),
    ("oct", oct, "str"),
    ("bin", bin, "str"),
):
    real(_name, _function, _kind)


@builtin("print")
def print_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    file = m.single(kw.get("file"))
    if isinstance(file, Instance) and not file.cls.opaque and file.cls.find("write") is not ABSENT:
        between, end = (
            default if kw.get(name) is None else kw[name] for name, default in (("sep", " "), ("end", "\n"))
        )
        pieces = [piece for one in args for piece in (between, to_text(m, one))]
        call_method(m, file, "write", [build_text(m, [*pieces[1:], end])])
    else:
        note_write(m, file, args)
    return None


def symbol(name: str) -> None:
    """Register a builtin of which only the name is known."""
    FUNCTIONS[name] = lambda m, args, kw: m.unknown(name, *args)


for _name in (
    "input",
    "dir",
    "eval",
    "exec",
    "compile",
    "breakpoint",
    "help",
):
    symbol(_name)


@builtin("__import__")
def import_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """The module of that name where names are asked of it, else the outermost package, as `import a.b` binds `a`."""
    from sadpath.walk.imports import import_module

    name = m.single(args[0])
    asked = m.single(args[3] if len(args) > 3 else kw.get("fromlist", ()))
    level = m.single(args[4] if len(args) > 4 else kw.get("level", 0))
    if not isinstance(name, str) or level != 0:
        return m.unknown("__import__", *args)
    made = import_module(m, str(name))
    return made if m.known_truth(asked) else import_module(m, name.partition(".")[0])


@builtin("open")
def open_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """A file, which is the same one however it is opened."""
    made = m.unknown("open", args[0] if args else kw.get("file"))
    note_read(m, made, made)
    return made


@builtin("globals")
def globals_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return namespace(m, m.frames[-1].module)


@builtin("locals")
def locals_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return local_names(m, m.frames[-1])


@builtin("exit")
@builtin("quit")
def exit_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return system_exit(m, args, kw)
