"""The README's first screen is what the tool really says, and its tables are current.

`python tests/test_readme.py --write` (or `make readme`) brings them up to date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SNIPPET = "refunds.py"
BLOCK = r"(<!-- begin {name} -->\n)(.*?)(<!-- end {name} -->)"

sys.path.insert(0, str(ROOT / "src"))  # a checkout that nobody installed will do


def block(text: str, name: str) -> str:
    """What stands between the two comments."""
    found = re.search(BLOCK.format(name=name), text, re.DOTALL)
    assert found, f"README.md has no block {name!r}"
    return found[2]


def terminal(command: str) -> str:
    """The command and everything that it prints, run beside the README's snippet."""
    snippet = block(README.read_text("utf-8"), "snippet").removeprefix("```python\n").removesuffix("```\n")
    environment = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "PYTHONPATH")}
    environment |= {"NO_COLOR": "1", "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, SNIPPET).write_text(snippet, "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "sadpath", *command.split()[1:], "--no-config", "--no-progress"],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
        )
    assert done.returncode in (0, 1), done.stdout
    lines = [line.rstrip() for line in done.stdout.strip().splitlines()]
    return "\n".join(["```text", f"$ {command}", *lines, "```", ""])


def checks_table() -> str:
    """A row for each page."""
    from sadpath.rulepages import load_pages

    rows = ["| rule | name | default | what it reports |", "|---|---|---|---|"]
    for code, page in load_pages().items():
        link = f"[{code}](rules/checks/{code}.md)"
        rows.append(f"| {link} | {page.name} | {page.severity if page.default else 'off'} | {page.summary} |")
    return "\n".join([*rows, ""])


def providers_table() -> str:
    """A row for each catalogue that comes with the tool."""
    from sadpath.catalogue import load_providers

    rows = ["| API | id | operations | documented errors |", "|---|---|---|---|"]
    for provider in load_providers(()):
        counts = f"{len(provider.operations)} | {len(provider.errors)}"
        rows.append(f"| [{provider.name}]({provider.link}) | `{provider.id}` | {counts} |")
    return "\n".join([*rows, ""])


MADE = {
    "check": lambda: terminal(f"sadpath check {SNIPPET}"),
    "matrix": lambda: terminal(f"sadpath matrix {SNIPPET}"),
    "checks": checks_table,
    "providers": providers_table,
}


@pytest.mark.parametrize("name", MADE)
def test_block_is_current(name):
    written = block(README.read_text("utf-8"), name)
    assert written == MADE[name](), f"the block {name!r} of README.md is out of date: make readme"


def test_first_screen_has_findings():
    text = block(README.read_text("utf-8"), "check")
    assert text.startswith(f"```text\n$ sadpath check {SNIPPET}\nerror[SP")


def test_links_lead_somewhere():
    for file in (README, ROOT / "examples" / "README.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", file.read_text("utf-8")):
            assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_options_in_the_text_exist():
    from sadpath.cli import build_parser

    text = README.read_text("utf-8")
    commands = build_parser()._subparsers._group_actions[0].choices
    options = {option for parser in commands.values() for option in parser._option_string_actions}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= options


def test_settings_in_the_text_are_right():
    import jsonschema

    from sadpath.config.schema import schema

    fences = re.findall(r"^```toml\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(fences) > 1
    for text in fences:
        jsonschema.validate(tomllib.loads(text)["tool"]["sadpath"], schema())


def write() -> None:
    """Put the current blocks into the README."""
    text = README.read_text("utf-8")
    for name, make in MADE.items():
        current = make()
        text = re.sub(BLOCK.format(name=name), lambda m, new=current: m[1] + new + m[3], text, flags=re.DOTALL)
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_readme.py --write")
    write()
