"""Settings: files of the project, read again when they change; the editor's own; and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .client import PULL, PUSH, Client
from .test_diagnostics import CLIENT

CREATED, CHANGED, DELETED = 1, 2, 3


def codes(client: Client, uri: str) -> list[str]:
    return [d["code"] for d in client.diagnostics(uri)]


def on_disk(client: Client, name: str, text: str | None, kind: int) -> None:
    """Change a file outside of the editor, and tell the server."""
    path = client.folder / name
    if text is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": kind}]})


def test_the_nearest_file_as_it_comes_changes_and_goes(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT, "sub/client.py": CLIENT})
    uri, below = client.open("client.py"), client.open("sub/client.py")
    assert codes(client, uri) == codes(client, below) == ["SP101"]
    on_disk(client, "sub/sadpath.toml", 'ignore = ["SP101"]\n', CREATED)
    assert (codes(client, uri), codes(client, below)) == (["SP101"], [])
    on_disk(client, "pyproject.toml", '[tool.sadpath]\nignore = ["SP1"]\n', CREATED)
    on_disk(client, "sub/sadpath.toml", 'severity = { SP101 = "info" }\n', CHANGED)
    assert codes(client, uri) == []
    assert [(d["code"], d["severity"]) for d in client.diagnostics(below)] == [("SP101", 3)]
    on_disk(client, "pyproject.toml", None, DELETED)
    on_disk(client, "sub/sadpath.toml", None, DELETED)
    assert codes(client, uri) == codes(client, below) == ["SP101"]


def test_a_mistake_is_shown_where_it_is_until_it_is_mended(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT, "pyproject.toml": '[tool.sadpath]\n\nignore = ["SP101", "SPX"]\n'})
    uri, settings = client.open("client.py"), client.uri("pyproject.toml")
    told = client.wait("textDocument/publishDiagnostics", lambda p: p["uri"] == settings)
    assert [(d["range"]["start"]["line"], d["severity"]) for d in told["diagnostics"]] == [(2, 1)]
    assert "SPX" in told["diagnostics"][0]["message"]
    on_disk(client, "pyproject.toml", '[tool.sadpath]\nignore = ["SP101"]\n', CHANGED)
    assert codes(client, uri) == []
    told = client.wait("textDocument/publishDiagnostics", lambda p: p["uri"] == settings)
    assert told["diagnostics"] == []
    on_disk(client, "pyproject.toml", "[tool.sadpath\n", CHANGED)
    told = client.wait("textDocument/publishDiagnostics", lambda p: p["uri"] == settings)
    assert [d["range"]["start"]["line"] for d in told["diagnostics"]] == [0]
    assert codes(client, uri) == []  # the last good settings hold


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"enable": False}, []),
        ({"select": ["SP102"]}, []),
        ({"ignore": ["SP101"]}, []),
        ({"configuration": "other.toml"}, [("SP101", 3)]),
        ({"select": ["SP101"], "unknown": 1}, [("SP101", 1)]),
    ],
    ids=str,
)
def test_the_editors_settings(start: Callable[..., Client], settings: dict[str, Any], expected: Any) -> None:
    files = {"client.py": CLIENT, "other.toml": 'severity = { SP101 = "info" }\n'}
    client = start(files, settings=settings)
    client.wait("workspace/configuration")
    uri = client.open("client.py")
    assert [(d["code"], d["severity"]) for d in client.diagnostics(uri)] == expected
    client.settings = {}
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.wait("workspace/configuration")
    client.wait_started()
    assert [(d["code"], d["severity"]) for d in client.diagnostics(uri)] == [("SP101", 1)]


def test_settings_that_an_old_editor_sends(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT}, PUSH, {"settings": {"ignore": ["SP101"]}})
    uri = client.open("client.py")
    told = client.wait("textDocument/publishDiagnostics", lambda p: p["uri"] == uri)
    assert told["diagnostics"] == []
    client.notify("workspace/didChangeConfiguration", {"settings": {"sadpath": {"ignore": []}}})
    client.wait("textDocument/publishDiagnostics", lambda p: p["uri"] == uri and p["diagnostics"])


def test_what_is_wrong_with_the_editors_settings(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT}, settings={"run": "sometimes", "select": "SP101"})
    told = [client.wait("window/showMessage")["message"] for _ in range(2)]
    assert sorted(told) == [
        "sadpath: sadpath.run has to be onType or onSave",
        "sadpath: sadpath.select has to be a list of texts",
    ]
    assert codes(client, client.open("client.py")) == ["SP101"]


def test_looking_only_when_a_file_is_saved(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT}, settings={"run": "onSave"})
    client.wait("workspace/configuration")
    client.wait_started()
    uri = client.open("client.py")
    assert codes(client, uri) == ["SP101"]
    client.change(uri, {"text": CLIENT.replace("return answer", "answer.raise_for_status()\n    return answer")})
    assert codes(client, uri) == ["SP101"]
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert codes(client, uri) == []


def test_only_open_documents(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT}, settings={"workspace": False})
    client.wait("workspace/configuration")
    client.wait_started()
    assert client.request("workspace/diagnostic", {"previousResultIds": []})["items"] == []
    assert codes(client, client.open("client.py")) == ["SP101"]


def test_files_that_come_change_and_go(start: Callable[..., Client]) -> None:
    client = start({"caller.py": "from client import place\n\n\ndef buy(key, order):\n    place(key, order)\n"})
    caller = client.open("caller.py")

    def everywhere() -> dict[str, list[str]]:
        items = client.request("workspace/diagnostic", {"previousResultIds": []})["items"]
        return {Path(item["uri"]).name: [d["code"] for d in item["items"]] for item in items}

    assert everywhere() == {}
    on_disk(client, "client.py", CLIENT, CREATED)
    assert everywhere() == {"client.py": ["SP101"]}
    assert codes(client, caller) == []
    on_disk(
        client, "client.py", CLIENT.replace("return answer", "answer.raise_for_status()\n    return answer"), CHANGED
    )
    assert everywhere() == {}
    on_disk(client, "client.py", CLIENT, CHANGED)
    uri = client.open("client.py", CLIENT.replace("return answer", "answer.raise_for_status()\n    return answer"))
    assert codes(client, uri) == []
    on_disk(client, "client.py", CLIENT, CHANGED)
    assert codes(client, uri) == []  # what the editor shows counts
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert everywhere() == {"client.py": ["SP101"]}
    on_disk(client, "client.py", None, DELETED)
    assert everywhere() == {}


def test_a_new_file_is_opened_before_it_is_on_the_disk(start: Callable[..., Client]) -> None:
    client = start({})
    assert codes(client, client.open("new.py", CLIENT)) == ["SP101"]
    assert PULL["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"]
