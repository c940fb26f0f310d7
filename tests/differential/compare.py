"""What the walk says of a drawn program, held against what the program really does.

    python tests/differential/compare.py SEED ... [-v]            compares the programs of these seeds; -v shows programs and leaves
    python tests/differential/compare.py FOLDER SEED ... [-v]     compares mutants of the case in FOLDER (see `mutate.py`)

The truth comes by the means of `../shared/replay` (`replay.py`, `catalogue.json`), which stands beside the repository; `missing()`
tells what is not there.
"""

from __future__ import annotations

import ast
import gc
import hashlib
import importlib
import importlib.util
import json
import os
import signal
import ssl
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from generate import Program as Drawn  # noqa: E402
from generate import generate, providers  # noqa: E402
from mutate import mutant  # noqa: E402

from sadpath.walk.entries import Entry  # noqa: E402
from sadpath.walk.explore import Explorer  # noqa: E402
from sadpath.walk.leaves import Walked  # noqa: E402
from sadpath.walk.outcomes import judge  # noqa: E402
from sadpath.walk.program import Module, Program  # noqa: E402

REPLAY = Path(os.environ.get("SADPATH_REPLAY", HERE.parents[2] / "shared" / "replay"))
LAZY = (
    "urllib.request",
    "http.client",
    "uuid",
    "random",
    "urllib3.connectionpool",
    "httpcore",
    "h11",
    "anyio._backends._asyncio",
    "aiohttp.client_proto",
)
LIBRARIES = ("requests", "httpx", "aiohttp", "tenacity", "backoff", "stamina", "httpx_retries", "aiohttp_retry")
LANE_SECONDS = 5
"""A lane that really runs takes some hundredths of a second; the loop of a mutant may have no end."""
PROGRAM_SECONDS = 240
T = TypeVar("T")
Facts = tuple[str, bool, bool]  # fate, resent, specific
Key = tuple[int, str]  # status, code


def missing() -> str:
    """What a comparison needs and does not find; "" where all is there."""
    if not (REPLAY / "replay.py").is_file():
        return f"no replay at {REPLAY}"
    absent = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
    return f"not installed: {', '.join(absent)}" if absent else ""


@lru_cache(maxsize=1)
def replay() -> Any:
    """The module `replay.py`, the libraries imported, so that forked lanes need not."""
    spec = importlib.util.spec_from_file_location("sadpath_replay", REPLAY / "replay.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sadpath_replay"] = module
    spec.loader.exec_module(module)
    module.LANE_SECONDS = LANE_SECONDS
    for name in (*LIBRARIES, *LAZY):
        importlib.import_module(name)
    # reading the system's certificates costs more than the rest of a lane, and nothing is ever connected
    ssl.create_default_context = lru_cache(maxsize=8)(ssl.create_default_context)  # type: ignore[assignment]
    ssl._create_default_https_context = ssl.create_default_context
    sys.modules["httpx"].create_ssl_context()
    ssl.create_default_context()
    gc.freeze()
    return module


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Any]:
    return {p["id"]: p for p in json.loads((REPLAY / "catalogue.json").read_text("utf-8"))}


def with_room(work: Callable[[], T]) -> T:
    """Do the work in a thread whose stack has room for deep nesting."""
    made: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            made.append(work())
        except BaseException as error:
            failed.append(error)

    limit, size = sys.getrecursionlimit(), threading.stack_size(256 * 1024 * 1024)
    sys.setrecursionlimit(40_000)
    try:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    if failed:
        raise failed[0]
    return made[0]


def program_of(files: dict[str, str]) -> Program:
    """The modules of a program, for the walk."""
    modules = {}
    for name, text in files.items():
        dotted = name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        modules[dotted] = Module(dotted, name, ast.parse(text), True, name.endswith("__init__.py"), Path(name), text)
    return Program(modules.get)


def walked(drawn: Drawn) -> Walked | None:
    """The walk of a program's operation from its entry; None where the walk does not reach it."""
    explorer = Explorer(program_of(drawn.files), providers())
    module, _, name = drawn.entry.partition(":")
    entry = Entry(module, name)
    sent = explorer.discover(entry).get((drawn.provider, drawn.operation))
    return explorer.walk(entry, sent.bound) if sent is not None else None


def told_by(walk: Walked | None) -> dict[Key, Facts]:
    """What the walk says of each documented answer."""
    if walk is None:
        return {}
    return {
        (lane.answer.status, lane.answer.code or ""): (lane.fate, lane.resent, lane.specific)
        for lane in judge(walk).lanes
    }


def walk_facts(drawn: Drawn) -> dict[Key, Facts]:
    """`told_by` of the program's walk."""
    return with_room(lambda: told_by(walked(drawn)))


def real_facts(drawn: Drawn) -> dict[Key, Facts] | str:
    """What the program really does with each documented answer; a text where its success fails.

    The environment's SADPATH_TRUTH names a folder that keeps what was recorded.
    """
    kept = os.environ.get("SADPATH_TRUTH")
    if not kept:
        return record(drawn)
    file = Path(kept) / f"{hashlib.sha256(str(drawn).encode()).hexdigest()[:24]}.json"
    if not file.is_file():
        real = record(drawn)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            json.dumps(real if isinstance(real, str) else [[*key, *facts] for key, facts in real.items()]),
            encoding="utf-8",
        )
        return real
    made = json.loads(file.read_text(encoding="utf-8"))
    return made if isinstance(made, str) else {(row[0], row[1]): (row[2], row[3], row[4]) for row in made}


def record(drawn: Drawn) -> dict[Key, Facts] | str:
    """Run a program with each answer."""
    with tempfile.TemporaryDirectory(prefix="drawn") as folder:
        row = replay().replay_case(drawn.write(Path(folder).resolve()), catalogue())
    if row.get("broken"):
        return str(row["broken"])
    return {
        (o["status"], o["code"]): (o["fate"], o["resent"], o["specific"])
        for o in row["outcomes"]
        if o["code"] != "OTHER"
    }


@dataclass
class Compared:
    """One program compared. `wrong`, `unknown` and `facts` hold (status, code, true, told)."""

    seed: int
    name: str = ""
    lanes: int = 0
    broken: str = ""
    crash: str = ""
    wrong: list[tuple[int, str, Facts, Facts]] = field(default_factory=list)
    unknown: list[tuple[int, str, Facts]] = field(default_factory=list)
    facts: list[tuple[int, str, Facts, Facts]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def compare(seed: int) -> Compared:
    """Walk and run the program of a seed."""
    return held(generate(seed))


def compare_mutant(case: tuple[str, int]) -> Compared:
    """Walk and run a mutant of a written case: (folder, seed)."""
    folder, seed = case
    made = held(mutant(Path(folder), seed))
    made.name = f"{Path(folder).name}/{seed}"
    return made


class TooLong(Exception):
    """A program takes longer than `PROGRAM_SECONDS`."""


@contextmanager
def in_time(seconds: int) -> Iterator[None]:
    """Raises `TooLong` where the block takes longer; in the main thread alone."""

    def late(*_: object) -> None:
        raise TooLong(f"over {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def held(drawn: Drawn) -> Compared:
    """Walk and run a program."""
    made = Compared(drawn.seed, str(drawn.seed))
    try:
        with in_time(PROGRAM_SECONDS):
            real = real_facts(drawn)
    except TooLong as error:
        real = f"running it takes {error}"
    if isinstance(real, str):
        made.broken = real
        return made
    made.lanes = len(real)
    try:
        with in_time(PROGRAM_SECONDS):
            told = walk_facts(drawn)
    except Exception as error:
        made.crash = f"{type(error).__name__}: {error}"
        told = {}
    for (status, code), true in real.items():
        said = told.get((status, code), ("unknown", False, False))
        if said[0] == true[0]:
            made.counts["right"] += 1
        elif said[0] == "unknown":
            made.counts["unknown"] += 1
            made.unknown.append((status, code, true))
        else:
            made.counts["wrong"] += 1
            made.wrong.append((status, code, true, said))
        for index, name in ((1, "resent"), (2, "specific")):
            made.counts[f"{name} {('absent', 'missed', 'false', 'found')[true[index] + 2 * said[index]]}"] += 1
        if said[0] == true[0] and said != true:
            made.facts.append((status, code, true, said))
    return made


def summary(compared: list[Compared]) -> str:
    """The figures of many programs."""
    counts: Counter[str] = sum((c.counts for c in compared), Counter())
    lanes = sum(c.lanes for c in compared)
    broken = [c for c in compared if c.broken]
    share = {kind: counts[kind] / max(1, lanes) for kind in ("right", "wrong", "unknown")}
    lines = [
        f"{len(compared)} programs, {len(broken)} of them not recorded; {lanes} lanes: "
        + ", ".join(f"{kind} {counts[kind]} ({part:.2%})" for kind, part in share.items())
    ]
    for name in ("resent", "specific"):
        found, false, absent = (counts[f"{name} {kind}"] for kind in ("found", "false", "missed"))
        lines.append(
            f"{name}: precision {found / max(1, found + false):.2%}, recall {found / max(1, found + absent):.2%} "
            f"({found} found, {false} false, {absent} missed)"
        )
    lines.append(f"seeds with wrong lanes: {[c.name for c in compared if c.wrong]}")
    lines.append(f"seeds with unknown lanes: {[c.name for c in compared if c.unknown]}")
    lines.append(f"seeds with other facts: {[c.name for c in compared if c.facts]}")
    lines += [f"{c.name}: the walk fails: {c.crash}" for c in compared if c.crash]
    return "\n".join(lines)


def show(drawn: Drawn, verbose: bool) -> Compared:
    """Print one comparison."""
    made = held(drawn)
    if verbose:
        print(drawn)
    print(f"seed {drawn.seed}: {made.lanes} lanes, {dict(made.counts)} {made.broken[-400:]} {made.crash}")
    for status, code, true, *said in [*made.wrong, *made.unknown, *made.facts]:
        print(f"   {status} {code}: true {true}, told {said[0] if said else 'unknown'}")
    if verbose and (walk := with_room(lambda: walked(drawn))) is not None:
        for leaf in walk.leaves[:14]:
            codes = [walk.answers[i].code for i in leaf.lanes]
            value = {i: leaf.values.get(i, "")[:90] for i in leaf.lanes[:1]}
            print(
                "   leaf",
                codes[:9],
                leaf.end,
                leaf.type,
                leaf.sends,
                sorted(leaf.flags),
                leaf.why,
                dict(list(leaf.assumed.items())[:6]),
                value,
            )
    return made


if __name__ == "__main__":
    told = [arg for arg in sys.argv[1:] if arg != "-v"]
    folder = Path(told.pop(0)) if not told[0].isdigit() else None
    chosen = [mutant(folder, int(number)) if folder else generate(int(number)) for number in told]
    print(summary([show(one, "-v" in sys.argv) for one in chosen]))
