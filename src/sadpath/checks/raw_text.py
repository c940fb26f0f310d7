"""What SP301 and SP302 share: which searches of text are for a code, and which for prose."""

from __future__ import annotations

import re

from sadpath.catalogue import Provider
from sadpath.walk.events import Event

SEARCHES = ("contains", "regex", "affix")


def code_tokens(provider: Provider, event: Event) -> list[str]:
    """The documented codes that a search asks for, in literals or as words of a pattern."""
    found: list[str] = []
    for kind, text in event.literals:
        if kind != "str":
            continue
        whole = event.kind == "regex" or bool(
            re.search(r"[\"':]", text)
        )  # a pattern, or a piece of the JSON around the code
        words = re.findall(r"\w+", text) if whole else [text.strip("\"' :,{}[]")]
        found += [word for word in words if provider.knows(word)]
    return found


def is_prose_search(provider: Provider, event: Event) -> bool:
    """A search of raw text, or of an exception's text, for words that are neither a code nor a part of the JSON around it."""
    if event.kind not in SEARCHES or not ({"text", "composed"} & event.origin.tags):
        return False
    if "code" in event.origin.tags and not {"text", "message"} & event.origin.tags:
        return False  # a text of the code's own making: `f"E:{code}"`
    names = provider.field_names()
    for kind, text in event.literals:
        word = text.strip("\"' :,{}[]\\") if kind == "str" else ""
        if (
            kind != "str"
            or not word
            or word.isdigit()
            or word in names
            or text[:1] in "<{["
            or not re.search(r"[A-Za-z]{3}", word)
        ):
            return False
        if any(True in told for told in event.results.values()):
            return False  # it stands in the known part of the body
    return bool(event.literals)
