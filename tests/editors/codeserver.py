"""A code-server of our own, with nothing but our extension, and pages that drive it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import programs

DRIVERS = Path(__file__).parent / "drivers" / "vscode"
START_SECONDS = 60
DRIVE_SECONDS = 900

QUIET_SETTINGS = {
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
    "workbench.enableExperiments": False,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "chat.disableAIFeatures": True,
    "extensions.ignoreRecommendations": True,
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "git.enabled": False,
    "editor.minimap.enabled": False,
    "files.hotExit": "off",
    "files.autoSave": "off",
    "security.workspace.trust.enabled": False,
}


class CodeServer:
    """Runs while the `with` block does. `home` receives all that it writes."""

    def __init__(
        self, home: Path, vsix: Path, *, path: str, settings: Mapping[str, object], in_host: bool = False
    ) -> None:
        self.home = home
        # The option lets a page start tests inside of the extension host, but there are no notifications then.
        self.options = ["--vscode-option", "enable-smoke-test-driver"] if in_host else []
        self.port = _free_port()
        self.environment = {
            **programs.node().environment,
            "PATH": path,
            "HOME": str(home),
            "PYTHONPATH": str(programs.SOURCES),
            "VSCODE_CLI": "1",  # otherwise the extension host gets PATH from a login shell
            "EXTENSIONS_GALLERY": '{"serviceUrl":""}',
        }
        self.command = [
            str(programs.node().program),
            str(programs.code_server() / "node_modules" / "code-server" / "out" / "node" / "entry.js"),
            f"--config={home / 'config.yaml'}",
            f"--user-data-dir={home / 'data'}",
            f"--extensions-dir={home / 'extensions'}",
        ]
        user = home / "data" / "User"
        user.mkdir(parents=True)
        (user / "settings.json").write_text(json.dumps({**QUIET_SETTINGS, **settings}, indent=2))
        (home / "config.yaml").write_text("auth: none\ncert: false\n")
        install = [*self.command, f"--install-extension={vsix}"]
        subprocess.run(install, env=self.environment, check=True, capture_output=True, timeout=START_SECONDS)

    def __enter__(self) -> CodeServer:
        options = [
            f"--bind-addr=127.0.0.1:{self.port}", "--disable-telemetry", "--disable-update-check",
            "--disable-getting-started-override", *self.options,
        ]  # fmt: skip
        with (self.home / "server.log").open("wb") as log:
            # A group of its own: it has children that outlive it.
            self.process = subprocess.Popen(
                [*self.command, *options], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + START_SECONDS
        while not _listens(self.port):
            if self.process.poll() is not None or time.monotonic() > end:
                self.__exit__(None, None, None)
                raise RuntimeError("code-server doesn't start:\n" + (self.home / "server.log").read_text()[-3000:])
            time.sleep(0.1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def drive(self, script: str, **wishes: Any) -> Any:
        """Runs a script of `drivers/vscode` in a browser; what it has seen, or an error with what it says."""
        wishes |= {
            "address": f"127.0.0.1:{self.port}",
            "chromium": str(programs.chromium()),
            "failureScreenshot": str(self.home / "failure.png"),
            "profile": str(self.home / f"profile-{time.monotonic_ns()}"),
        }
        environment = {
            **self.environment,
            "PLAYWRIGHT_CORE": str(programs.code_server() / "node_modules" / "playwright-core" / "index.mjs"),
        }
        done = subprocess.run(
            [str(programs.node().program), str(DRIVERS / script), json.dumps(wishes)],
            env=environment, capture_output=True, text=True, timeout=DRIVE_SECONDS,
        )  # fmt: skip
        if done.returncode != 0:
            raise AssertionError(
                f"{script} failed, see {wishes['failureScreenshot']}:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
            )
        return json.loads(done.stdout.splitlines()[-1])

    def logs(self) -> str:
        """What our extension wrote to its output channel."""
        found = sorted((self.home / "data" / "logs").rglob("*sadpath*.log"))
        return "\n".join(path.read_text() for path in found)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0
