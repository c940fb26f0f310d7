"""Which paths git would ignore. `pathspec` is imported only once there is a pattern to match."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sadpath.cache import record as recording

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_WILD = "*?[]\\"


@dataclass(frozen=True, slots=True)
class Layer:
    """The patterns of one file, which hold under `base` (an absolute directory that ends in a separator).

    Directories are asked about all patterns, files only about those that could match a Python file: as an ignored
    directory is never entered, that leaves nothing to match in most projects.
    """

    base: str
    directories: GitIgnoreSpec | None
    files: GitIgnoreSpec | None


def layer(base: str, lines: Sequence[str]) -> Layer | None:
    """A layer of those patterns under the directory `base`; None where no line is a pattern."""
    patterns = [line for line in lines if line.strip() and not line.startswith("#")]
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    for_files = [p for p in patterns if _may_match_python(p)]
    return Layer(
        base if base.endswith(os.sep) else base + os.sep,
        GitIgnoreSpec.from_lines(_sound(patterns)),
        GitIgnoreSpec.from_lines(_sound(for_files)) if for_files else None,
    )


def read_layer(base: str, file: str) -> Layer | None:
    """The layer of one ignore file; None where it can't be read or says nothing."""
    try:
        with open(file, encoding="utf-8", errors="surrogateescape") as handle:
            lines = handle.read().split("\n")
    except OSError:
        return None
    return layer(base, [line.removesuffix("\r") for line in lines])


def ignored(layers: Sequence[Layer], path: str, *, directory: bool) -> bool:
    """Whether the absolute `path` is ignored. The last layer that says anything decides, as in git."""
    for item in reversed(layers):
        spec = item.directories if directory else item.files
        if spec is None or not path.startswith(item.base):
            continue
        name = path[len(item.base) :].replace(os.sep, "/")
        include = spec.check_file(name + "/" if directory else name).include
        if include is not None:
            return bool(include)
    return False


def repository_root(directory: str) -> str | None:
    """The nearest directory upwards that holds `.git`; None outside of a repository."""
    current = directory
    while True:
        mark = os.path.join(current, ".git")
        there = os.path.lexists(mark)
        recording.probe(mark, there)
        if there:
            return current
        parent = os.path.dirname(current)
        if parent == current:
            return None
        current = parent


def layers_above(directory: str) -> list[Layer]:
    """What holds in `directory` because of `.git/info/exclude`, and of each `.gitignore` above it in the repository."""
    root = repository_root(directory)
    if root is None:
        return []
    found = [read_layer(root, os.path.join(_git_directory(root), "info", "exclude"))]
    current = root
    below = os.path.relpath(directory, root)
    for part in [] if below == os.curdir else below.split(os.sep):
        found.append(read_layer(current, os.path.join(current, ".gitignore")))
        current = os.path.join(current, part)
    return [item for item in found if item is not None]


def _git_directory(root: str) -> str:
    """`.git`, or what it points to in a worktree or a submodule."""
    dot = os.path.join(root, ".git")
    try:
        with open(dot, encoding="utf-8") as handle:
            line = handle.readline()
    except (OSError, UnicodeDecodeError):
        return dot
    place = os.path.normpath(os.path.join(root, line.removeprefix("gitdir:").strip()))
    try:
        with open(os.path.join(place, "commondir"), encoding="utf-8") as handle:
            return os.path.normpath(os.path.join(place, handle.read().strip()))
    except (OSError, UnicodeDecodeError):
        return place


def _may_match_python(pattern: str) -> bool:
    """False where a pattern surely matches no path that ends in `.py`: a directory's pattern, another ending."""
    name = pattern.rstrip()
    if name.endswith("/"):
        return False
    last = name.rsplit("/", 1)[-1]
    tail = last
    for index in range(len(last) - 1, -1, -1):
        if last[index] in _WILD:
            tail = last[index + 1 :]
            break
    else:
        # no wildcard: the whole name has to be that of a Python file
        return last.endswith(".py")
    return tail.endswith(".py") or ".py".endswith(tail)


def _sound(patterns: Sequence[str]) -> list[str]:
    """The patterns without those that git takes as matching nothing and pathspec as an error."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines(patterns)
        return list(patterns)
    except ValueError:
        pass
    sound = []
    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError:
            continue
        sound.append(pattern)
    return sound
