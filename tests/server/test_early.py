"""Where an analysis takes long, what was found before is told first, and the client hears when there is something else."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sadpath.findings import Finding, Place
from sadpath.server.documents import Buffer, Part
from sadpath.server.engine import SCREEN, Engine
from sadpath.server.kept import carried, line_now

from .client import PULL, PUSH, Client
from .test_cancellation import project, slow
from .test_diagnostics import CLIENT
from .test_random_edits import change, edited, parses, plain, told

FIXED = CLIENT.replace("return answer", "answer.raise_for_status()\n    return answer")
REFRESH = "workspace/diagnostic/refresh"
AT_ONCE = {"patience": 0}


def rules(found: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(d["code"], d["range"]["start"]["line"]) for d in found]


def test_the_last_findings_then_the_new_ones(start: Callable[..., Client]) -> None:
    files = slow()
    client = start({"client.py": CLIENT, **files}, options=AT_ONCE)
    for name in files:
        client.open(name)
    uri = client.open("client.py")
    ((rule, line),) = rules(client.diagnostics(uri))  # nothing is known yet: it waits
    for name, text in files.items():  # what takes seconds is walked anew
        client.change(client.uri(name), {"text": text.replace("def ", "async def ") if "import" in text else text})
    client.change(uri, {"text": "# first\n" + FIXED})
    assert rules(client.diagnostics(uri)) == [(rule, line + 1)]
    while client.diagnostics(uri):  # it may have been asked for something else before
        client.wait(REFRESH)


def test_nothing_is_asked_again_where_the_findings_stay(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT}, options={**AT_ONCE, "status": True})
    uri = client.open("client.py")
    before = client.diagnostics(uri)
    client.wait("sadpath/status", lambda params: params["state"] == "ready")
    asked = len([m for m in client.requests if m["method"] == REFRESH])
    client.change(uri, {"text": CLIENT.replace("def ", "def my_")})
    assert rules(client.diagnostics(uri)) == rules(before)
    client.wait("sadpath/status", lambda params: params["state"] == "ready")
    client.wait_started()
    assert len([m for m in client.requests if m["method"] == REFRESH]) == asked


def test_who_can_not_be_asked_to_pull_again_waits(start: Callable[..., Client]) -> None:
    can = {**PULL, "workspace": {**PULL["workspace"], "diagnostics": {"refreshSupport": False}}}
    client = start({"client.py": CLIENT}, can, options=AT_ONCE)
    uri = client.open("client.py")
    assert client.diagnostics(uri)
    client.change(uri, {"text": FIXED})
    assert client.diagnostics(uri) == []


def test_pushed_findings_are_final(start: Callable[..., Client]) -> None:
    client = start({"client.py": CLIENT}, PUSH, options=AT_ONCE)
    client.open("client.py")
    publish = "textDocument/publishDiagnostics"
    assert client.wait(publish)["diagnostics"]
    client.change(client.uri("client.py"), {"text": FIXED})
    assert client.wait(publish)["diagnostics"] == []


def test_an_early_answer_does_not_end_the_walk(tmp_path: Path) -> None:
    async def main() -> None:
        engine = Engine(lambda project: None)
        engine.start()
        engine.patience = 0
        files = slow()
        one = project(tmp_path / "one", {**files, "zz_client.py": CLIENT})
        path = str(tmp_path / "one" / "zz_client.py")
        one.edit(path, Buffer(CLIENT.encode(), (Part("file:///y", 1, 0, 20),)))
        (first,) = await engine.ask(one, lambda project: project.findings[path], SCREEN, lambda p: p.known(path))
        assert one.generation == 1
        for name, text in files.items():
            new = text.replace("def ", "async def ") if "import" in text else text
            one.edit(str(tmp_path / "one" / name), Buffer(new.encode(), (Part("file:///x", 2, 0, 20),)))
        one.edit(path, Buffer(b"\n\n" + FIXED.encode(), (Part("file:///y", 2, 0, 20),)))
        final = asyncio.ensure_future(engine.ask(one, lambda project: project.findings.get(path, ()), SCREEN))
        (early,) = await engine.ask(
            one, lambda project: project.findings.get(path, ()), SCREEN, lambda p: p.known(path)
        )
        assert not final.done() and early.line == first.line + 2
        assert await final == () and one.generation == 2
        engine.close()

    asyncio.run(main())


def found(line: int, end: int, *related: int) -> Finding:
    places = tuple(Place("a.py", n, 1, n, 2) for n in related)
    return Finding("SP101", "x", "error", "a.py", line, 1, end, 9, "m", related=places)


def test_findings_stay_with_their_lines() -> None:
    old, new = list("abcdef"), list("aBcxdf")  # b is another one, x came, e is gone
    now = line_now(old, new)
    assert [now(n) for n in range(1, 7)] == [1, 2, 3, 5, None, 6]
    now = line_now(old, list("af"))
    assert [now(n) for n in range(1, 7)] == [1, None, None, None, None, 2]
    kept = carried([found(1, 2, 3), found(3, 3), found(6, 6, 1, 6)], lambda path: now)
    assert [(f.line, f.end_line, [p.line for p in f.related]) for f in kept] == [(1, 1, []), (2, 2, [1, 2])]


def test_edits_faster_than_walks(start: Callable[..., Client]) -> None:
    rng = random.Random(7)
    texts = {"client.py": CLIENT, **slow()}
    client = start(texts, options=AT_ONCE)
    uris = {name: client.open(name, text) for name, text in texts.items()}
    client.diagnostics(uris["client.py"])
    for _ in range(15):
        name = rng.choice(sorted(texts))
        new = edited(texts[name], rng)
        if parses(new.encode()):
            client.change(uris[name], change(texts[name], new))
            texts[name] = new
            client.diagnostics(uris[name])
    fresh = start(texts)
    for name, text in texts.items():
        fresh.open(name, text)
    assert plain(told(client), client.folder) == plain(told(fresh), fresh.folder)
    pulled = {name: client.diagnostics(uri) for name, uri in uris.items()}
    assert plain(pulled, client.folder) == plain({n: fresh.diagnostics(fresh.uri(n)) for n in texts}, fresh.folder)
