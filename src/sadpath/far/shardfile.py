"""The file that a shard writes: what it was a share of, and what came of its tasks."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from sadpath.config import UsageError
from sadpath.far.stamp import Stamp
from sadpath.program.spread import Outcome, Task

MAGIC = b"sadpath shard 1\n"
"""The beginning. A digest of the rest follows, then, compressed: a line of JSON, and the outcomes' bytes."""
SUFFIX = ".shard"
_DIGEST = 32


@dataclass(frozen=True)
class Scope:
    """What the command line said about the files under analysis; paths relative to where it ran."""

    paths: list[str] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    force_exclude: bool = False
    within: str | None = None


@dataclass(frozen=True)
class Shard:
    """The share `number` (from 1) of `count`. `plan`: the tasks of all shards in their order."""

    file: str
    number: int
    count: int
    scope: Scope
    stamp: Stamp
    plan: Sequence[Task]
    outcomes: Sequence[Outcome]


def write_shard(shard: Shard) -> None:
    """Write the file whole or not at all. Raises UsageError where that can't be done."""
    head = {
        "shard": [shard.number, shard.count],
        "scope": vars(shard.scope),
        "stamp": shard.stamp.as_json(),
        "plan": [[task.root, task.module, task.name] for task in shard.plan],
        "outcomes": [[outcome.problem, len(outcome.data)] for outcome in shard.outcomes],
    }
    line = json.dumps(head).encode() + b"\n"
    body = zlib.compress(b"".join([line, *(outcome.data for outcome in shard.outcomes)]))
    part = f"{shard.file}.{os.getpid()}.part"
    try:
        Path(part).write_bytes(MAGIC + digest(body) + body)
        os.replace(part, shard.file)
    except OSError as error:
        Path(part).unlink(missing_ok=True)
        raise UsageError(f"{shard.file} can't be written: {error.strerror or error}") from None


def read_shard(file: str) -> Shard:
    """What a shard wrote. Raises UsageError where the file is none, or damaged."""
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file} can't be read: {error.strerror or error}") from None
    if not data.startswith(MAGIC):
        raise UsageError(f"{file} is no file that `sadpath check --shard` of this version wrote")
    at = len(MAGIC) + _DIGEST
    body = data[at:]
    if data[len(MAGIC) : at] != digest(body):
        raise UsageError(f"{file} is damaged; make that shard anew")
    try:
        return _shard(file, zlib.decompress(body))
    except (KeyError, TypeError, ValueError, zlib.error):
        raise UsageError(f"{file} does not hold what a shard holds; make that shard anew") from None


def _shard(file: str, data: bytes) -> Shard:
    line, _, rest = data.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    number, count = head["shard"]
    plan = [Task(*words) for words in head["plan"]]
    ends = accumulate((size for _, size in head["outcomes"]), initial=0)
    outcomes = [
        Outcome(task, rest[end - size : end], problem)
        for task, (problem, size), end in zip(
            share(plan, number, count), head["outcomes"], islice(ends, 1, None), strict=True
        )
    ]
    return Shard(file, number, count, Scope(**head["scope"]), Stamp.from_json(head["stamp"]), plan, outcomes)


def share(plan: Sequence[Task], number: int, count: int) -> Sequence[Task]:
    """The tasks of a shard. Neighbours, which are alike, go to different shards."""
    return plan[number - 1 :: count]


def digest(body: bytes) -> bytes:
    """What tells a whole file from a damaged one."""
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()
