"""A server does not grow with what is over: messages that were handled, and objects that only hold each other."""

from __future__ import annotations

import asyncio
import gc
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sadpath.server.engine import ASKED, Engine
from sadpath.server.options import Options
from sadpath.server.project import Project
from sadpath.server.server import SadpathServer


class Ring:
    """Objects that hold each other: as many blocks of memory as there are `cells`, and some."""

    def __init__(self, cells: int) -> None:
        self.cells = [[self] for _ in range(cells)]


def test_what_only_holds_itself_is_collected_when_there_is_much_of_it(tmp_path: Path) -> None:
    project = Project(str(tmp_path), Options())
    engine = Engine(lambda project: None)

    async def drive() -> list[bool]:
        engine.start()
        await engine.ask(project, lambda project: None, ASKED)
        small = await engine.ask(project, lambda project: weakref.ref(Ring(10)), ASKED)
        kept = small() is not None
        large = await engine.ask(project, lambda project: weakref.ref(Ring(sys.getallocatedblocks() // 2)), ASKED)
        for _ in range(2):
            await engine.ask(project, lambda project: None, ASKED)
        return [kept, small() is None, large() is None]

    gc.disable()
    try:
        assert asyncio.run(drive()) == [True, True, True]
    finally:
        engine.close()
        gc.enable()


def test_nothing_is_kept_of_a_message_that_was_handled() -> None:
    protocol = SadpathServer().protocol
    told: list[Any] = []

    def inner(text: str) -> str:
        return text

    async def awaited(text: str) -> str:
        return text

    def handler(asked: Any) -> Iterator[Any]:  # as those of pygls for `textDocument/didChange`
        told.append((yield asked, ("changed",), None))

    async def drive() -> None:
        for number, asked in enumerate((inner, awaited)):
            protocol._execute_handler(f"{number}", handler, lambda future: None, (asked,))
        protocol._execute_handler("3", awaited, lambda future: told.append(future.result()), ("asked",))
        while len(told) < 3:
            await asyncio.sleep(0)

    asyncio.run(drive())
    assert (sorted(told), protocol._request_futures) == (["asked", "changed", "changed"], {})
