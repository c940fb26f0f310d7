"""What came out, as a table in Markdown: medians, ratios, and the bounds that were set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Data = Mapping[str, Any]
"""`{"machine": {...}, "trees": [{"tree": {...}, "tools": {name: {"wall": s, "cpu": s, "peak": MiB, ...}}}], "other": {...}}`"""


@dataclass(frozen=True)
class Bound:
    """At most so many times what a peer takes; `files` and `share` name the tree, `what` the figure."""

    scenario: str
    tool: str
    peer: str
    most: float
    share: float = 0.02
    files: int = 10_000
    what: str = "wall"


BOUNDS = (
    Bound("cold, no relevant file", "sadpath cold", "Ruff cold", 0.40, share=0.0),
    Bound("cold, 2 % of the lines relevant", "sadpath cold", "Ruff cold", 2.5),
    Bound("cold, 2 % of the lines relevant", "sadpath cold", "Semgrep", 0.08),
    Bound("cold, 2 % of the lines relevant", "sadpath cold", "Fixit", 0.01),
    Bound("cold, 2 % of the lines relevant", "sadpath cold", "pylint", float("inf")),
    Bound("warm, nothing changed", "sadpath warm", "Ruff warm", 1.5),
    Bound("warm, one relevant file changed", "sadpath one changed", "Ruff warm", 4),
)


BY_LINES = frozenset({"Semgrep", "Fixit", "pylint"})
"""What costs the same for each line, relevant or not, and is too slow for the largest trees."""


@dataclass(frozen=True)
class Figure:
    """A tool's cost on a tree. `from_lines`: measured on a smaller tree of so many lines, and multiplied."""

    value: float
    from_lines: int = 0

    def __str__(self) -> str:
        return f"{seconds(self.value)}{'*' if self.from_lines else ''}"


def rounds_of(data: Mapping[str, Any]) -> str:
    """How often everything was run: `3 rounds`, or `1 to 3 rounds` where not all trees were measured together."""
    counts = {tree.get("rounds", data["rounds"]) for tree in data["trees"]}
    least, most = min(counts), max(counts)
    return f"{most} rounds" if least == most else f"{least} to {most} rounds"


def figure(data: Data, tool: str, files: int, share: float, what: str = "wall") -> Figure | None:
    """A tool's cost on the tree of so many files; from its largest measured tree of that kind where it did not run there."""
    trees = [t for t in data["trees"] if not t["anywhere"]]
    wanted = next((t for t in trees if t["files"] == files and t["share"] == share), None)
    if wanted is None:
        return None
    if tool in wanted["tools"]:
        return Figure(wanted["tools"][tool][what])
    if tool not in BY_LINES:
        return None
    smaller = [t for t in trees if tool in t["tools"] and t["tree"]["lines"] < wanted["tree"]["lines"]]
    if not smaller:
        return None
    last = max(smaller, key=lambda t: t["tree"]["lines"])
    times = wanted["tree"]["lines"] / last["tree"]["lines"]
    return Figure(last["tools"][tool][what] * times, last["tree"]["lines"])


def largest(data: Data, files: int, share: float) -> int:
    """That size, or the largest that was measured with that share of relevant lines where it was not; 0 where none was."""
    sizes = {t["files"] for t in data["trees"] if t["share"] == share}
    return files if files in sizes else max(sizes, default=0)


def bounds(data: Data) -> Iterator[tuple[Bound, Figure, Figure, float]]:
    """(bound, sadpath's figure, the peer's, the ratio) of each bound that was measured."""
    for bound in BOUNDS:
        files = largest(data, bound.files, bound.share)
        own = figure(data, bound.tool, files, bound.share, bound.what)
        peer = figure(data, bound.peer, files, bound.share, bound.what)
        if own is not None and peer is not None:
            yield bound, own, peer, own.value / peer.value


def bounds_table(data: Data) -> str:
    """The scenarios against their bounds."""
    rows = ["| scenario | sadpath | beside | it takes | ratio | bound | |", "|---|---|---|---|---|---|---|"]
    for bound, own, peer, ratio in bounds(data):
        most = f"{bound.most:g}" if bound.most < 1000 else "none"
        rows.append(
            f"| {bound.scenario} | {own} | {bound.peer} | {peer} | {number(ratio)} | {most} | {verdict(ratio, bound.most)} |"
        )
    for name, entry in data.get("other", {}).items():
        most, value = entry["bound"], entry["value"]
        good = value >= most if entry.get("least") else value <= most
        rows.append(f"| {name} | {entry['text']} | | | {number(value)} | {most:g} | {'met' if good else 'missed'} |")
    return "\n".join(rows)


def verdict(ratio: float, most: float) -> str:
    """`met`, or by how much not."""
    return "met" if ratio <= most else f"missed: {ratio / most:.1f} times the bound"


def trees_table(data: Data) -> str:
    """What the trees are."""
    head = (
        "| tree | files | lines | relevant files | relevant lines | integrations' own lines | files that import these |"
    )
    rows = [head, "|---|---|---|---|---|---|---|"]
    for each in data["trees"]:
        t = each["tree"]
        rows.append(
            f"| {name_of(each)} | {t['files']:,} | {t['lines']:,} | {t['relevant_files']:,} | {t['relevant']:,} ({100 * t['share']:.2f} %) "
            f"| {t['planted']:,} | {t['importers_files']:,} ({t['importers']:,} lines) |"
        )
    return "\n".join(rows)


def costs_table(data: Data) -> str:
    """Each tool on each tree: median wall and processor time."""
    names: list[str] = []
    for each in data["trees"]:
        names += [name for name in each["tools"] if name not in names]
    rows = ["| tree | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for each in data["trees"]:
        cells = []
        for name in names:
            told = each["tools"].get(name)
            cells.append(f"{seconds(told['wall'])} / {seconds(told['cpu'])}" if told else "")
        rows.append(f"| {name_of(each)} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def name_of(each: Data) -> str:
    """`10,000 files, 2 %`."""
    return f"{each['files']:,} files, {100 * each['share']:g} %{', anywhere' if each['anywhere'] else ''}"


def page(data: Data) -> str:
    """All of it."""
    machine = data["machine"]
    notes = ["Medians; seconds by the clock, unless said otherwise. `*`: extrapolated by lines from a smaller tree:"]
    for bound, *figures, _ in bounds(data):
        notes += [f"- {bound.peer} from {f.from_lines:,} lines" for f in figures if f.from_lines]
    parts = [
        "# What sadpath costs beside other tools",
        f"{machine['when']}, {machine['cores']} cores, {machine['cpu']}, {machine['python']}, {rounds_of(data)} in turn. "
        f"Load when it began: {machine['load']:.1f}.",
        "\n".join(dict.fromkeys(notes)),
        "## Against the bounds",
        bounds_table(data),
        "## Trees",
        trees_table(data),
        "## Costs: wall s / processor s",
        costs_table(data),
        "## Memory of sadpath, cold",
        memory_table(data),
        "## Commands",
        "\n".join(f"- {name}: `{command}`" for name, command in data["commands"].items()),
    ]
    return "\n\n".join(parts) + "\n"


def memory_table(data: Data) -> str:
    """Peak MiB of the main process and of the largest worker, which shares pages with it."""
    rows = ["| tree | main process, MiB | largest worker, MiB | of this its own | workers |", "|---|---|---|---|---|"]
    told = [(name_of(each), each["memory"]) for each in data["trees"] if "own" in each.get("memory", ())]
    rows += [f"| {n} | {m['main']:.0f} | {m['worker']:.0f} | {m['own']:.0f} | {m['workers']:.0f} |" for n, m in told]
    return "\n".join(rows)


def summary(data: Data) -> str:
    """The README's picture and short table: wall seconds on the tree of 10,000 files, or on the largest."""
    columns = [(largest(data, 10_000, share), share) for share in (0.0, 0.02)]
    names = [
        "sadpath cold",
        "sadpath warm",
        "sadpath one changed",
        "Ruff cold",
        "Ruff warm",
        "Semgrep",
        "pylint",
        "Fixit",
    ]
    told = f"{data['machine']['cores']} cores, medians of {rounds_of(data)}, {data['machine']['when']}; `*` by lines from fewer files"
    picture = ["![Cost against size and against relevant lines](benchmarks/results/speed.svg)", ""]
    curve = len({t["files"] for t in data["trees"] if t["share"]}) > 1  # a point is no curve
    rows = [*(picture if curve else []), f"Seconds by the clock: {told}.", ""]
    heads = [
        f"{files:,} files, {f'{share:.0%} of the lines' if share else 'none'} relevant" for files, share in columns
    ]
    rows += [f"| | {' | '.join(heads)} |", "|---|---|---|"]
    for name in names:
        figures = [figure(data, name, files, share) for files, share in columns]
        if any(figures):
            rows.append(f"| {name} | {' | '.join(str(f) if f else '' for f in figures)} |")
    return "\n".join(rows)


def seconds(value: float) -> str:
    """Three figures: `0.0712`, `4.21`, `853`."""
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def number(value: float) -> str:
    """A ratio."""
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def between(text: str, name: str, new: str) -> str:
    """`text` with what stands between the markers of that name replaced. Raises ValueError where they are missing."""
    start, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    before, found, rest = text.partition(start)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"no place for {name}: {start} ... {end}")
    return f"{before}{start}\n{new}\n{end}{after}"


def medians(runs: Mapping[str, Sequence[Any]], middle: Any) -> dict[str, dict[str, Any]]:
    """The figures of each tool that ran, with all single runs."""
    return {
        name: {
            **{what: middle(each, what) for what in ("wall", "cpu", "peak")},
            "runs": [[r.wall, r.cpu, r.peak] for r in each],
        }
        for name, each in runs.items()
        if each
    }
