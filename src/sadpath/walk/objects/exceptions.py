"""Exceptions: what they have besides their arguments, and how they are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.objects.groups import group_attribute
from sadpath.walk.operators.concrete import NotConcrete, concrete
from sadpath.walk.values import ABSENT, ClassV, Instance, ListV, Native, Unknown, Value

UNICODE: dict[str, type[UnicodeError]] = {
    "UnicodeDecodeError": UnicodeDecodeError,
    "UnicodeEncodeError": UnicodeEncodeError,
}
OF_UNICODE = ("encoding", "object", "start", "end", "reason")
OF_SYSTEM = ("errno", "strerror", "filename", "filename2")
OF_JSON = ("msg", "doc", "pos", "lineno", "colno")
OF_IMPORT = ("msg", "name", "path")
SOMETIMES = ("errno", "strerror", "filename", "value")
"""Attributes that many an exception of a library has, besides those that its model tells of."""


def is_exception(m: Machine, cls: ClassV) -> bool:
    """Whether objects of the class can be raised."""
    if cls.raisable is None:
        base = m.builtins.get("BaseException")
        cls.raisable = base is not None and cls.derives(base)
    return cls.raisable


def kind_of_error(m: Machine, cls: ClassV, args: list[Value]) -> ClassV:
    """The class of `OSError(number, text)`: the subclass that stands for the number; other classes as they are."""
    if cls is m.builtins["OSError"] and len(args) > 1 and type(args[0]) is not bool and isinstance(args[0], int):
        found = m.builtins.get(type(OSError(int(args[0]), "")).__name__)
        return found if isinstance(found, ClassV) else cls
    return cls


def keep_arguments(m: Machine, made: Instance, args: list[Value]) -> None:
    """What `BaseException.__init__` keeps: the arguments; an OSError's name of a file is none of them."""
    if 2 < len(args) < 6 and made.cls.derives(m.builtins["OSError"]):
        made.attrs["filename"], args = args[2], args[:2]
    made.attrs["args"] = tuple(args)


def exception_attribute(m: Machine, value: Instance, name: str) -> Value:
    """An attribute of an exception that its class's code does not set; `ABSENT` where it has none."""
    if name in ("__cause__", "__context__"):
        return None
    if name == "__suppress_context__":
        return "__cause__" in value.attrs
    if name == "__traceback__":
        return None if value.accident is None else m.unknown("attribute", value, name, kind="object")
    if name == "with_traceback":
        return Native(name, lambda m, args, kw: value)
    if name == "add_note":
        return Native(name, lambda m, args, kw: add_note(m, value, args))
    if name == "__notes__":
        return ABSENT if "args" in value.attrs else m.unknown("attribute", value, name)  # nobody has added one
    if "exceptions" in value.attrs and (found := group_attribute(m, value, name)) is not ABSENT:
        return found
    for base, told in OF_CLASS.items():
        if base in m.builtins and value.cls.derives(m.builtins[base]):
            return told(m, value, name)
    json_error = m.caches.get("JSONDecodeError")
    if json_error is not None and name in OF_JSON and value.cls.derives(json_error):
        return m.unknown("attribute", value, name, kind="number" if name in ("pos", "lineno", "colno") else "str")
    return otherwise(m, value, name)


def otherwise(m: Machine, value: Instance, name: str) -> Value:
    """A symbol for what exceptions of libraries sometimes have; `ABSENT` where the class is all Python's and has no such attribute."""
    known = all(base.project or base.module is None for base in value.cls.mro)
    return ABSENT if known or name not in SOMETIMES else m.unknown("attribute", value, name)


def of_exit(m: Machine, value: Instance, name: str) -> Value:
    """`SystemExit.code`: the argument, or the tuple of several."""
    args = value.attrs.get("args", ())
    if name != "code":
        return otherwise(m, value, name)
    return (args[0] if len(args) == 1 else args or None) if isinstance(args, tuple) else m.unknown("code", value)


def of_stop(m: Machine, value: Instance, name: str) -> Value:
    """`StopIteration.value`: the first argument."""
    args = value.attrs.get("args", ())
    if name != "value":
        return otherwise(m, value, name)
    return (args[0] if args else None) if isinstance(args, tuple) else m.unknown("attribute", value, name)


def of_system(m: Machine, value: Instance, name: str) -> Value:
    """`OSError.errno` and `.strerror`: the two arguments. Of an error that nobody of the project made, they may be anything."""
    args = value.attrs.get("args", ())
    if name not in OF_SYSTEM:
        return otherwise(m, value, name)
    if isinstance(args, tuple) and len(args) == 2 and name in ("errno", "strerror"):
        return args[OF_SYSTEM.index(name)]
    made_here = not value.accident and isinstance(args, tuple)
    known = made_here and all(base.project or base.module is None for base in value.cls.mro)
    return None if known else m.unknown("attribute", value, name)


def of_unicode(m: Machine, value: Instance, name: str) -> Value:
    """The five arguments of a UnicodeDecodeError by their names."""
    args = value.attrs.get("args", ())
    if name not in OF_UNICODE:
        return otherwise(m, value, name)
    if isinstance(args, tuple) and len(args) == len(OF_UNICODE):
        return args[OF_UNICODE.index(name)]
    return m.unknown("attribute", value, name)


def of_import(m: Machine, value: Instance, name: str) -> Value:
    """`ImportError.msg`, `.name` and `.path`."""
    args = value.attrs.get("args", ())
    if name not in OF_IMPORT:
        return otherwise(m, value, name)
    if name == "msg" and isinstance(args, tuple) and len(args) < 2:
        return args[0] if args else None
    return m.unknown("attribute", value, name)


OF_CLASS: dict[str, Callable[[Machine, Instance, str], Value]] = {
    "SystemExit": of_exit,
    "StopIteration": of_stop,
    "OSError": of_system,
    "UnicodeDecodeError": of_unicode,
    "UnicodeEncodeError": of_unicode,
    "ImportError": of_import,
}


def add_note(m: Machine, value: Instance, args: list[Value]) -> Value:
    """`error.add_note(note)`."""
    m.touch(value)
    notes = value.attrs.get("__notes__")
    before = notes.items if isinstance(notes, ListV) else []
    value.attrs["__notes__"] = m.new_list([*before, *args[:1]])
    return None


def json_init(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`JSONDecodeError.__init__(self, msg, doc, pos)`; what is not known of the text leaves its places unknown."""
    import json

    made, given = args[0], args[1:]
    given += [kw[name] for name in ("msg", "doc", "pos")[len(given) :] if name in kw]
    if not isinstance(made, Instance):
        return None
    m.touch(made)
    if len(given) != 3:  # as models of other libraries make it
        made.attrs["args"] = tuple(given)
        return None
    try:
        msg, doc, pos = (concrete(one) for one in given)
        set_json(made, json.JSONDecodeError(msg, doc, pos))
    except (NotConcrete, TypeError, ValueError, AttributeError):
        made.attrs["args"] = (m.unknown("json error", *given, kind="str"),)
        made.attrs.update(zip(("msg", "doc", "pos"), given, strict=False))
    return None


def set_json(made: Instance, error: Any) -> None:
    """Give an exception what a real `json.JSONDecodeError` has."""
    made.attrs["args"] = error.args
    made.attrs.update({name: getattr(error, name) for name in OF_JSON})


def exception_text(m: Machine, value: Instance) -> Value:
    """`str(error)`, for an exception whose class has no `__str__` of its own: the text of the arguments."""
    from sadpath.walk.operators.texts import build_text, repr_text, to_text

    args = value.attrs.get("args", ())
    if not isinstance(args, tuple):
        return m.unknown("str", value, kind="str")
    bases = {base.name for base in value.cls.mro if not base.project and base.module is None}
    if "BaseExceptionGroup" in bases and "message" in value.attrs:
        count = len(value.attrs.get("exceptions", ()))
        return build_text(m, [to_text(m, value.attrs["message"]), f" ({count} sub-exception{'s' * (count != 1)})"])
    if "OSError" in bases and len(args) == 2:
        file = value.attrs.get("filename")
        named = [] if file is None else [": ", repr_text(m, file)]
        return build_text(m, ["[Errno ", to_text(m, args[0]), "] ", to_text(m, args[1]), *named])
    for name, real in UNICODE.items():
        if name in bases and len(args) == len(OF_UNICODE):
            try:
                return str(real(*(concrete(arg) for arg in args)))
            except (NotConcrete, TypeError):
                return m.unknown("str", value, kind="str")
    if len(args) == 1:
        return repr_text(m, args[0]) if "KeyError" in bases else to_text(m, args[0])
    return to_text(m, args) if args else ""


def exception_repr(m: Machine, value: Instance) -> Value:
    """`repr(error)`: its class and its arguments."""
    from sadpath.walk.operators.texts import build_text, repr_text

    args = value.attrs.get("args", ())
    if not isinstance(args, tuple) or isinstance(value.attrs.get("__symbol__"), Unknown):
        return m.unknown("repr", value.cls.name, kind="str")
    shown = build_text(m, ["(", repr_text(m, args[0]), ")"]) if len(args) == 1 else repr_text(m, args)
    return build_text(m, [value.cls.name, shown])
