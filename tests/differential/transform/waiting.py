"""Ordinary functions become coroutines, and whoever calls them awaits them."""

from __future__ import annotations

import ast

from generate import Program

from .code import FUNCTIONS, SCOPES, Code, Function, functions, is_generator, library_names, within

RETRIES = frozenset({"retry", "on_exception", "on_predicate"})
"""Decorators of libraries that do for coroutines what they do for functions."""


def to_async(program: Program) -> Program | None:
    """Make a coroutine of the entry and of each function that only coroutines call, by its own name."""
    code = Code(program)
    found = {name: f for name, f in by_name(code).items() if can_wait(code, f, name)}
    entry = program.entry.partition(":")[2].split(".")[-1]
    while True:
        callers = {name: set(called_from(code, name)) for name in found}
        lost = [name for name, around in callers.items() if (not around and name != entry) or not around <= set(found)]
        if not lost:
            break
        for name in lost:
            del found[name]
    if entry not in found:
        return None

    class Wait(ast.NodeTransformer):
        def __init__(self) -> None:
            self.inside: list[str] = []

        def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
            self.inside.append(node.name)
            self.generic_visit(node)
            self.inside.pop()
            if found.get(node.name) is not node:
                return node
            code.changes += 1
            made = ast.AsyncFunctionDef()
            made.__dict__.update(node.__dict__)
            return ast.copy_location(made, node)

        def visit_Call(self, node: ast.Call) -> ast.AST:
            self.generic_visit(node)
            name = called(node)
            if name in found or (
                self.inside
                and self.inside[-1] in found
                and ast.unparse(node.func) == "time.sleep"
                and asyncio_known(code)
            ):
                if name not in found:
                    node.func = ast.parse("asyncio.sleep", mode="eval").body
                return ast.Await(node)
            return node

    for file, tree in code.trees.items():
        before = ast.dump(tree)
        Wait().visit(tree)
        if before != ast.dump(tree):
            index = max(
                (i + 1 for i, s in enumerate(tree.body) if isinstance(s, ast.ImportFrom) and s.module == "__future__"),
                default=0,
            )
            index = index or int(bool(ast.get_docstring(tree)))
            tree.body.insert(index, ast.Import([ast.alias("asyncio")]))
        code.trees[file] = tree
    return code.done()


def asyncio_known(code: Code) -> bool:
    """Whether no name of the program hides the module."""
    return not any(
        isinstance(n, ast.Name) and n.id == "asyncio" and isinstance(n.ctx, ast.Store)
        for t in code.trees.values()
        for n in ast.walk(t)
    )


def by_name(code: Code) -> dict[str, Function]:
    """The functions of modules and classes whose names the program defines once."""
    found: dict[str, list[Function]] = {}
    for tree in code.trees.values():
        for function, _ in functions(tree):
            found.setdefault(function.name, []).append(function)
    return {name: all_[0] for name, all_ in found.items() if len(all_) == 1}


def can_wait(code: Code, function: Function, name: str) -> bool:
    """Whether a function is only ever called, by its name or as an attribute, and is no generator."""
    if isinstance(function, ast.AsyncFunctionDef) or is_generator(function) or name.startswith("__"):
        return False
    for decorator in function.decorator_list:
        shown = ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)
        if shown.split(".")[-1] not in RETRIES and shown not in ("staticmethod", "classmethod"):
            return False
        if shown.split(".")[-1] in RETRIES and shown.split(".")[-1] in by_name(code):
            return False
    known = {part for file in code.trees for part in file.removesuffix(".py").split("/")}
    plain = any(function in tree.body for tree in code.trees.values())
    for tree in code.trees.values():
        nested = {n for f, around in functions(tree) if any(isinstance(a, FUNCTIONS) for a in around) for n in [f]}
        if function in nested:
            return False
        calls = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value == name:
                return False
            if isinstance(node, ast.Name) and node.id == name and id(node) not in calls:
                return False
            if isinstance(node, ast.Attribute) and node.attr == name:
                # what another object has under the same name is something else
                if id(node) not in calls or name in library_names() or (plain and ast.unparse(node.value) not in known):
                    return False
    return True


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return (
        node.func.attr
        if isinstance(node.func, ast.Attribute)
        else node.func.id
        if isinstance(node.func, ast.Name)
        else ""
    )


def called_from(code: Code, name: str) -> list[str]:
    """The functions that call one by its name; "" for a place where nothing can be awaited."""
    found: list[str] = []
    for tree in code.trees.values():
        inside: dict[int, str] = {}
        for function, around in functions(tree):
            good = not any(isinstance(a, (*FUNCTIONS, ast.Lambda)) for a in around)
            for node in within(ast.Module(function.body, [])):
                if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
                    for inner in ast.walk(node):
                        inside[id(inner)] = ""
                elif not isinstance(node, SCOPES):
                    inside.setdefault(id(node), function.name if good else "")
        found += [inside.get(id(n), "") for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) == name]
    return found
