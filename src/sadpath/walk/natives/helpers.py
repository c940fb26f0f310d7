"""What the native modules share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sadpath.walk.limits import costly
from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import NotConcrete, abstract, concrete, only_plain, python_error
from sadpath.walk.values import (
    ClassV,
    Lanes,
    Native,
    Value,
)


def pure(name: str, function: Callable[..., Any], kind: str | None = None) -> Native:
    """A function that is run for real on known arguments, lane by lane, and gives a symbol otherwise."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        if any(type(a) is Lanes for a in args):
            if all(type(a) is not Lanes or only_plain(m, a) for a in args):
                return m.lift(lambda *plain: run(m, list(plain), kw), *args)
            args = [m.single(a) for a in args]
        try:
            plain = [concrete(a) for a in args]
            if costly(name, plain):
                return m.unknown("large", name, kind=kind)
            return abstract(m, function(*plain, **{k: concrete(v) for k, v in kw.items()}))
        except NotConcrete:
            return m.unknown(name, *args, kind=kind)
        except Exception as error:
            raise python_error(m, error) from None

    return Native(name, run)


def plain_class(m: Machine, name: str, flavour: str = "") -> ClassV:
    """A class of the standard library of which only the name and the hierarchy matter."""
    cls = ClassV(name, [m.builtins["object"]], {}, None, 0)
    cls.mro = [cls, m.builtins["object"]]
    cls.flavour = flavour
    return cls


def raise_(m: Machine, name: str) -> Value:
    """Raise a builtin exception on purpose."""
    raise m.error(name, accident=False)
