"""Names that a fix needs: under which name a module has them, or the import that brings them."""

from __future__ import annotations

import re
import sys

import libcst as cst

from sadpath.fixes.tree import Change, NoFix, Tree, walk

HEAD = re.compile(r"(?:#[^\n]*\n)+\n+")
"""Comments at the top that an empty line parts from the code."""
COOKIE = re.compile(r"(?:#![^\n]*\n)?(?:#[^\n]*coding[^\n]*\n)?")


def needed(tree: Tree, module: str, name: str) -> tuple[str, list[Change]]:
    """How to write `module.name` in a file, and the import that has to be added for it.

    Raises NoFix where the file uses the module's name for something else.
    """
    statements = imports_of(tree)
    for statement in statements:
        found = statement.body[0]
        if isinstance(found, cst.Import):
            for alias in found.names:
                if code(alias.name) == module:
                    return f"{alias.evaluated_alias or module}.{name}", []
        if isinstance(found, cst.ImportFrom) and is_from(found, module) and not isinstance(found.names, cst.ImportStar):
            for alias in found.names:
                if alias.evaluated_name == name:
                    return alias.evaluated_alias or name, []
    for statement in statements:
        found = statement.body[0]
        if "." not in module and module not in sys.stdlib_module_names and isinstance(found, cst.ImportFrom):
            if is_from(found, module) and not isinstance(found.names, cst.ImportStar) and not is_bound(tree, name):
                return name, [extended(tree, found, name)]
    if is_bound(tree, module.split(".")[0]):
        raise NoFix(f"{module} is something else here")
    return f"{module}.{name}", [added(tree, statements, module)]


def imports_of(tree: Tree) -> list[cst.SimpleStatementLine]:
    """The imports at the top level, those from `__future__` left out."""
    return [
        statement
        for statement in tree.module.body
        if isinstance(statement, cst.SimpleStatementLine)
        and isinstance(statement.body[0], (cst.Import, cst.ImportFrom))
        and not (isinstance(statement.body[0], cst.ImportFrom) and is_from(statement.body[0], "__future__"))
    ]


def code(node: cst.CSTNode | None) -> str:
    """A dotted name as text."""
    if isinstance(node, cst.Attribute):
        return f"{code(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


def is_from(statement: cst.ImportFrom, module: str) -> bool:
    """Whether `from X import ...` names this module."""
    return not statement.relative and code(statement.module) == module


def is_bound(tree: Tree, name: str) -> bool:
    """Whether the file binds a name anywhere: by an assignment, a parameter, a definition or an import."""
    return any(
        isinstance(part, cst.Name) and part.value == name
        for node in walk(tree.module)
        for target in targets(node)
        for part in walk(target)
    )


def targets(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The parts of a node that hold the names which it binds."""
    if isinstance(node, (cst.AssignTarget, cst.AnnAssign, cst.AugAssign, cst.NamedExpr, cst.For, cst.CompFor)):
        return [node.target]
    if isinstance(node, (cst.Param, cst.FunctionDef, cst.ClassDef, cst.AsName)):
        return [node.name]
    if isinstance(node, (cst.MatchAs, cst.MatchStar)):
        return [node.name] if node.name is not None else []
    if isinstance(node, cst.ImportAlias) and node.asname is None:
        first: cst.CSTNode = node.name
        while isinstance(first, cst.Attribute):
            first = first.value
        return [first]
    return []


def extended(tree: Tree, statement: cst.ImportFrom, name: str) -> Change:
    """One more name in `from X import ...`, where the alphabet puts it."""
    assert not isinstance(statement.names, cst.ImportStar)
    for alias in statement.names:
        start = tree.span(alias)[0]
        if alias.evaluated_name > name:
            line = tree.text.rfind("\n", 0, start) + 1
            alone = not tree.text[line:start].strip()
            return tree.change(start, start, f"{name},\n{tree.text[line:start]}" if alone else f"{name}, ")
    last = statement.names[-1]
    start, end = tree.span(last.name)
    if last.asname is not None:
        end = tree.span(last.asname.name)[1]
    line = tree.text.rfind("\n", 0, start) + 1
    alone = not tree.text[line:start].strip()
    return tree.change(end, end, f",\n{tree.text[line:start]}{name}" if alone else f", {name}")


def added(tree: Tree, statements: list[cst.SimpleStatementLine], module: str) -> Change:
    """`import module` in the group of imports that it belongs to, where the alphabet puts it."""
    standard = module.split(".")[0] in sys.stdlib_module_names
    groups = grouped(tree, statements)
    mine = next((group for group in groups if any(root(s) in sys.stdlib_module_names for s in group) is standard), None)
    if mine is None:
        if groups:
            edge = groups[0][0] if standard else groups[-1][-1]
            start, end = tree.span(edge)
            if standard:
                return tree.change(start, start, f"import {module}\n\n")
            end = line_end(tree, end)
            return tree.change(end, end, f"\nimport {module}\n")
        start = top(tree)
        above = start and tree.text[start - 2 : start] != "\n\n"
        below = not tree.text.startswith("\n", start)
        return tree.change(start, start, "\n" * bool(above) + f"import {module}\n" + "\n" * below)
    plain = [s for s in mine if isinstance(s.body[0], cst.Import)]
    for statement in plain:
        found = statement.body[0]
        assert isinstance(found, cst.Import)
        if code(found.names[0].name) > module:
            start = tree.span(statement)[0]
            return tree.change(start, start, f"import {module}\n")
    if plain:
        end = line_end(tree, tree.span(plain[-1])[1])
        return tree.change(end, end, f"import {module}\n")
    start = tree.span(mine[0])[0]
    return tree.change(start, start, f"import {module}\n")


def grouped(tree: Tree, statements: list[cst.SimpleStatementLine]) -> list[list[cst.SimpleStatementLine]]:
    """The imports that stand together without an empty line or anything else between them."""
    groups: list[list[cst.SimpleStatementLine]] = []
    last = -1
    for statement in statements:
        start, end = tree.span(statement)
        if not groups or tree.text[last:start].count("\n") > 1:
            groups.append([])
        groups[-1].append(statement)
        last = end if tree.text[start:end].endswith("\n") is False else end - 1
    return groups


def root(statement: cst.SimpleStatementLine) -> str:
    """The first part of what is imported."""
    found = statement.body[0]
    if isinstance(found, cst.Import):
        return code(found.names[0].name).split(".")[0]
    return code(found.module).split(".")[0] if isinstance(found, cst.ImportFrom) else ""


def line_end(tree: Tree, offset: int) -> int:
    """The offset of the line behind the one that `offset` is in."""
    end = tree.text.find("\n", max(offset - 1, 0))
    if end < 0:
        raise NoFix("the last line has no end")
    return end + 1


def top(tree: Tree) -> int:
    """The offset behind the docstring and what comes from `__future__`, or 0."""
    place = 0
    for statement in tree.module.body:
        if not isinstance(statement, cst.SimpleStatementLine):
            break
        first = statement.body[0]
        text = isinstance(first, cst.Expr) and isinstance(first.value, (cst.SimpleString, cst.ConcatenatedString))
        future = isinstance(first, cst.ImportFrom) and is_from(first, "__future__")
        if not (text or future):
            break
        place = line_end(tree, tree.span(statement)[1])
    if place == 0:
        head = HEAD.match(tree.text) or COOKIE.match(tree.text)
        return head.end() if head else 0
    return place
