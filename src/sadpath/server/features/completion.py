"""Completion of documented codes where a code is compared, matched, listed or looked up, and of rule codes in suppressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from sadpath.server import markdown
from sadpath.server.at_hand import providers_of, told_codes, walks_at
from sadpath.server.view import View

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.server.server import SadpathServer
    from sadpath.walk.outcomes import WalkFacts

OPEN_STRING = re.compile(r"""(?P<before>.*?)(?<![\w"'\\])(?P<prefix>[rRuU]?)(?P<quote>["'])(?P<word>[\w.-]*)$""")
COMPARED = re.compile(r"(?P<what>[\w.\[\]()\"' ]*?)\s*(?:==|!=|\b(?:not\s+)?in\s*[(\[{][^)\]}]*)\s*$")
CASE = re.compile(r"^\s*case\s+[^:]*$")
LISTED = re.compile(r"[,(\[{:]\s*$|^\s*$")
SPEAKS_OF_CODES = re.compile(r"(?i)code|kind|error|err\b|reason|problem|type|fault")
RULES = re.compile(r"#\s*sadpath:\s*(?:file-)?ignore\[(?P<codes>[^\]]*)$")
NEARBY = 12
"""Lines above in which a documented code tells that a list is one of codes."""


def register(server: SadpathServer) -> None:
    """`textDocument/completion`."""
    options = types.CompletionOptions(trigger_characters=['"', "'", "[", ","], resolve_provider=False)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    async def complete(params: types.CompletionParams) -> types.CompletionList | None:
        if not (await server.chosen()).enable:
            return None
        items = await server.look(params.text_document.uri, lambda view: items_at(view, params.position))
        return types.CompletionList(is_incomplete=False, items=items)


def items_at(view: View, position: types.Position) -> list[types.CompletionItem]:
    """What fits at a place."""
    line, column = view.place(position)
    text = view.lines[line - 1][: column - 1] if line <= len(view.lines) else ""
    rules = RULES.search(text)
    if rules is not None:
        return rule_items(view, line, column, rules["codes"])
    string = OPEN_STRING.fullmatch(text)
    if string is None or text.count(string["quote"]) % 2 == 0:
        return []
    walks = walks_at(view, line)
    providers = providers_of(walks)
    if not providers or not asks_for_code(view, line, string["before"], providers):
        return []
    start = column - len(string["word"])
    return list(code_items(view, walks, (line, start, column)))


def asks_for_code(view: View, line: int, before: str, providers: list[Provider]) -> bool:
    """Whether a string that begins behind `before` is held against a code."""
    if CASE.match(before):
        return True
    compared = COMPARED.search(before)
    if compared is not None:
        what = compared["what"].strip() or before
        fields = {path.split(".")[-1].removesuffix("[]") for provider in providers for path in provider.fields.code}
        return bool(SPEAKS_OF_CODES.search(what)) or any(field in what for field in fields)
    if not LISTED.search(before):
        return False
    near = "\n".join([*view.lines[max(line - 1 - NEARBY, 0) : line - 1], before])
    return any(provider.knows(word) for word in re.findall(r"""["']([\w.-]+)["']""", near) for provider in providers)


def code_items(view: View, walks: list[WalkFacts], where: tuple[int, int, int]) -> Iterator[types.CompletionItem]:
    """The codes: those of the operations at hand first, those that are told already after them, all others last."""
    line, start, end = where
    place = view.range_of(line, start, line, end)
    told = told_codes(walks)
    seen: set[str] = set()
    for provider in providers_of(walks):
        at_hand = {
            w.walked.bound.operation.id: w.walked.bound.operation for w in walks if w.walked.bound.provider is provider
        }
        rows = [(row, operation) for operation in at_hand.values() for row in provider.rows(operation)]
        others = [(row, operation) for operation in provider.operations for row in provider.rows(operation)]
        for number, (row, _) in enumerate([*rows, *others]):
            if row.code in seen:
                continue
            seen.add(row.code)
            rank = ("1" if row.code in told else "0") if number < len(rows) else "2"
            yield types.CompletionItem(
                label=row.code,
                kind=types.CompletionItemKind.EnumMember,
                detail=f"{row.status} · {row.error.retry} · {provider.name}",
                documentation=types.MarkupContent(
                    types.MarkupKind.Markdown, markdown.of_code(row.code, provider, at_hand.values())
                ),
                sort_text=f"{rank}{number:04}",
                text_edit=types.TextEdit(place, row.code),
            )


def rule_items(view: View, line: int, column: int, codes: str) -> list[types.CompletionItem]:
    """The rules that a suppression can name, those with a finding there first."""
    from sadpath.rulepages import load_pages

    word = re.split(r"[,\s]", codes)[-1]
    there = {finding.rule for finding in view.findings() if line <= finding.line <= line + 1}
    given = {code.strip().upper() for code in codes.split(",")[:-1]}
    return [
        types.CompletionItem(
            label=page.code,
            kind=types.CompletionItemKind.Constant,
            detail=page.name,
            documentation=types.MarkupContent(types.MarkupKind.Markdown, f"{page.summary}\n\n{page.body}"),
            sort_text=f"{0 if page.code in there else 1}{page.code}",
            text_edit=types.TextEdit(view.range_of(line, column - len(word), line, column), page.code),
        )
        for page in load_pages().values()
        if page.code not in given
    ]
