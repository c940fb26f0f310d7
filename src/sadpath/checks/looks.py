"""What the checks on comparisons share: literals that stand against the provider's code, over all walks that reach them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sadpath.catalogue import Provider
from sadpath.checks.fallback_members import is_fallback_member
from sadpath.program.remember import remembered
from sadpath.walk.events import Event
from sadpath.walk.outcomes import WalkFacts
from sadpath.walk.program import Module
from sadpath.walk.values import Part

EXACT_KINDS = ("compare", "member", "lookup")


@dataclass
class Listed:
    """A literal that stands against a provider's code field, and the walks that reach it."""

    text: str
    module: Module
    node: ast.AST
    part: Part | None = None
    """The slice, (start, stop), of the code that it stands against; None for the whole code."""
    walks: list[WalkFacts] = field(default_factory=list)

    def providers(self) -> list[Provider]:
        """The providers whose answers reach it."""
        return list({id(w.walked.bound.provider): w.walked.bound.provider for w in self.walks}.values())

    def shared(self) -> bool:
        """Whether more than one operation reaches it."""
        return len({w.walked.bound.key for w in self.walks}) > 1


def listed_codes(walks: Sequence[WalkFacts], *, parts: bool = False) -> list[Listed]:
    """All literals that are compared with, looked up by, or listed for a code field that is exact; with `parts` also for a slice of it."""
    found: dict[tuple[int, str, Part | None], Listed] = {}
    for walk in walks:
        for event in walk.walked.events.seen.values():
            if (
                event.kind in EXACT_KINDS
                and (event.origin.exact or (parts and event.origin.part is not None))
                and "code" in event.origin.tags
                and "composed" not in event.origin.tags
            ):
                for (kind, value), (module, node) in event.literals.items():
                    if kind != "str" or not re.search(r"\w\w", value):
                        continue  # `""`, `"?"`: a code's own word for no code
                    part = event.origin.part
                    listed = found.setdefault((id(node), value, part), Listed(value, module, node, part))
                    if walk not in listed.walks:
                        listed.walks.append(walk)
    return sorted(
        found.values(), key=lambda x: (x.module.path, getattr(x.node, "lineno", 0), getattr(x.node, "col_offset", 0))
    )


def events_of(walk: WalkFacts, kinds: Iterable[str]) -> list[Event]:
    """The events of a walk of these kinds, in the order of their places."""
    wanted = [event for event in walk.walked.events.seen.values() if event.kind in tuple(kinds)]
    return sorted(wanted, key=lambda e: (e.module.path, getattr(e.node, "lineno", 0), getattr(e.node, "col_offset", 0)))


def arguments(call: ast.Call) -> list[ast.expr]:
    """What a call is given, by position and by name."""
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def is_sentinel(module: Module, text: str, node: ast.AST) -> bool:
    """Whether the same text is also a default of the code's own (`get("code", "unknown")`, `x or "none"`, `return "..."`), or an Enum's
    member for what is no other one."""
    return is_fallback_member(module, node) or any(
        value == text and (other is node) is itself
        for statement in module.tree.body
        for value, other, itself in remembered(statement, "defaults", defaults)
    )


def defaults(statement: ast.stmt) -> list[tuple[str, ast.Constant, bool]]:
    """(text, node, false) of the texts that stand for what else would be nothing; true where the node itself is one.

    That is an Enum's member for everything unknown.
    """
    found: list[tuple[str, ast.Constant, bool]] = []
    for inner in ast.walk(statement):
        candidates: list[ast.AST | None] = []
        if isinstance(inner, ast.Call):
            name = inner.func.attr if isinstance(inner.func, ast.Attribute) else getattr(inner.func, "id", "")
            if name in ("get", "getattr", "pop", "setdefault"):
                candidates = [*inner.args[1:], *(k.value for k in inner.keywords)]
        elif isinstance(inner, ast.BoolOp) and isinstance(inner.op, ast.Or):
            candidates = list(inner.values[1:])
        elif isinstance(inner, (ast.Return, ast.Raise)):
            made = inner.value if isinstance(inner, ast.Return) else inner.exc
            candidates = [made, *(arguments(made) if isinstance(made, ast.Call) else ())]
        elif isinstance(inner, ast.arguments):
            candidates = [*inner.defaults, *inner.kw_defaults]
        elif isinstance(inner, ast.Assign) and all(isinstance(t, ast.Name) and t.id.islower() for t in inner.targets):
            candidates = [inner.value, *(arguments(inner.value) if isinstance(inner.value, ast.Call) else ())]
        elif isinstance(inner, ast.IfExp):
            candidates = [inner.orelse, inner.body]
        elif isinstance(inner, ast.ClassDef):
            found += [(value, member, True) for value, member in members_for_the_unknown(inner)]
        found += [(c.value, c, False) for c in candidates if isinstance(c, ast.Constant) and isinstance(c.value, str)]
    return found


def members_for_the_unknown(node: ast.ClassDef) -> list[tuple[str, ast.Constant]]:
    """The values of the members that `_missing_` of an Enum gives."""
    missing = [s for s in node.body if isinstance(s, ast.FunctionDef) and s.name == "_missing_"]
    given = {n.attr for s in missing for n in ast.walk(s) if isinstance(n, ast.Attribute)}
    return [
        (s.value.value, s.value)
        for s in node.body
        if isinstance(s, ast.Assign)
        and isinstance(s.value, ast.Constant)
        and isinstance(s.value.value, str)
        and isinstance(s.targets[0], ast.Name)
        and s.targets[0].id in given
    ]
