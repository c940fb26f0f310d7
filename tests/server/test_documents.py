"""Documents of all kinds: several folders, untitled ones, notebooks; edits in parts, and how they are counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .client import PULL, Client
from .test_diagnostics import CALLER, CLIENT

CELLS = CLIENT.replace('"""A client."""\n\n', "").split("\n\n\n")


def codes(client: Client, uri: str) -> list[tuple[str, int]]:
    return [(d["code"], d["range"]["start"]["line"]) for d in client.diagnostics(uri)]


def test_several_folders(start: Callable[..., Client], tmp_path: Path) -> None:
    client = start({}, begin=False)
    one, two, late = (tmp_path / name for name in ("one", "two", "late"))
    for folder in (one, two, late):
        folder.mkdir()
        (folder / "client.py").write_text(CLIENT)
    (two / "caller.py").write_text(CALLER)
    client.start(folders=(one, two))
    in_one, in_two = (
        client.open((one / "client.py").as_uri(), CLIENT),
        client.open((two / "client.py").as_uri(), CLIENT),
    )
    assert codes(client, in_one) == [("SP101", 8)]
    assert codes(client, in_two) == [("SP102", 8)]  # the caller beside it

    added = {"uri": late.as_uri(), "name": "late"}
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [added], "removed": []}})
    items = client.request("workspace/diagnostic", {"previousResultIds": []})["items"]
    assert (late / "client.py").as_uri() in {item["uri"] for item in items}
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [added]}})
    items = client.request("workspace/diagnostic", {"previousResultIds": []})["items"]
    assert {item["uri"] for item in items if item["items"]} == {in_one, in_two}


def test_a_folder_inside_another(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT, "inner/client.py": CLIENT, "inner/caller.py": CALLER}, begin=False)
    client.start(folders=(client.folder, client.folder / "inner"))
    assert codes(client, client.open("client.py")) == [("SP101", 8)]
    assert codes(client, client.open("inner/client.py")) == [("SP102", 8)]


def test_untitled_and_outside_of_all_folders(start: Callable[..., Client], tmp_path: Path) -> None:
    client = start({})
    assert codes(client, client.open("untitled:Untitled-1", CLIENT)) == [("SP101", 8)]
    client.change("untitled:Untitled-1", {"text": CLIENT.replace("return answer.json()", "answer.raise_for_status()")})
    assert codes(client, "untitled:Untitled-1") == []
    (tmp_path / "outside.py").write_text("")
    assert codes(client, client.open((tmp_path / "outside.py").as_uri(), CLIENT)) == [("SP101", 8)]
    client.notify("textDocument/didClose", {"textDocument": {"uri": "untitled:Untitled-1"}})
    assert client.request("workspace/diagnostic", {"previousResultIds": []})["items"] == []


def notebook(uri: str, cells: list[str]) -> dict[str, Any]:
    """The params of `notebookDocument/didOpen`."""
    documents = [
        {"uri": f"{uri}#{n}", "languageId": "python", "version": 1, "text": text} for n, text in enumerate(cells)
    ]
    return {
        "notebookDocument": {
            "uri": uri,
            "notebookType": "jupyter-notebook",
            "version": 1,
            "cells": [{"kind": 2, "document": d["uri"]} for d in documents],
        },
        "cellTextDocuments": documents,
    }


def test_cells_of_a_notebook(start: Callable[..., Client]) -> None:
    client = start({})
    uri = client.uri("work.ipynb")
    client.notify("notebookDocument/didOpen", notebook(uri, ["%pip install requests\nimport os", *CELLS]))
    assert codes(client, f"{uri}#2") == [("SP101", 1)]
    assert codes(client, f"{uri}#0") == codes(client, f"{uri}#1") == []

    def change(version: int, cells: dict[str, Any]) -> None:
        document = {"uri": uri, "version": version}
        client.notify("notebookDocument/didChange", {"notebookDocument": document, "change": {"cells": cells}})

    line = {"line": 0, "character": 0}
    text = {
        "document": {"uri": f"{uri}#2", "version": 2},
        "changes": [{"range": {"start": line, "end": line}, "text": "\n\n"}],
    }
    change(2, {"textContent": [text]})
    assert codes(client, f"{uri}#2") == [("SP101", 3)]

    cell = {"kind": 2, "document": f"{uri}#new"}
    opened = {"uri": f"{uri}#new", "languageId": "python", "version": 1, "text": "x = 1\ny = 2\n"}
    change(
        3,
        {
            "structure": {
                "array": {"start": 0, "deleteCount": 1, "cells": [cell]},
                "didOpen": [opened],
                "didClose": [{"uri": f"{uri}#0"}],
            }
        },
    )
    assert codes(client, f"{uri}#2") == [("SP101", 3)] and codes(client, f"{uri}#new") == []

    opened = {**opened, "uri": f"{uri}#call", "text": 'print("é🙂"); place("k", {})["orderId"]'}
    cell = {"kind": 2, "document": f"{uri}#call"}
    change(4, {"structure": {"array": {"start": 3, "deleteCount": 0, "cells": [cell]}, "didOpen": [opened]}})
    assert codes(client, f"{uri}#2") == [("SP102", 3)]

    change(
        5,
        {
            "structure": {
                "array": {"start": 2, "deleteCount": 2, "cells": []},
                "didClose": [{"uri": f"{uri}#2"}, {"uri": f"{uri}#call"}],
            }
        },
    )
    assert codes(client, f"{uri}#1") == []
    client.notify("notebookDocument/didClose", {"notebookDocument": {"uri": uri}, "cellTextDocuments": []})


STRANGE = '"""é🙂\x0c\u2028"""\r\n\x0c\r\nimport requests\r\nMARK = "🙂"\r\n\r\n\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_edits_in_parts(start: Callable[..., Client], encoding: str) -> None:
    text = STRANGE + "\r\n".join(CLIENT.split("\n")[4:])
    client = start({"client.py": text}, {**PULL, "general": {"positionEncodings": [encoding]}})
    uri = client.open("client.py")

    def width(before: str) -> int:
        return (
            len(before.encode({"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]))
            // {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
        )

    def at(line: int, before: str) -> dict[str, int]:
        return {"line": line, "character": width(before)}

    def typed(line: int, before: str, removed: str, text: str) -> dict[str, Any]:
        return {"range": {"start": at(line, before), "end": at(line, before + removed)}, "text": text}

    (found,) = client.diagnostics(uri)
    first = found["range"]["start"]["line"]
    assert (found["code"], found["range"]["start"]["character"]) == ("SP101", 13)
    client.change(
        uri,
        typed(3, 'MARK = "🙂', "", "🙂\r\n"),
        typed(0, '"""é🙂', "\x0c", ""),
        typed(first + 1, "    ", "", 'mark = "🙂é"; '),
    )
    (found,) = client.diagnostics(uri)
    assert found["code"] == "SP902"  # the string is broken over two lines
    client.change(uri, {"range": {"start": at(3, 'MARK = "🙂🙂'), "end": at(4, "")}, "text": ""})
    (found,) = client.diagnostics(uri)
    assert found["range"]["start"] == at(first, '    mark = "🙂é"; answer = ')


def test_a_burst_of_edits(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT})
    uri = client.open("client.py")
    for number in range(60):
        line = {"line": 6, "character": 0}
        client.change(uri, {"range": {"start": line, "end": line}, "text": f"NUMBER_{number} = {number}\n"})
    assert codes(client, uri) == [("SP101", 68)]
