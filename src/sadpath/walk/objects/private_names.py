"""Private names: `self.__name` in a class is the attribute `_Class__name`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from sadpath.source.syntax import parts_of
from sadpath.walk.program import Module
from sadpath.walk.values import ClassV

PRIVATE = re.compile(r"\.\s*__\w*(?<!__)\b")


def is_private(name: str) -> bool:
    """Whether Python writes the name of the class before it."""
    return name.startswith("__") and not name.endswith("__")


def mangled(owner: str, name: str) -> str:
    """The name as it is in a class's attributes."""
    owner = owner.lstrip("_")
    return f"_{owner}{name}" if owner and is_private(name) else name


def mangle_attributes(node: ast.ClassDef, module: Module | None) -> None:
    """Give the private attributes in a class's body their full names, in the tree itself: once, as a full name is private no more."""
    if module is not None and module.text:
        if not has_private(module.text):
            return
    elif getattr(node, "sadpath_mangled", False):  # in a model, which no edit changes
        return
    else:
        node.sadpath_mangled = True  # type: ignore[attr-defined]
    for inner in own_nodes(node):
        if isinstance(inner, ast.Attribute) and is_private(inner.attr):
            inner.attr = mangled(node.name, inner.attr)


@lru_cache(maxsize=512)
def has_private(text: str) -> bool:
    """Whether some attribute in a module is private."""
    return PRIVATE.search(text) is not None


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes in a class but for those in other classes in it, in no order that means anything."""
    pending = parts_of(node)
    while pending:
        inner = pending.pop()
        yield inner
        if inner.__class__ is not ast.ClassDef:
            pending += parts_of(inner)


def mangle_names(cls: ClassV) -> None:
    """Give the private names that a class's body has bound their full names."""
    if any(map(is_private, cls.attrs)):
        kept = {mangled(cls.name, name): value for name, value in cls.attrs.items()}
        cls.attrs.clear()
        cls.attrs.update(kept)
