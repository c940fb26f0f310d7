"""Each mistake in a catalogue file is told with the file, the table, the key and what was expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sadpath.catalogue import CatalogueError, load_provider, load_providers

GOOD = """
id = "shop"
name = "Shop API"
link = "https://shop.example/errors"
hosts = ["api.shop.example", "{region}.shop.example"]
path_prefixes = ["/v1/"]
distinctive_paths = []
sources = ["a page"]

[fields]
code = ["error.code"]
message = ["error.text"]

[[bodies]]
when = "always"
body = '{"error": {"code": "{code}", "text": "{message}", "status": "{status}"}}'

[groups]
writes = ["pay", "refund"]

[[operations]]
id = "pay"
method = "POST"
path = "/v1/orders/{order_id}/pay"
success = [201]

[[operations]]
id = "refund"
method = "POST"
path = "/v1/refunds"

[[errors]]
code = "BROKE"
status = [402, 403]
operations = "writes"
retry = "never"

[[errors]]
code = "BUSY"
status = 503
operations = "all"
retry = "backoff"
retry_by_context = { unkeyed = "never" }

[[siblings]]
api = "Other API"
codes = ["ELSE"]
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def write_file(text: str) -> Path:
        path = tmp_path / "shop.toml"
        path.write_text(text)
        return path

    return write_file


def test_the_good_one_loads(write: Callable[[str], Path]) -> None:
    shop = load_provider(write(GOOD))
    pay = shop.operation("pay")
    assert [(row.status, row.code) for row in shop.rows(pay)] == [(402, "BROKE"), (403, "BROKE"), (503, "BUSY")]
    assert shop.errors[0].operations == frozenset({"pay", "refund"})
    assert shop.errors[0].link == shop.link
    assert shop.answers(pay)[1].body["error"]["status"] == 402
    assert not pay.safe


# (what stands in the good file, what replaces it, what the complaint must name)
MISTAKES = [
    ('id = "shop"\n', "", ["`id`", "missing"]),
    ('id = "shop"', "id = 3", ["`id`", "a string", "found 3"]),
    ('name = "Shop API"', 'nam = "Shop API"', ["`nam`", "did you mean `name`?"]),
    ('name = "Shop API"', 'xyzzy = "Shop API"', ["`xyzzy`", "expected one of"]),
    ('hosts = ["api.shop.example", "{region}.shop.example"]', "hosts = []", ["`hosts`"]),
    ('"api.shop.example"', '"https://api.shop.example"', ["`hosts`", "host names"]),
    ('path_prefixes = ["/v1/"]', 'path_prefixes = "/v1/"', ["`path_prefixes`", "a list of strings"]),
    ('path_prefixes = ["/v1/"]', 'path_prefixes = ["v1/"]', ["`path_prefixes`", "begin with /"]),
    ('[fields]\ncode = ["error.code"]\nmessage = ["error.text"]\n', "", ["`fields`", "missing"]),
    ('code = ["error.code"]', "code = []", ["[fields]", "`code`"]),
    ('code = ["error.code"]', 'code = ["error..code"]', ["[fields]", "`code`", "dotted paths"]),
    ('message = ["error.text"]', 'message = ["error.text"]\nmarker = { a = 1 }', ["[fields]", "`marker`"]),
    ('when = "always"', 'when = "sometimes"', ["bodies[1]", "`when`", "always, six_digits, named"]),
    ('when = "always"', 'when = "six_digits"', ["`bodies`", "named"]),
    ('{"error": {"code"', '{"error": {code', ["bodies[1]", "`body`", "JSON"]),
    ("body = '{", "body = '[1]' #", ["bodies[1]", "`body`", "a JSON object"]),
    ('"{code}"', '"{cod}"', ["bodies[1]", "`body`", "{cod}", "{code}"]),
    ('writes = ["pay", "refund"]', 'writes = ["pay", "refnd"]', ["[groups]", "`writes`", "'refnd'"]),
    ('id = "refund"', 'id = "pay"', ["operations[2] (pay)", "`id`"]),
    ('method = "POST"\npath = "/v1/ref', 'method = "post"\npath = "/v1/ref', ["operations[2] (refund)", "`method`"]),
    ('path = "/v1/refunds"', 'path = "/v1/refunds/{id"', ["operations[2] (refund)", "`path`", "template"]),
    ('path = "/v1/refunds"', 'path = "v1/refunds"', ["operations[2] (refund)", "`path`"]),
    ('path = "/v1/refunds"', 'path = "/v1/orders/{id}/pay"', ["operations[2] (refund)", "`path`", "no other POST"]),
    ("success = [201]", "success = [404]", ["operations[1] (pay)", "`success`", "200 to 399"]),
    ("success = [201]", "succes = [201]", ["operations[1] (pay)", "`succes`", "did you mean `success`?"]),
    ('operations = "writes"', 'operations = "reads"', ["errors[1] (BROKE)", "`operations`", "[groups]"]),
    ('operations = "writes"', 'operations = ["pay", "void"]', ["errors[1] (BROKE)", "`operations`", "'void'"]),
    ('operations = "writes"', "operations = []", ["errors[1] (BROKE)", "`operations`"]),
    ('operations = "writes"\n', "", ["errors[1] (BROKE)", "`operations`", "missing"]),
    ('retry = "backoff"', 'retry = "back_off"', ["errors[2] (BUSY)", "`retry`", "did you mean `backoff`?"]),
    ('retry = "backoff"\n', "", ["errors[2] (BUSY)", "`retry`", "missing"]),
    ('{ unkeyed = "never" }', '{ unkeyed = "nver" }', ["errors[2] (BUSY)", "`retry_by_context`", "'nver'"]),
    ('{ unkeyed = "never" }', '{ keyless = "never" }', ["errors[2] (BUSY)", "`retry_by_context`", "'keyless'"]),
    ('{ unkeyed = "never" }', '"never"', ["errors[2] (BUSY)", "`retry_by_context`", "a table"]),
    ("status = 503", 'status = "503"', ["errors[2] (BUSY)", "`status`", "200 to 599"]),
    ("status = 503", "status = true", ["errors[2] (BUSY)", "`status`"]),
    ("status = 503", "status = [503, 503]", ["errors[2] (BUSY)", "`status`", "once"]),
    ("status = 503", "status = []", ["errors[2] (BUSY)", "`status`"]),
    ("status = 503", "status = 503\nretryable = 1", ["errors[2] (BUSY)", "`retryable`", "true or false"]),
    (
        'code = "BUSY"\nstatus = 503',
        'code = "BROKE"\nstatus = 403',
        ["errors[2] (BROKE)", "`code`", "403 BROKE of pay"],
    ),
    ('code = "BUSY"', 'code = "BUSY"\nby_method = true', ["errors[2] (BUSY)", "`code`", "`by_method`"]),
    ('codes = ["ELSE"]', "codes = [7]", ["siblings[1] (Other API)", "`codes`"]),
    ('codes = ["ELSE"]', 'codes = ["ELSE"]\nby_method = true', ["siblings[1] (Other API)", "`codes`", "four digits"]),
    ('id = "shop"', 'id = "shop', ["TOML"]),
]


@pytest.mark.parametrize(("before", "after", "named"), MISTAKES, ids=[f"{a!r}"[:50] for _, a, _ in MISTAKES])
def test_mistakes_are_named(before: str, after: str, named: list[str], write: Callable[[str], Path]) -> None:
    assert before in GOOD
    path = write(GOOD.replace(before, after, 1))
    with pytest.raises(CatalogueError) as caught:
        load_provider(path)
    for part in (str(path), *named):
        assert part in str(caught.value)


@pytest.mark.parametrize("table", ["operations", "errors"])
def test_a_catalogue_without_rows(table: str, write: Callable[[str], Path]) -> None:
    text = "\n\n".join(part for part in GOOD.split("\n\n") if not part.startswith(f"[[{table}]]"))
    text = text.replace('writes = ["pay", "refund"]', "") if table == "operations" else text
    with pytest.raises(CatalogueError, match=rf"`{table}`: expected one table"):
        load_provider(write(text))


def test_a_table_that_is_a_value(write: Callable[[str], Path]) -> None:
    text = 'errors = "none"\n' + "\n\n".join(part for part in GOOD.split("\n\n") if not part.startswith("[[errors]]"))
    with pytest.raises(CatalogueError, match=r"`errors`: expected tables \[\[errors\]\]"):
        load_provider(write(text))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"none\.toml"):
        load_provider(tmp_path / "none.toml")


def test_a_users_catalogue_joins_the_shipped_ones(write: Callable[[str], Path]) -> None:
    assert [p.id for p in load_providers([write(GOOD)])][-1] == "shop"


def test_an_id_that_is_taken(write: Callable[[str], Path]) -> None:
    path = write(GOOD.replace('"shop"', '"bitpay"', 1))
    with pytest.raises(CatalogueError) as caught:
        load_providers([path])
    assert str(path) in str(caught.value) and "bitpay.toml" in str(caught.value)
