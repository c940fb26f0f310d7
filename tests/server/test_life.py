"""Beginning and end of a server: order of messages, exit codes, a socket, one server after another."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .client import PULL, TIMEOUT, Client, RpcError
from .test_diagnostics import CLIENT

INITIALIZE: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}


@pytest.fixture
def client(tmp_path: Path) -> Any:
    """A server that nobody has initialized."""
    folder = tmp_path / "ws"
    folder.mkdir()
    made = Client(folder)
    yield made
    made.kill()


def refusal(client: Client, method: str, params: Any = None) -> int:
    with pytest.raises(RpcError) as caught:
        client.request(method, params)
    code: int = caught.value.code
    return code


def test_nothing_before_initialize(client: Client) -> None:
    assert refusal(client, "textDocument/hover", {}) == -32602
    position = {"textDocument": {"uri": "file:///a.py"}, "position": {"line": 0, "character": 0}}
    assert refusal(client, "textDocument/hover", position) == -32002
    assert refusal(client, "shutdown") == -32002
    client.notify("textDocument/didOpen", {"textDocument": {"uri": "file:///a.py"}})
    assert refusal(client, "initialize", {"capabilities": 5}) == -32602
    assert "capabilities" in client.request("initialize", INITIALIZE)
    assert refusal(client, "initialize", INITIALIZE) == -32600


def test_nothing_after_shutdown(client: Client) -> None:
    client.start()
    assert client.request("shutdown") is None
    assert refusal(client, "shutdown") == -32600
    assert refusal(client, "textDocument/diagnostic", {"textDocument": {"uri": "file:///a.py"}}) == -32600
    client.notify("textDocument/didClose", {"textDocument": {"uri": "file:///a.py"}})
    client.notify("exit")
    assert client.process.wait(timeout=TIMEOUT) == 0


def test_exit_without_shutdown(client: Client) -> None:
    client.start()
    client.notify("exit")
    assert client.process.wait(timeout=TIMEOUT) == 1


def test_exit_before_initialize(client: Client) -> None:
    client.notify("exit")
    assert client.process.wait(timeout=TIMEOUT) == 1


def test_the_end_of_input(client: Client) -> None:
    client.start()
    assert client.process.stdin is not None
    client.process.stdin.close()
    assert client.process.wait(timeout=TIMEOUT) == 0


def test_the_end_of_input_amid_a_message(client: Client) -> None:
    assert client.process.stdin is not None
    client.process.stdin.write(b'Content-Length: 400\r\n\r\n{"jsonrpc"')
    client.process.stdin.close()
    assert client.process.wait(timeout=TIMEOUT) == 0


def test_one_server_after_another(start: Callable[..., Client]) -> None:
    found = []
    for _ in range(2):
        client = start({"client.py": CLIENT})
        report = client.request("textDocument/diagnostic", {"textDocument": {"uri": client.open("client.py")}})
        found.append(json.dumps(report, sort_keys=True).replace(client.folder.as_uri(), ""))
        assert client.stop() == 0
    assert found[0] == found[1] and "SP101" in found[0]


def test_a_socket(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (tmp_path / "client.py").write_text(CLIENT)
    process = subprocess.Popen([sys.executable, "-m", "sadpath", "server", "--tcp", f"127.0.0.1:{port}"], cwd=tmp_path)
    try:
        connection = connected(port)
        stream = connection.makefile("rwb")

        def call(number: int, method: str, params: Any) -> Any:
            body = json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode()
            stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            stream.flush()
            while True:
                length = 0
                while line := stream.readline().strip():
                    if line.lower().startswith(b"content-length"):
                        length = int(line.partition(b":")[2])
                message = json.loads(stream.read(length))
                if message.get("id") == number and "method" not in message:
                    return message["result"]

        capabilities = {"textDocument": PULL["textDocument"]}
        call(1, "initialize", {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": capabilities})
        stream.write(b'Content-Length: 52\r\n\r\n{"jsonrpc":"2.0","method":"initialized","params":{}}')
        found = call(2, "textDocument/diagnostic", {"textDocument": {"uri": (tmp_path / "client.py").as_uri()}})
        assert [d["code"] for d in found["items"]] == ["SP101"]
        call(3, "shutdown", None)
        stream.write(b'Content-Length: 33\r\n\r\n{"jsonrpc":"2.0","method":"exit"}')
        stream.flush()
        assert process.wait(timeout=TIMEOUT) == 0
    finally:
        process.kill()
        process.wait()


def connected(port: int) -> socket.socket:
    """A connection to a server that is still starting."""
    end = time.monotonic() + TIMEOUT
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
