"""The list of checks, and one check's page, for `sadpath rule`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sadpath.rulepages import RulePage


def render_list(pages: Iterable[RulePage]) -> str:
    """A line for each check."""
    rows = [(page.code, page.name, page.severity if page.default else "off", page.summary) for page in pages]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(3)]
    return "".join("  ".join([*map(str.ljust, row[:3], widths), row[3]]) + "\n" for row in rows)


def render_page(page: RulePage, *, color: bool) -> str:
    """A check's page: on a terminal as formatted text, else as the Markdown that it is."""
    default = page.severity if page.default else f"{page.severity}, off unless selected"
    body = page.body + options(page)
    head = f"# {page.code} {page.name}\n\n{page.summary} (default: {default})\n\n"
    if not color:
        return head + body
    import io

    from rich.console import Console
    from rich.markdown import Markdown

    buffer = io.StringIO()
    Console(file=buffer, force_terminal=True, color_system="standard", no_color=False).print(Markdown(head + body))
    return buffer.getvalue()


def options(page: RulePage) -> str:
    """The options of a rule, as a section of its page; nothing where it has none."""
    lines = ["", "## Options", ""] if page.options else []
    for option in page.options:
        words = {"texts": "a list of texts", "text": "a text", "number": "a number", "boolean": "true or false"}
        default = json.dumps(option.default, ensure_ascii=False)
        lines += [f"`{option.name}` ({words[option.kind]}, default `{default}`): {option.doc}", ""]
        lines += ["```toml", f"[tool.sadpath.rules.{page.code}]", option.example, "```"]
    return "\n".join([*lines, ""]) if lines else ""


def to_json(page: RulePage) -> dict[str, Any]:
    """A page as JSON data."""
    return {
        "code": page.code,
        "name": page.name,
        "severity": page.severity,
        "default": page.default,
        "summary": page.summary,
        "options": [
            {"name": o.name, "type": o.kind, "default": o.default, "doc": o.doc, "example": o.example}
            for o in page.options
        ],
        "body": page.body,
    }
