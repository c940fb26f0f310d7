"""Kate shows nothing to a script: what is checked is that it starts the server and is sent the findings."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import conftest
import programs
import pytest

pytestmark = pytest.mark.editors

CONFIGURATION = programs.ROOT / "editors" / "kate" / "settings.json"
KATERC = """
[Kate Plugins]
lspclientplugin=true

[lspclient]
AllowedServerCommandLines=%s server
Diagnostics=true
"""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[str]:
    """A virtual screen, as a value of DISPLAY."""
    _, xvfb = conftest.obtain(programs.kate)
    read, write = os.pipe()
    command = [xvfb, "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb doesn't start"
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def kate(screen: str, shop: Path, tmp_path: Path, sadpath: Path, search_path: str) -> Iterator[Callable[[], str]]:
    """Kate with the shop's file open; called, it gives what the server has sent."""
    program, _ = conftest.obtain(programs.kate)
    settings = tmp_path / ".config" / "kate" / "lspclient" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(CONFIGURATION.read_bytes())
    wrapper = tmp_path / "bin" / "sadpath"
    wrapper.parent.mkdir()
    (tmp_path / ".config" / "katerc").write_text(KATERC % wrapper)  # otherwise Kate asks whether to start it
    listener = conftest.HERE / "drivers" / "listening.py"
    wrapper.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(listener))} "$@"\n')
    wrapper.chmod(0o755)
    heard = tmp_path / "heard"
    running = tmp_path / "run"
    running.mkdir(mode=0o700)
    environment: dict[str, Any] = {
        "PATH": os.pathsep.join([str(wrapper.parent), search_path]),
        "PYTHONPATH": str(programs.SOURCES),
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(running),
        "LANG": "C.UTF-8",
        "DISPLAY": screen,
        "REAL_SADPATH": str(sadpath),
        "HEARD": str(heard),
        "QT_ACCESSIBILITY": "0",
    }
    with (tmp_path / "kate.log").open("wb") as log:
        process = subprocess.Popen(
            [program, "--new", "--startanon", "--block", shop / "payments.py"],
            env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    yield lambda: heard.read_bytes().decode(errors="replace") if heard.exists() else ""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_the_findings_arrive(kate: Callable[[], str], tmp_path: Path) -> None:
    end = time.monotonic() + conftest.PATIENCE_MS / 1000
    while not (found := findings(kate())):
        assert time.monotonic() < end, f"no findings:\n{kate()[-2000:]}\n{(tmp_path / 'kate.log').read_text()[-2000:]}"
        time.sleep(0.2)
    assert found == {("SP204", conftest.RESENT["line"] - 1), ("SP402", conftest.WRONG_CODE["line"] - 1)}


def findings(sent: str) -> set[tuple[str, int]]:
    """Codes of the findings published for the shop's file, and their lines from 0."""
    found: set[tuple[str, int]] = set()
    for match in re.finditer(r"\r\n\r\n", sent):
        try:
            message, _ = json.JSONDecoder().raw_decode(sent[match.end() :])
        except ValueError:
            continue
        published = message.get("method") == "textDocument/publishDiagnostics"
        if published and message["params"]["uri"].endswith("payments.py"):
            found = {(item["code"], item["range"]["start"]["line"]) for item in message["params"]["diagnostics"]}
    return found
