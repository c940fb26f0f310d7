"""Requests that nobody waits for any more, and analyses that edits have made pointless."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from sadpath.server.documents import Buffer, Part
from sadpath.server.engine import BEHIND, SCREEN, Engine
from sadpath.server.options import Options
from sadpath.server.project import Project

from .client import Client, RpcError
from .test_diagnostics import CLIENT

SLOW = Path(__file__).parents[1] / "cases" / "b16-fresh-keys-stacked-retry"
"""A program whose walks take seconds."""


def slow() -> dict[str, str]:
    return {path.name: path.read_text() for path in SLOW.glob("*.py")}


def test_a_cancelled_request_is_answered(start: Callable[..., Client]) -> None:
    client = start({**slow(), "zz_client.py": CLIENT})
    uri = client.open("zz_client.py")
    numbers = [client.send("textDocument/diagnostic", {"textDocument": {"uri": uri}}) for _ in range(3)]
    numbers.append(client.send("workspace/diagnostic", {"previousResultIds": []}))
    for number in numbers[1:]:
        client.notify("$/cancelRequest", {"id": number})
    for number in numbers[1:]:
        with pytest.raises(RpcError, match="-32800"):
            client.answer(number)
    assert [d["code"] for d in client.answer(numbers[0])["items"]] == ["SP101"]
    client.notify("$/cancelRequest", {"id": numbers[0]})  # too late
    assert [d["code"] for d in client.diagnostics(uri)] == ["SP101"]
    client.stop()
    assert b"unknown message id" not in Path(client.log.name).read_bytes()


def project(folder: Path, files: dict[str, str]) -> Project:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    return Project(str(folder), Options())


def test_work_stops_with_the_request(tmp_path: Path) -> None:
    async def main() -> None:
        engine = Engine(lambda project: None)
        engine.start()
        one = project(tmp_path / "one", slow())
        asked = asyncio.ensure_future(engine.ask(one, lambda project: project.generation))
        while one.workspace is None or not one.workspace.sessions:
            await asyncio.sleep(0.01)
        asked.cancel()
        while engine.current is not None:
            await asyncio.sleep(0.01)
        assert one.generation == 0 and one.interrupted
        assert await engine.ask(one, lambda project: (project.generation, bool(project.walks))) == (1, True)
        engine.close()

    asyncio.run(main())


def test_an_edit_interrupts_and_the_answer_knows_it(tmp_path: Path) -> None:
    async def main() -> None:
        engine = Engine(lambda project: None)
        engine.start()
        one = project(tmp_path / "one", {**slow(), "zz_client.py": CLIENT})
        path = str(tmp_path / "one" / "zz_client.py")
        asked = asyncio.ensure_future(engine.ask(one, lambda project: len(project.findings.get(path, ()))))
        while one.workspace is None or not one.workspace.sessions:
            await asyncio.sleep(0.01)
        text = CLIENT.replace("return answer", "answer.raise_for_status()\n    return answer")
        one.edit(path, Buffer(text.encode(), (Part("file:///x", 2, 0, 20),)))
        assert await asked == 0
        assert one.generation == 1
        engine.close()

    asyncio.run(main())


def test_what_is_on_the_screen_comes_first(tmp_path: Path) -> None:
    async def main() -> None:
        engine = Engine(lambda project: None)
        engine.start()
        one, two = project(tmp_path / "one", slow()), project(tmp_path / "two", {"client.py": CLIENT})
        order: list[str] = []
        behind = asyncio.ensure_future(engine.ask(one, lambda project: order.append("behind"), BEHIND))
        while one.workspace is None or not one.workspace.sessions:
            await asyncio.sleep(0.01)
        await engine.ask(two, lambda project: order.append("screen"), SCREEN)
        await behind
        assert order == ["screen", "behind"] and one.generation == two.generation == 1
        engine.close()

    asyncio.run(main())
