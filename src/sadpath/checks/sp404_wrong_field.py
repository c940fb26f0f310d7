"""SP404: the code or the message is read from a field that the provider's error body does not have."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sadpath.catalogue import field_vocabulary
from sadpath.checks.base import Check, Draft
from sadpath.fixes.recipe import Recipe, recipe
from sadpath.walk.events import Read
from sadpath.walk.outcomes import WalkFacts
from sadpath.walk.program import statements_in


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each read whose key is a word for an error's code or message, and not this provider's."""
    words = field_vocabulary()
    for walk in walks:
        provider = walk.walked.bound.provider
        for read in walk.walked.events.reads.values():
            wanted = "code" if read.key in words.code_like else "message" if read.key in words.message_like else ""
            if not wanted or not read.lanes or has_alternative(read, provider.field_names()):
                continue
            if wanted == "message" and id(read.node) in walk.walked.events.success_reads:
                continue  # the same read is made of a success, which may have such a key
            right = provider.fields.code if wanted == "code" else provider.fields.message
            yield Draft(
                read.module,
                read.node,
                f"{provider.name} has no field {read.path!r} in its error body",
                f"the {wanted} stands in {' or '.join(repr(p) for p in right)}",
                walk,
                recipes=right_fields(walks, read, right),
            )


def right_fields(walks: Sequence[WalkFacts], read: Read, documented: Sequence[str]) -> tuple[Recipe, ...]:
    """One recipe for each documented field beside the one that is read; safe where it is the only one, and nothing else is read there."""
    container = read.path.removesuffix(read.key)
    beside = [path.removeprefix(container) for path in documented if path.startswith(container)]
    keys = [key for key in beside if "." not in key and not key.endswith("[]")]
    if not keys or any(is_right_for(other, read) for other in walks):
        return ()
    only = len(keys) == 1 and not any(id(read.node) in other.walked.events.success_reads for other in walks)
    return tuple(
        made
        for key in keys
        for made in recipe(
            "field", f"Read {key!r} in place of {read.key!r}", [(read.module, read.node)], read.key, key, safe=only
        )
    )


def is_right_for(walk: WalkFacts, read: Read) -> bool:
    """Whether another provider's answers come to the same read, and the field is theirs."""
    if read.key not in walk.walked.bound.provider.field_names() or id(read.node) in walk.walked.events.reads:
        return False
    holders = (
        node
        for node in statements_in(around(read))
        if isinstance(node, ast.stmt) and any(inner is read.node for inner in ast.walk(node))
    )
    statement = min(holders, key=lambda n: (n.end_lineno or n.lineno) - n.lineno)
    return any(walk.walked.places[step][1] is statement for leaf in walk.walked.leaves for step in leaf.path)


def around(read: Read) -> list[ast.stmt]:
    """The statements of the module's top level among which the read stands: mostly one."""
    body: list[ast.stmt] = read.module.tree.body
    line: int = getattr(read.node, "lineno", 0)
    return [statement for statement in body if statement.lineno <= line <= (statement.end_lineno or line)] or body


def is_default_of_get(node: ast.AST, call: ast.Call) -> bool:
    """Whether a node stands in what a call of `get` is given; not in what is asked: `body.get("error", {}).get("code")`."""
    given = (inner for arg in (*call.args, *(k.value for k in call.keywords)) for inner in ast.walk(arg))
    return isinstance(call.func, ast.Attribute) and call.func.attr == "get" and any(inner is node for inner in given)


def has_alternative(read: Read, known: frozenset[str]) -> bool:
    """Whether the read is one of several in a row (`body.get("code") or body.get("kind")`) of which another one is right."""
    for outer in (node for statement in around(read) for node in ast.walk(statement)):
        inside = isinstance(outer, (ast.IfExp, ast.Call)) or (
            isinstance(outer, ast.BoolOp) and isinstance(outer.op, ast.Or)
        )
        if inside and outer is not read.node and any(inner is read.node for inner in ast.walk(outer)):
            if isinstance(outer, ast.Call) and not is_default_of_get(read.node, outer):
                continue
            keys = {
                inner.value
                for inner in ast.walk(outer)
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
            }
            if keys & known:
                return True
        elif (
            isinstance(outer, ast.Call)
            and outer is read.node
            and any(
                isinstance(inner, ast.Constant) and inner.value in known
                for arg in outer.args[1:]
                for inner in ast.walk(arg)
            )
        ):
            return True
    return False


CHECK = Check("SP404", run)
