"""Code actions: fixes, suppressions, branches, the rule's page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from .client import PULL, PUSH, Client
from .shop import ENCODINGS, SHOP, VARIANTS, capabilities, position


def actions(client: Client, uri: str, area: dict[str, Any], only: list[str] | None = None) -> dict[str, dict[str, Any]]:
    """The actions for a range, by title."""
    context: dict[str, Any] = {"diagnostics": [], **({"only": only} if only else {})}
    params = {"textDocument": {"uri": uri}, "range": area, "context": context}
    return {action["title"]: action for action in client.request("textDocument/codeAction", params)}


def applied(client: Client, action: dict[str, Any], text: str, encoding: str = "utf-16") -> str:
    """The text after the edit of an action, as an editor applies it."""
    edit = client.request("codeAction/resolve", action)["edit"]
    (change,) = edit["documentChanges"]
    assert change["textDocument"]["version"] == 1
    lines = re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)
    starts = [sum(map(len, lines[:n])) for n in range(len(lines) + 1)]

    def offset(place: dict[str, int]) -> int:
        line = lines[place["line"]] if place["line"] < len(lines) else ""
        code = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
        width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
        return starts[place["line"]] + len(line.encode(code)[: place["character"] * width].decode(code))

    for one in sorted(
        change["edits"], key=lambda e: (e["range"]["start"]["line"], e["range"]["start"]["character"]), reverse=True
    ):
        text = text[: offset(one["range"]["start"])] + one["newText"] + text[offset(one["range"]["end"]) :]
    return text


def around(text: str, needle: str, encoding: str = "utf-16") -> dict[str, Any]:
    place = position(text, needle, encoding)
    return {"start": place, "end": place}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_fix_is_made_when_it_is_resolved(start: Callable[..., Client], encoding: str, variant: str) -> None:
    text = VARIANTS[variant].replace('if problem["kind"] ==', 'if mark == "🙂" or problem["kind"] ==')
    client = start({"shop.py": text}, capabilities(encoding, PULL))
    uri = client.open("shop.py")
    offered = actions(client, uri, around(text, "ProductUnavailabel", encoding))
    fix = offered["Replace 'ProductUnavailabel' with 'ProductUnavailable'"]
    assert fix["isPreferred"] and "edit" not in fix and fix["diagnostics"][0]["code"] == "SP401"
    fixed = applied(client, fix, text, encoding)
    assert fixed == text.replace("ProductUnavailabel", "ProductUnavailable")
    client.change(uri, {"text": fixed})
    assert "SP401" not in {d["code"] for d in client.diagnostics(uri)}


def test_an_action_that_only_runs_a_command_is_resolved_to_itself(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP}, capabilities("utf-16", PULL))
    uri = client.open("shop.py")
    offered = actions(client, uri, around(SHOP, "ProductUnavailabel"))
    page = next(action for action in offered.values() if "command" in action and "data" not in action)
    assert client.request("codeAction/resolve", page) == page


def test_a_client_that_can_not_resolve_gets_the_edit_at_once(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP}, PUSH)
    fix = actions(client, client.open("shop.py"), around(SHOP, "ProductUnavailabel"))[
        "Replace 'ProductUnavailabel' with 'ProductUnavailable'"
    ]
    assert [edit["newText"] for edit in fix["edit"]["changes"][client.uri("shop.py")]] == ['"ProductUnavailable"']


def test_all_safe_fixes(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP})
    uri = client.open("shop.py")
    everywhere = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    offered = actions(client, uri, everywhere, ["source.fixAll"])
    assert set(offered) == {"Fix all that sadpath can fix safely"}
    fixed = applied(client, offered["Fix all that sadpath can fix safely"], SHOP)
    assert fixed == SHOP.replace("ProductUnavailabel", "ProductUnavailable").replace(
        "  # sadpath: ignore[SP102] here", ""
    )


def test_suppressing(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP})
    uri = client.open("shop.py")
    offered = actions(client, uri, around(SHOP, "ProductUnavailabel"), ["quickfix"])
    text = applied(client, offered["Suppress SP401 on this line"], SHOP)
    assert 'if problem["kind"] == "ProductUnavailabel":  # sadpath: ignore[SP401]' in text
    client.change(uri, {"text": text})
    assert "SP401" not in {d["code"] for d in client.diagnostics(uri)}


def test_branches_for_what_is_missing(start: Callable[..., Client]) -> None:
    text = SHOP.replace("ProductUnavailabel", "ProductUnavailable")
    client = start({"shop.py": text})
    uri = client.open("shop.py")
    offered = actions(client, uri, around(text, "ProductUnavailable"), ["refactor"])
    added = applied(client, offered["Add a branch for OrderFailed"], text)
    assert 'elif problem["kind"] == "OrderFailed":' in added
    compile(added, "shop.py", "exec")
    assert len(offered) > 2 and all(title.startswith("Add ") for title in offered)


def test_the_page_of_a_rule(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP})
    client.handlers["window/showDocument"] = lambda params: {"success": True}
    command = actions(client, client.open("shop.py"), around(SHOP, "ProductUnavailabel"))["Show the page of SP401"][
        "command"
    ]
    uri = client.request("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
    assert uri.endswith("/SP401.md")


def test_nothing_where_nothing_is_wrong(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP})
    assert actions(client, client.open("shop.py"), around(SHOP, "import time"), ["quickfix"]) == {}
