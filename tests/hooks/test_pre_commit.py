"""The hooks in the real pre-commit, on a real repository. It installs sadpath and what it needs from the package index."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("src", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
PRE_COMMIT = shutil.which("pre-commit", path=os.path.dirname(sys.executable)) or shutil.which("pre-commit")
REVISION = "v0.1.0"

pytestmark = [
    pytest.mark.hooks,
    pytest.mark.skipif(not PRE_COMMIT, reason="pre-commit is not installed"),
    pytest.mark.skipif(not shutil.which("git"), reason="git is not installed"),
]

CLIENT = """\
import requests

BASE = "https://api.klarna.com/ordermanagement/v1"


class Client:
    def post(self, path):
        return requests.post(BASE + path, auth=("user", "password"))
"""
GOOD = """\
from shop.client import Client


def cancel(order_id):
    response = Client().post(f"/orders/{order_id}/cancel")
    if response.status_code == 403 and response.json()["error_code"] == "CANCEL_NOT_ALLOWED":
        return "too late"
    response.raise_for_status()
    return "cancelled"
"""
BAD = (
    GOOD.partition("    response = ")[0]
    + """\
    Client().post(f"/orders/{order_id}/cancel")
    return "cancelled"
"""
)
MISSPELT = GOOD.replace("CANCEL_NOT_ALLOWED", "CANCEL_NOT_ALOWED")
SETTINGS = 'fail-level = "error"\nextend-exclude = ["generated/"]\n'


class Repository:
    """A repository with the hooks installed."""

    def __init__(self, root: Path, environment: dict[str, str]) -> None:
        self.root, self.environment = root, environment
        self.run("git", "init", "-q", "-b", "main")

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(command, cwd=self.root, env=self.environment, capture_output=True, text=True, timeout=600)
        assert not check or done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
        return done

    def write(self, **files: str) -> None:
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def commit(self, **files: str) -> tuple[bool, str]:
        """Commits those files: (whether it went through, what was told)."""
        self.write(**files)
        self.run("git", "add", "-A")
        done = self.run("git", "commit", "-q", "-m", "change", check=False)
        told = done.stdout + done.stderr
        if done.returncode:
            self.run("git", "reset", "-q", "--hard")
        return done.returncode == 0, told


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
           (("NAME", "A Shop"), ("EMAIL", "shop@example.org"))}  # fmt: skip
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT")) and k != "PYTHONPATH"}
    return kept | who | {"HOME": str(home), "PRE_COMMIT_HOME": str(home / "cache"), "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture(scope="module")
def hooks(tmp_path_factory, environment):
    """sadpath itself as a repository that pre-commit can take the hooks from."""
    root = tmp_path_factory.mktemp("sadpath")
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, root / name)
    made = Repository(root, environment)
    made.run("git", "add", "-A")
    made.run("git", "commit", "-q", "-m", "sadpath")
    made.run("git", "tag", REVISION)
    return root


@pytest.fixture(scope="module")
def shop(tmp_path_factory, environment, hooks):
    made = Repository(tmp_path_factory.mktemp("shop"), environment)
    config = f"repos:\n  - repo: {hooks}\n    rev: {REVISION}\n    hooks:\n      - id: sadpath\n"
    made.write(**{
        ".pre-commit-config.yaml": config, "sadpath.toml": SETTINGS, "shop/__init__.py": "", "shop/client.py": CLIENT,
    })  # fmt: skip
    made.run("git", "add", "-A")
    made.run("git", "commit", "-q", "-m", "the wrapper client")
    made.run(PRE_COMMIT, "install", "--install-hooks")
    return made


def test_the_manifest_is_valid():
    done = subprocess.run([PRE_COMMIT, "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], capture_output=True)
    assert done.returncode == 0, done.stderr


def test_a_bad_commit_is_blocked_and_a_good_one_passes(shop):
    through, told = shop.commit(**{"shop/cancel.py": BAD})
    # the finding stands where the request is sent, in a file that was not changed
    assert not through and "shop/client.py:8:" in told and "shop.cancel:cancel" in told, told
    through, told = shop.commit(**{"shop/cancel.py": GOOD})
    assert through, told


def test_a_misspelt_code_is_blocked(shop):
    through, told = shop.commit(**{"shop/late.py": MISSPELT})
    assert not through and "shop/late.py:6:" in told and "SP401" in told and "CANCEL_NOT_ALLOWED" in told


def test_a_changed_client_is_judged_with_its_callers(shop):
    assert shop.commit(**{"shop/late.py": GOOD.replace("def cancel", "def late")})[0]
    insistent = CLIENT.replace("        return requests.post(", """\
        for _ in range(3):
            answer = requests.post(""") + """\
            if answer.ok:
                break
        return answer
"""  # fmt: skip
    through, told = shop.commit(**{"shop/client.py": insistent})
    assert not through and "shop/client.py:9:" in told and "cancelOrder from shop.late:late" in told, told


def test_excluded_files_and_tests_pass_though_they_are_named(shop):
    through, told = shop.commit(**{"generated/shop.py": MISSPELT, "tests/test_shop.py": MISSPELT})
    assert through, told


def test_the_fixing_hook_mends_the_file(shop):
    shop.write(**{"shop/fix.py": MISSPELT})
    shop.run("git", "add", "-A")
    config = (shop.root / ".pre-commit-config.yaml").read_text().replace("id: sadpath", "id: sadpath-fix")
    (shop.root / "fix.yaml").write_text(config)
    done = shop.run(PRE_COMMIT, "run", "-c", "fix.yaml", "sadpath-fix", "--files", "shop/fix.py", check=False)
    assert done.returncode == 1 and "files were modified by this hook" in done.stdout, done.stdout
    assert (shop.root / "shop/fix.py").read_text() == GOOD
    shop.run("git", "reset", "-q", "--hard")
