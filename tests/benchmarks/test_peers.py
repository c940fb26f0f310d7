"""The logic of the comparison with other tools: what is planted, and how results become tables."""

from __future__ import annotations

import ast
import itertools

import pytest
from benchmarks.peers import results
from benchmarks.peers.plant import absolute, plan
from benchmarks.peers.sources import programs

from sadpath.catalogue import load_providers
from sadpath.program.evidence import Evidence

MODULE = "import os\n\n\n" + "\n\n".join(
    f"def part_{n}(rows):\n    total = 0\n    for row in rows:\n        total += row\n    return total\n"
    for n in range(30)
)


@pytest.fixture(scope="module")
def texts():
    made = {f"shop/area_{n}/__init__.py": b"" for n in range(6)} | {"shop/__init__.py": b""}
    return made | {f"shop/area_{n % 6}/module_{n}.py": MODULE.encode() for n in range(120)}


@pytest.mark.parametrize("share", [0.02, 0.05])
def test_the_wished_share_of_lines_is_relevant(texts, share):
    planned = plan(texts, share, 1)
    after = {name: data.decode() for name, data in texts.items()} | planned.files
    evidence = Evidence(load_providers())
    lines = {name: text.count("\n") for name, text in after.items()}
    relevant = sum(lines[name] for name, text in after.items() if evidence.hits(text.encode()))
    assert relevant == planned.relevant
    assert abs(relevant / sum(lines.values()) - share) <= 0.1 * share + 150 / sum(lines.values())
    assert sum(lines.values()) - sum(data.count(b"\n") for data in texts.values()) == planned.planted > 0
    for name, text in planned.files.items():
        ast.parse(text, name)


def test_planting_is_the_same_for_the_same_seed(texts):
    assert plan(texts, 0.02, 1) == plan(texts, 0.02, 1) != plan(texts, 0.02, 2)
    assert plan(texts, 0.0, 1).files == {}


def test_programs_have_names_of_their_own():
    made = list(itertools.islice(programs(1), 150))
    everything = [text for program in made for text in program.files.values() if text.count("\n") > 3]
    assert len(set(everything)) == len(everything)
    for program in made:
        for name, text in program.files.items():
            ast.parse(text, name)
        if program.call:
            path = program.call[0].replace(".", "/")
            module = program.files.get(f"{path}.py") or program.files[f"{path}/__init__.py"]
            assert program.call[1] in module


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from client import a\nimport os", "from shop.x.client import a\nimport os"),
        ("import client", "from shop.x import client"),
        ("import client as c", "from shop.x import client as c"),
        ("def f():\n    from client.api import a", "def f():\n    from shop.x.client.api import a"),
        ("from .client import a", "from .client import a"),
        ("import client.api", None),
        ("import client, os", None),
    ],
)
def test_imports_within_a_program_become_absolute(text, expected):
    assert absolute(text, {"client"}, "shop.x") == expected


def entry(files, share, **tools):
    tree = {
        "lines": files * 100,
        "files": files,
        "relevant_files": 1,
        "relevant": 2,
        "share": share,
        "planted": 1,
        "importers_files": 0,
        "importers": 0,
    }
    figures = {name.replace("_", " "): {"wall": wall, "cpu": wall, "peak": 1.0} for name, wall in tools.items()}
    return {"files": files, "share": share, "anywhere": False, "tree": tree, "tools": figures}


DATA = {
    "trees": [
        entry(1000, 0.02, sadpath_cold=1.0, Ruff_cold=1.0, Fixit=30.0),
        entry(10_000, 0.02, sadpath_cold=2.0, Ruff_cold=1.0),
        entry(10_000, 0.0, sadpath_cold=0.5, Ruff_cold=1.0),
    ]
}


def test_what_did_not_run_on_a_tree_is_multiplied_by_lines_and_marked():
    assert results.figure(DATA, "Fixit", 10_000, 0.02) == results.Figure(300.0, 100_000)
    assert results.figure(DATA, "Semgrep", 10_000, 0.02) is None
    assert str(results.figure(DATA, "Fixit", 10_000, 0.02)) == "300*"


def test_ratios_stand_against_their_bounds():
    rows = results.bounds_table(DATA).splitlines()
    assert rows[2] == "| cold, no relevant file | 0.5 | Ruff cold | 1 | 0.5 | 0.4 | missed: 1.2 times the bound |"
    assert rows[3] == "| cold, 2 % of the lines relevant | 2 | Ruff cold | 1 | 2 | 2.5 | met |"
    assert rows[4].startswith("| cold, 2 % of the lines relevant | 2 | Fixit | 300* | 0.00667 | 0.01 | met")
    assert len(rows) == 5


def test_the_readme_s_block_is_replaced():
    text = "a\n<!-- begin speed -->\nold\n<!-- end speed -->\nb\n"
    assert results.between(text, "speed", "new") == "a\n<!-- begin speed -->\nnew\n<!-- end speed -->\nb\n"
    with pytest.raises(ValueError, match="no place"):
        results.between("a", "speed", "new")
