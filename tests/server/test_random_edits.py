"""Random edits of open documents: the server then tells what a new one does."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .client import Client

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.workspace.edits import edited  # noqa: E402
from tests.workspace.fresh import parses  # noqa: E402

SHOP = ROOT / "examples" / "shop"
EDITS = 200
LOOK = 20


def told(client: Client) -> dict[str, Any]:
    items = client.request("workspace/diagnostic", {"previousResultIds": []})["items"]
    return {item["uri"].removeprefix(client.folder.as_uri()): item["items"] for item in items if item["items"]}


def change(old: str, new: str) -> dict[str, Any]:
    """One incremental change of the lines that differ."""
    before, after = old.split("\n"), new.split("\n")
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    last = len(before) - end
    if start < last and start < len(after) - end:
        place = {
            "start": {"line": start, "character": 0},
            "end": {"line": last - 1, "character": utf16(before[last - 1])},
        }
        return {"range": place, "text": "\n".join(after[start : len(after) - end])}
    return {"text": new}


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def plain(found: dict[str, Any], folder: Path) -> str:
    return str(found).replace(folder.as_uri(), "")


def test_as_a_new_server(start: Callable[..., Client]) -> None:
    rng = random.Random(4)
    texts = {str(p.relative_to(SHOP)): p.read_text() for p in SHOP.rglob("*.py")}
    client = start(texts)
    uris = {name: client.open(name, text) for name, text in texts.items()}
    for step in range(1, EDITS + 1):
        name = rng.choice(sorted(texts))
        new = edited(texts[name], rng)
        client.change(uris[name], change(texts[name], new))
        if not parses(new.encode()):
            if step % 5 == 0:
                client.diagnostics(uris[name])
            client.change(uris[name], {"text": texts[name]})
        else:
            texts[name] = new
        if step % LOOK == 0:
            fresh = start(texts)
            for each, text in texts.items():
                fresh.open(each, text)
            assert plain(told(client), client.folder) == plain(told(fresh), fresh.folder), step
            fresh.kill()
