"""The models of the retry libraries against what was measured: 116 constructs, each with 18 answers, as GET and POST.

A construct's row says how often the request was sent and how the call ended. The measured outcome of a dropped
connection is left out: the walk's answers are answers. `rq.Queue.enqueue(f, retry=...)` is left out too: nothing at
the function `f` says that it is retried.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from stub import METHODS, URL, ends, stub_provider

from sadpath.analyse import on_large_stack
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Explorer
from sadpath.walk.program import Module, Program

DATA = Path(__file__).parent / "data"
EXPECTED: dict[str, dict[str, Any]] = json.loads((DATA / "retry_constructs.json").read_text("utf-8"))
Told = dict[tuple[str, str], dict[str, set[str]]]


def constructs() -> Program:
    """The constructs, each with an entry for each method: a partial, so that the walk itself is what calls a task."""
    lines = ["import functools", "import retry_constructs as made"]
    for row in EXPECTED.values():
        lines += [
            f"{row['entry']}_{method} = functools.partial(made.{row['entry']}, {method!r}, {URL!r})"
            for method in METHODS
        ]
    texts = {"entries": "\n".join(lines), "retry_constructs": (DATA / "retry_constructs.py").read_text("utf-8")}
    modules = {
        name: Module(name, f"{name}.py", ast.parse(text), True, False, DATA / f"{name}.py", text)
        for name, text in texts.items()
    }
    return Program(modules.get)


def measured(row: dict[str, Any], method: str) -> dict[str, str]:
    """By name of the answer: sends and end."""
    return {name: end for end, names in (row.get("both") or row[method]).items() for name in names.split()}


@pytest.fixture(scope="module")
def walked() -> Told:
    """For each construct and method: what the walk says of each answer (several things where it can't tell)."""
    found: Told = {}

    def work() -> None:
        explorer = Explorer(constructs(), [stub_provider()])
        for name, row in EXPECTED.items():
            for method in METHODS:
                found[name, method] = ends(explorer, Entry("entries", f"{row['entry']}_{method}"), method)

    on_large_stack(work)
    return found


def test_no_answer_is_wrong(walked: Told) -> None:
    wrong = [
        f"{name} {method} {answer}: {ends}, measured {end}"
        for (name, method), found in walked.items()
        for answer, end in measured(EXPECTED[name], method).items()
        if len(ends := found.get(answer, set())) == 1 and ends != {end} and ends != {"unknown"}
    ]
    assert not wrong, "\n".join(wrong)


def test_every_construct_is_known(walked: Told) -> None:
    unsure = {
        name
        for (name, method), found in walked.items()
        if any(found.get(answer) != {end} for answer, end in measured(EXPECTED[name], method).items())
    }
    assert not unsure, sorted(unsure)
