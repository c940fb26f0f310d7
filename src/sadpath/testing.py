"""For tests of checks: source text with the wanted findings marked on its lines, as go/analysis does it.

    from sadpath.testing import assert_findings
    import acme_rules

    def test_a_lost_refund_is_found():
        assert_findings('''
            import requests

            def refund(order_id):
                requests.post(f"https://api.acme.example/orders/{order_id}/refunds")  # want: ACME001 "is lost"
        ''', plugins={"acme": acme_rules}, select=["ACME001"])

A comment `# want: CODE` asks for a finding of that rule that begins on its line, `# want: CODE "expression"` for one whose
message the regular expression is found in; several stand behind one another.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
import textwrap
import tokenize
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from sadpath.config import Config, Layer, check_selectors
from sadpath.findings import Finding

__all__ = ["Wanted", "assert_findings", "assert_page", "check_source", "wanted_in"]

_WANT = re.compile(r"#\s*want:\s*(.*)")
_ITEM = re.compile(r"""\s*(?P<code>[A-Z]+[0-9]+)(?:\s+(?P<quote>["'])(?P<text>.*?)(?P=quote))?\s*,?""")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A finding that a comment asks for. `line` is 1-based; `expression` is searched in the message."""

    line: int
    code: str
    expression: str = ""

    def fits(self, finding: Finding) -> bool:
        """Whether the finding is the one that is asked for."""
        return (self.line, self.code) == (finding.line, finding.rule) and bool(
            re.search(self.expression, finding.message)
        )


def check_source(
    source: str,
    *,
    select: Sequence[str] = ("ALL",),
    plugins: Mapping[str, ModuleType] | None = None,
    files: Mapping[str, str] | None = None,
    name: str = "example.py",
    options: Mapping[str, Mapping[str, object]] | None = None,
    catalogues: Iterable[str | os.PathLike[str]] = (),
) -> tuple[Finding, ...]:
    """The findings of the selected rules in a source text, sorted; nothing on the disk plays a part.

    `plugins`: modules by the names that settings would give them; they need not be installed. `files`: other files of
    the project by their path relative to it; what is found in them is left out. `options`: of rules, as in the settings.
    `catalogues`: TOML files of more APIs. The source may be indented as a whole. Raises AssertionError where sadpath, a
    plugin or the source itself is broken.
    """
    from sadpath import plugins as loading
    from sadpath.analyse import analyse
    from sadpath.catalogue import load_providers
    from sadpath.source.discover import SourcePath

    for plugin_name, module in (plugins or {}).items():
        if problem := loading.register(plugin_name, module).problem:
            raise AssertionError(problem)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        texts = {path: textwrap.dedent(text) for path, text in {**(files or {}), name: source}.items()}
        for path, text in texts.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        config = Config(
            root=root,
            layers=(Layer(check_selectors(select, "select")),),
            rules=options or {},
            plugins=tuple(plugins or ()),
        )
        paths = [SourcePath(path, str(root / path), named=True) for path in texts]
        report = analyse(paths, config=config, providers=load_providers([Path(c) for c in catalogues]))
        problems = [*report.internal_errors, *report.plugin_errors]
        problems += [f"{place.path}:{place.line}: {place.message}" for place in report.unreadable]
        if problems:
            raise AssertionError("\n".join(problems))
        findings = tuple(sorted(config.graded(f) for f in report.findings if config.enabled(f.rule)))
    return tuple(finding for finding in findings if finding.path == name)


def wanted_in(source: str) -> list[Wanted]:
    """What the comments `# want: ...` of a source text ask for. Raises ValueError for one that can't be read."""
    wanted = []
    for token in tokenize.generate_tokens(io.StringIO(textwrap.dedent(source)).readline):
        found = _WANT.search(token.string) if token.type == tokenize.COMMENT else None
        rest = found[1].rstrip() if found else ""
        if found and not rest:
            raise ValueError(f"line {token.start[0]}: `# want:` without a code")
        while rest:
            item = _ITEM.match(rest)
            if item is None:
                raise ValueError(f'line {token.start[0]}: not `CODE` or `CODE "expression"`: {rest}')
            wanted.append(Wanted(token.start[0], item["code"], item["text"] or ""))
            rest = rest[item.end() :]
    return wanted


def assert_findings(source: str, **options: object) -> None:
    """Raises AssertionError unless the findings are those that the comments `# want: ...` ask for.

    The options are those of `check_source`.
    """
    findings = list(check_source(source, **options))  # type: ignore[arg-type]
    missing = []
    for wanted in wanted_in(source):
        fitting = next((finding for finding in findings if wanted.fits(finding)), None)
        if fitting is None:
            missing.append(wanted)
        else:
            findings.remove(fitting)
    if not missing and not findings:
        return
    notes = [(w.line, f"wanted, not found: {w.code}" + (f" {w.expression!r}" if w.expression else "")) for w in missing]
    notes += [(f.line, f"found, not wanted: {f.rule} {f.message!r}") for f in findings]
    raise AssertionError("\n" + _listing(source, notes))


def assert_page(code: str, *, plugin: tuple[str, ModuleType] | None = None) -> None:
    """Hold a rule's page against its check: the bad example is reported on the lines that carry the code in a comment, and
    on no others; the good example, and those under `## What is not reported`, are not. Raises AssertionError.
    """
    from sadpath import plugins as loading
    from sadpath.rulepages import load_pages

    if plugin is not None and (problem := loading.register(*plugin).problem):
        raise AssertionError(problem)
    body = load_pages()[code].body
    for heading in ("Bad", "Good", "What is not reported"):
        section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", body, re.MULTILINE | re.DOTALL)
        fences = re.findall(r"^```python\n(.*?)^```$", section[1] if section else "", re.MULTILINE | re.DOTALL)
        if heading != "What is not reported" and len(fences) != 1:
            raise AssertionError(f"{code}: the section `## {heading}` has {len(fences)} Python examples, not one")
        for text in fences:
            marked = re.sub(rf"#.*\b{code}\b.*", f"# want: {code}", text) if heading == "Bad" else text
            if heading == "Bad" and marked == text:
                raise AssertionError(f"{code}: no line of the bad example carries the comment `# {code}`")
            assert_findings(marked, select=[code], plugins=dict([plugin]) if plugin else None)


def _listing(source: str, notes: list[tuple[int, str]]) -> str:
    lines = []
    for number, line in enumerate(textwrap.dedent(source).splitlines(), start=1):
        lines.append(f"{number:4} {line}")
        lines += [f"     ^ {note}" for at, note in notes if at == number]
    return "\n".join(lines)
