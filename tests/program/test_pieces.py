"""A text is cut where definitions begin, and nowhere within a statement."""

import ast
import sysconfig
from pathlib import Path

import pytest

from sadpath.program.pieces import ANY, pieces, pieces_of, words_in
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
        "@use(\nclient\n)\n@second\ndef f(c):\n    return c",
        "x = (first\n@second)",
        '# not a """\ndef f(c):\n    """Of\nclass X is good.\n    """\n    return first.second',
        "x = 'a\\\ndef f(): pass' + first.second",
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


@pytest.mark.parametrize(
    "text", ["getattr(c, 'pl' 'ace')", "f('a'  # why\n  'b')", "getattr(c, 'pl\\x61ce')", "x = 'pl\\\nace'"]
)
def test_a_name_that_strings_make_up_may_be_any(text: str) -> None:
    assert ANY in words_in(text)


@pytest.mark.parametrize("text", ["place('a', 'b')", '"""Doc."""', "x = ''", "f('more words' 'and more')", "'a\\n'"])
def test_other_strings_say_what_they_say(text: str) -> None:
    assert ANY not in words_in(text)


def test_letters_with_marks() -> None:
    assert {"भेजो", "find"} <= words_in("भेजो(consts.ﬁnd)")
