"""The built extension in a real VS Code: code-server, in a headless Chromium."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import codeserver
import conftest
import programs
import pytest

pytestmark = pytest.mark.editors

EXTENSION = programs.ROOT / "editors" / "vscode"
SCREENSHOT = programs.ROOT / "docs" / "images" / "vscode.png"
NATIVE = (".node", ".so", ".dll", ".dylib", ".exe", ".pyd", ".py", ".whl")


@pytest.fixture(scope="module")
def vsix() -> Path:
    """The extension, checked and packaged as a release would be."""

    def package() -> Path:
        node = programs.node()
        # The lock file decides: what is there already is left alone when it agrees.
        lock, installed = EXTENSION / "package-lock.json", EXTENSION / "node_modules" / ".package-lock.json"
        if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
            node.npm("ci", cwd=EXTENSION)
        node.npm("run", "package", cwd=EXTENSION)
        return EXTENSION / "sadpath.vsix"

    return conftest.obtain(package)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("code-server")


@pytest.fixture(scope="module")
def server(vsix: Path, home: Path, search_path: str) -> Any:
    """VS Code with sadpath on PATH."""
    for program in (programs.code_server, programs.chromium):
        conftest.obtain(program)
    with codeserver.CodeServer(home / "path", vsix, path=search_path, settings={}, in_host=True) as running:
        yield running


def test_types_lint_and_units(vsix: Path) -> None:
    programs.node().npm("run", "check", cwd=EXTENSION)


def test_the_package_has_no_native_code_and_no_python(vsix: Path) -> None:
    with zipfile.ZipFile(vsix) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("extension/package.json"))
    assert not [name for name in names if name.endswith(NATIVE)]
    assert {"extension/dist/extension.js", "extension/dist/matrix.js", "extension/dist/matrix.css"} <= set(names)
    assert f"extension/{manifest['icon']}" in names
    assert not [name for name in names if "node_modules" in name or name.endswith((".ts", ".map"))]
    assert vsix.stat().st_size < 500_000


def test_every_setting_of_ours_is_described(vsix: Path) -> None:
    settings = json.loads((EXTENSION / "package.json").read_text())["contributes"]["configuration"]["properties"]
    readme = (EXTENSION / "README.md").read_text()
    for name, setting in settings.items():
        assert setting.get("description") or setting.get("markdownDescription"), name
        assert {"type", "default", "scope"} <= set(setting), name
        assert f"`{name}`" in readme, name


def test_a_user_at_work(server: codeserver.CodeServer, shop: Path, tmp_path: Path) -> None:
    screenshot = tmp_path / "vscode.png"
    seen = server.drive(
        "editing.mjs",
        folder=str(shop),
        file="payments.py",
        hoverOn="CAPTURE_NOT_ALLOWED",
        lensText="refundOrder",
        fixLine=conftest.RESENT,
        fixTitle="Suppress SP204",
        otherLine=conftest.line_and_column("url", "/captures")["line"],
        screenshot=str(screenshot),
        patience=conftest.PATIENCE_MS,
    )
    problems = "\n".join(seen["problems"])
    assert "SP204" in problems and "SP402" in problems
    assert "CAPTURE_NOT_ALLOWED" in seen["hover"]
    assert [lens.split(":")[0] for lens in seen["lenses"]] == ["refundOrder", "captureOrder"]

    matrix = seen["matrix"]
    assert [heading.split()[0] for heading in matrix["headings"]] == ["refundOrder"]
    assert matrix["codes"].count("TEMPORARILY_UNAVAILABLE") == 3
    assert len(matrix["codes"]) == len(matrix["fates"]) == 12
    assert sum("sent again" in fate for fate in matrix["fates"]) == 5
    assert matrix["tabStops"] == 1
    assert matrix["expanded"] == [matrix["codes"][1]]  # the second: one ArrowDown
    assert "Decided at" in matrix["details"]
    assert seen["marked"] >= 1
    assert [heading.split()[0] for heading in matrix["followed"]] == ["captureOrder"]

    assert seen["themes"]["dark"] != seen["themes"]["highContrast"]
    assert "vscode-high-contrast" in seen["themes"]["highContrastClass"]
    assert any(action.startswith("Suppress SP204") for action in seen["actions"])
    assert conftest.fix_is_applied(shop)
    assert any("sadpath 0." in status and "Restart" in status for status in seen["status"])

    assert 20_000 < screenshot.stat().st_size < 250_000
    if os.environ.get("SADPATH_KEEP_SCREENSHOT"):
        SCREENSHOT.parent.mkdir(parents=True, exist_ok=True)
        SCREENSHOT.write_bytes(screenshot.read_bytes())


def test_in_the_extension_host(server: codeserver.CodeServer, shop: Path) -> None:
    seen = server.drive("in_host.mjs", folder=str(shop), tests=str(codeserver.DRIVERS / "in_host"))
    results = seen["results"]
    wrong = results.pop("THIS ONE FAILS ON PURPOSE")
    assert wrong != "passed"
    assert "3" in wrong
    assert len(results) == 10
    assert set(results.values()) == {"passed"}, results


def test_without_a_program(vsix: Path, home: Path, shop: Path) -> None:
    conftest.obtain(programs.code_server)
    with codeserver.CodeServer(home / "bare", vsix, path="/usr/bin:/bin", settings={}) as running:
        seen = running.drive("unavailable.mjs", folder=str(shop), file="payments.py", patience=conftest.PATIENCE_MS)
    assert "isn't installed" in seen["notice"]
    assert seen["buttons"] == ["Copy Install Command", "Open Settings"]
    assert seen["clipboard"] == "pip install sadpath"
    assert "not installed" in seen["status"]


def test_a_workspace_that_is_not_trusted_runs_nothing_of_its_own(
    vsix: Path, home: Path, shop: Path, search_path: str
) -> None:
    conftest.obtain(programs.code_server)
    trap = shop / "sadpath"
    trap.write_text('#!/bin/sh\ntouch "$(dirname "$0")/sprung"\necho sadpath 9.9.9\n')
    trap.chmod(0o755)
    (shop / "sadpath.py").write_text("raise SystemExit('imported from the workspace')\n")
    (shop / ".vscode").mkdir()
    (shop / ".vscode" / "settings.json").write_text(json.dumps({"sadpath.path": [str(trap)]}))
    trust = {"security.workspace.trust.enabled": True, "security.workspace.trust.startupPrompt": "never"}
    with codeserver.CodeServer(home / "trust", vsix, path=f"{shop}:{search_path}", settings=trust) as running:
        seen = running.drive(
            "untrusted.mjs",
            folder=str(shop),
            file="payments.py",
            line=conftest.RESENT["line"],
            patience=conftest.PATIENCE_MS,
        )
        logs = running.logs()
    assert seen["restricted"] >= 1 and seen["squiggles"] >= 1
    assert not (shop / "sprung").exists()
    assert f"{trap}: it lies in a workspace that isn't trusted" in logs
    assert "setting:" not in logs
