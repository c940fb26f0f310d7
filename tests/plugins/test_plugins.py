"""Plugins: the example installed and run, and what happens when one fails."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "plugin"
SHOP = """\
import requests


def order(order_id, key):
    response = requests.get(f"https://gateway.kinguin.net/esa/api/v1/order/{order_id}", headers={"X-Api-Key": key})
    if response.status_code in (401, 404):
        return None
    response.raise_for_status()
    return response.json()
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A directory with the example plugin, installed from a copy of its sources."""
    pytest.importorskip("hatchling")
    source = tmp_path_factory.mktemp("source") / "plugin"
    shutil.copytree(EXAMPLE, source, ignore=shutil.ignore_patterns("__pycache__"))
    target = tmp_path_factory.mktemp("site")
    command = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", target]
    subprocess.run([sys.executable, *command, source], check=True, capture_output=True, timeout=120)
    return target


@pytest.fixture
def run(tmp_path, installed):
    """The command in a shop with that plugin installed: (exit code, standard output, standard error)."""
    (tmp_path / "shop.py").write_text(SHOP)
    (tmp_path / "sadpath.toml").write_text('plugins = ["house-rules"]\n')

    def run(*arguments, site=installed):
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(site)])}
        command = [sys.executable, "-m", "sadpath", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
        return done.returncode, done.stdout, done.stderr

    return run


def broken(tmp_path: Path, installed: Path, module: str, text: str) -> Path:
    """A copy of the installed plugin in which a module has another text."""
    site = tmp_path / "broken"
    shutil.copytree(installed, site, ignore=shutil.ignore_patterns("__pycache__"))
    (site / "house_rules" / module).write_text(text)
    return site


def rules(out: str) -> list[str]:
    return sorted({finding["rule"] for finding in json.loads(out)})


def test_the_examples_own_tests(tmp_path, installed):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(installed)])}
    shutil.copytree(EXAMPLE / "tests", tmp_path / "tests")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path / "tests")]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "3 passed" in done.stdout, done.stdout


def test_an_installed_plugin_runs_where_it_is_named(run, tmp_path):
    code, out, _ = run("check", "--output-format", "json")
    assert code == 1 and "HOUSE001" in rules(out)
    assert "HOUSE001" not in rules(run("check", "--output-format", "json", "--no-config")[1])
    (tmp_path / "quiet").mkdir()
    (tmp_path / "quiet/sadpath.toml").write_text('select = ["ALL"]\n')
    (tmp_path / "shop.py").rename(tmp_path / "quiet/shop.py")
    assert "HOUSE001" not in rules(run("check", "--output-format", "json")[1]), "another part names no plugin"


def test_its_rules_are_like_any_other(run, tmp_path):
    assert rules(run("check", "--select", "HOUSE", "--output-format", "json")[1]) == ["HOUSE001"]
    assert "HOUSE001" not in rules(run("check", "--ignore", "HOUSE001", "--output-format", "json")[1])
    settings = 'plugins = ["house-rules"]\nselect = ["HOUSE"]\n[severity]\nHOUSE001 = "info"\n'
    (tmp_path / "sadpath.toml").write_text(settings + '[rules.HOUSE001]\nmore-codes = ["OrderNotFound"]\n')
    code, out, _ = run("check", "--output-format", "json")
    assert code == 0 and [f["severity"] for f in json.loads(out)] == ["info"]
    (tmp_path / "sadpath.toml").write_text(settings + '[rules.HOUSE001]\nmore-code = ["OrderNotFound"]\n')
    code, _, told = run("check")
    assert code == 2 and "unknown option `more-code`; did you mean more-codes?" in told
    code, out, _ = run("rule", "HOUSE001", "--no-config")
    assert code == 2
    (tmp_path / "sadpath.toml").write_text(settings)
    code, out, _ = run("rule", "HOUSE001")
    assert code == 0 and "# HOUSE001 quiet-credentials" in out and "more-codes" in out


def test_extended_settings_bring_their_plugins(run, tmp_path):
    (tmp_path / "base.toml").write_text('plugins = ["house-rules"]\n')
    (tmp_path / "sadpath.toml").write_text('extend = "base.toml"\nselect = ["HOUSE001"]\n')
    assert rules(run("check", "--output-format", "json")[1]) == ["HOUSE001"]


def test_a_plugin_that_is_not_installed(run, tmp_path):
    (tmp_path / "sadpath.toml").write_text('\nplugins = ["house-rule"]\n')
    code, out, told = run("check")
    assert (code, out) == (2, "")
    assert told.startswith("error: sadpath.toml:2: `plugins`: no installed package has a plugin 'house-rule'")
    assert "did you mean house-rules?" in told


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("import nowhere\n", "as it can't be imported: ModuleNotFoundError: No module named 'nowhere'"),
        ("CHECKS = 3\n", "house_rules.CHECKS has to be a sequence of sadpath.checks.Check"),
        (
            "from sadpath.checks import Check\nCHECKS = [Check('HOUSE002', lambda walks: [])]\n",
            "the page of HOUSE002: ",
        ),
        (
            "from sadpath.checks import Check\nCHECKS = [Check('SP101', lambda walks: [])]\n",
            "'SP101' is no code for a plugin's rule",
        ),
    ],
)
def test_a_plugin_that_cannot_be_loaded(run, tmp_path, installed, text, reason):
    (tmp_path / "sadpath.toml").write_text('plugins = ["house-rules"]\nignore = ["HOUSE001"]\n')
    site = broken(tmp_path, installed, "__init__.py", text)
    (tmp_path / "shop.py").write_text(SHOP.replace("(401, 404)", "(400, 404)").replace("return None", "pass"))
    everything = rules(run("check", "shop.py", "--output-format", "json", "--select", "SP")[1])
    code, out, told = run("check", "shop.py", "--output-format", "json", "--select", "SP", site=site)
    assert code == 2 and rules(out) == everything
    assert "error: the plugin house-rules was left out" in told and reason in told, told
    assert "Traceback" not in told and "a mistake in a plugin; everything else was checked" in told


def test_a_check_that_fails(run, tmp_path, installed):
    module = "house001_quiet_credentials.py"
    text = (
        (EXAMPLE / "src/house_rules" / module)
        .read_text()
        .replace("    for walk in walks:", "    return {}['x']\n    for walk in walks:")
    )
    site = broken(tmp_path, installed, module, text)
    code, out, told = run("check", "shop.py", "--output-format", "json", site=site)
    assert code == 2 and "HOUSE001" not in rules(out)
    assert "error: the check HOUSE001 of the plugin house-rules failed: KeyError: 'x'" in told, told
    assert "Traceback" in run("check", "shop.py", "--verbose", site=site)[2]


def test_nothing_is_looked_for_where_no_settings_name_plugins(run):
    code = "import sys, sadpath.cli; sadpath.cli.run(['check', '--no-config', '-q']); print('importlib.metadata' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "examples",
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.splitlines()[-1] == "False", done.stdout + done.stderr
