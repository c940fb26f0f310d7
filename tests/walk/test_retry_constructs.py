"""The models of the retry libraries against what was measured: 116 constructs, each with 18 answers, as GET and as POST.

A construct's row says how often the request was sent and how the call ended. The measured outcome of a dropped connection is left out: the
walk's answers are answers. `rq.Queue.enqueue(f, retry=...)` is left out too: nothing at the function `f` says that it is retried.
"""

from __future__ import annotations

import ast
import json
import sys
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from sadpath.catalogue import Answer, Fields, Operation, Provider
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Explorer, Leaf
from sadpath.walk.program import Module, Program

DATA = Path(__file__).parent / "data"
EXPECTED: dict[str, dict[str, Any]] = json.loads((DATA / "retry_constructs.json").read_text("utf-8"))
STATUSES = (400, 401, 404, 408, 409, 413, 422, 429, 500, 501, 502, 503, 504)
NAMES = ("ok", *map(str, STATUSES), "413+RA", "429+RA", "500+RA", "503+RA")
METHODS = ("GET", "POST")
URL = "http://stub.example/e"  # one construct mounts its policy on https:// alone

NOT_MODELLED = {"SDK-OPENAI"}
"""Constructs of libraries without a model: they may be unknown."""


def answer(name: str) -> Answer:
    """The stub server's answer of that name: `503`, or `503+RA` with the header `Retry-After: 0`."""
    if name == "ok":
        return Answer("success", 0, None, "", False, None, {}, None)
    status, _, after = name.partition("+")
    body = {"error": {"code": f"E{status}", "message": "something went wrong"}}
    return Answer("error", int(status), name, name, False, body, {"Retry-After": "0"} if after else {}, None)


def provider() -> Provider:
    """The stub server as a provider with one operation for each method."""
    operations = tuple(Operation(method, method, "/e", (200,)) for method in METHODS)
    made = Provider(
        "stub", "Stub", "", ("stub.example",), ("/e",), (), None, None, (), Fields(("error.code",), ("error.message",)), (), operations, (), ()
    )  # fmt: skip
    for operation in operations:
        made._memo[("answers", operation.id)] = tuple(answer(name) for name in NAMES)
    return made


def program() -> Program:
    """The constructs, each with an entry for each method: a partial, so that the walk itself is what calls a task."""
    lines = ["import functools", "import retry_constructs as made"]
    for row in EXPECTED.values():
        lines += [f"{row['entry']}_{method} = functools.partial(made.{row['entry']}, {method!r}, {URL!r})" for method in METHODS]
    texts = {"entries": "\n".join(lines), "retry_constructs": (DATA / "retry_constructs.py").read_text("utf-8")}
    modules = {name: Module(name, f"{name}.py", ast.parse(text), True, False, DATA / f"{name}.py", text) for name, text in texts.items()}
    return Program(modules.get)


def told(leaf: Leaf, lane: int) -> str:
    """What a run says, in the words of the table."""
    if leaf.end == "endless":
        return "endless"
    if leaf.end == "returned":
        shape = leaf.shapes.get(lane)
        end = f"returns {'None' if shape == 'none' else 'response' if shape == 'response' else 'value'}"
    elif leaf.end in ("raised", "crashed"):
        end = f"raises {leaf.type}"
    else:
        return "unknown"
    return f"{leaf.sends} {end}"


def measured(row: dict[str, Any], method: str) -> dict[str, str]:
    """By name of the answer: sends and end."""
    return {name: end for end, names in (row.get("both") or row[method]).items() for name in names.split()}


def walk_all() -> dict[tuple[str, str], dict[str, set[str]]]:
    """For each construct and method: what the walk says of each answer (several things where it can't tell)."""
    explorer = Explorer(program(), [provider()])
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for name, row in EXPECTED.items():
        for method in METHODS:
            entry = Entry("entries", f"{row['entry']}_{method}")
            sent = explorer.discover(entry).get(("stub", method))
            ends: dict[str, set[str]] = defaultdict(set)
            if sent is not None:
                walked = explorer.walk(entry, sent.bound)
                for leaf in walked.leaves:
                    for lane in leaf.lanes:
                        ends[NAMES[lane]].add(told(leaf, lane))
            found[name, method] = ends
    return found


@pytest.fixture(scope="module")
def walked() -> dict[tuple[str, str], dict[str, set[str]]]:
    """All constructs, walked in a thread with room for deep nesting."""
    made: list[dict[tuple[str, str], dict[str, set[str]]]] = []
    limit, size = sys.getrecursionlimit(), threading.stack_size(256 * 1024 * 1024)
    sys.setrecursionlimit(40_000)
    try:
        thread = threading.Thread(target=lambda: made.append(walk_all()))
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    return made[0]


def test_no_answer_is_wrong(walked):
    wrong = [
        f"{name} {method} {answer}: {ends}, measured {end}"
        for (name, method), found in walked.items()
        for answer, end in measured(EXPECTED[name], method).items()
        if len(ends := found.get(answer, set())) == 1 and ends != {end} and ends != {"unknown"}
    ]
    assert not wrong, "\n".join(wrong)


def test_the_models_know_the_constructs(walked):
    unsure = {
        name
        for (name, method), found in walked.items()
        if any(found.get(answer) != {end} for answer, end in measured(EXPECTED[name], method).items())
    }
    assert unsure <= NOT_MODELLED, sorted(unsure - NOT_MODELLED)
    assert len(EXPECTED) - len(unsure) >= 110
