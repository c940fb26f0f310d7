"""What the native modules share."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from sadpath.walk.limits import costly
from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import NotConcrete, abstract, concrete, only_plain, python_error
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    Instance,
    Lanes,
    Native,
    Raised,
    Value,
)

Otherwise = Callable[[Machine, list[Value], dict[str, Value]], Value]
"""What a function gives of which the arguments are not all known."""


def real(name: str, function: Callable[..., Any], otherwise: Otherwise) -> Native:
    """A function that is run for real on known arguments, lane by lane, and gives what `otherwise` gives on others."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        if any(type(v) is Lanes for v in kw.values()):
            kw = {key: m.single(v) for key, v in kw.items()}
        if any(type(a) is Lanes for a in args):
            if all(type(a) is not Lanes or only_plain(m, a) for a in args):
                return m.lift(lambda *plain: run(m, list(plain), kw), *args)
            args = [m.single(a) for a in args]
        try:
            plain = [concrete(a) for a in args]
            named = {k: concrete(v) for k, v in kw.items()}
        except (NotConcrete, TypeError):
            return otherwise(m, args, kw)
        if costly(name, plain):
            return otherwise(m, args, kw)
        try:
            return abstract(m, function(*plain, **named))
        except Exception as error:
            raise library_error(m, error) from None

    return Native(name, run)


def pure(name: str, function: Callable[..., Any], kind: str | None = None) -> Native:
    """A function that is run for real on known arguments, lane by lane, and gives a symbol otherwise."""
    return real(name, function, lambda m, args, kw: m.unknown(name, *args, *kw.values(), kind=kind))


def asked_first(name: str, function: Native) -> Native:
    """The function, of which an object of a class that has the special method `__name__` says itself what it gives (`abs`, `math.floor`)."""
    special = f"__{name}__"

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        from sadpath.walk.calls import call_method

        if args and isinstance(args[0], Instance) and args[0].cls.find(special) is not ABSENT:
            made = call_method(m, args[0], special, args[1:], kw)
            if made is not m.builtins["NotImplemented"]:
                return made
        return function.call(m, args, kw)

    return Native(name, run)


def of_library(module: str, name: str) -> Native:
    """A function of the standard library that is run for real on known arguments, and is one that nobody knows on others.

    Its module is imported when it is first run.
    """
    return real(
        name,
        lazily(module, name),
        lambda m, args, kw: unknown_call(m, module, name, args, kw),
    )


def lazily(module: str, name: str) -> Callable[..., Any]:
    """A function of a module that is imported when it is first called."""
    return lambda *args, **kw: getattr(import_module(module), name)(*args, **kw)


def checked(module: str, name: str, function: Callable[..., Any]) -> Native:
    """A function of the standard library that refuses known arguments as `function` does, and gives a symbol where it takes them."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        asked.call(m, args, kw)
        return unknown_call(m, module, name, args, kw)

    def check(*args: Any, **kw: Any) -> None:
        function(*args, **kw)

    asked = real(name, check, lambda m, args, kw: None)
    return Native(name, run)


def unknown_call(m: Machine, module: str, name: str, args: list[Value], kw: dict[str, Value]) -> Value:
    """A call of a function of a module about which nothing is known."""
    from sadpath.walk.calls import call_unknown

    return call_unknown(m, m.unknown("module", module, name), args, kw)


def library_error(m: Machine, error: Exception) -> Raised:
    """The exception of the walk for one that a function of the standard library raised, of the module's own class where it has one."""
    if type(error).__name__ in m.builtins or not type(error).__module__.isidentifier():
        return python_error(m, error)
    if isinstance(error, Raised):
        raise error
    made = Instance(library_class(m, type(error)), {"args": (str(error),)}, m.now)
    made.accident = True
    return Raised(made)


def library_class(m: Machine, cls: type[BaseException]) -> ClassV:
    """The walk's class for an exception of the standard library; always the same one."""
    key = f"library class {cls.__module__}.{cls.__qualname__}"
    found: ClassV | None = m.caches.get(key)
    if found is None:
        bases = [m.builtins[base.__name__] for base in cls.__mro__[1:] if base.__name__ in m.builtins]
        found = ClassV(cls.__name__, bases[:1], {}, None, 0)
        found.mro = [found, *bases]
        m.caches[key] = found
    return found


def plain_class(m: Machine, name: str, flavour: str = "") -> ClassV:
    """A class of the standard library of which only the name and the hierarchy matter."""
    cls = ClassV(name, [m.builtins["object"]], {}, None, 0)
    cls.mro = [cls, m.builtins["object"]]
    cls.flavour = flavour
    return cls


def raise_(m: Machine, name: str) -> Value:
    """Raise a builtin exception on purpose."""
    raise m.error(name, accident=False)


def system_exit(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`sys.exit(code)`, `exit(code)`."""
    error = m.error("SystemExit", accident=False)
    error.exc.attrs["args"] = tuple(args)
    raise error
