"""Compares sadpath with Ruff, Semgrep, Fixit and pylint over the very same files; writes benchmarks/results/.

    python -m benchmarks.peers                                     all of it: hours, mostly Semgrep's
    python -m benchmarks.peers --sizes 1000 --shares 0 2 --rounds 3 --peers ruff
    python -m benchmarks.peers --render                            tables and plot anew, from the results that are there

Sizes are measured with 2 % of the lines relevant, shares with 10,000 files (or the largest size that is asked for).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.peers import results
from benchmarks.peers.measure import RunFailed, in_turn, median, memory, run
from benchmarks.peers.plot import plot
from benchmarks.peers.tools import PINS, tools
from benchmarks.peers.trees import tree

ROOT = Path(__file__).resolve().parents[2]
SIZES = [1_000, 3_000, 10_000, 30_000]
SHARES = [0.0, 1.0, 2.0, 5.0]
PLOT_SIZE = 10_000


def main() -> int:
    """Exit 1 where a tool failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="files of the trees")
    parser.add_argument("--shares", type=float, nargs="*", default=SHARES, help="relevant lines, in percent")
    parser.add_argument("--trees", nargs="*", metavar="FILES:SHARE", help="these trees only, as 10000:0 300:2")
    parser.add_argument("--add", action="store_true", help="keep the results of other trees, and of other tools")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--peers", nargs="*", choices=list(PINS), default=list(PINS))
    parser.add_argument("--anywhere", action="store_true", help="also plant where half of an application hangs on")
    parser.add_argument("--output", type=Path, default=ROOT / "benchmarks" / "results")
    parser.add_argument("--render", action="store_true", help="measure nothing")
    parser.add_argument("--readme", action="store_true", help="also write the table and the picture of the README")
    args = parser.parse_args()
    raw = args.output / "results.json"
    if args.render:
        data = json.loads(raw.read_text())
    else:
        try:
            data = measure(args)
            if args.add and raw.is_file():
                keep(json.loads(raw.read_text()), data)
        except RunFailed as failure:
            print(failure, file=sys.stderr)
            return 1
        args.output.mkdir(parents=True, exist_ok=True)
        raw.write_text(json.dumps(data, indent=1) + "\n")
    (args.output / "results.md").write_text(results.page(data))
    plot(data, args.output / "speed.svg")
    if args.readme:
        readme = ROOT / "README.md"
        readme.write_text(results.between(readme.read_text(), "speed", results.summary(data)))
    print(results.page(data))
    return 0


def keep(before: dict[str, Any], data: dict[str, Any]) -> None:
    """Take over what was measured before: other trees, and other tools on the same trees."""
    new = {(t["files"], t["share"], t["anywhere"]): t for t in data["trees"]}
    kept = []
    for one in before["trees"]:
        again = new.get((one["files"], one["share"], one["anywhere"]))
        if again is None:
            kept.append(one)
        else:
            again["tools"] = {**one["tools"], **again["tools"]}
    data["trees"] = kept + data["trees"]
    data["commands"] = {**before["commands"], **data["commands"]}


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """Run everything."""
    load = os.getloadavg()[0]
    most = PLOT_SIZE if PLOT_SIZE in args.sizes else max(args.sizes)
    wanted = [(size, 0.02, False) for size in args.sizes if 2.0 in args.shares]
    wanted += [(most, share / 100, False) for share in args.shares if share != 2.0]
    wanted += [(most, 0.02, True)] if args.anywhere else []
    if args.trees:
        named = [each.split(":") for each in args.trees]
        wanted = [(int(files), float(share) / 100, False) for files, share in named]
    data: dict[str, Any] = {"machine": machine(load), "rounds": args.rounds, "pins": PINS, "commands": {}, "trees": []}
    for files, share, anywhere in wanted:
        made = tree(files, share, anywhere=anywhere)
        chosen = [tool for tool in tools(["sadpath", *args.peers], made.sources) if tool.largest >= files]
        data["commands"].update({tool.name: tool.label for tool in chosen})
        runs = in_turn(made, chosen, args.rounds)
        entry = {
            "files": files,
            "share": share,
            "anywhere": anywhere,
            "rounds": args.rounds,
            "tree": asdict(made),
        }
        entry["tools"] = results.medians(runs, median)
        if sys.platform == "linux":
            entry["memory"] = memory(chosen[0].command, Path(made.folder))
        data["trees"].append(entry)
    data["other"] = start(args.rounds)
    return data


def start(rounds: int) -> dict[str, Any]:
    """`sadpath --version` beside a Python that does nothing."""
    commands = [[sys.executable, "-c", "pass"], [sys.executable, "-m", "sadpath", "--version"]]
    taken: list[list[float]] = [[], []]
    for _ in range(2 * rounds + 1):
        for command, times in zip(commands, taken, strict=True):
            times.append(run(command, ROOT).wall)
    nothing, version = map(statistics.median, taken)
    text = f"{1000 * version:.0f} ms beside {1000 * nothing:.0f} ms"
    return {"`sadpath --version` beside `python -c pass`": {"value": version / nothing, "bound": 2.5, "text": text}}


def machine(load: float) -> dict[str, Any]:
    """Where and when it ran."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        cpu = next(
            (line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line), cpu
        )
    return {
        "when": time.strftime("%Y-%m-%d"),
        "cores": os.cpu_count(),
        "cpu": cpu,
        "python": f"Python {platform.python_version()}",
        "system": platform.platform(),
        "load": load,
    }


if __name__ == "__main__":
    sys.exit(main())
