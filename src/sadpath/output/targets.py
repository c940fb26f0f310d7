"""Where output goes: several formats in one run, each to standard output or a file of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sadpath.config import UsageError, did_you_mean

STDOUT = "-"
_PIECE = 1 << 14


@dataclass(frozen=True, slots=True)
class Target:
    """A format, and the file that it is written to; None for standard output."""

    form: str
    file: str | None = None


def targets(
    outputs: Sequence[str] | None, form: str | None, file: str | None, *, default: str, known: Sequence[str]
) -> list[Target]:
    """What `--output FORMAT[:FILE]` (as often as wanted), or `--output-format` and `--output-file`, ask for.

    Raises UsageError for both at once, an unknown format, a file that two formats would be written to, and one that
    holds Python: `-o shop.py` is a slip, and would cost the source.
    """
    if not outputs:
        return [Target(form or default, _file(file))]
    if form is not None or file is not None:
        other = "--output-format" if form is not None else "--output-file"
        raise UsageError(f"--output says the format and the file itself; leave {other} out")
    found: list[Target] = []
    for output in outputs:
        # the format comes first, so that a colon in the path (C:\out.sarif) does no harm
        name, colon, path = output.partition(":")
        if name not in known:
            hint = did_you_mean(name, known)
            raise UsageError(
                f"--output: unknown format {name!r}{hint} (it is FORMAT or FORMAT:FILE; formats: {', '.join(known)})"
            )
        if colon and not path:
            raise UsageError(f"--output {output}: the file is missing; it is FORMAT or FORMAT:FILE")
        target = Target(name, _file(path))
        if target.file is not None and any(_same(target.file, other.file) for other in found):
            raise UsageError(f"--output: two formats would be written to {target.file}")
        found.append(target)
    return found


def deliver(targets: Sequence[Target], text: Callable[[Target], str]) -> list[str]:
    """Writes each output, files first, and gives a message for each file that could not be written.

    Files come first because whoever reads standard output may close it.
    """
    problems = []
    for target in targets:
        if target.file is not None:
            problem = write_file(target.file, text(target))
            if problem:
                problems.append(problem)
    for target in targets:
        if target.file is None:
            write(text(target))
    return problems


def write_file(path: str, text: str) -> str | None:
    """Writes a file in UTF-8 with `\\n`, making its folder where there is none; why that failed, or None."""
    try:
        folder = os.path.dirname(path)
        if folder:
            os.makedirs(folder, exist_ok=True)
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except (OSError, ValueError) as error:
        return f"can't write {path}: {getattr(error, 'strerror', None) or error}"
    return None


def write(text: str) -> None:
    """Writes to standard output."""
    # in pieces: an unbuffered stream (PYTHONUNBUFFERED) drops what a closed pipe didn't take of a single write
    if text and not text.endswith("\n"):
        text += "\n"
    for start in range(0, len(text), _PIECE):
        sys.stdout.write(text[start : start + _PIECE])
    sys.stdout.flush()


def _file(path: str | None) -> str | None:
    if path is None or path in ("", STDOUT):
        return None
    if path.endswith((".py", ".pyi")) and os.path.exists(path):
        raise UsageError(f"the output would replace the Python file {path}")
    return path


def _same(one: str, other: str | None) -> bool:
    return other is not None and os.path.abspath(one) == os.path.abspath(other)
