"""Comments, statements and blocks, compared with what Python's own tokenizer and parser say."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path

import pytest

import sadpath
from sadpath.source.layout import read_layout

PACKAGE = Path(sadpath.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))[::4]


def comments(text):
    return [(c.line, c.column, c.text) for c in read_layout(text.split("\n")).comments]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_as_tokenize_has_it(file):
    text = file.read_text("utf-8")
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    wanted = [(t.start[0], t.start[1] + 1, t.string) for t in tokens if t.type == tokenize.COMMENT]
    assert comments(text) == wanted
    starts, fresh = [], True
    for token in tokens:
        if token.type in (tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
            continue
        if fresh:
            starts.append(token.start[0])
        fresh = token.type == tokenize.NEWLINE
    assert [s.first for s in read_layout(text.split("\n")).statements] == starts


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_blocks_as_the_parser_has_them(file):
    text = file.read_text("utf-8")
    wanted = {
        (node.name, min([node.lineno, *(d.lineno for d in node.decorator_list)]), node.end_lineno)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    }
    assert {(b.name, b.first, b.last) for b in read_layout(text.split("\n")).blocks} == wanted


@pytest.mark.parametrize(
    "text",
    [
        'x = "# no"',
        "x = '''\n# no\n'''",
        'x = f"{y:#>10}"',
        'x = f"{{# no"',
        'x = f"{d["# no"]}"',  # one string only since 3.12
        "x = f'{f'{'# no'}'}'",
        'x = rb"\\" # no"',
        'x = """\\"""# no"""',
        "x = '\\\n# no'",
        'x = f"""{\n    y  # in a field\n}"""',
        't"{a!r:{"#"}}"',
        "x = rf'\\{{(# no){y}'",
        "x = f'\\{y}# no'",
        "x = f'\\N{NUMBER SIGN}# no {{'",
        "x = rf'\\N{y} # no'",
        "x = rf'\\'{'# no'}'",
    ],
)
def test_what_is_no_comment(text):
    assert comments(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x = 'never closed  # no\ny = 1  # yes", [(2, 8, "# yes")]),
        ('x = f"{never closed  # no\ny = 1  # yes', [(2, 8, "# yes")]),
        ('x = f"{a}" # yes', [(1, 12, "# yes")]),
        ('if"#":  # yes', [(1, 9, "# yes")]),
        ('buff = elif"{"  # yes', [(1, 17, "# yes")]),
        ("\f# yes", [(1, 2, "# yes")]),
        ("é = 'ü'  # jà", [(1, 10, "# jà")]),
        ("x = ) ] # yes\n# and", [(1, 9, "# yes"), (2, 1, "# and")]),
        ("x = (\n    1,  # yes\n    # and\n)", [(2, 9, "# yes"), (3, 5, "# and")]),
        ("x = 1  # yes\x0c\x1c\u2028still", [(1, 8, "# yes\x0c\x1c\u2028still")]),
        ("x = $ ? ` # yes", [(1, 11, "# yes")]),
        ("#", [(1, 1, "#")]),
        ("x = '''never closed # no\n# no", []),
    ],
)
def test_what_does_not_parse_has_comments_too(text, wanted):
    assert comments(text) == wanted


def test_statements_over_several_lines():
    lines = ["x = (", "    1,", ")", "", "y = 1 + \\", "    2", "s = '''", "a", "'''", "if x:", "\tz = 1"]
    layout = read_layout(lines)
    assert [(s.first, s.last, s.indent) for s in layout.statements] == [
        (1, 3, 0),
        (5, 6, 0),
        (7, 9, 0),
        (10, 10, 0),
        (11, 11, 8),
    ]
    assert layout.closed == {5, 7, 8}
    assert layout.statement_at(4) is None
    assert layout.statement_at(2) == layout.statements[0]


def test_scopes():
    lines = [
        "class A:",
        "    @d",
        "    def f(self):",
        "        def g(): pass",
        "        return g",
        "",
        "    x = 1",
        "y = 2",
    ]
    layout = read_layout(lines)
    assert [layout.scope_at(line) for line in range(1, 9)] == ["A", "A.f", "A.f", "A.f.g", "A.f", "A", "A", ""]


def test_deep_nesting_is_no_trouble():
    read_layout(['x = f"' + "{f'" * 3000, "(" * 50_000, "'" + "\\" * 50_001])
