"""What models of libraries that make classes from annotations ask: the fields of a class, a value of an open dict."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine
from sadpath.walk.natives.attrs_classes import define
from sadpath.walk.objects.fields import annotation_words
from sadpath.walk.program import Module, original_name
from sadpath.walk.values import ABSENT, ClassV, DictV, ModuleV, Native, Unknown, Value

KINDS = {"str": "str", "int": "number", "float": "number", "Decimal": "number", "list": "list", "List": "list"}


def fields_of(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`fields_of(cls)`: (name, has a default, default, kind, class, optional) for each annotated name, bases first.

    `kind` is "list" where the annotation is a list of the class, else "str", "number" or ""; `class` is None where it
    names none.
    """
    found: dict[str, Value] = {}
    for base in reversed(args[0].mro if isinstance(args[0], ClassV) else []):
        if base.node is None or not base.project:
            continue
        for statement in base.node.body:
            if not (isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)):
                continue
            name = statement.target.id
            if (
                "ClassVar" in annotation_words(statement.annotation, base)
                or name.startswith("_")
                or name == "model_config"
            ):
                continue
            default = base.attrs.get(name, ABSENT)
            module = base.module.module if base.module is not None else None
            annotation, optional = without_none(statement.annotation, module)
            annotation, many = element(annotation, module)
            kind = "list" if many else KINDS.get(original_name(module, annotation), "")
            found[name] = (
                name,
                default is not ABSENT,
                None if default is ABSENT else default,
                kind,
                named(m, annotation, base.module),
                optional,
            )
    return m.new_list(list(found.values()))


def unquoted(annotation: ast.expr) -> ast.expr:
    """The annotation, parsed where it is written as a string."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            return ast.parse(annotation.value, mode="eval").body
        except SyntaxError:
            return annotation
    return annotation


def without_none(annotation: ast.expr, module: Module | None) -> tuple[ast.expr, bool]:
    """(`X`, True) for `X | None` and `Optional[X]`; `Annotated[X, ...]` is `X`."""
    annotation = unquoted(annotation)
    if isinstance(annotation, ast.BinOp):
        sides = [
            s for s in (annotation.left, annotation.right) if not (isinstance(s, ast.Constant) and s.value is None)
        ]
        return (without_none(sides[0], module)[0], True) if len(sides) == 1 else (annotation, False)
    if isinstance(annotation, ast.Subscript):
        name = original_name(module, annotation.value)
        if name == "Optional":
            return without_none(annotation.slice, module)[0], True
        if name == "Annotated" and isinstance(annotation.slice, ast.Tuple):
            return without_none(annotation.slice.elts[0], module)
    return annotation, False


def element(annotation: ast.expr, module: Module | None) -> tuple[ast.expr, bool]:
    """(`X`, True) for a list, tuple or set of `X`."""
    if isinstance(annotation, ast.Subscript):
        name = original_name(module, annotation.value)
        if name.lower() in ("list", "tuple", "set", "sequence", "frozenset"):
            inner = annotation.slice.elts[0] if isinstance(annotation.slice, ast.Tuple) else annotation.slice
            return unquoted(inner), True
    return annotation, isinstance(annotation, ast.Name) and original_name(module, annotation) in ("list", "List")


def named(m: Machine, annotation: ast.expr, module: Value) -> Value:
    """The class that an annotation names; None where it names no class of the project or of a model."""
    from sadpath.walk.arguments import class_of_annotation

    found = class_of_annotation(m, annotation, module) if isinstance(module, ModuleV) else ABSENT
    return found if isinstance(found, ClassV) and found.flavour != "builtin" else None


def value_of(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`value_of(data, *keys)`: (True, value of the first key that `data` has), or (False, None).

    An unknown dict has every key.
    """
    from sadpath.walk.containers.subscripts import child

    data, keys = m.single(args[0]), [str(k) for k in args[1:]]
    if isinstance(data, DictV):
        for key in keys:
            if key in data.items:
                return (True, data.items[key])
        data = data.base
    if isinstance(data, Unknown):
        if all(key in data.members for key in keys):
            return (False, None)
        return (True, child(m, data, "item", data, next(key for key in keys if key not in data.members)))
    return (False, None)


MODULE: dict[str, Value] = {
    function.__name__: Native(function.__name__, function) for function in (define, fields_of, value_of)
}
