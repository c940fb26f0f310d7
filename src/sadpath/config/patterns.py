"""Patterns of paths in settings: those of files (`per-file-ignores`, `providers`) and those of what is left out."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PathPattern:
    """A pattern of files, relative to the directory `root`.

    As Ruff reads those of `per-file-ignores`: it matches the path or the name alone, `*` goes across `/`, `**/` may stand
    for nothing, `!` in front turns it around. A directory's path means all that is below it.
    """

    text: str
    root: Path

    def matches(self, path: str) -> bool:
        """Whether the absolute `path` of a file matches; what lies outside of `root` never does."""
        base = os.path.join(self.root, "")
        if not path.startswith(base):
            return False
        shown = path[len(base) :].replace(os.sep, "/")
        text = self.text.removeprefix("!")
        expression = _expression(text.removeprefix("./"))
        found = bool(expression.fullmatch(shown) or expression.fullmatch(shown.rpartition("/")[2]))
        return found != self.text.startswith("!")


@dataclass(frozen=True, slots=True)
class Excludes:
    """Patterns as in a `.gitignore` that lies in the directory `root`."""

    patterns: tuple[str, ...]
    root: Path


@lru_cache(maxsize=1024)
def _expression(pattern: str) -> re.Pattern[str]:
    pieces: list[str] = []
    index = 0
    while index < len(pattern):
        char = pattern[index]
        index += 1
        if char == "*":
            stars = 1
            while pattern[index : index + 1] == "*":
                index += 1
                stars += 1
            if stars > 1 and pattern[index : index + 1] == "/":
                index += 1
                pieces.append("(?:.*/)?")
            else:
                pieces.append(".*")
        elif char == "?":
            pieces.append("[^/]")
        elif char == "[" and (end := pattern.find("]", index + 1)) > 0:
            inside = pattern[index:end].replace("\\", r"\\").replace("[", r"\[")
            pieces.append(f"[{'^' + inside[1:] if inside[0] in '!^' else inside}]")
            index = end + 1
        elif char == "{" and (end := pattern.find("}", index)) > 0:
            pieces.append(f"(?:{'|'.join(re.escape(word) for word in pattern[index:end].split(','))})")
            index = end + 1
        else:
            pieces.append(re.escape(char))
    try:
        return re.compile("".join(pieces).removesuffix("/") + "(?:/.*)?", re.DOTALL)
    except re.error:
        return re.compile(re.escape(pattern))
