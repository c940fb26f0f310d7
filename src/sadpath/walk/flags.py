"""Flags that somebody else may set while a loop runs: `while self.running:`, where `stop()` says `self.running = False`.

A flag is a plain true or false in an attribute or a module's variable that a condition asks for. It may change where code that this run
did not come through sets it to something else: another method, a signal handler, a function that has the object from elsewhere.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sadpath.source.syntax import parts_of
from sadpath.walk.machine import Machine
from sadpath.walk.program import Module
from sadpath.walk.run import MOST_TRACE, Frame
from sadpath.walk.values import ABSENT, BoundMethod, ClassV, Descriptor, FunctionV, Instance, ModuleV, Value

ASKING = (ast.Attribute, ast.Name, ast.UnaryOp, ast.BoolOp, ast.Call)
"""Conditions that a flag can be in."""


@dataclass(frozen=True, eq=False)
class Flag:
    """A flag where it is kept: an attribute of an object, or a variable of a module."""

    owner: Instance | ModuleV
    name: str
    value: bool


@dataclass(frozen=True, eq=False)
class Setter:
    """A place that sets an attribute (of `self` or of another object) or a module's variable, in the body of a function."""

    statements: frozenset[int]
    """The ids of the function's own statements."""
    cls: ast.ClassDef | None
    module: str
    of: str
    """What the attribute is one of, "self" or another name; "" for a module's variable."""
    value: ast.expr | None
    """What it is set to; None where that is no expression of its own (`a, self.b = ...`)."""


def reconsider(m: Machine, test: ast.expr, frame: Frame) -> None:
    """Before a condition is asked again, two sends after it was asked first: one of its flags may have changed meanwhile, once in a run."""
    run = m.run
    key = ("flag", id(test))
    if run.sends < run.decided_at.setdefault(key, run.sends) + 2 or "changed" in run.flags:
        return
    flag = next((f for f in flags_of(m, test, frame) if may_be_set(m, f)), None)
    run.decided_at[key] = run.sends + MOST_TRACE
    if flag is None or m.decide([run.active, run.active]) == 0:
        return
    m.touch(flag.owner)
    flag.owner.attrs[flag.name] = not flag.value
    run.flags.add("changed")
    run.after_send.add(key)
    m.note_condition("assumed", not flag.value)


def flags_of(m: Machine, test: ast.expr, frame: Frame) -> Iterator[Flag]:
    """The flags that a condition asks for, through properties and methods that only give one."""
    from sadpath.walk.syntax.names import lookup

    yield from found_in(test, lambda name: lookup(m, name, frame), frame.module, 3)


def found_in(node: ast.expr, names: Callable[[str], Value], module: ModuleV, depth: int) -> Iterator[Flag]:
    """As `flags_of`; `names` gives the value of a name. Nothing is run for it."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield from found_in(node.operand, names, module, depth)
    elif isinstance(node, ast.BoolOp):
        for part in node.values:
            yield from found_in(part, names, module, depth)
    elif isinstance(node, ast.Name):
        value = module.attrs.get(node.id)
        if type(value) is bool and names(node.id) is value:
            yield Flag(module, node.id, value)
    elif isinstance(node, ast.Attribute):
        owner = peek(node.value, names)
        if isinstance(owner, (Instance, ModuleV)) and type(value := kept(owner, node.attr)) is bool:
            yield Flag(owner, node.attr, value)
        elif isinstance(owner, Instance):
            found = owner.cls.find(node.attr)
            if isinstance(found, Descriptor) and found.kind == "property":
                yield from given_by(found.fn, owner, depth)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args and not node.keywords:
        owner = peek(node.func.value, names)
        if isinstance(owner, Instance):
            yield from given_by(owner.cls.find(node.func.attr), owner, depth)


def given_by(function: Value, owner: Instance, depth: int) -> Iterator[Flag]:
    """The flags that a method returns, where it does nothing else."""
    if isinstance(function, BoundMethod):
        function = function.fn
    if not isinstance(function, FunctionV) or not depth or not function.module.project:
        return
    if not isinstance(function.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    body = [statement for statement in function.node.body if not is_text(statement)]
    last = body[0] if len(body) == 1 else None
    if isinstance(last, ast.Return) and last.value is not None:
        first = [a.arg for a in function.node.args.args[:1]]
        yield from found_in(
            last.value,
            lambda name: owner if [name] == first else function.module.attrs.get(name, ABSENT),
            function.module,
            depth - 1,
        )


def is_text(statement: ast.stmt) -> bool:
    """Whether a statement is a docstring."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def peek(node: ast.expr, names: Callable[[str], Value]) -> Value:
    """The object that `a.b.c` names, without running anything; `ABSENT` where that takes more than looking."""
    if isinstance(node, ast.Name):
        return names(node.id)
    if isinstance(node, ast.Attribute):
        owner = peek(node.value, names)
        return kept(owner, node.attr) if isinstance(owner, (Instance, ModuleV)) else ABSENT
    return ABSENT


def kept(owner: Instance | ModuleV, name: str) -> Value:
    """An attribute that an object keeps itself, or that its class gives as a plain value."""
    if name in owner.attrs:
        return owner.attrs[name]
    return owner.cls.find(name) if isinstance(owner, Instance) else ABSENT


NEAR = "="
"""Stands before the names of flags for which only the modules were asked that the program has anyway."""


def may_be_set(m: Machine, flag: Flag) -> bool:
    """Whether code that this run did not come through sets the flag to something else."""
    m.flags.add(flag.name)
    ran: set[int] | None = None
    for module in m.program.mentioning(flag.name):
        m.program.module(module)
    for setter in setters(m).get(flag.name, ()):
        if isinstance(setter.value, ast.Constant) and bool(setter.value.value) is flag.value:
            continue
        if not concerns(setter, flag):
            continue
        if ran is None:
            ran = {id(m.place_nodes[place][1]) for place in set(m.run.path)}
        if setter.statements.isdisjoint(ran):
            return True
    return False


def concerns(setter: Setter, flag: Flag) -> bool:
    """Whether the attribute that is set there may be the one of the flag's owner."""
    if isinstance(flag.owner, ModuleV):
        return setter.module == flag.owner.name if not setter.of else setter.of == flag.owner.name.rpartition(".")[2]
    if setter.of == "self":
        return any(isinstance(base, ClassV) and base.node is setter.cls for base in flag.owner.cls.mro)
    return bool(setter.of)


def setters(m: Machine) -> dict[str, list[Setter]]:
    """By name: where the project's functions set an attribute or a module's variable."""
    modules = [module for module in m.program.modules.values() if module.project]
    known: dict[int, dict[str, list[Setter]]] = m.caches.setdefault("setters", {})
    if len(modules) not in known:
        made = known[len(modules)] = {}
        for module in modules:
            for name, found in setters_of(m, module).items():
                made.setdefault(name, []).extend(found)
    return known[len(modules)]


def setters_of(m: Machine, module: Module) -> dict[str, list[Setter]]:
    """As `setters`, of one module."""
    known: dict[int, dict[str, list[Setter]]] = m.caches.setdefault("setters of modules", {})
    if id(module) not in known:
        made = known[id(module)] = {}
        for name, setter in setters_in(module.tree, module.name):
            made.setdefault(name, []).append(setter)
    return known[id(module)]


def setters_in(tree: ast.AST, module: str) -> Iterator[tuple[str, Setter]]:
    """(name, setter) of what functions set, but for what an object sets on being made."""
    pending: list[tuple[ast.AST, ast.ClassDef | None]] = [(tree, None)]
    while pending:
        node, cls = pending.pop()
        if isinstance(node, ast.ClassDef):
            cls = node
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            if isinstance(node, ast.Lambda) or not node.name.startswith("__"):
                yield from set_by(node, cls, module)
        pending += [(inner, cls) for inner in parts_of(node)]


def settings(function: ast.AST) -> set[tuple[str, str, bool | None]]:
    """What flags can learn from a function, and those in it: the names that it sets, of what, and to which truth value where that
    is a constant."""
    return {
        (name, setter.of, bool(setter.value.value) if isinstance(setter.value, ast.Constant) else None)
        for name, setter in setters_in(function, "")
    }


def set_by(
    function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, cls: ast.ClassDef | None, module: str
) -> Iterator[tuple[str, Setter]]:
    """(name, setter) of what the function itself sets, those in it left out."""
    nodes = list(own_nodes(function))
    statements = frozenset(id(node) for node in nodes if isinstance(node, ast.stmt))
    shared = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    values = {id(target): node.value for node in nodes if isinstance(node, ast.Assign) for target in node.targets}
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            of = last_name(node.value)
            yield node.attr, Setter(statements, cls, module, of, values.get(id(node)))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in shared:
            yield node.id, Setter(statements, cls, module, "", values.get(id(node)))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "setattr":
            if len(node.args) == 3 and isinstance(node.args[1], ast.Constant):
                of = last_name(node.args[0])
                yield str(node.args[1].value), Setter(statements, cls, module, of, node.args[2])


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function's body, those of functions and classes in it left out."""
    pending = parts_of(function)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            pending += parts_of(node)


def last_name(node: ast.expr) -> str:
    """`c` of `a.b.c`; "?" where there is no name."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else "?"
