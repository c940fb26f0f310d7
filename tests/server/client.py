"""A small language client: starts the real server as a process and talks JSON-RPC over its pipes."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

TIMEOUT = 60.0

PULL: dict[str, Any] = {
    "textDocument": {
        "diagnostic": {"dynamicRegistration": False, "relatedDocumentSupport": True},
        "publishDiagnostics": {"relatedInformation": True},
        "codeAction": {
            "resolveSupport": {"properties": ["edit"]},
            "dataSupport": True,
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source.fixAll"]}},
        },
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
    "workspace": {
        "diagnostics": {"refreshSupport": True},
        "codeLens": {"refreshSupport": True},
        "configuration": True,
        "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceEdit": {"documentChanges": True},
        "workspaceFolders": True,
    },
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    "general": {"positionEncodings": ["utf-16"]},
}
"""What a modern editor can do."""

PUSH: dict[str, Any] = {"textDocument": {"publishDiagnostics": {"relatedInformation": True}}}
"""What an old editor can do."""


class RpcError(Exception):
    """The server answered with an error: its code and its message."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.code = error["code"]


class Client:
    """One server process. Answers and notifications are read by a thread; `settings` is what `workspace/configuration` gets."""

    def __init__(
        self, folder: Path, *, settings: dict[str, Any] | None = None, arguments: tuple[str, ...] = ()
    ) -> None:
        self.folder = folder
        self.settings = settings or {}
        self.log = (folder.parent / f"{folder.name}-server.log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sadpath", "server", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            cwd=folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.number = 0
        self.answers: dict[Any, queue.Queue[dict[str, Any]]] = {}
        self.notifications: queue.Queue[dict[str, Any]] = queue.Queue()
        self.requests: list[dict[str, Any]] = []
        self.errors: queue.Queue[dict[str, Any]] = queue.Queue()
        self.handlers: dict[str, Callable[[Any], Any]] = {"workspace/configuration": self.configuration}
        self.versions: dict[str, int] = {}
        threading.Thread(target=self.read, daemon=True).start()

    # ------------------------------------------------------------------ the wire

    def write(self, message: Any) -> None:
        """Send a message as it is."""
        self.write_bytes(json.dumps(message).encode())

    def write_bytes(self, body: bytes) -> None:
        """Send a body, which need not be JSON."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def read(self) -> None:
        """The thread that reads what the server says."""
        stdout = self.process.stdout
        assert stdout is not None
        while header := stdout.readline():
            length = int(header.split(b":")[1])
            while stdout.readline().strip():
                pass
            message = json.loads(stdout.read(length))
            if "method" in message and "id" in message:
                self.requests.append(message)
                handler = self.handlers.get(message["method"])
                result = handler(message.get("params")) if handler else None
                with contextlib.suppress(ValueError, OSError):  # a test has closed the pipe
                    self.write({"jsonrpc": "2.0", "id": message["id"], "result": result})
                self.notifications.put(message)
            elif "method" in message:
                self.notifications.put(message)
            elif message["id"] in self.answers:
                self.answers[message["id"]].put(message)
            else:
                self.errors.put(message)

    def configuration(self, params: Any) -> list[Any]:
        """The answer to `workspace/configuration`."""
        return [self.settings for _ in params["items"]]

    def send(self, method: str, params: Any) -> int:
        """Send a request; its id."""
        self.number += 1
        self.answers[self.number] = queue.Queue()
        self.write({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        return self.number

    def answer(self, number: Any, timeout: float = TIMEOUT) -> Any:
        """The result of a request. Raises RpcError."""
        message = self.answers.setdefault(number, queue.Queue()).get(timeout=timeout)
        if "error" in message:
            raise RpcError(message["error"])
        return message["result"]

    def request(self, method: str, params: Any = None) -> Any:
        """Send a request and wait for its result. Raises RpcError."""
        return self.answer(self.send(method, params))

    def notify(self, method: str, params: Any = None) -> None:
        """Send a notification."""
        self.write({"jsonrpc": "2.0", "method": method, "params": params})

    def wait(self, method: str, accept: Callable[[Any], bool] = lambda params: True, timeout: float = TIMEOUT) -> Any:
        """The params of the next notification (or request of the server's) of that method which `accept` takes."""
        while True:
            message = self.notifications.get(timeout=timeout)
            if message["method"] == method and accept(message.get("params")):
                return message.get("params")

    # ------------------------------------------------------------------ life

    def start(self, capabilities: dict[str, Any] = PULL, options: Any = None, folders: tuple[Path, ...] = ()) -> Any:
        """`initialize` and `initialized`; the server's answer. Unless `options` say otherwise, an answer is always final."""
        roots = folders or (self.folder,)
        if options is None or isinstance(options, dict):
            options = {"patience": 1000 * TIMEOUT, **(options or {})}
        result = self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": self.folder.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": root.name} for root in roots],
                "capabilities": capabilities,
                "initializationOptions": options,
            },
        )
        self.notify("initialized", {})
        return result

    def wait_started(self) -> None:
        """Until the server has asked what it wants to know at its start."""
        with contextlib.suppress(RpcError):
            self.request("workspace/diagnostic", {"previousResultIds": []})

    def stop(self) -> int:
        """`shutdown` and `exit`; the exit code."""
        self.request("shutdown")
        self.notify("exit")
        return self.process.wait(timeout=TIMEOUT)

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.wait()
        self.log.close()

    # ------------------------------------------------------------------ documents

    def uri(self, name: str) -> str:
        """The URI of a file in the folder."""
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None) -> str:
        """Open a file; its URI."""
        uri = name if ":" in name else self.uri(name)
        if text is None:
            text = (self.folder / name).read_bytes().decode()
        self.versions[uri] = 1
        item = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri: str, *changes: dict[str, Any]) -> None:
        """Change a document: each change is {"text"} or {"range", "text"}."""
        self.versions[uri] += 1
        document = {"uri": uri, "version": self.versions[uri]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """Pull the diagnostics of a document."""
        result = self.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        items: list[dict[str, Any]] = result["items"]
        return items
