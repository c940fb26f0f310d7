"""Each check's page: the bad example is reported at the marked lines, the good one is not, and the head is right."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import sadpath.checks
from sadpath.cli import run
from sadpath.rulepages import load_pages

PAGES = load_pages()
MODULES = {
    match[1].upper(): match[2].replace("_", "-")
    for file in sorted(Path(sadpath.checks.__file__).parent.glob("sp*.py"))
    if (match := re.fullmatch(r"(sp\d{3})_(\w+)", file.stem))
}
ELSEWHERE = {"SP901", "SP902", "SP903", "SP904"}
"""Rules about suppressions, files and settings: no check over the walks reports them."""

SUPPRESSIONS = {"SP901", "SP903", "SP904"}

KNOWN = {
    "SP101": ("unnoticed-error", "error"),
    "SP102": ("crash-on-error", "warning"),
    "SP103": ("unhandled-error-code", "warning"),
    "SP104": ("dropped-code", "info"),
    "SP105": ("missing-default", "info"),
    "SP106": ("swallowed-error", "warning"),
    "SP201": ("retry-non-retryable", "error"),
    "SP202": ("retry-without-backoff", "warning"),
    "SP203": ("endless-retry", "error"),
    "SP204": ("unsafe-resend", "error"),
    "SP205": ("stale-resend", "warning"),
    "SP206": ("retryable-not-retried", "off"),
    "SP301": ("message-match", "error"),
    "SP302": ("body-match", "warning"),
    "SP303": ("ambiguous-status", "warning"),
    "SP401": ("unknown-code", "error"),
    "SP402": ("wrong-operation-code", "warning"),
    "SP403": ("impossible-pair", "warning"),
    "SP404": ("wrong-field", "error"),
    "SP901": ("unused-suppression", "warning"),
    "SP902": ("unreadable-file", "warning"),
    "SP903": ("unknown-rule", "warning"),
    "SP904": ("invalid-suppression", "warning"),
}


@dataclass(frozen=True)
class Example:
    """One example of a page. `wanted` has the lines that carry the rule's code in a comment."""

    code: str
    heading: str
    text: str

    @property
    def wanted(self) -> list[int]:
        marks = [re.search(r"#.*\b(SP\d{3})\b", line) for line in self.text.splitlines()]
        return [number for number, mark in enumerate(marks, start=1) if mark and mark[1] == self.code]


def example(code: str, heading: str) -> Example:
    """The fenced Python of a section."""
    sections = re.split(r"^## ", PAGES[code].body, flags=re.MULTILINE)
    section = next((s for s in sections if s.startswith(f"{heading}\n")), "")
    fences = re.findall(r"^```python\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)
    assert len(fences) == 1, f"{code}.md: the section `## {heading}` has {len(fences)} Python examples, not one"
    return Example(code, heading, fences[0])


def silent_examples() -> list[Example]:
    """The Python of all sections `## What is not reported`."""
    found = []
    for code, page in PAGES.items():
        section = page.body.partition("## What is not reported\n")[2]
        fences = re.findall(r"^```python\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)
        found += [Example(code, "What is not reported", text) for text in fences]
    return found


def check(text: str, code: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict]:
    """What the command finds in that text with only this rule. Fails for an error of the tool or of its use."""
    file = folder / "example.py"
    file.write_text(text, "utf-8")
    # whether a suppression is used is known only where the rule that it names is selected
    selected = "SP" if code in SUPPRESSIONS else code
    exit_code = run(
        ["check", str(file), "--no-config", "--no-progress", "--select", selected, "--output-format", "json"]
    )
    output, told = capsys.readouterr()
    assert exit_code in (0, 1), f"exit code {exit_code}: {told}"
    assert "internal error" not in told, told
    findings = json.loads(output)
    return [finding for finding in findings if finding["rule"] == code]


def listing(title: str, text: str, findings: list[dict]) -> str:
    """The example with line numbers and what was found, for a failing test."""
    found: dict[int, list[str]] = {}
    for finding in findings:
        found.setdefault(finding["line"], []).append(finding["message"])
    lines = [title]
    for number, line in enumerate(text.splitlines(), start=1):
        lines.append(f"{number:4} {line}")
        lines += [f"     ^ found: {message}" for message in found.get(number, ())]
    return "\n".join(lines)


@pytest.mark.parametrize("code", PAGES)
def test_bad_example_is_reported_where_it_is_marked(code, tmp_path, capsys):
    bad = example(code, "Bad")
    assert bad.wanted, f"{code}.md: no line of the bad example carries the comment `# {code}`"
    findings = check(bad.text, code, tmp_path, capsys)
    got = sorted(finding["line"] for finding in findings)
    title = f"{code}.md, Bad: wanted at lines {bad.wanted}, found at {got}"
    assert got == bad.wanted, listing(title, bad.text, findings)


@pytest.mark.parametrize("code", PAGES)
def test_good_example_is_not_reported(code, tmp_path, capsys):
    good = example(code, "Good")
    findings = check(good.text, code, tmp_path, capsys)
    assert not findings, listing(f"{code}.md, Good: nothing wanted", good.text, findings)


@pytest.mark.parametrize("silent", silent_examples(), ids=lambda example: example.code)
def test_what_is_not_reported_is_not(silent, tmp_path, capsys):
    findings = check(silent.text, silent.code, tmp_path, capsys)
    assert not findings, listing(f"{silent.code}.md, {silent.heading}", silent.text, findings)


@pytest.mark.parametrize("code", [code for code in PAGES if code not in ELSEWHERE])
def test_examples_talk_to_a_known_api(code, tmp_path, capsys):
    for heading in ("Bad", "Good"):
        text = example(code, heading).text
        compile(text, f"{code} {heading}", "exec")
        folder = tmp_path / heading
        folder.mkdir()
        (folder / "example.py").write_text(text, "utf-8")
        assert run(["matrix", str(folder), "--no-config", "--no-progress", "--output-format", "json"]) == 0
        walks = json.loads(capsys.readouterr().out)["walks"]
        assert walks, f"{code}.md, {heading}: no request of a catalogued API was found"


@pytest.mark.parametrize("code", PAGES)
def test_head_says_what_the_design_says(code):
    page = PAGES[code]
    name, severity = KNOWN[code]
    assert page.name == name
    assert (page.severity if page.default else "off") == ("off" if severity == "off" else severity)


@pytest.mark.parametrize("code", PAGES)
def test_page_has_all_sections(code):
    headings = re.findall(r"^## (.+)$", re.sub(r"```.*?```", "", PAGES[code].body, flags=re.DOTALL), flags=re.MULTILINE)
    assert headings[:4] == ["Why it matters", "Bad", "Good", "What is not reported"]
    assert not PAGES[code].body.startswith("#"), "`sadpath rule` puts the title above the page"
    assert max(map(len, PAGES[code].body.splitlines())) <= 120


def test_each_check_has_a_page_of_its_name():
    assert {code: PAGES[code].name if code in PAGES else "no page" for code in MODULES} == MODULES


def test_each_page_has_a_check():
    assert set(PAGES) - ELSEWHERE == set(MODULES)
