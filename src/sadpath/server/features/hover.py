"""Hover: what the provider documents about a code, a status, a field or a request; the page of a rule in a suppression."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from lsprotocol import types

from sadpath.server import markdown
from sadpath.server.at_hand import chain_at, providers_of, walks_at
from sadpath.server.view import View

if TYPE_CHECKING:
    from sadpath.server.server import SadpathServer
    from sadpath.walk.outcomes import WalkFacts

READS = frozenset({"get", "pop", "setdefault", "itemgetter"})
"""Methods whose first argument is a key."""


def register(server: SadpathServer) -> None:
    """`textDocument/hover`."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        if not (await server.chosen()).enable:
            return None
        return await server.look(params.text_document.uri, lambda view: hover_at(view, params.position))


def hover_at(view: View, position: types.Position) -> types.Hover | None:
    """What there is to say about a place."""
    line, column = view.place(position)
    page = rule_at(view, line, column)
    if page is not None:
        return page
    chain = chain_at(view, line, column)
    walks = walks_at(view, line)
    if not chain or not walks:
        return None
    node = chain[-1]
    if isinstance(node, ast.Constant):
        text = of_constant(node, chain, walks)
        if text:
            return made(view, node, text)
    return of_request(view, line, column, walks)


def of_constant(node: ast.Constant, chain: list[ast.AST], walks: list[WalkFacts]) -> str:
    """What the providers at hand document about a constant."""
    texts = []
    for provider in providers_of(walks):
        operations = [w.walked.bound.operation for w in walks if w.walked.bound.provider is provider]
        at_hand = list({operation.id: operation for operation in operations}.values())
        value = node.value
        if isinstance(value, str):
            text = markdown.of_code(value, provider, at_hand)
            if not text and is_key(node, chain):
                text = markdown.of_field(value, provider)
        elif isinstance(value, int) and not isinstance(value, bool):
            text = markdown.of_status(value, provider, at_hand)
        else:
            text = ""
        texts += [text] if text else []
    return "\n\n---\n\n".join(texts)


def is_key(node: ast.Constant, chain: list[ast.AST]) -> bool:
    """Whether a string is the key of a look-up."""
    parent = chain[-2] if len(chain) > 1 else None
    if isinstance(parent, ast.Subscript):
        return parent.slice is node
    if isinstance(parent, ast.Compare):
        return parent.left is node and isinstance(parent.ops[0], (ast.In, ast.NotIn))
    if isinstance(parent, ast.MatchMapping):
        return node in parent.keys
    if isinstance(parent, ast.Call) and parent.args and parent.args[0] is node:
        name = parent.func.attr if isinstance(parent.func, ast.Attribute) else getattr(parent.func, "id", "")
        return name in READS
    return False


def of_request(view: View, line: int, column: int, walks: list[WalkFacts]) -> types.Hover | None:
    """The operation that is sent at a place: on the name of what is called."""
    texts: dict[str, None] = {}
    found: ast.AST | None = None
    for walk in walks:
        place = walk.walked.place
        if place is None or str(place.module.file) != view.path:
            continue
        head = place.node.func if isinstance(place.node, ast.Call) else place.node
        around = view.range_of_node(head)
        if around[:2] <= (line, column) <= around[2:]:
            texts[markdown.of_request(walk)] = None
            found = head
    return made(view, found, "\n\n---\n\n".join(texts)) if found is not None else None


def made(view: View, node: ast.AST, text: str) -> types.Hover:
    """A hover on a node."""
    contents = types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.Hover(contents=contents, range=view.range_of(*view.range_of_node(node)))


def rule_at(view: View, line: int, column: int) -> types.Hover | None:
    """The page of the rule that a suppression names at a place."""
    from sadpath.rulepages import load_pages
    from sadpath.suppression import parse

    if line > len(view.lines) or "sadpath" not in view.lines[line - 1]:
        return None
    for suppression in parse(view.lines):
        for code in suppression.codes if suppression.line == line else ():
            end = code.end_column
            page = load_pages().get(code.code or "")
            if code.column <= column <= end and page is not None:
                text = f"# {page.code} {page.name}\n\n{page.summary}\n\n{page.body}"
                contents = types.MarkupContent(types.MarkupKind.Markdown, text)
                return types.Hover(contents=contents, range=view.range_of(line, code.column, line, end))
    return None
