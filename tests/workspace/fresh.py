"""A workspace that lives through edits, held against one that starts afresh after each.

    python -m tests.workspace.fresh SEEDS STEPS FOLDER...

walks each folder through STEPS random edits for each seed from 0 and tells where the two differ.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sadpath.analyse import Results, row
from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.source.discover import SourcePath, discover
from sadpath.workspace import Workspace

from .edits import edited

State = dict[str, list[str]]


def state(results: Results) -> State:
    """Everything that a user could see of an analysis."""
    return {
        "walks": sorted(str(row(walk)) for walk in results.walks),
        "findings": sorted(map(str, results.findings)),
        "unreadable": sorted(map(str, results.unreadable)),
        "internal": results.internal,
    }


class Lived:
    """A workspace over the files of the current directory, with their texts in an overlay."""

    def __init__(self) -> None:
        self.files: list[SourcePath] = discover(["."]).files
        self.overlay = {file.path: Path(file.path).read_bytes() for file in self.files}
        self.workspace = self.fresh()
        self.workspace.walk()

    def fresh(self) -> Workspace:
        """A new workspace over the texts as they are."""
        return Workspace(self.files, config=Config(), providers=load_providers(()), overlay=self.overlay)

    def put(self, path: str, data: bytes) -> State:
        """Give a file another text; what the workspace finds then."""
        self.overlay[path] = data
        self.workspace.changed([path])
        return state(self.workspace.walk())

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text in the file `name`, and hold what is found against a fresh start."""
        path = os.path.abspath(name)
        text = self.overlay[path].decode()
        assert text.count(old) == 1, old
        assert self.put(path, text.replace(old, new).encode()) == state(self.fresh().walk())


def parses(data: bytes) -> bool:
    """Whether Python takes the text."""
    try:
        compile(data, "edited.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def differences(seed: int, steps: int) -> Iterator[tuple[int, list[str]]]:
    """(step, what one of the two has and the other has not) over random edits in the current directory.

    A text that does not parse is typed and taken back.
    """
    rng = random.Random(seed)
    lived = Lived()
    for step in range(steps):
        path = rng.choice(lived.files).path
        before = lived.overlay[path]
        data = edited(before.decode(), rng).encode()
        if not parses(data):
            broken = lived.put(path, data)
            if broken["internal"]:
                yield step, broken["internal"]
            data = before
        found, wanted = lived.put(path, data), state(lived.fresh().walk())
        if found != wanted:
            yield step, list(unlike(found, wanted))


def unlike(found: State, wanted: State) -> Iterator[str]:
    """What only one of two states has."""
    for kind in found:
        yield from (f"lived only: {item}" for item in found[kind] if item not in wanted[kind])
        yield from (f"fresh only: {item}" for item in wanted[kind] if item not in found[kind])


def main(arguments: Sequence[Any]) -> int:
    """See the module."""
    seeds, steps, *folders = arguments
    count = 0
    for folder in [Path(name).resolve() for name in folders]:
        os.chdir(folder)
        for seed in range(int(seeds)):
            for step, lines in differences(seed, int(steps)):
                count += 1
                print(f"{folder} seed {seed} step {step}", *(line[:400] for line in lines), sep="\n   ", flush=True)
    print(f"{count} differences")
    return bool(count)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
