"""Malformed and untimely messages: each request gets an answer, and the server goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from .client import TIMEOUT, Client, RpcError
from .test_diagnostics import CLIENT

DEEP = 30_000


def ping(client: Client) -> None:
    """The server answers."""
    with pytest.raises(RpcError, match="-32601"):
        client.request("sadpath/ping")


def refused(client: Client, code: int, identity: Any = None) -> None:
    """The next answer that belongs to no request of ours is an error."""
    message = client.errors.get(timeout=TIMEOUT)
    assert (message["id"], message["error"]["code"]) == (identity, code), message


NO_JSON = [
    b"{",
    b"",
    b"\xff\xfe\x00",
    b'{"jsonrpc": "2.0", "id": 9001, "method": }',
    b"[" * DEEP + b"]" * DEEP,
]
NO_MESSAGES: list[tuple[Any, Any]] = [
    (17, None),
    ("textDocument/hover", None),
    (None, None),
    ([], None),
    ([{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}], None),
    ({}, None),
    ({"id": 9002, "method": "shutdown"}, 9002),
    ({"jsonrpc": "1.0", "id": 9003, "method": "shutdown"}, 9003),
    ({"jsonrpc": "2.0"}, None),
    ({"jsonrpc": "2.0", "id": 9004}, 9004),
    ({"jsonrpc": "2.0", "id": 9005, "params": {}}, 9005),
]
WRONG_REQUESTS: list[tuple[str, Any, int]] = [
    ("textDocument/diagnostic", None, -32602),
    ("textDocument/diagnostic", 5, -32602),
    ("textDocument/diagnostic", [], -32602),
    ("textDocument/diagnostic", {"textDocument": "a.py"}, -32602),
    ("textDocument/hover", {"textDocument": {"uri": "file:///a.py"}, "position": {"line": "one"}}, -32602),
    ("textDocument/codeAction", {"textDocument": {"uri": "file:///a.py"}}, -32602),
    ("workspace/diagnostic", {"previousResultIds": {"uri": 1}}, -32602),
    ("workspace/executeCommand", {"command": "rm -rf"}, -32602),
    ("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, -32600),
    ("sadpath/unknown", {"x": 1}, -32601),
]
NOTIFICATIONS: list[tuple[str, Any]] = [
    (
        "textDocument/didChange",
        {"textDocument": {"uri": "file:///never-opened.py", "version": 2}, "contentChanges": []},
    ),
    ("textDocument/didChange", {"textDocument": 5, "contentChanges": "x"}),
    ("textDocument/didOpen", {}),
    ("textDocument/didClose", {"textDocument": {"uri": "file:///never-opened.py"}}),
    ("notebookDocument/didClose", {"notebookDocument": {"uri": "file:///no.ipynb"}, "cellTextDocuments": []}),
    ("workspace/didChangeWatchedFiles", {"changes": [{"uri": "untitled:x", "type": 2}, {"uri": "", "type": 1}]}),
    ("workspace/didChangeConfiguration", {"settings": "strict"}),
    ("$/cancelRequest", {"id": 424242}),
    ("$/cancelRequest", {}),
    ("$/setTrace", {"value": "everything"}),
    ("nonsense", [1, 2]),
    ("initialized", {}),
]


def test_none_of_it_stops_the_server(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT})
    uri = client.open("client.py")
    for body in NO_JSON:
        client.write_bytes(body)
        refused(client, -32700)
        ping(client)
    for message, identity in NO_MESSAGES:
        client.write(message)
        refused(client, -32600, identity)
        ping(client)
    for method, params, code in WRONG_REQUESTS:
        with pytest.raises(RpcError) as caught:
            client.request(method, params)
        assert caught.value.code == code, (method, params, caught.value)
    for method, params in NOTIFICATIONS:
        client.notify(method, params)
        ping(client)
    assert [d["code"] for d in client.diagnostics(uri)] == ["SP101"]
    assert client.errors.empty()
    assert client.stop() == 0


def test_an_answer_of_the_client_that_makes_no_sense(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT}, begin=False)
    client.handlers["workspace/configuration"] = lambda params: "all of them"
    client.start()
    found = client.request("workspace/diagnostic", {"previousResultIds": []})["items"]
    assert [d["code"] for item in found for d in item["items"]] == ["SP101"]
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    ping(client)


def test_headers_in_other_spellings(start: Callable[..., Client]) -> None:
    client = start({})
    assert client.process.stdin is not None

    def send(header: bytes, more: bytes = b"") -> bytes:
        body = json.dumps({"jsonrpc": "2.0", "id": "headers", "method": "sadpath/ping"}).encode()
        return (header + b"\r\n\r\n") % len(body) + body + more

    for data in (
        send(b"content-length: %d"),
        send(b"CONTENT-LENGTH:%d"),
        send(b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length:  %d "),
        send(b"Content-Length: %d\r\nX-Other: 1").replace(b"\r\n", b"\n"),
        send(b"Content-Length: 99999999999999\r\nContent-Length: %d"),
        send(b"Content-Length: %d", b"and more than it said"),
    ):
        client.process.stdin.write(data)
        client.process.stdin.flush()
        refused(client, -32601, "headers")
        ping(client)
    for header in (
        b"Content-Length: -1",
        b"Content-Length: many",
        b"Length: 4",
        b"Content-Length: 999999999999999999999",
    ):
        client.process.stdin.write(header + b"\r\n\r\n")
        client.process.stdin.flush()
        refused(client, -32700)
        ping(client)
    assert client.stop() == 0
