"""Runs the command with an analysis that knows one thing (a line with BAD is wrong) and pages of its own.

Usage: python fake_tool.py PAGES ARGUMENT...   So the tests of the command line depend on no check.
"""

import sys
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from sadpath import rulepages
from sadpath.__main__ import main
from sadpath.findings import Finding, OutcomeRef, OutcomeRow, Report, WalkRow
from sadpath.source.discover import SourcePath
from sadpath.source.modules import ModuleIndex
from sadpath.source.read import read_source
from sadpath.source.search import Search
from sadpath.source.sift import Sift


def analyse(
    files,
    *,
    config,
    providers,
    entry=None,
    stdin=None,
    progress=None,
    ways=False,
    scan=None,
    jobs=1,
    store=None,
    memory=None,
    partial=False,
):
    overlay = {}
    if stdin is not None:
        name, data = stdin
        path = str(Path(name).absolute())
        files, overlay = [SourcePath(name, path, True)], {path: data}
    index = ModuleIndex(file.path for file in files)
    found = Search(files, Sift(["BAD", "CRASH"]), index, overlay).relevant(progress)
    findings, walks = [], []
    for file in found.hits:
        source = read_source(file.path, overlay.get(file.path))
        for number, line in enumerate(source.lines, 1):
            if "CRASH" in line:
                raise RuntimeError("the analysis fell over")
            if "BAD" in line:
                column = line.index("BAD") + 1
                where = f"{index.name(file.path)[1]}:run"
                findings.append(
                    Finding(
                        "SP201", "retry-non-retryable", "error", file.display, number, column, number, column + 3,
                        "payOrder is sent again", help="give up", url="https://example.org/SP201", provider="acme",
                        operation="payOrder", entry=where, outcomes=(OutcomeRef(403, "NOT_ALLOWED", "raised"),),
                    )
                )  # fmt: skip
                if entry in (None, where):
                    row = OutcomeRow(403, "NOT_ALLOWED", "raised", resent=True, lines=(number,), retry="never")
                    walks.append(WalkRow("acme", "payOrder", where, file.display, number, (row,)))
    return Report(tuple(findings), tuple(walks), found.unreadable, len(found.files), notes=("a note",))


if __name__ == "__main__":
    rulepages.rules = types.SimpleNamespace(rules_directory=lambda: Path(sys.argv[1]))
    sys.modules["sadpath.analyse"] = types.ModuleType("sadpath.analyse")
    sys.modules["sadpath.analyse"].analyse = analyse
    sys.exit(main(sys.argv[2:]))
