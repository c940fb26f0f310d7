"""Bringing a parsed module up to date: what an edit left alone keeps its nodes, so that what is known about it stays true.

Walks, events and findings are tied to nodes. After an edit only the statements around it are parsed anew where that will do,
else the whole text. Every statement whose text did not change is replaced by the old one, moved to its new lines, and a
function of which only the body changed stays the same object with another body.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from sadpath.program.compare import (
    NOTHING,
    Alike,
    Function,
    class_header,
    class_parts,
    dumps,
    function_header,
    function_parts,
    is_text,
    key,
    makes_objects,
    name,
    plainly_bound,
)
from sadpath.program.places import PLACE, move, moved, reposition
from sadpath.program.remember import abandon, forget, remembered
from sadpath.source.ends import equal_ends
from sadpath.source.partial import Part, parse_changed
from sadpath.source.syntax import nodes_in
from sadpath.walk.flags import settings
from sadpath.walk.program import FunctionNode, Module, scope_info


@dataclass
class Changes:
    """What an edit changed. `bodies` are functions and methods of which nothing but the body changed.

    `flags` names the attributes and variables that functions set to something else now. `functions` are those that were
    added, taken away, or have another signature now (old and new nodes); `names` are those of the module that were given another
    plain value, or have one no more; `classes` tells that a class came, went or has
    other bases; `shape` that anything else outside the bodies did; `moved` that what stayed has another place in the text now.
    """

    bodies: list[Function] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    classes: bool = False
    shape: bool = False
    moved: bool = False

    @property
    def reload(self) -> bool:
        """Whether the module has to be loaded again."""
        return self.shape or self.classes or bool(self.functions) or bool(self.names)

    def __bool__(self) -> bool:
        return self.reload or bool(self.bodies)


def merge(module: Module, tree: ast.Module, text: str) -> Changes:
    """Make `module` hold `text`, whose tree is `tree`, with its old nodes wherever their text is the same. What changed."""
    changes = Changes(moved=True)
    old, new = module.lines, text.split("\n")
    module.tree.body = merge_bodies(module.tree.body, tree.body, old, new, changes)
    module.tree.type_ignores = tree.type_ignores
    renew_module(module, text)
    module.__dict__.pop("originals", None)
    return changes


def splice(module: Module, text: str) -> Changes | None:
    """As `merge`, where it is enough to parse the statements around the edit; None (and nothing is changed) where it is not."""
    old, new = module.lines, text.split("\n")
    part = parse_changed(module.tree.body, old, new)
    if part is None:
        return None
    changes = Changes(moved=part.by != 0)
    owner = part.owners[-1] if part.owners else None
    body = owner.body if owner is not None else module.tree.body
    before = body[part.start : part.end]
    if any(map(renames, (*before, *part.made))):
        module.__dict__.pop("originals", None)
    made = middle(before, part.made, old, new, changes, owner)
    put(module, part, made, new)
    renew_module(module, text)
    return changes


def put(module: Module, part: Part, made: list[ast.stmt], lines: Sequence[str]) -> None:
    """Put statements in the place of those that a part replaces, and move what follows; `lines` are those of the new text."""
    around: list[ast.Module | ast.ClassDef] = [module.tree, *part.owners]
    inner: ast.ClassDef | None = None
    for node in reversed(around):
        body = list(node.body)
        if inner is None:
            body[part.start : part.end] = made
            after = part.start + len(made)
        else:
            after = body.index(inner) + 1
        for statement in body[after:]:
            move(statement, part.by)
        node.body = body
        if isinstance(node, ast.ClassDef):
            node.end_lineno, node.end_col_offset = end_of_block(body[-1], lines)
            forget(node)
            inner = node


def end_of_block(last: ast.stmt, lines: Sequence[str]) -> tuple[int, int]:
    """Where a block ends with its last statement, as Python counts it (a line from 1, bytes): a `;` after that is its own too."""
    line, column = last.end_lineno or last.lineno, last.end_col_offset or 0
    found = line, column
    rest = lines[line - 1].encode()[column:]
    while (rest := rest.lstrip(b" \t\f")) == b"\\" and line < len(lines):
        line += 1
        rest = lines[line - 1].encode()
    if rest.startswith(b";"):
        found = line, len(lines[line - 1].encode()) - len(rest) + 1
    return found


def renames(statement: ast.stmt) -> bool:
    """Whether a statement holds an import that gives something another name."""
    return any(isinstance(node, ast.alias) and node.asname for node in nodes_in(statement))


def renew_module(module: Module, text: str) -> None:
    """The module's tree is that of `text` now."""
    module.text = text
    forget(module.tree)


def merge_bodies(
    before: list[ast.stmt],
    after: list[ast.stmt],
    old: Sequence[str],
    new: Sequence[str],
    changes: Changes,
    owner: ast.ClassDef | None = None,
) -> list[ast.stmt]:
    """The statements `after`, with those of `before` in their place where they are the same."""
    keys = [key(statement, old) for statement in before]
    wanted = [key(statement, new) for statement in after]
    start, end = equal_ends(keys, wanted)
    left = before[start : len(before) - end]
    made = [stays(one, other, changes) for one, other in zip(before[:start], after[:start], strict=True)]
    made += middle(left, after[start : len(after) - end], old, new, changes, owner)
    tail = len(before) - end
    made += [stays(one, other, changes) for one, other in zip(before[tail:], after[len(after) - end :], strict=True)]
    return made


def middle(
    before: list[ast.stmt],
    after: list[ast.stmt],
    old: Sequence[str],
    new: Sequence[str],
    changes: Changes,
    owner: ast.ClassDef | None,
) -> list[ast.stmt]:
    """As `merge_bodies`, for the part between what is the same at the start and at the end."""
    alike = Alike([(key(statement, old), statement) for statement in before])
    same = {id(s): found for s in after if (found := alike.take(key(s, new))) is not None}
    layout = Alike([(ast.dump(s), s) for s in before if id(s) not in alike.taken])
    coded = {id(s): found for s in after if id(s) not in same and (found := layout.take(ast.dump(s))) is not None}
    used = alike.taken | layout.taken
    named = Alike([(name(statement), statement) for statement in before if id(statement) not in used])
    places = {id(statement): index for index, statement in enumerate(before)}
    made: list[ast.stmt] = []
    order: list[int] = []
    for statement in after:
        if (found := same.get(id(statement))) is not None:
            made.append(stays(found, statement, changes))
        elif (found := coded.get(id(statement))) is not None:
            changes.moved |= reposition(found, statement)
            made.append(found)
        elif (found := named.peek(name(statement))) is not None and renewed(found, statement, old, new, changes):
            named.take(name(statement))
            made.append(found)
        else:
            note(statement, changes, owner)
            made.append(statement)
            continue
        order.append(places[id(found)])
    used |= named.taken
    for statement in before:
        if id(statement) not in used:
            note(statement, changes, owner)
            abandon(statement)
    if order != sorted(order):
        changes.shape = True
    return made


def stays(found: ast.stmt, statement: ast.stmt, changes: Changes) -> ast.stmt:
    """The old statement at the lines of the new one, whose text is the same."""
    changes.moved |= found.lineno != statement.lineno
    return moved(found, statement)


def note(statement: ast.stmt, changes: Changes, owner: ast.ClassDef | None) -> None:
    """A statement came or went. A method may be one that the bases, the metaclass or a decorator of its class look for."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)) and (owner is None or is_plain(owner, statement)):
        changes.functions.append(statement)
        changes.flags |= {name for name, _, _ in settings(statement)}
    elif isinstance(statement, ast.ClassDef) or owner is not None:
        changes.classes = True
    elif names := plainly_bound(statement):
        changes.names |= names
    else:
        changes.shape = True


def is_plain(owner: ast.ClassDef, method: Function) -> bool:
    """Whether nothing but calls by name can tell that a class has the method: objects are made in the same way without it."""
    return not (owner.bases or owner.keywords or owner.decorator_list or makes_objects(method) != NOTHING)


def renewed(found: ast.stmt, statement: ast.stmt, old: Sequence[str], new: Sequence[str], changes: Changes) -> bool:
    """Give the old function or class what changed inside of it; false where it has to be another one."""
    changes.moved |= (found.lineno, found.col_offset) != (statement.lineno, statement.col_offset)
    if isinstance(statement, ast.ClassDef):
        if not isinstance(found, ast.ClassDef) or class_header(found) != class_header(statement):
            return False
        found.body = merge_bodies(found.body, statement.body, old, new, changes, found)
        for part, other in zip(class_parts(found), class_parts(statement), strict=True):
            changes.moved |= reposition(part, other)
        take(found, statement)
        return True
    if is_text(found) and is_text(statement):
        changes.moved |= renew_text(found, statement)
        return True
    if not isinstance(found, (ast.FunctionDef, ast.AsyncFunctionDef)) or type(found) is not type(statement):
        return False
    assert isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef))
    if function_header(found) != function_header(statement):
        return False
    if is_text(found.body[0]) and is_text(statement.body[0]) and dumps(found.body[1:]) == dumps(statement.body[1:]):
        renew_text(found.body[0], statement.body[0])
        changes.moved |= reposition(found, statement)
        forget(found)
        return True
    if remembered(found, "makes", makes_objects) != makes_objects(statement):
        changes.classes = True
    changes.flags |= {name for name, _, _ in remembered(found, "settings", settings) ^ settings(statement)}
    for part, other in zip(function_parts(found), function_parts(statement), strict=True):
        changes.moved |= reposition(part, other)  # the walk holds on to the nodes of defaults
    for gone in found.body:
        abandon(gone)
    take(found, statement, "body")
    renew_scope(found)
    changes.bodies.append(found)
    return True


def renew_text(found: ast.stmt, statement: ast.stmt) -> bool:
    """Give the old text what the new one says. Whether it has another place now."""
    for old, new in zip(ast.walk(found), ast.walk(statement), strict=True):
        if isinstance(old, ast.Constant) and isinstance(new, ast.Constant):
            old.value, old.kind = new.value, new.kind
    forget(found)
    return reposition(found, statement)


def renew_scope(node: FunctionNode) -> None:
    """Bring what is remembered about a function's names up to date, where functions of the walk look at it."""
    info = getattr(node, "sadpath_scope", None)
    if info is not None:
        fresh = scope_info(node)
        info.bound, info.globals, info.nonlocals = fresh.bound, fresh.globals, fresh.nonlocals
        info.is_generator = fresh.is_generator


def take(found: ast.stmt, statement: ast.stmt, *names: str) -> None:
    """Give `found` the parts and the place of `statement`."""
    for part in (*names, *PLACE):
        setattr(found, part, getattr(statement, part))
    forget(found)
