"""A class moves to a module of its own, with what it needs; its old module imports it."""

from __future__ import annotations

import ast

from generate import Program

from .code import FUNCTIONS, Code, functions, loads, module_name


def move_class(program: Program) -> Program | None:
    """Move the first class of each module that can be moved."""
    code = Code(program)
    new: dict[str, ast.Module] = {}
    entry = program.entry
    for file, tree in code.trees.items():
        if file.endswith("__init__.py"):
            continue
        needed = first_class(tree)
        if needed is None:
            continue
        folder = file.rpartition("/")[0]
        stem = code.fresh(f"{module_name(file).split('.')[-1]}_parts")
        target = f"{folder}/{stem}.py" if folder else f"{stem}.py"
        names = [name for statement in needed for name in sorted(bound(statement))]
        moved = [s for s in tree.body if s in needed]
        heads = [s for s in tree.body if imports(s)]
        new[target] = ast.Module([*heads, *moved], [])
        again = ast.ImportFrom(module_name(target), [ast.alias(name) for name in names], 0)
        kept = [s for s in tree.body if s not in needed]
        index = max((i + 1 for i, s in enumerate(kept) if is_future(s)), default=int(bool(ast.get_docstring(tree))))
        tree.body = [*kept[:index], again, *kept[index:]]
        code.changes += 1
        module, _, path = entry.partition(":")
        if module == module_name(file) and path.split(".")[0] in names and alone(program, kept, set(names)):
            entry = f"{module_name(target)}:{path}"
    return code.done(entry, new)


def alone(program: Program, kept: list[ast.stmt], names: set[str]) -> bool:
    """Whether the new module will do without the old one: nothing there adds to what has moved, and the case names nothing else."""
    expressions = [ast.parse(text) for text in filter(None, [program.instance, *program.args])]
    outside = {n.id for tree in expressions for n in loads(tree) if n.id[:1].isupper()}
    return outside <= names and not any(n.id in names for s in kept for n in loads(s))


def first_class(tree: ast.Module) -> list[ast.stmt] | None:
    """The statements that a class of the module needs, itself among them, where they can all be moved."""
    owners: dict[str, list[ast.stmt]] = {}
    for statement in tree.body:
        for name in bound(statement):
            owners.setdefault(name, []).append(statement)
    shared = {name for n in ast.walk(tree) if isinstance(n, ast.Global) for name in n.names}
    inner = {name for f, _ in functions(tree) for name in bound_below(f)}
    for start in [s for s in tree.body if isinstance(s, ast.ClassDef)]:
        needed: list[ast.stmt] = [start]
        for statement in needed:
            for name in sorted({n.id for n in loads(statement)}):
                for other in owners.get(name, []):
                    if other not in needed and not imports(other):
                        needed.append(other)
        whole = {name for s in needed for name in bound(s)}
        if any(len(owners[name]) > 1 or name in shared for name in whole) or whole & inner:
            continue
        if all(isinstance(s, (*FUNCTIONS, ast.ClassDef, ast.Assign, ast.AnnAssign)) for s in needed):
            return needed
    return None


def bound(statement: ast.stmt) -> set[str]:
    """The names that a statement of a module binds."""
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
        return {statement.name}
    found = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for node in ast.walk(statement):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {(a.asname or a.name).split(".")[0] for a in node.names}
        elif isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
            found.add(node.name)
    return found


def bound_below(function: ast.AST) -> set[str]:
    """Names of imports inside functions: a module that is imported late is often one that would be circular."""
    return {
        a.asname or a.name for n in ast.walk(function) if isinstance(n, (ast.Import, ast.ImportFrom)) for a in n.names
    }


def imports(statement: ast.stmt) -> bool:
    """Whether a statement does nothing but import, in whichever branches."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return True
    if isinstance(statement, (ast.If, ast.Try)):
        inner = [s for s in ast.iter_child_nodes(statement) if isinstance(s, ast.stmt)]
        inner += [s for h in getattr(statement, "handlers", []) for s in h.body]
        return bool(inner) and any(isinstance(s, (ast.Import, ast.ImportFrom)) for s in inner)
    return False


def is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
