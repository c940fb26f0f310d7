"""The modules of a program as trees, and what transformations ask of them."""

from __future__ import annotations

import ast
import builtins
import copy
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from generate import Program

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
BUILTINS = frozenset(dir(builtins))
MODELS = Path(__file__).resolve().parents[3] / "rules" / "libraries"


class Code:
    """A program on its way through a transformation: its trees by file."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.trees = {name: ast.parse(text) for name, text in program.files.items()}
        self.taken = {n.id for tree in self.trees.values() for n in ast.walk(tree) if isinstance(n, ast.Name)}
        self.taken |= {
            n.name for tree in self.trees.values() for n in ast.walk(tree) if isinstance(n, (*FUNCTIONS, ast.ClassDef))
        }
        self.changes = 0

    def fresh(self, stem: str) -> str:
        """A name that the program does not have."""
        number, name = 1, stem
        while name in self.taken:
            number += 1
            name = f"{stem}_{number}"
        self.taken.add(name)
        return name

    def done(
        self, entry: str = "", new: dict[str, ast.Module] | None = None, names: Callable[[str], str] | None = None
    ) -> Program | None:
        """The program as it is now; None where nothing has changed.

        `new` holds modules that were added, `names` says what names inside the case's `instance`, `args` and `setup` are called now.
        """
        if not self.changes:
            return None
        files = {name: text(tree) for name, tree in {**self.trees, **(new or {})}.items()}
        before = self.program
        made = replace(before, files=files, entry=entry or before.entry)
        if names is not None:
            made = replace(
                made,
                instance=before.instance and renamed(before.instance, names),
                args=[renamed(a, names) for a in before.args],
            )
        if before.text:
            made.text = told_again(before.text, made, names)
        return made


def text(tree: ast.Module) -> str:
    """The text of a tree."""
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def told_again(case: str, program: Program, names: Callable[[str], str] | None) -> str:
    """The text of a `case.toml` with the program's entry, instance and arguments."""
    lines = []
    for line in case.splitlines():
        key = line.partition("=")[0].strip()
        if key == "entry":
            line = f"entry = {json.dumps(program.entry)}"
        elif key == "instance":
            line = f"instance = {json.dumps(program.instance)}"
        elif key == "args" and line.rstrip().endswith("]"):
            line = f"args = {json.dumps(program.args)}"
        elif key == "setup" and names is not None:
            line = f"setup = {json.dumps(renamed(json.loads(line.partition('=')[2]), names))}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def renamed(expression: str, names: Callable[[str], str]) -> str:
    """Python code with other names."""
    tree = ast.parse(expression)
    for node in ast.walk(tree):
        rename_node(node, names)
    return ast.unparse(tree)


def rename_node(node: ast.AST, names: Callable[[str], str]) -> None:
    """Give everything that `node` itself names another name."""
    for part in ("id", "attr", "arg", "name", "rest", "asname"):
        value = getattr(node, part, None)
        if isinstance(value, str) and not (isinstance(node, ast.alias) and part == "name"):
            setattr(node, part, names(value))
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        node.names = [names(name) for name in node.names]
    if isinstance(node, ast.MatchClass):
        node.kwd_attrs = [names(name) for name in node.kwd_attrs]


def module_name(file: str) -> str:
    """The dotted name of the module in a file."""
    return file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def imported_from(node: ast.ImportFrom, file: str) -> str:
    """The dotted name of the module that `from ... import` in `file` names."""
    if not node.level:
        return node.module or ""
    parts = file.removesuffix(".py").split("/")
    return ".".join([*parts[: len(parts) - node.level], *([node.module] if node.module else [])])


def within(node: ast.AST, through: bool = False) -> Iterator[ast.AST]:
    """The nodes below `node` that run in its own scope: nested functions, lambdas and classes are given and not entered.

    With `through` everything below is given.
    """
    for child in ast.iter_child_nodes(node):
        yield child
        if through or not isinstance(child, SCOPES):
            yield from within(child, through)
        else:
            for part in outside(child):
                yield part
                yield from within(part)


def outside(scope: ast.AST) -> list[ast.expr]:
    """The expressions of a nested function or class that run in the scope around it."""
    if isinstance(scope, ast.ClassDef):
        return [*scope.decorator_list, *scope.bases, *(k.value for k in scope.keywords)]
    assert isinstance(scope, (*FUNCTIONS, ast.Lambda))
    defaults = [*scope.args.defaults, *(d for d in scope.args.kw_defaults if d is not None)]
    return [*getattr(scope, "decorator_list", []), *defaults]


def parameters(function: Function | ast.Lambda) -> list[ast.arg]:
    """All parameters in order."""
    args = function.args
    return [
        *args.posonlyargs,
        *args.args,
        *([args.vararg] if args.vararg else []),
        *args.kwonlyargs,
        *([args.kwarg] if args.kwarg else []),
    ]


def bound_in(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The names that the code directly below `node` binds in its scope, with the nodes that do."""
    found = list(within(node))
    own = {id(n) for c in found if isinstance(c, ast.comprehension) for n in ast.walk(c.target)}
    for child in found:
        if isinstance(child, ast.Name) and isinstance(child.ctx, (ast.Store, ast.Del)):
            if id(child) not in own:
                yield child.id, child
        elif isinstance(child, (*FUNCTIONS, ast.ClassDef)):
            yield child.name, child
        elif isinstance(child, (ast.Import, ast.ImportFrom)):
            for alias in child.names:
                yield (alias.asname or alias.name).split(".")[0], child
        elif isinstance(child, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and child.name:
            yield child.name, child
        elif isinstance(child, ast.MatchMapping) and child.rest:
            yield child.rest, child


def local_names(function: Function) -> set[str]:
    """The names of a function's own scope."""
    shared = {name for n in within(function) if isinstance(n, (ast.Global, ast.Nonlocal)) for name in n.names}
    return ({p.arg for p in parameters(function)} | {name for name, _ in bound_in(body_of(function))}) - shared


def body_of(function: Function) -> ast.Module:
    """The statements of a function without its decorators and parameters."""
    return ast.Module(function.body, [])


def loads(node: ast.AST) -> list[ast.Name]:
    """The names that are read anywhere below `node`, nested scopes included."""
    found = [n for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    return found


def names_in(node: ast.AST) -> set[str]:
    """All names that stand anywhere below `node`."""
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def functions(tree: ast.AST) -> Iterator[tuple[Function, list[ast.AST]]]:
    """All functions below `tree` with the functions and classes around each."""

    def look(node: ast.AST, around: list[ast.AST]) -> Iterator[tuple[Function, list[ast.AST]]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, FUNCTIONS):
                yield child, around
            inner = [*around, child] if isinstance(child, SCOPES) else around
            yield from look(child, inner)

    yield from look(tree, [])


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The lists of statements in the scope of `node`."""
    for part in [node, *within(node)]:
        if isinstance(part, SCOPES) and part is not node:
            continue
        for field in ("body", "orelse", "finalbody"):
            block = getattr(part, field, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                yield block


def replace_node(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    """Put `new` where `old` is."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list):
                for index, item in enumerate(value):
                    if item is old:
                        value[index] = new
                        return
    raise ValueError("the node is not in the tree")


def substitute(node: ast.AST, values: dict[str, ast.expr]) -> ast.AST:
    """A copy of `node` in which names are other expressions."""

    class Put(ast.NodeTransformer):
        def visit_Name(self, name: ast.Name) -> ast.AST:
            return copy.deepcopy(values[name.id]) if name.id in values else name

    made: ast.AST = Put().visit(copy.deepcopy(node))
    return made


def is_generator(function: Function) -> bool:
    """Whether calling the function gives a generator."""
    return any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in within(body_of(function)))


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements after the docstring."""
    first = body[0]
    return (
        body[1:]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
        else body
    )


def looks_at_itself(tree: ast.AST) -> bool:
    """Whether the code asks for its own scope, so that moving a part of it elsewhere would show."""
    return any(
        isinstance(n, ast.Name) and n.id in ("super", "__class__", "locals", "globals", "vars", "eval", "exec", "dir")
        for n in ast.walk(tree)
    )


def names_private(node: ast.AST) -> bool:
    """Whether a class's own mangled names stand there."""
    return any(
        isinstance(n, (ast.Attribute, ast.Name))
        and (x := n.attr if isinstance(n, ast.Attribute) else n.id).startswith("__")
        and not x.endswith("__")
        for n in ast.walk(node)
    )


@lru_cache(maxsize=1)
def library_names() -> frozenset[str]:
    """Names that libraries and the language give a meaning, as far as the models know them."""
    found = set(BUILTINS)
    for kind in (
        object,
        str,
        int,
        float,
        list,
        dict,
        set,
        tuple,
        bytes,
        BaseException,
        type,
        lambda: None,
        property,
        OSError,
        UnicodeError,
    ):
        found |= set(dir(kind))
    for file in MODELS.rglob("*.py"):
        found |= set(re.findall(r"[A-Za-z_]\w*", file.read_text(encoding="utf-8")))
    return frozenset(found)
