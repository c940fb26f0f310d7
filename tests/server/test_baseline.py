"""What the baseline accepts is not shown in the editor either."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from .client import Client
from .shop import SHOP


def test_accepted_findings_are_hidden(start: Callable[..., Client]) -> None:
    settings = '[tool.sadpath]\nbaseline = "sadpath-baseline.jsonl"\n'
    client = start({"shop.py": SHOP, "pyproject.toml": "[tool.sadpath]\n"})
    uri = client.open("shop.py")
    before = {d["code"] for d in client.diagnostics(uri)}
    assert {"SP101", "SP401"} <= before
    (client.folder / "pyproject.toml").write_text(settings)
    subprocess.run([sys.executable, "-m", "sadpath", "baseline"], cwd=client.folder, check=True, capture_output=True)
    changed = [{"uri": client.uri(name), "type": 2} for name in ("pyproject.toml", "sadpath-baseline.jsonl")]
    client.notify("workspace/didChangeWatchedFiles", {"changes": changed})
    assert not {d["code"] for d in client.diagnostics(uri)} & {"SP101", "SP401"}
    client.change(uri, {"text": SHOP.replace('"kind"] == "ProductUnavailabel"', '"kind"] == "OrderFaild"')})
    assert {d["code"] for d in client.diagnostics(uri)} & {"SP101", "SP401"} == {"SP401"}
