"""Every name that the program gives itself becomes another one: functions, methods, classes, variables, parameters, attributes."""

from __future__ import annotations

import ast
import importlib
import re
from functools import lru_cache

from generate import Program, providers

from .code import FUNCTIONS, Code, bound_in, library_names, module_name, parameters, rename_node

ASKS_FOR_NAMES = frozenset(
    {"__name__", "__qualname__", "__members__", "_fields", "__dict__", "__annotations__", "__class__"}
)
ASKS_BY_NAME = frozenset(
    {"getattr", "setattr", "hasattr", "globals", "vars", "locals", "attrgetter", "methodcaller", "asdict", "fields"}
)
NAMED_MEMBERS = frozenset({"Enum", "IntEnum", "StrEnum", "TypedDict", "NamedTuple", "BaseModel", "Flag"})
"""Bases of classes whose members' names can be asked for."""


def rename(program: Program) -> Program | None:
    """Rename everything that can be renamed without asking what other code means by it."""
    code = Code(program)
    names = dict.fromkeys(sorted(defined(code) - kept(code)), "")
    for number, name in enumerate(names):
        bare = name.lstrip("_")
        names[name] = name[: len(name) - len(bare)] + (f"N{number}" if bare[:1].isupper() else f"n{number}")

    def new(name: str) -> str:
        return names.get(name, name)

    for tree in code.trees.values():
        for node in ast.walk(tree):
            rename_node(node, new)
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    alias.name = new(alias.name)
    code.changes = len(names)
    module, _, path = program.entry.partition(":")
    return code.done(f"{module}:{'.'.join(new(part) for part in path.split('.'))}", names=new)


def defined(code: Code) -> set[str]:
    """The names that the program itself binds or gives to attributes."""
    found: set[str] = set()
    for tree in code.trees.values():
        for node in ast.walk(tree):
            if isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Module)):
                if not isinstance(node, ast.Module):
                    found.add(node.name)
                found |= {name for name, how in bound_in(node) if not isinstance(how, (ast.Import, ast.ImportFrom))}
            if isinstance(node, (*FUNCTIONS, ast.Lambda)):
                found |= {p.arg for p in parameters(node)}
            if isinstance(node, ast.comprehension):
                found |= {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)}
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                found.add(node.attr)
    return found


def kept(code: Code) -> set[str]:
    """The names that mean something beyond the program's text."""
    trees = list(code.trees.values())
    nodes = [node for tree in trees for node in ast.walk(tree)]
    found = set(library_names()) | {part for file in code.trees for part in module_name(file).split(".")}
    used = {n.attr for n in nodes if isinstance(n, ast.Attribute)} | {n.id for n in nodes if isinstance(n, ast.Name)}
    by_name = bool(used & ASKS_BY_NAME)
    own = defined(code)
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = set(re.findall(r"\w+", node.value))
            found |= words
            if by_name:  # parts of names may be put together
                found |= {name for name in own for word in words if len(word) > 1 and word in name}
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names if not ours(code, node)}
            found |= imported_members(node)
        elif isinstance(node, ast.Call):
            callee = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else node.func.id
                if isinstance(node.func, ast.Name)
                else ""
            )
            if callee not in own or callee in found:
                found |= {k.arg for k in node.keywords if k.arg}
        elif isinstance(node, ast.ClassDef):
            bases = {ast.unparse(b).split("[")[0].split(".")[-1] for b in node.bases}
            if bases & NAMED_MEMBERS or "meta" in ast.unparse(node.bases[0] if node.bases else node).lower():
                found |= {name for name, _ in bound_in(node)}
        if isinstance(node, ast.Call) and any(k.arg is None for k in node.keywords):
            found |= fields(nodes)
        if isinstance(node, (ast.Attribute, ast.Name)) and (
            node.attr if isinstance(node, ast.Attribute) else node.id
        ) in ASKS_FOR_NAMES | {"asdict", "fields", "signature", "get_type_hints", "vars"} - {
            "__name__" if isinstance(node, ast.Name) else ""
        }:
            found |= fields(nodes) | {n.name for n in nodes if isinstance(n, (*FUNCTIONS, ast.ClassDef))}
    provider = next((p for p in providers() if p.id == code.program.provider), None)
    if provider is not None:
        codes = {plain(row.code or "") for row in provider.rows(provider.operation(code.program.operation))}
        found |= {name for name in own if plain(name) in codes}
    return found | {name for name in own if name.startswith("__") and name.endswith("__")} | {"_", "self", "cls"}


def plain(name: str) -> str:
    return name.replace("_", "").lower()


def fields(nodes: list[ast.AST]) -> set[str]:
    """Fields of classes and parameters: what `**` may name."""
    found = {p.arg for n in nodes if isinstance(n, (*FUNCTIONS, ast.Lambda)) for p in parameters(n)}
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            found |= {s.target.id for s in node.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)}
    return found


def ours(code: Code, node: ast.Import | ast.ImportFrom) -> bool:
    """Whether the program's own names are imported."""
    if isinstance(node, ast.Import):
        return False
    known = {module_name(file) for file in code.trees}
    return node.level > 0 or node.module in known or any(f"{node.module}.{alias.name}" in known for alias in node.names)


@lru_cache(maxsize=256)
def members(module: str) -> frozenset[str]:
    """What a library's module and its classes define."""
    try:
        loaded = importlib.import_module(module)
    except Exception:
        return frozenset()
    found = set(dir(loaded))
    for value in vars(loaded).values():
        if isinstance(value, type):
            found |= set(dir(value))
    return frozenset(found)


def imported_members(node: ast.Import | ast.ImportFrom) -> set[str]:
    """What the modules that are imported define."""
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
    return {name for module in names if module and not getattr(node, "level", 0) for name in members(module)}
