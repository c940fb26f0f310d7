"""A text is cut where definitions begin, and nowhere within a statement."""

import ast
import sysconfig
from pathlib import Path

import pytest

from sadpath.program.pieces import pieces, pieces_of, words_in
from sadpath.source.partial import first_line, last_line

LIBRARY = Path(sysconfig.get_paths()["stdlib"])
FILES = sorted([*LIBRARY.glob("*.py"), *LIBRARY.glob("test/test_[a-e]*.py"), *LIBRARY.glob("idlelib/*.py")])


def apart(text: str) -> list[ast.stmt]:
    """The top-level statements of which no piece has all words."""
    lines = text.split("\n")
    known = pieces_of(text.encode())
    return [
        statement
        for statement in ast.parse(text).body
        if not any(
            words_in("\n".join(lines[first_line(statement) - 1 : last_line(statement)])) <= words for words in known
        )
    ]


@pytest.mark.parametrize("half", [0, 1])
def test_no_statement_of_the_standard_library_is_cut(half: int) -> None:
    for file in FILES[half::2]:
        text = file.read_text("utf-8", "replace")
        try:
            ast.parse(text)
        except SyntaxError:
            continue
        assert not apart(text), file


@pytest.mark.parametrize(
    "statement",
    [
        'first(client, """\ndef f():\n    pass\n""", client.second)',
        "@client(\n    1,\n)\n@b\n# why\n\n@c\ndef f(x, y=client.second):\n    return x",
        "@first\nasync def f(): return second",
        "X = [\n    first,\n\n    second,\n]",
        "class A(first):\n    '''\nclass B:\n    x\n'''\n    y = second",
        'x = """ \'\'\' """; first = """\nclass C:\n""" + second',
    ],
)
def test_what_belongs_together_stays_together(statement: str) -> None:
    text = f"import a\n\n\ndef g():\n    return 1\n\n\n{statement}\n\n\ndef h():\n    return 2\n"
    assert not apart(text)
    assert "".join(pieces(text)) == text
    assert len(list(pieces(text))) > 1
