"""What only holds itself goes though the interpreter does not look for it."""

from __future__ import annotations

import asyncio
import gc
import sys
import weakref
from pathlib import Path

from sadpath.server.engine import ASKED, Engine
from sadpath.server.options import Options
from sadpath.server.project import Project


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
        for _ in range(5):  # it is looked for after a task that no other one waits for
            await engine.ask(project, lambda project: None, ASKED)
        return [kept, small() is None, large() is None]

    gc.disable()
    try:
        assert asyncio.run(drive()) == [True, True, True]
    finally:
        engine.close()
        gc.enable()
