"""Written cases with a few random changes: another code, a condition turned round, a handler widened, a `raise` left out.

    python tests/differential/mutate.py FOLDER SEED ...    prints the mutants of the case in FOLDER

People's mistakes look like that, and code that nobody would write asks more of the walk than a grammar does.
"""

from __future__ import annotations

import ast
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from generate import Program, providers

from sadpath.catalogue import Provider

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
Change = Callable[[], None]


def written(folder: Path) -> Program:
    """The case in a folder as a program."""
    case = tomllib.loads((folder / "case.toml").read_text("utf-8"))
    files = {str(f.relative_to(folder)): f.read_text("utf-8") for f in sorted(folder.rglob("*.py"))}
    success = case["success"]
    made = Program(
        0,
        files,
        case["provider"],
        case["operation"],
        case["entry"],
        case.get("instance"),
        case.get("args", []),
        success.get("status", 200),
        success.get("body", ""),
    )
    made.text = (folder / "case.toml").read_text("utf-8")
    return made


def mutant(folder: Path, seed: int) -> Program:
    """The case in `folder` with one to three changes."""
    original = written(folder)
    draw = random.Random(f"{folder.name}/{seed}")
    provider = next(p for p in providers() if p.id == original.provider)
    trees = {name: ast.parse(text) for name, text in original.files.items()}
    for _ in range(draw.randint(1, 3)):
        changes = [
            change for tree in trees.values() for change in all_changes(tree, provider, original.operation, draw)
        ]
        # kinds of change are as likely as each other, however many places there are for each
        kinds = sorted({kind for kind, _ in changes})
        kind = draw.choice(kinds)
        draw.choice([change for name, change in changes if name == kind])()
    files = {name: ast.unparse(ast.fix_missing_locations(tree)) + "\n" for name, tree in trees.items()}
    return replace(original, seed=seed, files=files)


def all_changes(
    tree: ast.Module, provider: Provider, operation: str, draw: random.Random
) -> Iterator[tuple[str, Change]]:
    """Every single change that can be made to a module, with its kind."""
    rows = provider.rows(provider.operation(operation))
    codes, statuses = [row.code for row in rows], [row.status for row in rows]
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in FLIPPED:
            yield "comparison", put(node, "ops", [FLIPPED[type(node.ops[0])](), *node.ops[1:]])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and provider.knows(node.value):
            yield "code", put(node, "value", draw.choice(codes))
        elif isinstance(node, ast.Constant) and type(node.value) is int and 400 <= node.value < 600:
            yield "status", put(node, "value", draw.choice(statuses))
        elif isinstance(node, ast.Constant) and type(node.value) is int and 0 < node.value < 8:
            yield "number", put(node, "value", node.value + draw.choice((-1, 1)))
        elif isinstance(node, ast.BoolOp):
            yield "and/or", put(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
        elif isinstance(node, ast.ExceptHandler) and node.type is not None:
            yield (
                "handler",
                put(
                    node,
                    "type",
                    ast.Name(draw.choice(("Exception", "ValueError", "KeyError", "RuntimeError")), ast.Load()),
                ),
            )
        elif isinstance(node, ast.Call):
            yield from call_changes(node)
        elif (
            isinstance(node, ast.Subscript)
            and isinstance(node.ctx, ast.Load)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, str)
        ):
            yield "key", become(tree, node, ast.Call(ast.Attribute(node.value, "get", ast.Load()), [node.slice], []))
        if isinstance(node, (ast.If, ast.While, ast.IfExp)):
            yield "negation", put(node, "test", ast.UnaryOp(ast.Not(), node.test))
        if isinstance(node, ast.If) and node.orelse:
            yield "no else", put(node, "orelse", [])
        if (
            isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            and node.decorator_list
            and "retr" in ast.unparse(node.decorator_list[0])
        ):
            yield "decorator", put(node, "decorator_list", node.decorator_list[1:])
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if (
                isinstance(block, list)
                and block
                and isinstance(block[0], ast.stmt)
                and not isinstance(node, (ast.Module, ast.ClassDef))
            ):
                yield from block_changes(block)


def call_changes(node: ast.Call) -> Iterator[tuple[str, Change]]:
    """A keyword left out, the default of `.get(key, default)` left out."""
    for keyword in node.keywords:
        if keyword.arg not in ("json", "headers", "data", "url", "base_url", "params", "method"):
            yield "keyword", put(node, "keywords", [k for k in node.keywords if k is not keyword])
    if isinstance(node.func, ast.Attribute) and node.func.attr == "get" and len(node.args) == 2:
        yield "default", put(node, "args", node.args[:1])


def block_changes(block: list[ast.stmt]) -> Iterator[tuple[str, Change]]:
    """A statement left out, or ended otherwise."""
    for index, statement in enumerate(block):
        if isinstance(statement, ast.Raise):
            yield "raise", put_at(block, index, ast.Return(ast.Constant(None)))
            yield "raise", put_at(block, index, ast.Pass())
            yield "raise", put_at(block, index, ast.Raise())
        elif isinstance(statement, ast.Return):
            yield "return", put_at(block, index, ast.Pass())
            yield "return", put_at(block, index, ast.Return(ast.Constant(None)))
        elif isinstance(statement, (ast.Break, ast.Continue)):
            yield "break", put_at(block, index, ast.Continue() if isinstance(statement, ast.Break) else ast.Break())
        elif (
            isinstance(statement, (ast.Expr, ast.AugAssign))
            and not isinstance(getattr(statement, "value", None), ast.Constant)
        ) or isinstance(statement, (ast.If, ast.Assign, ast.AnnAssign)):
            yield "statement", put_at(block, index, ast.Pass())
        elif isinstance(statement, ast.Try) and not statement.finalbody:
            yield "try", put_at(block, index, *statement.body, *statement.orelse)


def put(node: ast.AST, name: str, value: object) -> Change:
    return lambda: setattr(node, name, value)


def put_at(block: list[ast.stmt], index: int, *statements: ast.stmt) -> Change:
    def change() -> None:
        block[index : index + 1] = statements

    return change


def become(tree: ast.Module, node: ast.AST, other: ast.AST) -> Change:
    """Put `other` where `node` is."""

    def change() -> None:
        for parent in ast.walk(tree):
            for name, value in ast.iter_fields(parent):
                if value is node:
                    setattr(parent, name, other)
                    return
                if isinstance(value, list) and any(item is node for item in value):
                    setattr(parent, name, [other if item is node else item for item in value])
                    return

    return change


if __name__ == "__main__":
    for number in sys.argv[2:] or ["1"]:
        print(mutant(Path(sys.argv[1]), int(number)))
