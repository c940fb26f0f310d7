"""The fields of dataclasses and named tuples, and the `__init__` that is made from them."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.program import original_name
from sadpath.walk.values import ABSENT, ClassV, DictV, Instance, Unknown, Value


def annotated_fields(m: Machine, node: ast.ClassDef, cls: ClassV) -> list[tuple[str, Value, Value, Any]]:
    """The annotated names of a class body, with their defaults, after those of the bases; `ClassVar`s are left out."""
    fields: dict[str, tuple[str, Value, Value, Any]] = {f[0]: f for base in reversed(cls.mro[1:]) for f in base.fields}
    by_keyword = False
    for statement in node.body:
        if not (isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)):
            continue
        text = annotation_words(statement.annotation, cls)
        if "ClassVar" in text:
            continue
        if "KW_ONLY" in text:
            by_keyword = True
            continue
        name = statement.target.id
        default: Value = cls.attrs.get(name, ABSENT)
        factory: Value = None
        included: Any = "initvar" if "InitVar" in text else "keyword" if by_keyword else True
        if isinstance(default, Instance) and default.cls.name == "Field" and "default" in default.attrs:
            settings = default.attrs
            default, factory, included = (
                settings["default"],
                settings["default_factory"],
                included if settings["init"] is not False else False,
            )
            for told, setting in (("__uncompared__", "compare"), ("__unshown__", "repr")):
                if settings.get(setting) is False:
                    cls.attrs[told] = (*(found if isinstance(found := cls.find(told), tuple) else ()), name)
            if settings.get("metadata") is not None:
                before = cls.find("__metadata__")
                known = before.items if isinstance(before, DictV) else {}
                cls.attrs["__metadata__"] = m.new_dict({**known, name: settings["metadata"]})
            if included and settings.get("kw_only") is True:
                included = "keyword"
            if default is not ABSENT:
                cls.attrs[name] = default
            else:
                cls.attrs.pop(name, None)
        fields[name] = (name, default, factory, included)
    return list(fields.values())


def annotation_words(annotation: ast.expr, cls: ClassV) -> str:
    """The names in an annotation of the class's body, by their original names; texts as they are."""
    module = cls.module.module if cls.module is not None else None
    return " ".join([ast.dump(annotation), *(original_name(module, node) for node in ast.walk(annotation))])


def make_dataclass(m: Machine, cls: ClassV, options: dict[str, Value]) -> ClassV:
    """`@dataclass`: its fields, from which `instantiate` makes `__init__`."""
    if cls.node is not None:
        m.touch(cls)
        cls.fields = annotated_fields(m, cls.node, cls)
    cls.dataclass = options
    return cls


def argument_name(cls: ClassV, name: str) -> str:
    """The argument of `__init__` for a field: attrs takes a private one without its underscores."""
    bare = any(base.dataclass is not None and base.dataclass.get(BARE_NAMES) is True for base in cls.mro)
    return name.lstrip("_") or name if bare else name


BARE_NAMES = "bare names"
"""The option of a class whose `__init__` leaves out the underscores that fields begin with; no class can be given it by name."""


def init_among(classes: Iterable[ClassV]) -> tuple[Value, ClassV | None]:
    """The `__init__` of the first of these classes that has one: (what is written, or `ABSENT`; the dataclass whose own is made from
    its fields). `classes` are an order in which attributes are looked up, or the rest of one.
    """
    for cls in classes:
        if "__init__" in cls.attrs:
            return cls.attrs["__init__"], None
        if cls.dataclass is not None and cls.dataclass.get("init") is not False:
            return ABSENT, cls
    return ABSENT, None


def init_fields(m: Machine, made: Instance, cls: ClassV, args: list[Value], kw: dict[str, Value]) -> None:
    """The `__init__` that a dataclass or a named tuple `cls` has, for an object of it or of one that is made from it."""
    from sadpath.walk.calls import call, call_method
    from sadpath.walk.containers.subscripts import child

    rest = dict(kw)
    fields, row = rest.pop("**", None), rest.pop("*", None)
    position = 0
    keyword_only = cls.dataclass is not None and cls.dataclass.get("kw_only") is True
    for name, default, factory, included in cls.fields:
        asked = argument_name(cls, name)
        if included in (True, "initvar") and position < len(args) and not keyword_only:
            made.attrs[name] = args[position]
            position += 1
            if asked in rest:
                raise m.error("TypeError", f"multiple values for argument {asked!r}")
        elif included and asked in rest:
            made.attrs[name] = rest.pop(asked)
        elif factory is not None:
            made.attrs[name] = call(m, factory, [], {})
        elif default is not ABSENT:
            made.attrs[name] = default
        elif row is not None and included in (True, "initvar"):
            made.attrs[name] = m.unknown("element", row, name)
        elif fields is not None:
            made.attrs[name] = (
                child(m, fields, "item", fields, name)
                if isinstance(fields, Unknown)
                else m.unknown("field", cls.name, name)
            )
        elif included:
            raise m.error("TypeError", f"{cls.name}() missing required argument {name!r}")
    if rest or position < len(args):
        raise m.error("TypeError", f"{cls.name}() got unexpected arguments")
    if cls.find("__post_init__") is not ABSENT:
        call_method(
            m,
            made,
            "__post_init__",
            [
                made.attrs.pop(name)
                for name, _, _, included in cls.fields
                if included == "initvar" and name in made.attrs
            ],
        )
