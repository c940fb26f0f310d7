"""Which lines differ from a revision, by asking git: for `--diff-base`."""

from __future__ import annotations

import os
import re
import subprocess
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sadpath.config import UsageError
from sadpath.findings import Finding, Place

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([abfnrtv\"\\]|[0-7]{3})")
_LETTERS = dict(zip(b'abfnrtv"\\', b'\a\b\f\n\r\t\v"\\', strict=True))
# Nobody's settings may change what is read here.
_DIFF = (
    "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--unified=0", "--inter-hunk-context=0",
    "--no-relative", "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules", "--diff-filter=d", "--text",
)  # fmt: skip


@dataclass
class _Lines:
    """The changed lines of a file; `whole` for a file that is new."""

    whole: bool = False
    lines: list[int] = field(default_factory=list)

    def meet(self, first: int, last: int) -> bool:
        index = bisect_left(self.lines, first)
        return self.whole or (index < len(self.lines) and self.lines[index] <= last)


class Changes:
    """What has changed since a revision branched off, with what is not committed yet and what git does not know yet.

    `paths` say which repositories are meant. Raises UsageError where there is none, no git, or no such revision.
    """

    def __init__(self, revision: str, paths: Sequence[str]) -> None:
        self.revision = revision
        self._files: dict[str, _Lines] = {}
        for root in sorted({_root(path) for path in paths}):
            self._read(root)

    def touch(self, finding: Finding) -> bool:
        """Whether a finding, or a place that belongs to it, lies on changed lines; a file that can't be read: whether it changed."""
        if finding.rule == "SP902":
            return self._of(finding.path) is not None
        return self._changed(finding) or any(self._changed(place) for place in finding.related)

    def _changed(self, place: Finding | Place) -> bool:
        found = self._of(place.path)
        return found is not None and found.meet(place.line, place.end_line)

    def _of(self, path: str) -> _Lines | None:
        return self._files.get(os.path.realpath(path))

    def _read(self, root: str) -> None:
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{self.revision}^{{commit}}")
        if commit is None:
            raise UsageError(f"--diff-base: {root} has no revision {self.revision!r}{_shallow(root)}")
        base = commit.strip().decode()
        # what others have done on the base branch since is no change of ours
        common = _git(root, "merge-base", base, "HEAD")
        if common is not None and common.strip():
            base = common.split()[0].decode()
        difference = _git(root, *_DIFF, base, "--")
        if difference is None:
            raise UsageError(f"--diff-base: git could not compare {root} with {self.revision!r}")
        for path, lines in _hunks(difference.split(b"\n")):
            self._files[os.path.realpath(os.path.join(root, os.fsdecode(path)))] = lines
        for path in (_git(root, "ls-files", "-z", "--others", "--exclude-standard", "--full-name") or b"").split(b"\0"):
            if path:
                self._files[os.path.realpath(os.path.join(root, os.fsdecode(path)))] = _Lines(whole=True)


def _hunks(lines: Iterable[bytes]) -> Iterator[tuple[bytes, _Lines]]:
    """(path, changed lines) of each file in the output of `git diff -U0`."""
    path: bytes | None = None
    found = _Lines()
    skip = 0  # lines of a hunk: what looks like a head in there is none
    for line in lines:
        if skip and line[:1] in (b"+", b"-"):
            skip -= 1
            continue
        if line.startswith(b"\\"):
            continue  # "No newline at end of file"
        if line.startswith(b"diff --git "):
            path = None
        elif line.startswith(b"+++ ") and path is None:
            name = _unquoted(line[4:].rstrip(b"\t"))
            path, found = name.removeprefix(b"b/"), _Lines()
            yield path, found
        elif match := _HUNK.match(line):
            removed = 1 if match[1] is None else int(match[1])
            start, added = int(match[2]), 1 if match[3] is None else int(match[3])
            # where lines were only taken out, the lines on both sides of the gap are what changed
            found.lines += range(start, start + added) if added else [max(start, 1), start + 1]
            skip = removed + added


def _unquoted(name: bytes) -> bytes:
    """A path as git prints it in a diff: in quotes, with escapes, where it has odd bytes."""
    if not (name.startswith(b'"') and name.endswith(b'"')):
        return name

    def byte(match: re.Match[bytes]) -> bytes:
        text = match[1]
        return bytes([int(text, 8)]) if len(text) == 3 else bytes([_LETTERS[text[0]]])

    return _ESCAPE.sub(byte, name[1:-1])


def _root(path: str) -> str:
    """The working tree that a path lies in."""
    directory = path if os.path.isdir(path) else os.path.dirname(path) or os.curdir
    if not os.path.isdir(directory):
        directory = os.curdir  # it is told elsewhere that the path does not exist
    found = _git(directory, "rev-parse", "--show-toplevel")
    if found is None:
        raise UsageError(f"--diff-base: {os.path.abspath(directory)} is in no git repository")
    return os.fsdecode(found.rstrip(b"\n"))


def _shallow(root: str) -> str:
    answer = _git(root, "rev-parse", "--is-shallow-repository")
    return "; the clone is shallow: fetch it first" if answer is not None and answer.strip() == b"true" else ""


def _git(directory: str, *words: str) -> bytes | None:
    """What git prints; None where it fails. Raises UsageError where there is no git."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-C", directory, "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(command, capture_output=True, env=environment, stdin=subprocess.DEVNULL, check=False)
    except FileNotFoundError:
        raise UsageError("--diff-base needs git, and there is none on the PATH") from None
    except OSError as error:
        raise UsageError(f"--diff-base: git can't be run: {error.strerror or error}") from None
    return done.stdout if done.returncode == 0 else None
