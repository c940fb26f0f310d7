"""A workspace and a server in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .client import PULL, Client

SHOP = Path(__file__).parents[2] / "examples" / "shop"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--regenerate`: record anew what tests are held against."""
    parser.addoption("--regenerate", action="store_true", help="record the capabilities of the server anew")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Client]]:
    """Starts a server in a folder with the given files: `start({"a.py": "..."}, capabilities)`; `begin=False` sends nothing yet."""
    clients: list[Client] = []

    def start_one(
        files: dict[str, str] | None = None,
        capabilities: dict[str, Any] = PULL,
        options: Any = None,
        begin: bool = True,
        **more: Any,
    ) -> Client:
        folder = tmp_path / f"ws{len(clients)}"
        folder.mkdir()
        for name, text in (files or {}).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        client = Client(folder, **more)
        clients.append(client)
        if begin:
            client.start(capabilities, options)
        return client

    yield start_one
    for client in clients:
        client.kill()
