"""Parsing only what an edit touched gives the tree of the whole text."""

from __future__ import annotations

import ast
import random
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sadpath.program.merge import merge, splice
from sadpath.source.parse import Piece, SyntaxProblem, parse
from sadpath.source.partial import changed_piece
from sadpath.walk.program import Module

from .edits import edited

ROOT = Path(__file__).parents[2]
FILES = [
    *sorted((ROOT / "tests" / "cases").glob("*/*.py"))[::7],
    ROOT / "src" / "sadpath" / "program" / "merge.py",
    ROOT / "src" / "sadpath" / "walk" / "values" / "objects.py",
]
PIECES = (
    *(
        "\n",
        "    ",
        "\n    ",
        "\n\n\n",
        "  ",
        "\t",
        "\f",
        "\\\n",
        "\\",
        ";",
        ":",
        "#",
        "# é\n",
        "é",
        "🙂",
        "'",
        '"',
        '"""',
        "'''",
    ),
    *("(", ")", "[", "]", "{", "}", ",", "=", "x", "1", "@x\n", "else:\n", "elif x:\n", "except E:\n", "finally:\n"),
    *(
        "if x: y\n",
        "x = 1; y = 2\n",
        "x = 1;",
        "def f(): pass\n",
        "class C: x = 1\n",
        "    return x\n",
        "    def g(self):\n",
    ),
    *(
        "class C:\n    x = 1\n    y = 2\n",
        "import a as b\n",
        'f"{x!r:>{y}}"\n',
        'x = """a\nb"""\n',
        "async ",
        "match x:\n",
    ),
    *("    case 1: pass\n", "\ttry:\n\t\tx\n\tfinally: y\n", "\nif 1:\n  a\n  b\n", "type X = int\n", "\x0b", "\xa0"),
)


def parsed(text: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError):
            return None


def dumped(tree: ast.Module) -> str:
    return ast.dump(tree, include_attributes=True)


def typed(text: str, rng: random.Random) -> str:
    """The text after a piece came or went somewhere, mostly at the end or the start of what stands in a line."""
    at = rng.randrange(len(text) + 1)
    kind = rng.random()
    if kind < 0.4:
        at = text.find("\n", at) + 1
    elif kind < 0.7:
        at = max(text.find("\n", at), 0)
    if rng.random() < 0.6:
        return text[:at] + rng.choice(PIECES) + text[at:]
    return text[:at] + text[at + rng.choice((1, 2, 4, 8, 40, 200)) :]


def follow(text: str, rng: random.Random, steps: int) -> tuple[int, int]:
    """Hold the tree after each edit against that of the whole text; how many there were, and how many were parsed in part."""
    tree = parsed(text)
    assert tree is not None
    module = Module("m", "m.py", tree, text=text)
    count = partly = 0
    for _ in range(steps):
        new = edited(text, rng) if rng.random() < 0.5 else typed(text, rng)
        tree = parsed(new)
        changes = splice(module, new)
        if tree is None:
            assert changes is None, (text, new)
            assert module.text == text
            continue
        count += 1
        partly += changes is not None
        wanted = dumped(tree)
        if changes is None:
            merge(module, tree, new)
        assert module.text == new and dumped(module.tree) == wanted, (text, new)
        text = new
    return count, partly


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@settings(max_examples=4, deadline=None)
@given(st.randoms(use_true_random=False))
def test_as_the_whole_text(file: Path, rng: random.Random) -> None:
    follow(file.read_text().replace("\r", "\n"), rng, 25)


SHOP = """\
import os


class Shop:
    # comments
    name = "shop"

    def place(self, order):
        if order:
            return 1

    def look(self):
        return 2


def sell(order):
    return order
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("return 1", "return 3"),
        ("    def look", "    # é\n    @property\n    def look"),
        ("return 2\n", "return 2\n\n    def added(self):\n        return 3\n"),
        ("return 2\n", "return 2\n        # more\n        print()\n"),
        ("            return 1\n", "            return 1\n        else:\n            return 2\n"),
        ('name = "shop"', 'name = """\nshop\n"""'),
        ("return 2\n", "return 2\n\n    size = 'é' ;  # the class ends behind that\n"),
        ("return order\n", "return order\n\n\nsell(1)"),
        ("import os", "import os, re"),
    ],
)
def test_little_is_parsed(old: str, new: str) -> None:
    tree = parsed(SHOP)
    assert tree is not None and SHOP.count(old) == 1
    module = Module("m", "m.py", tree, text=SHOP)
    kept = [tree.body[1], tree.body[1].body[1]]  # type: ignore[attr-defined]
    text = SHOP.replace(old, new)
    assert splice(module, text) is not None
    wanted = parsed(text)
    assert wanted is not None and dumped(module.tree) == dumped(wanted)
    assert [module.tree.body[1], module.tree.body[1].body[1]] == kept  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import os\n", "import os; import re\n"),
        ("return order\n", "return order\\\n"),
        ("            return 1", "            return (1"),
        ("return 1", "'''"),
    ],
)
def test_where_the_whole_has_to_be_parsed(old: str, new: str) -> None:
    tree = parsed(SHOP)
    assert tree is not None and SHOP.count(old) == 1
    module = Module("m", "m.py", tree, text=SHOP)
    before = dumped(tree)
    assert splice(module, SHOP.replace(old, new)) is None
    assert (module.text, dumped(module.tree)) == (SHOP, before)


def problem(text: str, changed: Piece | None = None) -> tuple[int, int, str] | str:
    """Where and why a text is no Python; else its tree."""
    try:
        return dumped(parse(text, changed=changed))
    except SyntaxProblem as found:
        return found.line, found.column, found.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("return 1", "return (1"),
        ("return 1", "'''"),
        ("    def look(self):\n", "    def look(self):\n        if self:\n"),
        ("            return 1\n", "            return 1\n       x = 1\n"),
        ("            return 1\n", "            return 1\n        else:\n"),
        ("import os\n", "import os\ntype Name = str\n"),
        ("    def look(self):", "    def look[T](self: T) -> T:"),
        ("return order\n", "try:\n        sell(1)\n    except* ValueError:\n        pass\n"),
        ("return order\n", "return order\n@sell"),
    ],
)
def test_the_same_problem_as_of_the_whole_text(old: str, new: str) -> None:
    tree = parsed(SHOP)
    assert tree is not None and SHOP.count(old) == 1
    text = SHOP.replace(old, new)
    assert problem(text, changed_piece(tree.body, SHOP.split("\n"), text.split("\n"))) == problem(text)


def test_a_bracket_that_is_not_closed_in_a_long_text() -> None:
    text = "x = (\n" + "def f(a, b):\n    return a + b\n" * 2000
    assert problem(text) == (1, 5, "'(' was never closed")


def test_a_name_that_an_import_gives() -> None:
    text = "from typing import Optional as Maybe\n\n\ndef f(x: Maybe[int]):\n    return x\n"
    tree = parsed(text)
    assert tree is not None
    module = Module("m", "m.py", tree, text=text)
    assert module.originals == {"Maybe": "Optional"}
    assert splice(module, text.replace("Optional", "List")) is not None
    assert module.originals == {"Maybe": "List"}
