"""The GitHub action and the templates: their own scripts, run here as the code hosts run them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml")
ROOT = Path(__file__).resolve().parents[2]
BAD = """\
import requests


def cancel(order_id, auth):
    requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order_id}/cancel", auth=auth)
    return True
"""


@pytest.fixture
def shop(tmp_path):
    """A shop with one finding, and a command `sadpath` that runs this checkout."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/cancel.py").write_text(BAD)
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/sadpath"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sadpath "$@"\n')
    command.chmod(0o755)
    return tmp_path


def bash(script: str, shop: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(shop / "bin"), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=shop / "shop",
        env=os.environ | {"PATH": path, "PYTHONPATH": str(ROOT / "src")} | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def load(name: str):
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(("arguments", "code"), [("", 1), ("--select SP2", 0), ("--select nonsense", 2)])
def test_the_action_checks(shop, arguments, code):
    step = next(step for step in load("action.yml")["runs"]["steps"] if step.get("id") == "check")
    inputs = {name: item["default"] for name, item in load("action.yml")["inputs"].items()}
    inputs |= {"working-directory": "shop", "args": arguments}
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], value)
        for name, value in step["env"].items()
    }
    assert "${{" not in step["run"], "inputs reach the shell as variables only"
    files = {name: str(shop / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    done = bash(step["run"], shop, **environment, **files)
    assert done.returncode == code, done.stderr
    told = dict(line.split("=", 1) for line in (shop / "GITHUB_OUTPUT").read_text().splitlines())
    assert told == {"sarif-file": "shop/sadpath.sarif", "exit-code": str(code)}
    if code < 2:
        results = json.loads((shop / told["sarif-file"]).read_text())["runs"][0]["results"]
        assert len(results) == code == done.stdout.count("::error ")
        assert ("SP101" in (shop / "GITHUB_STEP_SUMMARY").read_text()) == bool(code)


def test_the_action_installs_what_it_says():
    steps = load("action.yml")["runs"]["steps"]
    script = next(step["run"] for step in steps if step.get("name") == "Install sadpath")
    wanted = re.search(r'"(\$\{SADPATH_VERSION:\+.*)"$', script, re.MULTILINE)[1]
    for version, source in (("0.1.0", "sadpath==0.1.0"), ("", "/actions/sadpath")):
        done = subprocess.run(
            ["bash", "-c", f'echo "{wanted}"'],
            env={"SADPATH_VERSION": version, "SADPATH_SOURCE": "/actions/sadpath"},
            capture_output=True,
            text=True,
        )
        assert done.stdout.strip() == source
    assert all(item["description"] for item in load("action.yml")["inputs"].values())


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize("name", ["gitlab", "azure-pipelines"])
def test_templates_check(shop, name):
    if name == "gitlab":
        scripts = load("ci/gitlab.yml")["sadpath"]["script"]
    else:
        scripts = [step["script"] for step in load("ci/azure-pipelines.yml")["steps"] if "script" in step]
    (script,) = [text for text in scripts if shlex.split(text)[0] == "sadpath"]
    script = script.replace("${{ parameters.paths }}", ".").replace("$(Build.ArtifactStagingDirectory)", str(shop))
    done = bash(script, shop, SADPATH_PATHS=".")
    assert done.returncode == 1, done.stderr
    if name == "gitlab":
        assert "SP101" in (shop / "shop/gl-code-quality-report.json").read_text() and "SP101" in done.stdout
    else:
        assert "SP101" in (shop / "sadpath.xml").read_text() and "##vso[" in done.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_the_workflow_with_shards_checks(shop):
    jobs = load("ci/github-shards.yml")["jobs"]
    (walk,) = [step["run"] for step in jobs["walk"]["steps"] if "sadpath check" in step.get("run", "")]
    (merge,) = [step["run"] for step in jobs["report"]["steps"] if "sadpath merge" in step.get("run", "")]
    (upload,) = [step["with"]["path"] for step in jobs["walk"]["steps"] if "upload" in step.get("uses", "")]
    (download,) = [step["with"]["path"] for step in jobs["report"]["steps"] if "download" in step.get("uses", "")]
    for shard in jobs["walk"]["strategy"]["matrix"]["shard"]:
        done = bash(walk.replace("${{ matrix.shard }}", shard), shop)
        assert done.returncode == 0, done.stderr
    (shop / "shop" / download).mkdir()
    for file in (shop / "shop").glob(upload):
        file.rename(shop / "shop" / download / file.name)
    done = bash(merge, shop, GITHUB_STEP_SUMMARY=str(shop / "summary"))
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("::error ") == 1 and "SP101" in (shop / "summary").read_text()
