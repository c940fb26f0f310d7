"""Every import gives its module or name another name: `import requests as requests_lib`."""

from __future__ import annotations

import ast
import re

from generate import Program

from .code import Code, imported_from, module_name


def alias(program: Program) -> Program | None:
    """Alias all imports whose names nobody else asks for."""
    code = Code(program)
    outside = " ".join([program.instance or "", *program.args, *re.findall(r"(?m)^setup.*", program.text)])
    for file, tree in code.trees.items():
        if file.endswith("__init__.py"):
            continue
        taken = bound_otherwise(tree) | asked_for(code, file) | set(re.findall(r"\w+", outside))
        names: dict[str, str] = {}
        for node in ast.walk(tree):
            if not isinstance(node, (ast.Import, ast.ImportFrom)) or getattr(node, "module", "") == "__future__":
                continue
            for part in node.names:
                name = part.asname or part.name
                if "." in name or name == "*" or name in taken or name == "annotations":
                    continue
                part.asname = names.setdefault(name, code.fresh(f"{name.lower()}_lib"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id in names:
                node.id = names[node.id]
        code.changes += len(names)
    return code.done()


def bound_otherwise(tree: ast.Module) -> set[str]:
    """Names that something else than an import binds somewhere in the module, or that text or `global` names."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)):
            found.add(node.name or "")
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            found |= set(node.names)
        elif isinstance(node, ast.Import):
            found |= {part.name.split(".")[0] for part in node.names if "." in part.name and not part.asname}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found.add(node.value)
    return found


def asked_for(code: Code, file: str) -> set[str]:
    """Names that other modules import from the module in `file`, or read as its attributes."""
    name = module_name(file)
    found: set[str] = set()
    for other, tree in code.trees.items():
        modules = {name.split(".")[-1]}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                if imported_from(node, other) == name:
                    found |= {part.name for part in node.names}
                modules |= {part.asname for part in node.names if part.name in modules and part.asname}
            elif isinstance(node, ast.Import):
                modules |= {part.asname for part in node.names if part.name == name and part.asname}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value).split(".")[-1] in modules:
                found.add(node.attr)
    return found
