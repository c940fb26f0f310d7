"""Which comments are suppressions, and what they cover."""

from __future__ import annotations

import pytest

from sadpath.suppression import parse

SHOP = """\
# sadpath: file-ignore[SP104] the callers know
@retry  # sadpath: ignore[SP201] on the decorator
def f(
    a,
):
    x = call(  # sadpath: ignore[SP401] first line
        1,  # sadpath: ignore[SP402] one element
        # sadpath: ignore[SP403] the element below
        2,
    )  # sadpath: ignore[SP404] last line
    # sadpath: ignore[SP101] stacked
    # with another comment
    y = 1
    if y:  # sadpath: ignore[SP102] only the head
        z = 1


class A:  # sadpath: ignore[SP103]
    b = 1

    def g(self): ...

async  def h():  # sadpath: ignore[SP105]
    ...
    # the end
# sadpath: ignore[SP106] as at the def
def i(
    a,
): return 1
"""


def test_what_is_covered():
    found = [(s.line, s.codes[0].code, s.scope, s.first, s.last) for s in parse(SHOP.split("\n"))]
    assert found == [
        (1, "SP104", "file", 1, 30),
        (2, "SP201", "block", 2, 15),
        (6, "SP401", "statement", 6, 10),
        (7, "SP402", "line", 7, 7),
        (8, "SP403", "line", 9, 9),
        (10, "SP404", "statement", 6, 10),
        (11, "SP101", "statement", 13, 13),
        (14, "SP102", "statement", 14, 14),
        (18, "SP103", "block", 18, 21),
        (23, "SP105", "block", 23, 24),
        (26, "SP106", "block", 27, 29),
    ]
    assert not any(s.problem for s in parse(SHOP.split("\n")))


def one(text):
    (found,) = parse(text.split("\n"))
    return found


@pytest.mark.parametrize(
    ("comment", "codes", "reason"),
    [
        ("# sadpath: ignore[SP201]", ["SP201"], ""),
        ("#sadpath:ignore[SP201] why", ["SP201"], "why"),
        ("# sadpath: ignore [ SP201 ,sp204, ]: see #12", ["SP201", "SP204"], "see #12"),
        ("# sadpath: ignore[retry-non-retryable] - why. Really.", ["SP201"], "why. Really."),
        ("# note  # sadpath: ignore[SP201] why  # noqa: E501", ["SP201"], "why"),
        ("# type: ignore # sadpath: ignore[SP201]", ["SP201"], ""),
    ],
)
def test_spellings(comment, codes, reason):
    suppression = one(f"x = 1  {comment}")
    assert ([c.code for c in suppression.codes], suppression.reason, suppression.problem) == (codes, reason, "")


def test_ranges():
    line = "é = 1  # b  # sadpath: ignore[SP201, SP9] why  # noqa"
    found = one(line)
    assert line[found.column - 1 : found.end_column - 1] == "# sadpath: ignore[SP201, SP9] why"
    assert line[found.list_column - 1 : found.list_end - 1] == "SP201, SP9"
    assert [(line[c.column - 1 : c.end_column - 1], c.code) for c in found.codes] == [("SP201", "SP201"), ("SP9", None)]
    assert line[found.word_column - 1 :].startswith("ignore[")


@pytest.mark.parametrize(
    ("text", "problem", "mended"),
    [
        ("x = 1  # sadpath: ignore", "it names no rule", ""),
        ("x = 1  # sadpath: ignore[] why", "it names no rule", ""),
        ("x = 1  # sadpath: ignore the error", "it names no rule", ""),
        ("x = 1  # sadpath: ignore SP201: w", "the rules have to stand in brackets", "# sadpath: ignore[SP201] w"),
        ("x = 1  # sadpath: ignore=SP201,SP2", "the rules have to stand in brackets", "# sadpath: ignore[SP201] SP2"),
        ("x = 1  # sadpath: ignore[SP201 why", "its bracket is never closed", "# sadpath: ignore[SP201] why"),
        ("x = 1  # sadpath: Ignore[SP201]", "`Ignore` is no word of", "# sadpath: ignore[SP201]"),
        ("x = 1  # sadpath: ingore[SP201]", "`ingore` is no word of", "# sadpath: ignore[SP201]"),
        ("x = 1  # sadpath: noqa[SP201] w", "`noqa` is no word of", "# sadpath: ignore[SP201] w"),
        ("# sadpath: skip-file[SP201]", "`skip-file` is no word of", "# sadpath: file-ignore[SP201]"),
        ("x = 1  # sadpath: file-ignore[SP201]", "`file-ignore` has to stand on a line of its own", ""),
        ("# sadpath: ignore[SP201]\n\nx = 1", "no code stands right below it", ""),
        ("x = 1\n# sadpath: ignore[SP201]", "no code stands right below it", ""),
        ("x = 1\n# sadpath: ignore[SP201]\n# more", "no code stands right below it", ""),
    ],
)
def test_problems(text, problem, mended):
    found = one(text)
    assert found.problem.startswith(problem) and found.mended == mended
    assert found.known == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        'x = "# sadpath: ignore[SP201]"',
        'x = """\n# sadpath: ignore[SP201]\n"""',
        "# x = 1  # sadpath: ignore[SP201]",  # code that was commented out
        "# sadpath: the ways of errors",
        "# sadpath: ignored errors are those of the gateway",
        "# sadpath: skip the retries that fail",
        "x = 1  # see sadpath: ignore[SP201]",
        "x = 1  # `# sadpath: ignore[SP201]`",
        "x = '''# sadpath: ignore[SP201]",
        "",
    ],
)
def test_no_suppressions(text):
    assert parse(text.split("\n")) == []


def test_a_group_is_no_rule():
    assert [c.code for c in one("x = 1  # sadpath: ignore[SP2, ALL]").codes] == [None, None]


def test_code_that_does_not_parse():
    found = parse(
        ["<<<<<<< HEAD", "x = (  # sadpath: ignore[SP201]", "y = 'never closed", "z = 1  # sadpath: ignore[SP202]"]
    )
    assert [s.line for s in found] == [2, 4]
