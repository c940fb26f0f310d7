"""Code lenses, the matrix behind them, explanations, inlay hints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest

from .client import PULL, Client
from .shop import ENCODINGS, SHOP, VARIANTS, capabilities, position

WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


def lenses(client: Client, uri: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.request("textDocument/codeLens", {"textDocument": {"uri": uri}})
    return found


def test_a_lens_over_each_entry(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP})
    uri = client.open("shop.py")
    found = [(lens["range"]["start"]["line"], lens["command"]["title"]) for lens in lenses(client, uri)]
    assert found == [
        (24, "getBalance: 6 errors, 6 passed"),
        (28, "placeOrderV1: 11 errors, 2 handled, 9 raised"),
    ]
    broken = SHOP.replace("    if answer.ok:\n", "    if answer.status_code != 401:\n")
    client.change(uri, {"text": broken})
    assert lenses(client, uri)[1]["command"]["title"] != found[1][1]


def test_the_lens_opens_the_matrix_as_a_document(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP})
    client.handlers["window/showDocument"] = lambda params: {"success": True}
    command = lenses(client, client.open("shop.py"))[1]["command"]
    uri = client.request("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
    assert any(r["method"] == "window/showDocument" and r["params"]["uri"] == uri for r in client.requests)
    text = Path(urlparse(uri).path).read_text(encoding="utf-8")
    assert text.startswith("# shop:twice") and "| 400 | `ConstraintViolation` | handled |" in text


def test_a_client_may_bring_its_own_command(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP}, options={"matrixCommand": "mine.show"})
    command = lenses(client, client.open("shop.py"))[0]["command"]
    assert command["command"] == "mine.show" and command["arguments"][0]["entry"] == "shop:balance"


def test_no_lens_where_they_are_not_wanted(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP}, settings={"codeLens": False})
    assert lenses(client, client.open("shop.py")) == []


def test_the_matrix_of_the_function_at_the_cursor(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP})
    uri = client.open("shop.py")
    place = position(SHOP, "answer.ok")
    matrix = client.request("sadpath/matrix", {"textDocument": {"uri": uri}, "position": place})
    (entry,) = matrix["entries"]
    assert (matrix["title"], entry["operation"], entry["line"]) == ("shop:twice", "placeOrderV1", 13)
    outcome = next(o for o in entry["outcomes"] if o["code"] == "ConstraintViolation")
    assert (outcome["status"], outcome["fate"], outcome["lines"][-1]) == (400, "handled", 20)
    by_name = client.request("sadpath/matrix", {"textDocument": {"uri": uri}, "entry": "shop:balance"})
    assert [e["operation"] for e in by_name["entries"]] == ["getBalance"]


def test_explanations(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP})
    uri = client.open("shop.py")
    place = {"textDocument": {"uri": uri}, "position": position(SHOP, "answer.status_code")}
    said = client.request("sadpath/explain", place)
    assert said["title"] == "shop.py:20" and "yes: answer.status_code == 400" in said["markdown"]
    nowhere = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}
    assert client.request("sadpath/explain", nowhere) is None


def test_an_explanation_in_another_folder_than_the_server_runs_in(start: Callable[..., Client], tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "shop.py").write_text(SHOP)
    client = start({}, begin=False)
    client.start(folders=(client.folder, other))
    uri = client.open((other / "shop.py").as_uri(), SHOP)
    place = {"textDocument": {"uri": uri}, "position": position(SHOP, "answer.status_code")}
    said = client.request("sadpath/explain", place)
    assert said["title"] == "other/shop.py:20" and "sent at other/shop.py:" in said["markdown"]
    assert ".." not in said["markdown"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_hints_beside_conditions(start: Callable[..., Client], encoding: str, variant: str) -> None:
    text = VARIANTS[variant].replace("answer.status_code == 400", 'mark == "🙂" or answer.status_code == 400')
    client = start({"shop.py": text}, capabilities(encoding, PULL), settings={"inlayHints": True})
    uri = client.open("shop.py")
    found = client.request("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": WHOLE})
    behind = position(text, "answer.status_code == 400", encoding, offset=len("answer.status_code == 400"))
    assert [(hint["label"], hint["position"]) for hint in found] == [("← ConstraintViolation, Http", behind)]
    above = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
    assert client.request("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": above}) == []


def test_hints_are_off_by_default(start: Callable[..., Client]) -> None:
    client = start({"shop.py": SHOP})
    uri = client.open("shop.py")
    assert client.request("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": WHOLE}) == []
