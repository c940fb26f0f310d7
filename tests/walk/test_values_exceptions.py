"""Exceptions: their texts, their attributes, chains and groups, held against Python."""

from __future__ import annotations

import sys

import pytest
from values import differences

newer = pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.11 has it first, or has it otherwise")

EXCEPTIONS = {
    "texts": r"""
a = str(KeyError("zz"))
b = str(ValueError("a", 1))
c = repr(ValueError("a"))
d = f"{KeyError('k')!r}"
e = repr(ValueError())
class X(Exception): pass
f = repr(X("a", 2))
try:
    {}["q"]
except KeyError as err:
    g = str(err)
    h = err.args
try:
    {}[5]
except KeyError as err:
    i = str(err)
    j = err.args
class K(KeyError): pass
k = str(K("x"))
l = repr([ValueError("a")])
n = "%r" % (ValueError("a"),)
""",
    "system_exit": r"""
import sys
try:
    sys.exit(3)
except SystemExit as e:
    a = e.code; b = e.args; c = str(e)
try:
    sys.exit()
except SystemExit as e:
    d = e.code; f = e.args
try:
    raise SystemExit("bad")
except SystemExit as e:
    g = e.code
""",
    "json": r"""
import json
try:
    json.loads("{x")
except json.JSONDecodeError as e:
    a = e.msg; b = e.pos; c = e.doc; d = e.lineno; f = e.colno; g = str(e); h = e.args
e2 = json.JSONDecodeError("bad", "ab\ncd", 3)
i = (e2.msg, e2.pos, e2.lineno, e2.colno, str(e2), e2.doc)
""",
    "system_errors": r"""
a = OSError(2, "No").errno
b = OSError(2, "No").strerror
c = str(OSError(2, "No"))
d = type(OSError(2, "No")).__name__
e = isinstance(OSError(110, "t"), TimeoutError)
f = OSError("x").errno
g = str(OSError("x"))
h = str(OSError(2, "No", "file"))
i = OSError(2, "No", "file").filename
j = OSError(2, "No").args
k = isinstance(ConnectionError(111, "x"), ConnectionRefusedError)
class My(OSError): pass
l = type(My(2, "a")).__name__
m1 = My(2, "a").errno
n = str(ConnectionResetError(104, "Reset"))
o = repr(OSError(2, "No"))
""",
    "unicode": r"""
try:
    b"\xff".decode("utf-8")
except UnicodeDecodeError as e:
    a = e.reason; b = e.start; c = e.end; d = e.encoding; f = e.object; g = str(e); h = e.args
try:
    "é".encode("ascii")
except UnicodeEncodeError as e:
    i = e.reason; j = str(e)
""",
    "chains": r"""
e = ValueError("a")
a = e.__traceback__ is None
b = e.with_traceback(None) is e
c = e.__suppress_context__
d = e.__cause__ is None
try:
    try:
        raise KeyError("k")
    except KeyError as k:
        raise ValueError("v") from None
except ValueError as v:
    f = v.__suppress_context__
    g = v.__cause__ is None
    h = type(v.__context__).__name__
    i = v.__traceback__ is not None
try:
    try:
        1/0
    finally:
        raise KeyError("x")
except KeyError as k2:
    j = type(k2.__context__).__name__
try:
    try:
        1/0
    except ZeroDivisionError:
        {}["a"]
except KeyError as k3:
    l = type(k3.__context__).__name__
""",
    "http_error": r"""
import urllib.error
e = urllib.error.HTTPError("http://x", 404, "Not Found", {"a": "b"}, None)
a = e.code; b = e.reason; c = e.headers["a"]; d = str(e); f = e.msg; g = e.url; h = e.status; i = e.filename
u = urllib.error.URLError("boom")
j = u.reason; k = str(u)
""",
    "stop_iteration": r"""
def g():
    yield 1
    return 5
it = g(); next(it)
try:
    next(it)
except StopIteration as e:
    a = e.value; b = e.args
def outer():
    r = yield from g()
    yield r
c = list(outer())
d = StopIteration(7).value
f = StopIteration().value
""",
    "groups": r"""
g = ExceptionGroup("m", [ValueError("a"), ExceptionGroup("in", [KeyError("k"), TypeError("t")])])
a = g.message; b = str(g); c = len(g.exceptions); d = repr(g)
m, r = g.split(KeyError)
e = m.message, str(m), [type(x).__name__ for x in m.exceptions], [type(x).__name__ for x in r.exceptions]
s = g.subgroup(lambda e: isinstance(e, ValueError))
f = [type(x).__name__ for x in s.exceptions]
h = g.subgroup(OSError)
log = []
try:
    try:
        raise g
    except* KeyError as eg:
        log.append(("k", eg.message, str(eg), type(eg.exceptions[0]).__name__, [type(x).__name__ for x in eg.exceptions[0].exceptions]))
    except* ValueError as eg:
        log.append(("v", str(eg)))
except BaseExceptionGroup as rest:
    log.append(("rest", str(rest), [type(x).__name__ for x in rest.exceptions]))
i = g.derive([ValueError("q")]).message
j = g.args[0]
log2 = []
try:
    raise ValueError("plain")
except* ValueError as eg:
    log2.append((eg.message, str(eg), len(eg.exceptions)))
""",
    "except_star": r"""
log = []
class A(Exception): pass
class B(Exception): pass
class C(Exception): pass
g = ExceptionGroup("m", [A("a"), ExceptionGroup("in", [B("b"), C("c")])])
try:
    try:
        raise g
    except* A:
        raise
    except* B:
        log.append("b")
except ExceptionGroup as e:
    a = repr(e)
    b = e is g
try:
    try:
        raise g
    except* A as e:
        raise ValueError("new")
    except* B:
        pass
except ExceptionGroup as e:
    c = e.message, [type(x).__name__ for x in e.exceptions]
try:
    try:
        raise A("plain")
    except* A:
        raise
except BaseException as e:
    d = type(e).__name__
try:
    try:
        raise g
    except* (A, B, C):
        raise ValueError("v")
except BaseException as e:
    f = type(e).__name__
""",
}
NEWER = {"groups", "except_star"}


@pytest.mark.parametrize("name", [pytest.param(name, marks=newer) if name in NEWER else name for name in EXCEPTIONS])
def test_as_python(name: str) -> None:
    assert differences(EXCEPTIONS[name]) == {}
