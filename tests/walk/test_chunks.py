"""Texts and bytes that come in pieces and are put together again."""

from __future__ import annotations

import textwrap

import pytest
from helpers import walk
from values import differences, is_told


@pytest.mark.parametrize(
    "code",
    [
        """
        one = bytearray(b"ab")
        one.extend(b"cd")
        one += b"ef"
        one.append(103)
        r = bytes(one), len(one), one.decode(), bool(one), bool(bytearray()), one == b"abcdefg", b"cd" in one, one[0], bytes(one[1:3])
        s = b"x" + one == bytearray(b"xabcdefg"), (one + b"!").decode(), [*bytearray(b"ab")], isinstance(one, bytearray), isinstance(one, bytes)
        t = b"".join([one, b"1", bytearray(b"2")]), str(one, "utf-8"), one.find(b"c"), one.startswith(b"ab"), bytes(one.copy())
        one.clear()
        u = len(one), bytes(bytearray(3)), bytes(bytearray("a", "utf-8"))
        """,
        """
        held = memoryview(b"abcd")
        r = held.tobytes(), bytes(held[1:3]), len(held), held[0], b"-".join([held, b"x"]), isinstance(held, memoryview), held.nbytes
        """,
        """
        import io, json, shutil
        made = io.BytesIO()
        made.write(bytearray(b"[1, "))
        made.writelines([b"2", b"]"])
        copy = io.BytesIO()
        made.seek(0)
        shutil.copyfileobj(made, copy)
        r = made.getvalue(), json.loads(copy.getvalue()), json.loads(bytearray(b"[3]")), bytes(made.getbuffer()), made.getbuffer().tobytes()
        """,
        """
        def refused(make):
            try:
                return make()
            except Exception as error:
                return type(error).__name__
        r = [refused(f) for f in (lambda: b"".join(["a"]), lambda: b"".join([1]), lambda: "".join([b"a"]), lambda: b"a" + "b", lambda: bytes("a"))]
        s = b"".join(part for part in (b"a", b"b")), b",".join(iter([b"x", b"y"])), b"".join([])
        """,
    ],
)
def test_bytes(code: str) -> None:
    assert differences(textwrap.dedent(code)) == {}


@pytest.mark.parametrize(
    "code",
    [
        "b''.join(given)",
        "bytearray(given).decode()",
        "b'a' + given",
        "bytes(bytearray(given))",
        "len(memoryview(given))",
    ],
)
def test_what_is_not_known_stays_unknown(code: str) -> None:
    assert not is_told(f"from nowhere import given\nr = {code}", "r")


URL = "https://api.klarna.com/ordermanagement/v1/orders/5/captures"
SENT = {
    "requests": "r = requests.post(URL, stream=True)",
    "httpx": 'r = httpx.Client().send(httpx.Request("POST", URL), stream=True)',
    "urllib3": 'r = urllib3.PoolManager().request("POST", URL, preload_content=False, retries=False)',
    "http.client": 'c = http.client.HTTPSConnection("api.klarna.com")\n'
    'c.request("POST", "/ordermanagement/v1/orders/5/captures")\nr = c.getresponse()',
}
READ = [
    ("requests", 'raw = b"".join(r.iter_content(1024))'),
    ("requests", 'raw = "".join(line for line in r.iter_lines(decode_unicode=True) if line)'),
    ("requests", 'raw = b""\nfor chunk in r.iter_content(8192):\n    raw += chunk'),
    ("requests", 'raw = b""\nfor chunk in r.iter_content(8192):\n    raw = raw + chunk\nraw = raw.decode("utf-8")'),
    ("requests", "raw = bytearray()\nfor chunk in r.iter_content(8192):\n    if chunk:\n        raw.extend(chunk)"),
    (
        "requests",
        "raw = bytearray()\nfor chunk in r.iter_content(8192):\n    raw += chunk\nraw = raw.decode('utf-8', 'replace')",
    ),
    ("requests", "raw = io.BytesIO()\nfor chunk in r.iter_content(8192):\n    raw.write(chunk)\nraw = raw.getvalue()"),
    ("requests", "raw = io.BytesIO()\nshutil.copyfileobj(r.raw, raw)\nraw.seek(0)\nraw = raw.read().decode()"),
    ("requests", "parts = []\nwhile chunk := r.raw.read(64):\n    parts.append(chunk)\nraw = b''.join(parts)"),
    ("requests", "raw = functools.reduce(operator.add, r.iter_content(10), b'')"),
    ("httpx", 'raw = b"".join(r.iter_bytes())'),
    ("httpx", 'raw = "".join(r.iter_text())'),
    ("httpx", 'raw = "\\n".join(r.iter_lines())'),
    ("httpx", "raw = bytearray()\nfor chunk in r.iter_raw():\n    raw += chunk\nraw = bytes(raw)"),
    ("urllib3", 'raw = b"".join(r.stream(32))'),
    ("urllib3", "raw = b''\nwhile True:\n    chunk = r.read(512)\n    if not chunk:\n        break\n    raw += chunk"),
    ("urllib3", "raw = b''.join(r).decode()"),
    ("http.client", 'raw = b"".join(iter(lambda: r.read(64), b""))'),
    ("http.client", "raw = io.BytesIO()\nshutil.copyfileobj(r, raw, 16 * 1024)\nraw = raw.getvalue()"),
]
JUDGED = """
problem = json.loads(raw)
if problem["error_code"] == "NO_SUCH_ORDER":
    return None
raise RuntimeError(problem["error_code"])
"""


@pytest.mark.parametrize(("library", "read"), READ)
def test_the_whole_text_of_an_answer(library: str, read: str) -> None:
    status = "r.status" if library in ("urllib3", "http.client") else "r.status_code"
    body = f"{SENT[library]}\nif {status} < 300:\n    return True\n{read}\n{JUDGED}"
    code = f"import {library}, functools, io, json, operator, shutil\nURL = {URL!r}\ndef f():\n{textwrap.indent(body, '    ')}"
    told_apart(code)


@pytest.mark.parametrize(
    ("library", "read"),
    [
        ("httpx", 'raw = b"".join([chunk async for chunk in r.aiter_bytes()])'),
        ("httpx", "raw = ''\nasync for chunk in r.aiter_text():\n    raw += chunk"),
        ("aiohttp", "raw = b''\nasync for chunk in r.content.iter_chunked(1024):\n    raw += chunk"),
        ("aiohttp", "raw = bytearray()\nasync for chunk, _ in r.content.iter_chunks():\n    raw += chunk"),
        ("aiohttp", "raw = b''\nwhile chunk := await r.content.read(512):\n    raw += chunk"),
        (
            "aiohttp",
            "parts = []\nwhile not r.content.at_eof():\n    parts.append(await r.content.readany())\nraw = b''.join(parts)",
        ),
    ],
)
def test_the_whole_text_of_an_answer_to_a_coroutine(library: str, read: str) -> None:
    made = {
        "httpx": 'httpx.AsyncClient() as c, c.stream("POST", URL)',
        "aiohttp": "aiohttp.ClientSession() as c, c.post(URL)",
    }
    status = "r.status" if library == "aiohttp" else "r.status_code"
    body = f"async with {made[library]} as r:\n" + textwrap.indent(
        f"if {status} < 300:\n    return True\n{read}\n{JUDGED}", "    "
    )
    told_apart(f"import {library}, json\nURL = {URL!r}\nasync def f():\n{textwrap.indent(body, '    ')}")


def told_apart(code: str) -> None:
    """Whether one code is handled and all others are raised."""
    facts = walk(code)
    assert {one.answer.code for one in facts.lanes if one.fate == "handled"} == {"NO_SUCH_ORDER"}
    assert {one.fate for one in facts.lanes if one.answer.code != "NO_SUCH_ORDER"} == {"raised"}
