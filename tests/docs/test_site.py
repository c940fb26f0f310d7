"""The pages of the site: made of what the tool says, and built without a warning."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sadpath.catalogue import load_providers
from sadpath.config import KEYS
from sadpath.rulepages import load_pages

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages, in `build/docs` beside a copy of the settings of mkdocs."""
    root = tmp_path_factory.mktemp("site")
    command = [sys.executable, ROOT / "docs" / "generate.py", root / "build" / "docs"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    (root / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "mkdocs.yml", root / "docs")
    return root / "build" / "docs"


def test_every_rule_shows_what_a_run_prints(pages):
    for code, page in load_pages().items():
        text = (pages / f"rules/{code}.md").read_text("utf-8")
        assert text.startswith(f"# {code} {page.name}\n")
        bad, good = text.split("## Bad\n")[1].split("## Good\n")
        assert f"[{code}] {page.name}: " in bad and "--> example.py:" in bad and "--> example.py:" not in good


def test_every_api_shows_its_errors(pages):
    for provider in load_providers(()):
        text = (pages / f"providers/{provider.id}.md").read_text("utf-8")
        errors = text.split("## Errors\n")[1].split("## Operations\n")[0]
        assert errors.count("\n| ") == len(provider.errors) + 2
        assert all(f"| `{error.code}` |" in errors for error in provider.errors)


def test_references_are_complete(pages):
    configuration = (pages / "configuration.md").read_text("utf-8")
    assert [line[3:] for line in configuration.splitlines() if line.startswith("## ")] == list(KEYS)
    from sadpath.cli import build_parser

    text = (pages / "cli.md").read_text("utf-8")
    for name, command in build_parser()._subparsers._group_actions[0].choices.items():
        section = text.split(f"## sadpath {name}\n")[1].split("\n## ")[0]
        assert all(option in section for option in command._option_string_actions)


def test_the_site_is_built_without_a_warning(pages):
    pytest.importorskip("material")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", "docs/mkdocs.yml"]
    done = subprocess.run(command, cwd=pages.parents[1], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    site = pages.parent / "site"
    assert (site / "rules" / "SP101.html").is_file() and (site / "sadpath.schema.json").is_file()
    assert "https://fonts" not in (site / "index.html").read_text("utf-8"), "no other host is asked"
