"""Writes the pages of the site, from what the tool itself says: `python docs/generate.py DIRECTORY`.

Rules come from `rules/checks/` with the output of a run over their bad example, APIs from the catalogues, the command line
from its parser, the settings from the table of their keys; README, CHANGELOG and CONTRIBUTING as they are. mkdocs makes
the site of them (`make docs`). Nothing here is text that stands somewhere else.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))  # a checkout that nobody installed will do

from sadpath import cli  # noqa: E402
from sadpath.catalogue import load_providers  # noqa: E402
from sadpath.catalogue.model import ErrorRow, Provider  # noqa: E402
from sadpath.catalogue.show import CONTEXT_WORDS  # noqa: E402
from sadpath.config import KEYS, Key, show  # noqa: E402
from sadpath.config.schema import schema_text  # noqa: E402
from sadpath.output.rules import options as options_section  # noqa: E402
from sadpath.rulepages import RulePage, load_pages  # noqa: E402

EXAMPLE = "example.py"
_BAD = re.compile(r"^## Bad\n.*?^```python\n(?P<source>.*?)^```\n", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)]*)?\)")
_COMMENT = re.compile(r"^<!-- (?:begin|end) \w+ -->\n", re.MULTILINE)


def pages() -> Iterator[tuple[str, str]]:
    """All pages: (path below the directory, Markdown)."""
    rules = load_pages()
    providers = load_providers(())
    yield "index.md", shipped("README.md")
    yield "changelog.md", shipped("CHANGELOG.md")
    yield "contributing.md", shipped("CONTRIBUTING.md")
    yield "rules/index.md", rule_list(list(rules.values()))
    for code, page in rules.items():
        yield f"rules/{code}.md", rule_page(page)
    yield "providers/index.md", provider_list(providers)
    for provider in providers:
        yield f"providers/{provider.id}.md", provider_page(provider)
    yield "configuration.md", configuration()
    yield "cli.md", command_line()
    yield "sadpath.schema.json", schema_text()


# ------------------------------------------------------------------ files that are shown as they are


def shipped(name: str) -> str:
    """A file of the repository, with links that lead to the site's pages."""
    text = _COMMENT.sub("", (ROOT / name).read_text("utf-8"))
    text = re.sub(r"(!\[[^\]]*\]\()docs/images/", r"\1images/", text)

    def link(found: re.Match[str]) -> str:
        to = target(found[2])
        return f"[{found[1]}]({to}{found[3] or ''})" if to else f"{found[1]} (`{found[2]}`)"

    return _LINK.sub(link, text)


def target(path: str) -> str:
    """Where a link of the repository leads on the site; an empty text where it leads to no page of it."""
    if rule := re.fullmatch(r"rules/checks/(SP\d+\.md)", path):
        return f"rules/{rule[1]}"
    own = {
        "rules/checks": "rules/index.md",
        "CHANGELOG.md": "changelog.md",
        "CONTRIBUTING.md": "contributing.md",
        "README.md": "index.md",
        "docs/sadpath.schema.json": "sadpath.schema.json",
    }
    return own.get(path, "")


# ------------------------------------------------------------------ rules


def rule_list(rules: list[RulePage]) -> str:
    """The table of all rules."""
    rows = [(f"[{p.code}]({p.code}.md)", p.name, p.severity if p.default else "off", escaped(p.summary)) for p in rules]
    return "# Rules\n\n" + table(("rule", "name", "default", "what it reports"), rows)


def rule_page(page: RulePage) -> str:
    """A rule's page, with what a run over its bad example prints below that example."""
    default = page.severity if page.default else f"{page.severity}, off unless selected"
    head = f"# {page.code} {page.name}\n\n{page.summary}\n\nDefault: {default}\n\n"
    found = _BAD.search(page.body)
    if found is None:
        raise SystemExit(f"{page.code}: the page has no bad example")
    # what a suppression hides is known only where the rules that it names run too
    selected = page.code
    if not (printed := run_over(found["source"], selected)):
        selected = "ALL"
        printed = run_over(found["source"], selected)
    if f"[{page.code}]" not in printed:
        raise SystemExit(f"{page.code}: the bad example is not reported")
    output = f"\n```text\n$ sadpath check {EXAMPLE} --select {selected}\n{printed}```\n"
    return head + page.body[: found.end()] + output + page.body[found.end() :] + options_section(page)


def run_over(source: str, selected: str) -> str:
    """What the command prints over a source text with these rules alone."""
    before = Path.cwd()
    printed = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            Path(EXAMPLE).write_text(source, "utf-8")
            arguments = [
                "check",
                EXAMPLE,
                "--select",
                selected,
                "--no-config",
                "--quiet",
                "--no-progress",
                "--color",
                "never",
            ]
            with contextlib.redirect_stdout(printed):
                exit_code = cli.run([*arguments, "--exit-zero", "--output-format", "full"])
        finally:
            os.chdir(before)
    if exit_code:
        raise SystemExit(f"{selected}: exit code {exit_code}")
    return f"{text}\n" if (text := printed.getvalue().rstrip()) else ""


# ------------------------------------------------------------------ APIs


def provider_list(providers: tuple[Provider, ...]) -> str:
    """The table of all catalogues."""
    rows = [
        (f"[{escaped(p.name)}]({p.id}.md)", f"`{p.id}`", str(len(p.operations)), str(len(p.errors))) for p in providers
    ]
    return "# APIs\n\n" + table(("API", "id", "operations", "documented errors"), rows)


def provider_page(provider: Provider) -> str:
    """All that a catalogue says."""
    facts = [
        ("hosts", provider.hosts),
        ("told by path alone", provider.distinctive_paths),
        ("code in", provider.fields.code),
        ("text in", provider.fields.message),
        ("idempotency key", [n for n in (provider.idempotency_header, provider.idempotency_field) if n]),
    ]
    lines = [f"# {escaped(provider.name)}", "", f"<{provider.link}>", ""]
    lines += [f"- {name}: {', '.join(f'`{value}`' for value in values)}" for name, values in facts if values]
    operations = [
        (f"`{o.id}`", o.method, f"`{o.path}`" + (" (assumed)" if o.assumed_path else "")) for o in provider.operations
    ]
    errors = [error_row(error, provider) for error in provider.errors]
    lines += [
        "",
        "## Errors",
        "",
        table(("status", "code", "sent again", "meaning and handling", "operations"), errors),
    ]
    lines += ["", "## Operations", "", table(("operation", "method", "path"), operations)]
    for sibling in provider.siblings:
        codes = ", ".join(f"`{code}`" for code in sorted(sibling.codes, key=str.lower))
        lines += ["", f"## Codes of another API: {escaped(sibling.api)}", "", codes or "No table of them is published."]
    lines += ["", "## Sources", "", *(f"- {escaped(source)}" for source in provider.sources)]
    return "\n".join(lines) + "\n"


def error_row(error: ErrorRow, provider: Provider) -> tuple[str, ...]:
    """One error of a catalogue."""
    statuses = ", ".join(map(str, error.statuses)) + (" (assumed)" if error.assumed_status else "")
    others = [f"{CONTEXT_WORDS.get(c, c)}: {term}" for c, term in error.retry_by_context.items() if term != error.retry]
    retry = error.retry + (f" ({', '.join(others)})" if others else "")
    only = "all" if error.operations is None else ", ".join(o.id for o in provider.operations if error.applies_to(o))
    text = escaped(f"{error.meaning} {error.handling}".strip()) + (f" [source]({error.link})" if error.link else "")
    return statuses, f"`{error.code}`", escaped(retry), text, escaped(only)


# ------------------------------------------------------------------ settings and command line


def configuration() -> str:
    """The reference of all keys."""
    lines = ["# Configuration", ""]
    lines += ["In the table `[tool.sadpath]` of a `pyproject.toml`, or without the table's name in a `sadpath.toml`."]
    lines += ["[The schema](sadpath.schema.json) is for editors.", ""]
    for _, head in KEYS.values():
        lines += key_section(head)
    return "\n".join(lines) + "\n"


def key_section(head: Key) -> list[str]:
    """The section of one key."""
    default = show.toml(show.plain(head, head.default))
    scope = "the whole run" if head.scope == "run" else "each path below the file"
    lines = [f"## {head.name}", "", head.doc, "", f"- type: {head.kind.words}", f"- default: `{default}`"]
    return [*lines, f"- holds for: {scope}", "", "```toml", show.example(head), "```", ""]


def command_line() -> str:
    """The reference of the command and its subcommands, from the parser."""
    parser = cli.build_parser()
    lines = ["# Command line", "", parser.description or "", "", "```text", (parser.epilog or "").strip(), "```", ""]
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    for name, command in commands.choices.items():
        lines += [f"## sadpath {name}", "", command.description or "", ""]
        rows = [row for action in command._actions if (row := option_row(action))]
        lines += [table(("argument", "meaning"), rows), ""]
    return "\n".join(lines)


def option_row(action: argparse.Action) -> tuple[str, str] | None:
    """One argument of a command; None for what is not shown."""
    if action.help == argparse.SUPPRESS:
        return None
    value = action.metavar or (f"{{{','.join(map(str, action.choices))}}}" if action.choices else "")
    if not action.option_strings:
        return f"`{value or action.dest}`", escaped(action.help or "")
    takes = action.nargs != 0 and not isinstance(action, argparse.BooleanOptionalAction)
    names = ", ".join(action.option_strings) + (f" {value or action.dest.upper()}" if takes else "")
    return f"`{names}`", escaped((action.help or "").replace("%%", "%"))


# ------------------------------------------------------------------ Markdown


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in lines) + "\n"


def escaped(text: str) -> str:
    """Text in which nothing is markup; what stands between backticks is left alone."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(p if p.startswith("`") else re.sub(r"([\\*_<\[\]])", r"\\\1", p) for p in pieces)


def main() -> None:
    """Write all pages below the directory that is named."""
    if len(sys.argv) != 2:
        sys.exit("usage: python docs/generate.py DIRECTORY")
    directory = Path(sys.argv[1])
    for path, text in pages():
        file = directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    shutil.copytree(ROOT / "docs" / "images", directory / "images", dirs_exist_ok=True)
    count = sum(1 for file in directory.rglob("*") if file.is_file())
    print(json.dumps({"directory": str(directory), "pages": count}))


if __name__ == "__main__":
    main()
