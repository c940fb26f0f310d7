"""The arguments of an entry: symbols, or what annotations and decorators tell of them."""

from __future__ import annotations

import ast
import re
from typing import Any

from sadpath.walk.imports import import_module
from sadpath.walk.machine import Machine
from sadpath.walk.objects.attributes import get_attribute
from sadpath.walk.program import original_name
from sadpath.walk.values import ABSENT, BoundMethod, ClassV, Descriptor, FunctionV, Instance, ModuleV, Unknown, Value


def underlying(value: Value) -> FunctionV | None:
    """The function whose parameters a caller must fill, under bound methods and descriptors."""
    if isinstance(value, BoundMethod):
        return underlying(value.fn)
    if isinstance(value, Descriptor):
        return underlying(value.fn)
    if isinstance(value, Instance):
        for name in ("__wrapped__", "func"):
            if name in value.attrs:
                return underlying(value.attrs[name])
        found = value.cls.find("__call__")
        return underlying(found) if found is not ABSENT else None
    if isinstance(value, FunctionV):
        wrapped = value.attrs.get("__wrapped__")
        if wrapped is not None and value.node.args.vararg is not None:
            return underlying(wrapped) or value
        return value
    return None


def passes_on(function: FunctionV) -> bool:
    """Whether the function takes whatever it is given and hands it on (a wrapper that does not say what it wraps)."""
    spec = function.node.args
    return spec.vararg is not None and spec.kwarg is not None


def injects(value: Value) -> bool:
    """Whether a wrapper gives the function that it wraps more than what it is given itself: a client, a session, a token."""
    if isinstance(value, (BoundMethod, Descriptor)):
        return injects(value.fn)
    if not isinstance(value, FunctionV) or "__wrapped__" not in value.attrs or isinstance(value.node, ast.Lambda):
        return False
    spec = value.node.args
    if spec.vararg is None or spec.kwarg is None:
        return False
    own = len(spec.posonlyargs) + len(spec.args)
    for node in ast.walk(value.node):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            star = next(
                (
                    i
                    for i, a in enumerate(node.args)
                    if isinstance(a, ast.Starred) and isinstance(a.value, ast.Name) and a.value.id == spec.vararg.arg
                ),
                None,
            )
            if star is not None and (star > own or any(k.arg is not None for k in node.keywords)):
                return True
    return injects(value.attrs["__wrapped__"])


def already_given(value: Value) -> int:
    """How many of the parameters of `underlying(value)` have their values: `self` of a bound method, the arguments of a partial."""
    if isinstance(value, BoundMethod):
        return 1
    if not isinstance(value, Instance):
        return 0
    for name in ("__wrapped__", "func"):
        if name in value.attrs:
            given = value.attrs.get("args")
            return already_given(value.attrs[name]) + (len(given) if name == "func" and isinstance(given, tuple) else 0)
    return 1


def arguments(m: Machine, function: FunctionV, skip: int) -> tuple[list[Value], dict[str, Value]]:
    """A value for each parameter without a default: by its annotation, else a symbol."""
    spec: ast.arguments = function.node.args
    positional = [*spec.posonlyargs, *spec.args]
    required = positional[: len(positional) - len(spec.defaults)][skip:]
    values = [parameter(m, function, arg) for arg in required]
    if spec.vararg is not None and not spec.defaults:
        values.append(parameter(m, function, spec.vararg))  # who takes any number is called with one, at least
    keywords = {arg.arg: parameter(m, function, arg) for arg in spec.kwonlyargs if arg.arg not in function.kw_defaults}
    for arg, default in [
        *zip(reversed(positional), reversed(function.defaults), strict=False),
        *((a, function.kw_defaults.get(a.arg)) for a in spec.kwonlyargs),
    ]:
        if isinstance(default, Unknown) and arg.annotation is not None:  # a framework fills it in (`= Depends(...)`)
            made = parameter(m, function, arg)
            if isinstance(made, Instance):
                keywords[arg.arg] = made
    return values, keywords


def parameter(m: Machine, function: FunctionV, arg: ast.arg) -> Value:
    """The value of one parameter that the caller decides."""
    symbol = m.unknown("parameter", function.module.name, function.qualname, arg.arg)
    if arg.annotation is None:
        client = client_named(m, function.module, arg.arg)
        return symbol if client is None else by_class(m, client, symbol)
    return by_annotation(m, arg.annotation, function.module, symbol)


def client_named(m: Machine, module: ModuleV, name: str) -> ClassV | None:
    """The class of the project that a parameter without an annotation is named after: `session` or `shop_session` after
    `ShopSession`, where the module knows that one and it is a library's client; None where there is none, or more.
    """
    words = name.strip("_").lower().split("_")
    found = {
        id(value): value
        for value in module.attrs.values()
        if isinstance(value, ClassV)
        and value.project
        and words_of(value.name)[-len(words) :] == words
        and is_client(value)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def words_of(name: str) -> list[str]:
    """The words of a class's name, in lower case."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)]


def is_client(cls: ClassV) -> bool:
    """Whether a class is made from one of a library that sends requests."""
    return any(not base.project and base.module is not None and "request" in base.attrs for base in cls.mro[1:])


KINDS = {"str": "str", "int": "number", "float": "number", "Decimal": "number", "list": "list", "List": "list"}


def by_annotation(m: Machine, annotation: ast.expr, module: Any, symbol: Unknown) -> Value:
    """A value of an annotated type: an object of a class that is the project's or has a model, else a symbol with a kind."""
    source = module.module if isinstance(module, ModuleV) else None
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            annotation = ast.parse(annotation.value, mode="eval").body
        except SyntaxError:
            return symbol
    if sides := [side for side in union_of(annotation, source) if not is_none(side)]:
        return by_annotation(m, sides[0], module, symbol) if len(sides) == 1 else one_of(m, sides, module, symbol)
    if isinstance(annotation, ast.Subscript):
        name = original_name(source, annotation.value)
        if name in ("Optional", "Annotated"):
            inner = annotation.slice.elts[0] if isinstance(annotation.slice, ast.Tuple) else annotation.slice
            return by_annotation(m, inner, module, symbol)
        annotation = annotation.value
    text = original_name(source, annotation)
    if text in KINDS:
        return m.unknown(*symbol.key, kind=KINDS[text])
    if not isinstance(annotation, (ast.Name, ast.Attribute)) or not isinstance(module, ModuleV):
        return symbol
    return by_class(m, class_of_annotation(m, annotation, module), symbol)


def union_of(annotation: ast.expr, module: Any) -> list[ast.expr]:
    """The types that an annotation joins: of `A | B`, and of `Union[A, B]`; none where it is no union."""
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        return [part for side in (annotation.left, annotation.right) for part in union_of(side, module) or [side]]
    if isinstance(annotation, ast.Subscript) and original_name(module, annotation.value) == "Union":
        return annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
    return []


def is_none(annotation: ast.expr) -> bool:
    """Whether an annotation is `None`."""
    return isinstance(annotation, ast.Constant) and annotation.value is None


MOST_TYPES = 4
"""A value of one of more types than that stays a symbol."""


def one_of(m: Machine, annotations: list[ast.expr], module: Any, symbol: Unknown) -> Value:
    """A value of one of several annotated types: each of them is tried where all are classes of the project, else the symbol."""
    classes = [class_of_annotation(m, side, module) for side in annotations] if isinstance(module, ModuleV) else []
    if not 0 < len(classes) <= MOST_TYPES or not all(
        isinstance(c, ClassV) and c.project and not c.flavour for c in classes
    ):
        return symbol
    *others, last = classes
    chosen = (c for c in others if m.truth(m.unknown("compare", "isinstance", symbol, c, kind="bool")))
    return by_class(m, next(chosen, last), symbol)


def by_class(m: Machine, cls: Value, symbol: Unknown) -> Value:
    """An object of a class that is the project's or has a model, else the symbol."""
    from sadpath.walk.narrowing import stand_for
    from sadpath.walk.stand_ins import make_self

    building = m.caches.setdefault("building", [])
    if (
        isinstance(cls, ClassV)
        and not cls.flavour
        and cls not in building
        and (cls.project or (cls.module is not None and cls.module.module is not None))
        and not stands_for_values(cls)
    ):
        building.append(cls)
        try:
            made = make_self(m, cls)
        finally:
            building.pop()
        if isinstance(made, Instance):
            stand_for(m, made, symbol)
        return made
    return symbol


def stands_for_values(cls: ClassV) -> bool:
    """Whether an annotation with the class (`Iterable`, `Mapping`) says what a value can do, and not what made it."""
    return cls.module is not None and cls.module.name == "collections.abc"


def class_of_annotation(m: Machine, annotation: ast.expr, module: ModuleV) -> Value:
    """What an annotation names, where it can be looked up without running anything; names under `if TYPE_CHECKING` too."""
    from sadpath.walk.deferred import of_module

    if isinstance(annotation, ast.Name):
        found = of_module(m, module, annotation.id)
        if found is ABSENT and module.module is not None:
            found = typing_import(m, module, annotation.id)
        return found
    if isinstance(annotation, ast.Attribute):
        owner = class_of_annotation(m, annotation.value, module)
        if isinstance(owner, (ModuleV, ClassV)):
            return get_attribute(m, owner, annotation.attr, ABSENT)
    return ABSENT


def typing_import(m: Machine, module: ModuleV, name: str) -> Value:
    """A name that the module imports for type checkers only."""
    from sadpath.walk.imports import import_name, resolve_relative

    assert module.module is not None
    for statement in module.module.tree.body:
        if isinstance(statement, ast.If):
            for inner in statement.body:
                if isinstance(inner, ast.ImportFrom):
                    for alias in inner.names:
                        if (alias.asname or alias.name) == name:
                            return import_name(
                                m,
                                import_module(m, resolve_relative(module, inner.level, inner.module or "")),
                                alias.name,
                            )
                if isinstance(inner, ast.Import):
                    for alias in inner.names:
                        if (alias.asname or alias.name.split(".")[0]) == name:
                            return import_module(m, alias.name if alias.asname else name)
    return ABSENT
