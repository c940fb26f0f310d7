"""Any text gives a tree or a SyntaxProblem, however deep it nests: never a crash of the process."""

import ast
import subprocess
import sys
import threading
import warnings
from pathlib import Path

import pytest

from sadpath.source import parse as parse_module
from sadpath.source.lower.nesting import measure
from sadpath.source.parse import SyntaxProblem, parse
from sadpath.source.positions import LineTable, column

NEWER = "try:\n  pass\nexcept* A[*b]: pass\ntry: pass\nexcept A, B: pass\n"


def in_a_process(code):
    path = [str(Path(__file__).parent), *filter(None, sys.path)]
    code = f"import sys; sys.path[:0] = {path!r}\n{code}"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)


def problem(text):
    with pytest.raises(SyntaxProblem) as caught:
        parse(text)
    return caught.value.message, caught.value.line, caught.value.column


def test_plain_text_is_read_by_python_without_libcst():
    code = "from sadpath.source.parse import parse; parse('x = 1'); print('libcst' in sys.modules)"
    assert in_a_process(code).stdout == "False\n"


def test_python_2_is_refused_without_libcst():
    code = """
from sadpath.source.parse import SyntaxProblem, parse
try:
    parse("print 'x'")
except SyntaxProblem as problem:
    print(problem.line, 'libcst' in sys.modules)
"""
    assert in_a_process(code).stdout == "1 False\n"


def test_newer_grammar_is_lowered():
    assert [type(statement).__name__ for statement in parse(NEWER + "x = 1\n").body][-1] == "Assign"


def test_byte_order_mark_is_no_column():
    assert parse("\ufeffx = 1").body[0].col_offset == 0
    assert parse("\ufeff" + NEWER).body[0].col_offset == 0


def test_warnings_are_silent():
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        parse("x = '\\d'; 1 is 1")
        parse(NEWER + "x = '\\d'")
    assert seen == []


def test_problem_in_older_grammar_has_pythons_words():
    message, line, _ = problem("x = 1\nfoo(1, 2\n")
    assert "was never closed" in message and line == 2
    assert problem("x = 1\nx = = 2\n") == ("invalid syntax", 2, 5)


def test_problem_after_newer_grammar_is_where_it_is():
    assert problem(NEWER + "x = = 2\n")[1:] == (6, 5)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x\ny = '\0'", (2, 6)),
        ("x\ny = '\ud800'", (2, 6)),
        ("if x:\npass", (2, 1)),
        (NEWER + "if a:\n\tb\n        c\n", (8, None)),
        ("print 'x'", (1, 1)),
        (NEWER + "''T''", (6, None)),
    ],
)
def test_problem_has_a_place(text, place):
    _, line, at = problem(text)
    assert line == place[0] or text.startswith(NEWER)
    assert place[1] in (at, None)


BLOCKS = ["try", "with a", "for a in b", "while a", "def f()", "class A", "match a", "case 1"]


def blocks(levels):
    """All kinds of block in one another, brackets in the innermost."""
    levels = min(levels, 3000)
    heads = [" " * at + BLOCKS[at % len(BLOCKS)] + ":" for at in range(levels)]
    tails = [" " * at + "finally: a" for at in reversed(range(levels)) if at % len(BLOCKS) == 0]
    return "\n".join([*heads, " " * levels + "[" * levels + "]" * levels, *tails])


DEEP = {
    "parentheses": lambda n: "(" * n + "1" + ")" * n,
    "lists": lambda n: "[" * n + "]" * n,
    "calls": lambda n: "f(" * n + ")" * n,
    "open brackets": lambda n: "(" * n,
    "dictionaries": lambda n: "{1:" * n + "1" + "}" * n,
    "ifs": lambda n: "".join(" " * level + "if x:\n" for level in range(min(n, 3000))) + " " * min(n, 3000) + "pass",
    "blocks": blocks,
    "elifs": lambda n: "if a:\n  pass\n" + "elif b:\n  pass\n" * n,
    "not": lambda n: "not " * n + "x",
    "minus": lambda n: "-" * n + "x",
    "sum": lambda n: "+".join(["x"] * n),
    "or": lambda n: " or ".join(["x"] * n),
    "power": lambda n: "**".join(["x"] * n),
    "attributes": lambda n: "x" + ".a" * n,
    "chained calls": lambda n: "x" + "()" * n,
    "lambdas": lambda n: "lambda: " * n + "x",
    "lambdas with commas": lambda n: "lambda a, b: " * n + "x",
    "conditionals": lambda n: "a if b else " * n + "x",
    "strings": lambda n: "x = (" + '"a" ' * n + ")",
    "patterns": lambda n: "match x:\n case " + "[" * n + "]" * n + ": pass",
    "mapping patterns": lambda n: "match x:\n case " + "{1:" * n + "1" + "}" * n + ": pass",
    "holes": lambda n: 'f"{' + "(" * n + "1" + ")" * n + '}"',
    "chain in a hole": lambda n: 'f"{' + "not " * n + '1}"',
    "nested formatted strings": lambda n: 'f"{' * n + "1" + '}"' * n,
    "format specifications": lambda n: 'f"' + "{x:" * n + "}" * n + '"',
}


@pytest.mark.parametrize("newer", ["", NEWER], ids=["older", "newer"])
def test_deep_nesting_never_ends_the_process(newer):
    """In a process of its own, and in a thread with a small stack there, as an editor's server may run in one."""
    run = """
import threading
from test_parse import *
def all():
    for name, make in DEEP.items():
        for levels in (5, 90, 500, 3000, 50000):
            try:
                parse(newer + make(levels) + "\\n")
                outcome = "read"
            except SyntaxProblem as problem:
                outcome = "refused"
            print(name, levels, outcome)
threading.stack_size(1 << 20)
thread = threading.Thread(target=all)
thread.start(); thread.join()
"""
    done = in_a_process(f"newer = {newer!r}\n{run}")
    assert done.returncode == 0, done.stderr[-2000:]
    outcomes = {tuple(line.rsplit(" ", 2)[:2]): line.rsplit(" ", 1)[1] for line in done.stdout.splitlines()}
    assert len(outcomes) == len(DEEP) * 5
    for name in DEEP:
        assert outcomes[name, "5"] == "read" or name == "open brackets"
        assert outcomes[name, "90"] == "read" or name == "open brackets" or "patterns" in name
    if newer:
        assert [name for name in DEEP if outcomes[name, "50000"] == "read"] == []


def test_unusual_but_sound_nesting_is_read():
    """Within Python's own limits, through LibCST, with more frames than the recursion limit allows by default."""
    limit, stack = sys.getrecursionlimit(), threading.stack_size()
    tree = parse(NEWER + "x = " + "[" * 150 + "]" * 150 + "\ny = " + " + ".join(["a"] * 400))
    assert isinstance(tree.body[-1].value, ast.BinOp)
    assert (sys.getrecursionlimit(), threading.stack_size()) == (limit, stack)


def test_long_file():
    assert len(parse("x = 1\n" * 50_000).body) == 50_000


def test_long_file_in_newer_grammar():
    body = parse(NEWER + "x = f(a, b)\n" * 3_000).body
    assert body[-1].lineno == 3_005


def test_measure_counts_what_nests():
    assert measure("f([{1: (2)}])").brackets == 4
    assert measure("x = '((((('  # ((((").brackets == 0
    assert measure("def f():\n  if a:\n    b\n  c\n").indentation == 2
    assert measure("[1, 2, 3, 4]").depth == measure("[1, 2]").depth
    assert measure("match x:\n  case {1: [2]}: pass\n").pattern == 3
    assert measure("x = case = {1: {2: {3: 4}}}").pattern == 0
    assert measure("f'{a(b[c])}'").brackets == 3
    assert measure("f'{{ ((( }}'").brackets == 0


def test_measure_ends_where_it_is_too_deep():
    text = "x = 1\n" + "(" * 5000
    nesting = measure(text)
    assert nesting.refusal() == "too many nested brackets"
    assert nesting.end == 6 + 200
    assert problem(NEWER + text)[1:] == (7, 201)


def test_libcst_failing_in_its_own_ways_is_a_syntax_problem(monkeypatch):
    import libcst

    class Panic(BaseException):
        pass

    def panic(text):
        raise Panic("native code panicked")

    monkeypatch.setattr(libcst, "parse_module", panic)
    assert problem("x = = 1") == ("invalid syntax", 1, 5)
    assert parse_module.parse("x = 1").body


def test_columns():
    line = "é = '𝒳' + a"
    at = len("é = '𝒳' + ".encode())
    assert column(line, at) == 11
    assert column("abc", 2) == 3
    assert column("abc", 99) == 4


def test_line_table():
    text = "a\r\nb\rc\n\x0cd\u2028é𝒳 f\n"
    table = LineTable(text)
    assert [table.line(number) for number in range(len(table) + 2)] == ["", "a", "b", "c", "\x0cd\u2028é𝒳 f", "", ""]
    for offset, char in enumerate(text):
        if char not in "\r\n":
            line, byte = table.position(offset)
            assert table.offset(line, byte) == offset
            assert table.line(line).encode()[byte:].startswith(char.encode())


def test_line_table_agrees_with_ast():
    text = "é = 'é' + y\nif z:\r\n  '''é\r\n''' + w\r𝒳 = v\n"
    table = LineTable(text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name) and node.id in "yzwv":
            assert text[table.offset(node.lineno, node.col_offset)] == node.id
