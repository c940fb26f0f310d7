"""What the walk says of a program before and after a transformation that keeps what it does.

python tests/differential/metamorphic.py FOLDER-OR-SEED TRANSFORMATION [-v]      shows one: the lanes that differ, -v the new text
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from compare import REPLAY, Facts, Key, real_facts, walk_facts  # noqa: E402
from generate import Program, generate  # noqa: E402
from mutate import written  # noqa: E402
from transform import TRANSFORMATIONS  # noqa: E402

CASES = HERE.parent / "cases"


@dataclass
class Changed:
    """One program and one transformation. `applied` says whether there was something to transform."""

    name: str
    transformation: str
    applied: bool = False
    lanes: int = 0
    differs: list[tuple[Key, Facts | None, Facts | None]] = field(default_factory=list)
    """(status, code), the facts before, the facts after."""
    broken: str = ""
    """Why the transformation is at fault: the program really does something else afterwards."""

    @property
    def fates(self) -> list[tuple[Key, Facts | None, Facts | None]]:
        """The lanes whose fate differs."""
        return [row for row in self.differs if row[1] is None or row[2] is None or row[1][0] != row[2][0]]


def cases(*folders: Path) -> dict[str, Program]:
    """The written cases of the project and, where they are there, of the replay."""
    chosen = folders or tuple(folder for folder in (CASES, REPLAY / "cases") if folder.is_dir())
    return {f.parent.name: written(f.parent) for folder in chosen for f in sorted(folder.glob("*/case.toml"))}


def transformed(program: Program, transformation: str) -> Program | None:
    """The program afterwards; None where the transformation does not apply."""
    after = TRANSFORMATIONS[transformation](program)
    if after is not None:
        assert after.files != program.files
    return after


def hold(name: str, program: Program, transformation: str, before: dict[Key, Facts], real: bool = False) -> Changed:
    """Hold the facts before against those after. With `real` a difference is run, too."""
    made = Changed(name, transformation)
    after = transformed(program, transformation)
    if after is None:
        return made
    made.applied = True
    told = walk_facts(after)
    made.lanes = len(before)
    made.differs = [
        (key, before.get(key), told.get(key)) for key in sorted({*before, *told}) if before.get(key) != told.get(key)
    ]
    if made.differs and real:
        was, is_ = real_facts(program), real_facts(after)
        if was != is_:
            made.broken = is_ if isinstance(is_, str) else "it does something else now"
    return made


def sweep(programs: dict[str, Program], real: bool = False) -> Iterator[Changed]:
    """Every transformation of every program."""
    for name, program in programs.items():
        before = walk_facts(program)
        for transformation in TRANSFORMATIONS:
            yield hold(name, program, transformation, before, real)


def summary(held: list[Changed]) -> str:
    """The figures by transformation."""
    lines = []
    for transformation in TRANSFORMATIONS:
        mine = [c for c in held if c.transformation == transformation]
        applied = [c for c in mine if c.applied]
        broken = [c.name for c in applied if c.broken]
        fates = [c.name for c in applied if c.fates and not c.broken]
        other = [c.name for c in applied if c.differs and not c.fates and not c.broken]
        lines.append(
            f"{transformation:15} applied to {len(applied)} of {len(mine)}, {sum(c.lanes for c in applied)} lanes; "
            f"fates differ in {len(fates)} {fates}, other facts in {len(other)} {other}"
            + (f", at fault in {len(broken)} {broken}" if broken else "")
        )
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Show one program and one transformation."""
    which, transformation = arguments[0], arguments[1]
    program = generate(int(which)) if which.isdigit() else written(Path(which))
    if "-v" in arguments:
        print(transformed(program, transformation) or "nothing to transform")
    made = hold(which, program, transformation, walk_facts(program), real=True)
    for key, before, after in made.differs:
        print(*key, "before", before, "after", after)
    print(f"applied: {made.applied}, {made.lanes} lanes, {len(made.differs)} differ; {made.broken}")


if __name__ == "__main__":
    main(sys.argv[1:])
