"""Completion of codes and of rule codes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .client import PULL, Client
from .shop import ENCODINGS, SHOP, capabilities, position

RIGHT = SHOP.replace("ProductUnavailabel", "ProductUnavailable")


def labels(client: Client, uri: str, text: str, needle: str, encoding: str = "utf-16", *, number: int = 0) -> list[str]:
    """What is offered behind `needle`, in the order that the editor shows."""
    place = position(text, needle, encoding, offset=len(needle), number=number)
    found = client.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
    return [item["label"] for item in sorted(found["items"], key=lambda item: item["sortText"])]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "line",
    [
        '    mark = "🙂"; wrong = problem["kind"] == "Pro',
        '    if problem["kind"] in ("Authorization", "Pro',
        "    match problem['kind']:\n        case 'Pro",
        '    codes = {"Authorization": 1, "Pro',
    ],
)
def test_codes_where_a_code_is_asked_for(start: Callable[..., Client], encoding: str, line: str) -> None:
    client = start({"shop.py": RIGHT}, capabilities(encoding, PULL))
    uri = client.open("shop.py")
    assert client.diagnostics(uri)
    text = RIGHT.replace("    if answer.status_code", f"{line}\n    if answer.status_code")
    client.change(uri, {"text": text})
    offered = labels(client, uri, text, line, encoding)
    assert "OrderFailed" in offered and "ProductUnavailable" in offered
    at_hand = offered.index("OrderFailed")
    assert at_hand < offered.index("ProductUnavailable") < offered.index("OrderNotFound")


def test_the_word_that_stands_there_is_replaced(start: Callable[..., Client]) -> None:
    text = RIGHT.replace('"ProductUnavailable"', '"Pro')
    client = start({"shop.py": RIGHT})
    uri = client.open("shop.py")
    client.diagnostics(uri)
    client.change(uri, {"text": text})
    place = position(text, '== "Pro', offset=7)
    found = client.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
    edit = found["items"][0]["textEdit"]["range"]
    assert edit == {"start": {**place, "character": place["character"] - 3}, "end": place}


@pytest.mark.parametrize(
    "line", ['    name = "Pro', '    headers = {"X-Api', '    print("Pro', '    # kind == "Pro" or "']
)
def test_nothing_elsewhere(start: Callable[..., Client], line: str) -> None:
    client = start({"shop.py": RIGHT})
    uri = client.open("shop.py")
    client.diagnostics(uri)
    text = RIGHT.replace("    mark =", f"{line}\n    mark =")
    client.change(uri, {"text": text})
    assert labels(client, uri, text, line) == []


def test_rules_in_a_suppression(start: Callable[..., Client]) -> None:
    text = SHOP.replace("ignore[SP102]", "ignore[SP101, SP")
    client = start({"shop.py": text})
    offered = labels(client, client.open("shop.py"), text, "ignore[SP101, SP")
    assert "SP201" in offered and "SP101" not in offered
