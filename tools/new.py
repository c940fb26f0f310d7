"""Skeletons for contributors: `python tools/new.py check sp107_lost_answer`, `python tools/new.py provider acme`.

What they write is valid, and its tests fail until it is filled in. Nothing that is there is overwritten.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

CHECK = '''"""{code}: TODO: what it reports, in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, at_send, handling, names, what
from sadpath.walk.outcomes import LaneFacts, WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each walk in which TODO."""
    for walk in walks:
        lanes = [lane for lane in walk.lanes if is_wrong(lane)]
        yield from at_send(walk, f"{{names(lanes)}} of {{what(walk)}} TODO", handling(lanes), lanes)


def is_wrong(lane: LaneFacts) -> bool:
    """Whether TODO: see the facts of `LaneFacts` (fate, resent, waited, specific, ...)."""
    return False


CHECK = Check("{code}", run)
'''
PAGE = """+++
code = "{code}"
name = "{name}"
severity = "warning"
summary = "TODO: what it reports, in one sentence."
+++

TODO: what the code does, and where the finding stands.

## Why it matters

TODO: what it costs, told as it happens.

## Bad

```python
import requests

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


def cancel(order_id: str, auth: tuple[str, str]) -> None:
    requests.post(f"{{ORDERS}}/{{order_id}}/cancel", auth=auth, timeout=10)  # {code}
```

## Good

```python
import requests

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


def cancel(order_id: str, auth: tuple[str, str]) -> None:
    response = requests.post(f"{{ORDERS}}/{{order_id}}/cancel", auth=auth, timeout=10)
    response.raise_for_status()
```

## What is not reported

TODO: what looks like it and is fine.
"""
CHECK_TEST = '''"""{code}: what it finds, and what it must not find."""

from sadpath.testing import assert_findings, assert_page
from sadpath.rulepages import load_pages

FOUND = """
    import requests


    def cancel(order_id, auth):
        requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{{order_id}}/cancel", auth=auth)  # want: {code}
"""


def test_it_is_found():
    assert_findings(FOUND, select=["{code}"])


def test_the_page():
    assert_page("{code}")


def test_nothing_is_left_to_do():
    page = load_pages()["{code}"]
    assert "TODO" not in page.summary + page.body
'''
PROVIDER = """# TODO: what this API's documentation says of its errors, and what it leaves open.

id = "{id}"
name = "TODO"
link = "https://{id}.example/errors"
hosts = ["api.{id}.example"]
sources = ["TODO: which pages, read when"]

[fields]  # where an error body keeps what
code = ["error_code"]
message = ["message"]

[[bodies]]
when = "always"
body = '{{"error_code": "{{code}}", "message": "{{message}}"}}'

# ---- operations

[[operations]]
id = "todoOperation"
method = "POST"
path = "/todo/{{todo_id}}"

# ---- errors

[[errors]]
code = "TODO_ERROR"
status = 409
operations = "all"
retry = "never"
meaning = "TODO."
handling = "TODO."
"""
PROVIDER_TEST = '''"""The catalogue {id}: filled in, and found in code that uses it."""

from pathlib import Path

from sadpath.rules import rules_directory
from sadpath.testing import assert_findings

FILE = rules_directory() / "providers" / "{id}.toml"

# a call of one of the operations, whose errors nobody looks at
CALL = """
    import requests


    def call(todo_id):
        requests.post(f"https://api.{id}.example/todo/{{todo_id}}")  # want: SP101
"""


def test_nothing_is_left_to_do():
    for file in (FILE, Path(__file__)):
        text = file.read_text("utf-8").lower()
        assert "to" + "do" not in text and ".exa" + "mple" not in text, file


def test_a_call_is_found():
    assert_findings(CALL, select=["SP101"])
'''


def check(name: str) -> dict[Path, str]:
    """The files of a new check; `name` as sp107_lost_answer or SP107-lost-answer."""
    found = re.fullmatch(r"(sp\d{3})[-_]([a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)", name.lower())
    if found is None:
        sys.exit(f"error: {name!r} is no name for a check: a code and words, as sp107_lost_answer")
    code, words = found[1].upper(), found[2].replace("_", "-")
    if (ROOT / "rules" / "checks" / f"{code}.md").exists():
        sys.exit(f"error: {code} is taken: rules/checks/{code}.md")
    module = f"{code.lower()}_{words.replace('-', '_')}"
    values = {"code": code, "name": words}
    return {
        ROOT / "src" / "sadpath" / "checks" / f"{module}.py": CHECK.format(**values),
        ROOT / "rules" / "checks" / f"{code}.md": PAGE.format(**values),
        ROOT / "tests" / "checks" / f"test_{module}.py": CHECK_TEST.format(**values),
    }


def provider(name: str) -> dict[Path, str]:
    """The files of a new catalogue; `name` is its id, as acme-payments."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", name):
        sys.exit(f"error: {name!r} is no id for a catalogue: lower case, digits and -, as acme-payments")
    test = f"test_catalogue_{name.replace('-', '_')}.py"
    return {
        ROOT / "rules" / "providers" / f"{name}.toml": PROVIDER.format(id=name),
        ROOT / "tests" / "catalogue" / test: PROVIDER_TEST.format(id=name),
    }


def main() -> None:
    """Write the skeleton that is asked for."""
    kinds = {"check": check, "provider": provider}
    if len(sys.argv) != 3 or sys.argv[1] not in kinds or not sys.argv[2]:
        sys.exit("usage: make new-check NAME=sp107_lost_answer, or make new-provider NAME=acme-payments")
    files = kinds[sys.argv[1]](sys.argv[2])
    for path in files:
        if path.exists():
            sys.exit(f"error: {path.relative_to(ROOT)} is there already")
    for path, text in files.items():
        path.write_text(text, "utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
