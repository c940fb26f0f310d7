"""Two plots side by side: cost against size, and cost against the share of relevant lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.results import Data

STYLES = {
    "sadpath cold": ("#b3123f", "o", "-"),
    "sadpath warm": ("#b3123f", "s", "--"),
    "sadpath one changed": ("#b3123f", "^", ":"),
    "Ruff cold": ("#2b6cb0", "o", "-"),
    "Ruff warm": ("#2b6cb0", "s", "--"),
    "Semgrep": ("#2f855a", "D", "-"),
    "pylint": ("#6b46c1", "v", "-"),
    "Fixit": ("#b7791f", "P", "-"),
}
"""(colour, marker, line) of each tool."""


def plot(data: Data, file: Path) -> None:
    """Write the picture; the ending of the file's name says in which format."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "sadpath"
    import matplotlib.pyplot as plt

    trees = [t for t in data["trees"] if not t["anywhere"]]
    sized = sorted((t for t in trees if t["share"] == 0.02), key=lambda t: t["tree"]["files"])
    most = max((t["files"] for t in trees if t["share"] != 0.02), default=0)
    shared = sorted((t for t in trees if t["files"] == most), key=lambda t: t["share"])
    curves = [by_size] * (len(sized) > 1) + [by_share] * (len(shared) > 1)  # a point is no curve
    if not curves:
        return
    figure, panels = plt.subplots(1, len(curves), figsize=(3 + 4 * len(curves), 4.6), sharey=True, squeeze=False)
    named: dict[str, Any] = {}
    for axes, draw in zip(panels[0], curves, strict=True):
        draw(axes, sized if draw is by_size else shared)
        axes.grid(visible=True, which="major", color="#dddddd", linewidth=0.6)
        axes.spines[["top", "right"]].set_visible(False)
        named |= dict(zip(*reversed(axes.get_legend_handles_labels()), strict=True))
    panels[0][0].set_ylabel("seconds by the clock")
    ordered = [name for name in STYLES if name in named]
    figure.legend([named[name] for name in ordered], ordered, loc="center right", frameon=False)
    figure.tight_layout(rect=(0, 0, 1 - 2 / (3 + 4 * len(curves)), 1))
    figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None, dpi=150)
    plt.close(figure)


def by_size(axes: Any, trees: Sequence[Data]) -> None:
    """Cost against size."""
    lines(axes, trees, lambda t: t["tree"]["files"])
    axes.set_xscale("log")
    ticks = [t["files"] for t in trees]
    axes.set_xticks(ticks, [f"{n // 1000}k" if n >= 1000 else str(n) for n in ticks])
    axes.minorticks_off()
    axes.set(xlabel="files, 2 % of the lines relevant", yscale="log")


def by_share(axes: Any, trees: Sequence[Data]) -> None:
    """Cost against the share of relevant lines."""
    lines(axes, trees, lambda t: 100 * t["share"])
    axes.set(xlabel=f"% of the lines relevant, {trees[0]['files']:,} files", yscale="log")
    axes.set_xticks([100 * t["share"] for t in trees])


def lines(axes: Any, trees: Sequence[Data], x: Any) -> None:
    """One line for each tool over these trees."""
    for name, (colour, marker, line) in STYLES.items():
        points = [(x(t), t["tools"][name]["wall"]) for t in trees if name in t["tools"]]
        if points:
            axes.plot(*zip(*points, strict=True), color=colour, marker=marker, linestyle=line, markersize=5, label=name)
