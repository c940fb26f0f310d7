"""The server finds what the command finds: rule, place and message, over all cases and the example."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .client import Client

ROOT = Path(__file__).parents[2]
REPLAY = ROOT.parent / "shared" / "replay" / "cases"
Found = set[tuple[str, str, int, int, int, int, str]]


def by_command(folder: Path) -> Found:
    done = subprocess.run(
        [sys.executable, "-m", "sadpath", "check", "--output-format", "json", "--no-progress", "."],
        cwd=folder,
        capture_output=True,
    )
    assert done.returncode in (0, 1), done.stderr
    return {
        (os.path.normpath(f["path"]), f["rule"], f["line"], f["column"], f["end_line"], f["end_column"], f["message"])
        for f in json.loads(done.stdout)
    }


def by_server(client: Client, folder: Path) -> Found:
    asked = client.send("workspace/diagnostic", {"previousResultIds": []})
    items = client.answer(asked, timeout=300)["items"]  # all cases are one workspace
    return {found(item["uri"], d, folder) for item in items for d in item["items"]}


def found(uri: str, told: dict[str, Any], folder: Path) -> tuple[str, str, int, int, int, int, str]:
    start, end = told["range"]["start"], told["range"]["end"]
    place = start["line"] + 1, start["character"] + 1, end["line"] + 1, end["character"] + 1
    path = uri.removeprefix(folder.as_uri()).removeprefix("/")
    return path, told["code"], *place, told["message"].partition("\n")[0]


@pytest.mark.parametrize(
    "cases",
    [
        ROOT / "examples" / "shop",
        ROOT / "tests" / "cases",
        pytest.param(REPLAY, marks=pytest.mark.skipif(not REPLAY.is_dir(), reason="no ../shared")),
    ],
    ids=["shop", "cases", "replay"],
)
def test_the_same_as_the_command(cases: Path, tmp_path: Path) -> None:
    wanted = by_command(cases)
    assert wanted
    client = Client(tmp_path)
    try:
        client.folder = cases
        client.start()
        assert by_server(client, cases) == wanted
    finally:
        client.kill()
