"""Lowering gives what `ast.parse` gives: the standard library's own modules and a snippet of each construct judge it.

Newer grammar has no such judge on an older Python; there the tree of the same thing said in older grammar is.
"""

import ast
import random
import sys
import sysconfig
import warnings
from pathlib import Path

import libcst
import pytest

from sadpath.source.lower import lower
from sadpath.source.parse import SyntaxProblem, parse

LIBRARY = Path(sysconfig.get_path("stdlib"))
PLACES = ("lineno", "col_offset", "end_lineno", "end_col_offset")


def dump(tree, places=True):
    """The tree as text, but for the two things that Pythons disagree on inside formatted strings.

    Before 3.12 all in them stands where the whole string stands; 3.12 adds empty constants to format specifications.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.JoinedStr):
            continue
        node.values = [value for value in node.values if not (isinstance(value, ast.Constant) and value.value == "")]
        if sys.version_info < (3, 12):
            for inner in ast.walk(node):
                for place in PLACES:
                    if inner is not node and hasattr(inner, place):
                        setattr(inner, place, 0)
    return ast.dump(tree, include_attributes=places, indent=1)


def lowered(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return lower(libcst.parse_module(text), text)


def judged(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def sample():
    files = [path for path in sorted(LIBRARY.rglob("*.py")) if path.stat().st_size < 40_000]
    files = [path for path in files if "site-packages" not in path.parts and "bad" not in path.name]
    return random.Random(20240229).sample(files, 60)


@pytest.mark.parametrize("path", sample(), ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_standard_library(path):
    try:
        text = path.read_bytes().decode("utf-8-sig")
        expected = judged(text)
    except (SyntaxError, UnicodeDecodeError):
        pytest.skip("no Python in UTF-8")
    assert dump(lowered(text)) == dump(expected)


SNIPPETS = {
    "empty": ["", "\n", "# only a comment", "\n\n# one\n"],
    "names": ["None, True, False, __debug__, ...", "é = 1; x = é", "ﬁ = 1; a.ﬁ; f(ﬁ=1)", "import ﬁ.a as ﬁ", "global ﬁ"],
    "numbers": ["0, 00, 1_000, 0x_ff, 0o17, 0b1_0, 1., .5e-3, 1_0.0_1, 3j, 1e5J, 10**100", "-1, +1, ~1, not 1"],
    "strings": [
        "'a' \"b\" '''c\nd''' \"\"\"e\"\"\"",
        r"'\n\x41\u00e9\N{DIGIT ONE}\
'",
        r"r'\n' R'\d'",
        "b'a' b'\\x00' rb'\\d'",
        "u'a' 'b'",
        "'a' u'b'",
        "x = ('a'\n     'b')",
        "'''a\r\nb\rc'''\r\nx",
        r"'\d'",
        "''",
    ],
    "formatted": [
        "f'a{x}b{y!r}c{z:>{w}.{p}}{{d}}'",
        "f'{x=}' f'{ x = }' f'{x=!s}' f'{x=:a}'",
        "('ab' f'c{x}d' 'e' f'{y}' '' 'g')",
        "f''",
        "('a' f'')",
        "f'''\n{\nx\n}\n\né{a}'''",
        "é = f'é{é}é'",
        r"f'\n{x}\N{DIGIT ONE}\x41\'' rf'\d{x}\{y}'",
        r"f'\{x}'",
        "f'{a,}{(yield)}{[*b]}{ {1: 2}[1] }{(lambda x: 1)}'",
        "f'{x:%H:%M}' f'{x:}' f'{x!r:^20}'",
        "print(f'{f(a)(b)[1].c}')",
        "u'a' f'{b}'",
    ],
    "tuples": ["()", "(1,)", "1,", "1, 2", "( 1 , 2 , )", "((1, 2))", "((1), (2))", "*a, b", "(*a, (b))", "x = *a,"],
    "collections": ["[]", "[1, *a, 2,]", "{1, *a}", "{}", "{1: 2, **a, (3): (4)}", "([1])", "{**(a)}"],
    "comprehensions": [
        "[x for x in y if a if b for z, in x]",
        "{x for x in y}",
        "{k: v for k, v in y}",
        "(x for x in y)",
        "f(x for x in y)",
        "f ( x for x in y )",
        "f((x for x in y))",
        "f(((x for x in y)), 1)",
        "(a.b)(\n x for x in y\n)",
        "async def f():\n  return [x async for x in y if await z]",
        "[(x) for (x) in (y)]",
    ],
    "operators": [
        "a + b - c * d / e // f % g ** h @ i << j >> k | l & m ^ n",
        "(a + b) * -(c)",
        "((a)) + ((b))",
        "a or b or c and d and e",
        "(a or b) or c",
        "a or (b or c)",
        "not a in b",
        "a < b <= c > d >= e == f != g is h is not i in j not in k",
        "a if b else c if d else e",
        "(a) if (b) else (c)",
        "(x := 1), [y := (2)]",
        "a \\\n + b",
    ],
    "primaries": [
        "a.b.c",
        "(a).b",
        "( a . b )",
        "a()()",
        "f(1, *a, b=2, *d, **c, e=(3),)",
        "f(*(a), **(b))",
        "a[1][b]",
        "a[1:2:3], a[:], a[::], a[ 1 : ], a[ : 2 ], a[::(3)]",
        "a[1, 2], a[1,], a[(1, 2)], a[1:2, 3], a[ (1) , (2) ]",
        "a[b := 1]",
        "lambda: 0",
        "lambda a, /, b=1, *c, d, e=(2), **f: (a)",
        "lambda *, a: 1",
        "async def f(): await (a); return (await b)",
        "def f(): yield; yield 1, 2; x = yield (3); yield from (a)",
    ],
    "assignments": [
        "a = b = (c)",
        "a, (b, *c), [d] = e",
        "(a) = (b)",
        "a.b = c[d] = 1",
        "a: int",
        "a: (int) = (1)",
        "a.b: int = 1; a[0]: int",
        *(f"a {operator}= (b)" for operator in ("+", "-", "*", "@", "/", "//", "%", "&", "|", "^", "<<", ">>", "**")),
        "a += yield",
        "a[b] += 1",
    ],
    "simple statements": [
        "(a)",
        "pass; pass ;",
        "del a, b.c, d[0]",
        "del (a, b)",
        "del (a), [b, c]",
        "del a,",
        "assert a, (b)",
        "assert (a)",
        "raise",
        "raise a",
        "raise (a) from (b)",
        "def f():\n  global a, b\n  nonlocal_ = 1\n  return\n  return (a)\n  return a,",
        "def f():\n  x = 1\n  def g():\n    nonlocal x",
        "import a, b.c.d as e",
        "from a import b, c as d",
        "from . import a",
        "from ...a.b import (c, d as e,)",
        "from .... import *",
        "from . . a import b",
        "while a:\n  break\n  continue",
    ],
    "functions": [
        "def f(): pass",
        "def f(a, b: int = 1, /, c=(2), *d: str, e, f: (int) = 3, **g: x) -> (y): pass",
        "def f(*, a): pass",
        "def f ( a , ) : pass",
        "@a\n@b.c(1)\n# comment\n\n@(d)\ndef f():\n  pass",
        "@a\nasync  def f(): pass",
        "class A: pass",
        "class A(): pass",
        "class A(B, *c, metaclass=D, **e):\n  '''doc'''\n  x: int\n\n\n  def f(self): pass\n  # after\n",
        "@a\nclass A(B): pass",
        "class A:\n  @b\n  def f(self): pass;",
    ],
    "compound": [
        "if a: b",
        "if a:\n  b\nelif c:\n  d\nelif (e): f\nelse:\n  g\n# after\n",
        "if a:\n  b;\n",
        "if a:\n  if b: c;\n",
        "while a:\n  b\nelse:\n  c ;",
        "for a in b: c",
        "for a, *b in *c, d:\n  e\nelse:\n  f",
        "for (a), in (b): c",
        "async def f():\n  async for a in b: c\n  async with a as b, c: d\n  async with (a): b",
        "with a: b",
        "with a as b, c as (d, e): f",
        "with (a): b",
        "with (a, b): c",
        "with (a, b) as c: d",
        "with (a as b, c): d",
        "with (a), (b): c",
        "with (yield): a",
        "with (a as b, (c) as d,):\n  e",
        "try:\n  a\nexcept:\n  b",
        "try: a\nexcept (A, B) as c: d\nexcept (E): f;\nelse: g\nfinally: h ;",
        "try:\n  a\nfinally:\n  b\n  # after",
    ],
    "match": [
        "match a:\n  case 1 | -1 | 1+2j | -1-2j | 'a' 'b' | b'' | a.b.c | None | True: pass",
        "match a, b:\n  case _: pass",
        "match *a, b:\n  case x if x > (1): pass;\n  case (x): pass",
        "match (a):\n  case 1, *_: pass\n  case *rest,: pass\n  case (1), (2): pass\n  case [a, * b , _]: pass",
        "match a:\n  case (): pass\n  case []: pass\n  case (1,): pass\n  case ((1, 2)): pass\n  case [[], *_ ]: pass",
        "match a:\n  case {}: pass\n  case {'a': 1, -1: (x), b.c: [y], **rest}: pass\n  case {**rest,}: pass",
        "match a:\n  case A(): pass\n  case a.B(1, x, c=2, d=(3) as e,): pass",
        "match a:\n  case 1 as b: pass\n  case (1 | 2) as c: pass\n  case (1 as b) | (2 as b): pass",
        "match a:\n  case 1, : pass\n  case (1 as b), 2: pass\n  case *a, *b: pass",
        "match = case = type = 1; match.case(type)",
    ],
    "layout": [
        "if a:\n\tb\n\t# c\n",
        "\x0cx = 1\n\x0c\ny = 2\n",
        "if a:\n  b\n \x0c  c\n",
        "x = 1\r\ny = '''a\r\nb'''\r\n",
        "x = 1\ry = 2\r",
        "def f():\n    x\n    \\\n    y\n",
        "\\\nx = 1\n\\\nwith a: b\n",
        "x = [  # a\n  1,  # b\n]\n",
        "x = 1",
        "x = 'é𝒳'; y = (1, 'é'); z",
        "'é'\n'''é\n𝒳'''; é",
        "a = 1 ; b = 2 ; \n",
    ],
}


@pytest.mark.parametrize("text", [text for texts in SNIPPETS.values() for text in texts], ids=ascii)
def test_snippet(text):
    assert dump(lowered(text)) == dump(judged(text))


@pytest.mark.skipif(sys.version_info < (3, 11), reason="newer grammar")
@pytest.mark.parametrize(
    "text",
    [
        "a[*b]",
        "a[*b,]",
        "a[1, *(b)]",
        "def f(*args: *Ts): pass",
        "def f(*args: * (a)): pass",
        "try: a\nexcept* A: b\nexcept *(B, C) as d: e\nelse: f",
    ],
)
def test_snippet_of_3_11(text):
    assert dump(lowered(text)) == dump(judged(text))


@pytest.mark.skipif(sys.version_info < (3, 12), reason="newer grammar")
@pytest.mark.parametrize(
    "text",
    [
        "type X = int",
        "type X[T: int, *Ts, **P] = (int)",
        "class A[T](B): pass",
        "@a\nasync def f[T: (int, str), U](x: T) -> T: pass",
        "f'{f'{a}'}' f'{'a' + \"b\"}'",
        "f'{\na # comment\n}' f'{a!r }'",
        "f'{a # comment\n=}'",
        "f'{x:{y:{z}}}'",
        r"f'{'\n'.join(a)}'",
    ],
)
def test_snippet_of_3_12(text):
    assert dump(lowered(text)) == dump(judged(text))


@pytest.mark.skipif(sys.version_info < (3, 13), reason="newer grammar")
def test_snippet_of_3_13():
    text = "type X[T: int = str, *Ts = *tuple[int], **P = [int]] = T\ndef f[T = (int)](): pass"
    assert dump(lowered(text)) == dump(judged(text))


NEWER = {
    "star in an index (PEP 646)": ("a[*b]", "a[(*b,)]"),
    "stars in an index (PEP 646)": ("a[1, *b, 2:3]", None),
    "except without parentheses (PEP 758)": ("try: a\nexcept A, B: c", "try: a\nexcept (A, B): c"),
    "nested quotes (PEP 701)": ("f'{a['b']}'", "f'{a[\"b\"]}'"),
    "backslash in a hole (PEP 701)": (r"f'{'\n'.join(a)}'", None),
    "deep format specification (PEP 701)": ("f'{x:{y:{z}}}'", None),
    "comprehension of stars (PEP 798)": ("[*a for a in b]", None),
    "dictionary comprehension of stars (PEP 798)": ("{**a for a in b}", None),
    "lazy import (PEP 810)": ("lazy import a.b as c", "import a.b as c"),
    "lazy import from (PEP 810)": ("lazy from a import b", "from a import b"),
}


@pytest.mark.parametrize("name", [name for name, (_, older) in NEWER.items() if older])
def test_newer_grammar_says_the_same_as_older(name):
    newer, older = NEWER[name]
    assert dump(lowered(newer), places=False) == dump(judged(older), places=False)


@pytest.mark.parametrize("name", NEWER)
def test_newer_grammar_is_whole(name):
    """All that `ast` promises is there: fields and places."""
    for node in ast.walk(lowered(NEWER[name][0])):
        assert all(hasattr(node, field) for field in node._fields if field != "kind")
        if isinstance(node, (ast.expr, ast.stmt)):
            assert (1, 0) <= (node.lineno, node.col_offset) <= (node.end_lineno, node.end_col_offset)


def test_star_in_an_index_is_a_tuple():
    index = lowered("a[*b]").body[0].value.slice
    assert (index.col_offset, index.end_col_offset) == (2, 4)


def test_bare_exception_tuple_excludes_parentheses():
    handler = lowered("try: a\nexcept A, (B): c").body[0].handlers[0]
    assert (handler.lineno, handler.col_offset, handler.type.col_offset, handler.type.end_col_offset) == (2, 0, 7, 13)


def test_type_alias():
    statement = lowered("type X[T] = list[T]").body[0]
    if hasattr(ast, "TypeAlias"):
        assert isinstance(statement, ast.TypeAlias) and statement.name.id == "X"
    else:
        assert ast.unparse(statement) == "X = list[T]"
        assert isinstance(statement.targets[0].ctx, ast.Store)
    assert (statement.col_offset, statement.end_col_offset) == (0, 19)


def test_type_parameters_are_left_out_where_there_is_no_field():
    function, class_ = lowered("def f[T: int](x: T) -> T: return x\nclass A[T = int](B): pass").body
    assert [argument.arg for argument in function.args.args] == ["x"]
    assert [base.id for base in class_.bases] == ["B"]
    if "type_params" in ast.FunctionDef._fields:
        assert [parameter.name for parameter in function.type_params + class_.type_params] == ["T", "T"]
    else:
        assert ast.unparse(function) == "def f(x: T) -> T:\n    return x"


def test_except_star_before_3_11_is_a_try():
    statement = lowered("try: a\nexcept* A as b: c").body[0]
    assert isinstance(statement, getattr(ast, "TryStar", ast.Try))
    assert [handler.name for handler in statement.handlers] == ["b"]


def test_template_string():
    value = lowered("t'a{x!r:>{w}}b'").body[0].value
    text, hole, rest = value.values
    assert type(value).__name__ == ("TemplateStr" if hasattr(ast, "TemplateStr") else "JoinedStr")
    assert (text.value, rest.value, hole.value.id, hole.conversion) == ("a", "b", "x", ord("r"))
    assert isinstance(hole.format_spec, ast.JoinedStr)
    assert (hole.value.col_offset, hole.value.end_col_offset) == (4, 5)


def test_nested_formatted_string_has_true_places():
    outer = lowered("é = f'{a[f'{b}']}'").body[0].value
    subscript = outer.values[0].value
    inner = subscript.slice.values[0].value
    assert (inner.id, inner.col_offset, inner.end_col_offset) == ("b", 13, 14)
    assert (subscript.value.id, subscript.value.col_offset) == ("a", 8)


def test_dictionary_comprehension_of_stars():
    value = lowered("{**a for a in b}").body[0].value
    older = judged("{key: value for a in b for key, value in a.items()}").body[0].value
    assert ast.dump(value).replace("'.", "'") == ast.dump(older)


@pytest.mark.parametrize("text", ["'\\x1'", "b'é'", "012", "f'{x}\\x1'", "'\\N{no such}'"])
def test_literal_that_python_refuses(text):
    with pytest.raises(SyntaxProblem) as caught:
        parse("try: pass\nexcept A, B: pass\n" + text)
    assert (caught.value.line, caught.value.column) == (3, 1) or sys.version_info >= (3, 14) or "{" in text


@pytest.mark.parametrize("text", ["'a' b'b'", "f'a' b'b'", "b'a' f'b'"])
def test_bytes_beside_other_strings(text):
    with pytest.raises(SyntaxProblem):
        parse("try: pass\nexcept A, B: pass\n" + text)
