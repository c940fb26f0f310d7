"""What the user has to put right, and guesses at what was meant."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


class UsageError(Exception):
    """What the user has to put right before anything can be done: exit code 2, and the text on standard error."""


class ConfigError(UsageError):
    """A mistake in a settings file.

    `problem` says what is wrong, `file` where; `key` is the dotted key as it stands below `[tool.sadpath]` ("" where the
    whole file is meant), `line` its 1-based line, None where it could not be told.
    """

    def __init__(self, problem: str, *, file: Path, key: str = "", line: int | None = None) -> None:
        self.problem, self.file, self.key, self.line = problem, file, key, line
        shown = str(file).removeprefix(os.path.join(os.getcwd(), ""))
        super().__init__(f"{shown}:{line}: {problem}" if line else f"{shown}: {problem}")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean x?` with the likeliest of the known words, else an empty text."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""
