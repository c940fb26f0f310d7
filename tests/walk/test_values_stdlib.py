"""Functions of the standard library on values that are known, held against Python."""

from __future__ import annotations

import sys

import pytest
from values import differences

RAISES = """
def raised(function):
    try:
        function()
    except Exception as error:
        return type(error).__name__
    return "nothing"
"""


@pytest.mark.parametrize(
    "code",
    [
        "import fnmatch\nr = [fnmatch.fnmatch('CARD_DECLINED', 'CARD_*'), fnmatch.fnmatchcase('a', 'A'), fnmatch.filter(['ab', 'c'], 'a?')]",
        "r = [int('101', base=2), int('ff', 16), int(x) if (x := '7') else 0]",
        "a = 'abc'.translate(str.maketrans('ab', 'xy'))\nb = 'abc'.translate({97: None})\nc = 'ab'.translate(str.maketrans({'a': 'zz'}))",
        "x, w = 'x', 5\nr = [f'{x!r:>6}', f'{x:{w}}|', '{:{w}}|'.format(x, w=w), 'a{:>{}}'.format(1, 4), '{0!r:>5}'.format(x)]",
        """
        import string
        r = string.Template("$a $$ ${b}").substitute(a=1, b="x")
        s = string.Template("$a $c").safe_substitute(a=1)
        t = [string.Formatter().format("{} {a}", 1, a=2), string.capwords("one two")]
        """,
        """
        from collections import ChainMap
        class Kept(dict):
            def __missing__(self, key):
                return "{" + key + "}"
        settings = ChainMap({"project": "toys"}, {"project": "shop", "region": "eu"})
        r = ["{region}/{project}".format_map(settings), "{a}{b}".format_map(Kept(a=1)), "{d[x]:03}".format_map({"d": {"x": 5}})]
        try:
            "{a}".format_map({})
        except KeyError as error:
            s = error.args[0]
        """,
        "import textwrap\nr = [textwrap.shorten('Hello world, here', width=12), textwrap.dedent('  a\\n  b'), textwrap.fill('aa bb', 3)]",
        """
        try:
            "a".replace(1, 2)
        except TypeError:
            r = "refused"
        after = 1
        """,
        "r = [bytes([65, 66]), bytes.fromhex('4142'), bytes(2), bytes('é', 'utf-8'), bytes(), 65 in b'A', b'%s-%d' % (b'a', 1)]\n"
        "s = [int.from_bytes(b'\\x01\\x02', 'big'), (258).to_bytes(2, 'big'), float.fromhex('0x1p1')]\n"
        "t = [str(b'ab', 'ascii'), str(b'ab', encoding='ascii'), ascii('é')]",
    ],
)
def test_texts(code: str) -> None:
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        "import re\nr = [re.sub('a', 'b', 'aaa', count=2), re.sub('a', 'b', 'aaa', 1), re.sub(pattern='a', repl='b', string='aa')]\n"
        "s = [re.subn('a', 'b', 'aaa', count=1), re.split('a', '1a2a3', maxsplit=1)]",
        "import re\nr = re.sub('a', lambda m: m.group().upper(), 'aaa', count=2)\ns = re.subn('a', lambda m: 'x', 'aba')",
        "import re\nm = re.match('(?P<x>a)|(?P<y>b)', 'a')\nr = [m.groupdict('z'), m.groups(default=''), m.expand(r'<\\1>'), m.re.pattern, m.regs]",
        "import re\np = re.compile('b(?P<q>c)', re.I)\nr = [p.search('abcbc', 2).start(), p.match('abc', 1).group(), p.findall('bcbc', 1)]\n"
        "s = [p.groups, p.flags, p.pattern, dict(p.groupindex), p.fullmatch('abcd', 1, 3).span()]",
        "import re\nfound = re.finditer('a.', 'abac')\nr = [next(found).group(), [m.group() for m in found], next(found, None)]",
        "import re\nr = [re.findall(b'a', b'aba'), re.sub(b'a', b'x', b'aba'), re.match(b'(a)', b'ab').group(1)]",
    ],
)
def test_patterns(code: str) -> None:
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        """
        import json
        given = {"b": 1, "a": [1, None], "c": {"d": True}}
        r = [json.dumps(given, sort_keys=True), json.dumps(given, indent=2), json.dumps(given, separators=(",", ":"))]
        s = [json.dumps("é"), json.dumps("é", ensure_ascii=False), json.dumps({(1, 2): 1, "a": 1}, skipkeys=True)]
        """,
        """
        import json
        r = json.dumps({"a": {1}}, default=list)
        class Encoder(json.JSONEncoder):
            def default(self, o):
                return sorted(o) if isinstance(o, set) else super().default(o)
        s = [json.dumps({"a": {2, 1}}, cls=Encoder), Encoder(sort_keys=True).encode({"b": 1, "a": {1}})]
        try:
            json.dumps(object(), cls=Encoder)
        except TypeError:
            t = "refused"
        """,
        RAISES
        + """
import json
class Plain:
    pass
r = [raised(lambda: json.dumps({1})), raised(lambda: json.dumps({"a": [Plain()]})), raised(lambda: json.dumps({(1, 2): 1}))]
s = [raised(lambda: json.dumps(b"a")), raised(lambda: json.dumps(raised)), raised(lambda: json.dumps([1]))]
""",
        """
        import json, io
        buffer = io.StringIO()
        json.dump({"a": 1}, buffer, indent=1)
        r = buffer.getvalue()
        s = [json.loads("[1.5, 2]", parse_float=str), json.loads('{"a": 1}', parse_int=str), json.load(io.StringIO("[1]"))]
        t = [json.JSONDecoder().decode("[1]"), json.JSONDecoder().raw_decode('{"a": 1} x')]
        """,
    ],
)
def test_json(code: str) -> None:
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        RAISES
        + """
from datetime import date, datetime
from email.utils import parsedate_to_datetime
import time
q = [raised(lambda: time.strptime("x", "%Y")), raised(lambda: time.strptime("2020", "%Y"))]
r = [raised(lambda: parsedate_to_datetime("120")), raised(lambda: parsedate_to_datetime("Wed, 21 Oct 2015 07:28:00 GMT"))]
s = [raised(lambda: datetime.fromisoformat("nope")), raised(lambda: datetime.fromisoformat("2020-01-02T03:04:05"))]
t = [raised(lambda: datetime.strptime("x", "%Y")), raised(lambda: datetime.strptime("2020", "%Y")), raised(lambda: datetime(2020, 13, 1))]
u = [raised(lambda: date.fromisoformat("2020-13-01")), raised(lambda: datetime.fromisoformat(None)), raised(lambda: date(2020, 1, 2))]
""",
        RAISES
        + """
import base64, binascii, uuid
r = [raised(lambda: uuid.UUID("nope")), raised(lambda: base64.b64decode("a")), raised(lambda: uuid.UUID(hex="1" * 32))]
try:
    base64.b64decode("a")
except binascii.Error as error:
    s = isinstance(error, ValueError)
t = [base64.b64encode(b"ab"), base64.b64decode("YWI="), base64.urlsafe_b64encode(b"ab").decode()]
u = [str(uuid.uuid5(uuid.NAMESPACE_DNS, "a")), uuid.UUID("1" * 32).hex, uuid.UUID("1" * 32) == uuid.UUID("1" * 32)]
""",
        """
        import binascii, hashlib, hmac, zlib
        made = hashlib.new("sha1")
        made.update(b"a")
        early = made.copy()
        made.update(b"b")
        r = [made.hexdigest(), early.hexdigest(), hashlib.sha256(b"a").digest(), made.name, made.digest_size]
        s = [hmac.new(b"k", b"m", hashlib.sha256).hexdigest(), hmac.new(b"k", b"m", "md5").hexdigest(), hmac.digest(b"k", b"m", "sha1")]
        t = [hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"), zlib.crc32(b"a"), binascii.hexlify(b"ab")]
        u = hashlib.blake2b(b"a", digest_size=4).hexdigest()
        """,
        """
        from urllib.parse import *
        r = [urlencode({"a": [1, 2]}, doseq=True), urlencode([("a", "x y")]), urlencode({"a": "b c"}, quote_via=quote)]
        s = [quote_plus("a b&c"), quote("a b/c"), quote("a/b", safe=""), quote(b"a b"), unquote("a%20b"), unquote_plus("a+b")]
        t = [parse_qs("a=1&a=2"), parse_qsl("a=1&b=2"), tuple(urldefrag("http://x/y#z")), urlparse("http://h/p;q?x=1").params]
        """,
    ],
)
def test_forms(code: str) -> None:
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        """
        from functools import cmp_to_key, reduce, singledispatch
        from typing import Union
        try:
            reduce(lambda a, b: a, [])
        except TypeError:
            r = "refused"
        s = [reduce(lambda a, b: a + b, [1, 2, 3]), reduce(max, [], 0), sorted([3, 1, 2], key=cmp_to_key(lambda x, y: y - x))]
        @singledispatch
        def told(value):
            return "any"
        @told.register(list)
        def of_list(value):
            return "list"
        @told.register
        def of_text(value: Union[int, str]):
            return "int or str"
        t = [told(1), told("a"), told([]), told(None), told.dispatch(int)(1), told.dispatch(bool)(True), told.dispatch(float)(1)]
        u = [list in told.registry, float in told.registry]
        """,
        """
        import math, statistics
        r = [math.prod([2, 3]), math.gcd(4, 6), math.log10(100), math.fsum([.1, .2]), math.isinf(1.0), math.isnan(1.0), math.isfinite(1.0)]
        s = [math.factorial(4), math.hypot(3, 4), math.fabs(-1), math.isqrt(10), math.copysign(1, -2), math.tau]
        t = [statistics.mean([1, 2, 3]), statistics.median([1, 3, 2])]
        try:
            statistics.mean([])
        except statistics.StatisticsError:
            u = "refused"
        """,
        """
        import operator
        class Thing:
            pass
        one, two = Thing(), Thing()
        one.x, one.z, two.y = two, 2, 1
        r = [operator.attrgetter("x.y", "z")(one), operator.attrgetter("z")(one), operator.truediv(1, 2), operator.pow(2, 3)]
        s = [operator.and_(6, 3), operator.or_(6, 3), operator.xor(6, 3), operator.inv(1), operator.index(3), operator.concat([1], [2])]
        t = operator.or_({"a": 1}, {"b": 2})
        """,
        """
        import itertools
        r = [list(itertools.permutations([1, 2, 3], 2)), list(itertools.permutations("ab")), list(itertools.permutations([1], 2))]
        s = [list(itertools.combinations_with_replacement("ab", 2)), list(itertools.combinations([1, 2, 3, 4], 3))]
        t = [list(itertools.islice(itertools.count(1, 0.5), 3)), list(itertools.islice(itertools.count(0.5), 2))]
        """,
    ],
)
def test_functions(code: str) -> None:
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        """
        import io
        text = io.StringIO("a\\nb\\nc")
        r = [text.readline(), text.read(1), text.read(), text.read(), text.seek(0), text.read(3), text.tell()]
        s = [list(io.StringIO("a\\nb\\n")), io.BytesIO(b"abc").read(2), io.StringIO("a\\nb").readlines(), next(io.StringIO("x\\ny"))]
        out = io.StringIO()
        print("a", 1, file=out)
        print("b", "c", sep="-", end="", file=out)
        t = [out.getvalue(), out.write("xyz")]
        """,
        """
        import csv, io
        r = list(csv.reader(["a,b", '1,"x,y"']))
        s = [dict(row) for row in csv.DictReader(io.StringIO("a,b\\n1,2\\n3\\n"))]
        out = io.StringIO()
        csv.writer(out).writerow(["a", "b c", 1])
        table = csv.DictWriter(out, fieldnames=["a", "b"], delimiter=";")
        table.writeheader()
        table.writerow({"b": 2})
        t = [out.getvalue(), csv.DictReader(["a,b"]).fieldnames]
        """,
        """
        import http.client, inspect, logging, sys
        def function(a, b=1, *c, d, **e):
            pass
        told = inspect.signature(function).parameters
        r = [list(told), "d" in told, told["b"].default, told["a"].default is inspect.Parameter.empty]
        s = [told["e"].kind is inspect.Parameter.VAR_KEYWORD, told["c"].kind == inspect.Parameter.VAR_POSITIONAL, told["d"].kind.name]
        t = [sys.version_info.major, sys.version_info >= (3, 8), sys.version_info[:1], sys.version_info < (3,)]
        u = [logging.getLogger("a") is logging.getLogger("a"), logging.getLogger("a") is logging.getLogger("b")]
        v = [http.client.responses[404], http.client.NOT_FOUND == 404, 599 in http.client.responses]
        """,
    ],
)
def test_world(code: str) -> None:
    assert differences(code) == {}


@pytest.mark.skipif(sys.version_info < (3, 11), reason="a union is an annotation of singledispatch since Python 3.11")
def test_dispatch_over_a_union() -> None:
    code = """
        from functools import singledispatch
        @singledispatch
        def told(value):
            return "any"
        @told.register
        def _(value: int | None):
            return "number"
        r = [told(1), told(None), told("a")]
        """
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        "import hashlib\nmade = hashlib.sha256(given.encode())\nr = made.hexdigest()",
        "import json\nr = json.dumps({'a': given}, indent=2)",
        "import fnmatch\nr = fnmatch.fnmatch(given, 'a*')",
        "import re\nr = re.sub('a', 'b', given, count=1)",
        "from urllib.parse import unquote\nr = unquote(given)",
        "import csv\nr = next(csv.reader([given]))[0]",
        "import io\nr = io.StringIO(given).readline()",
    ],
)
def test_what_is_not_known_stays_unknown(code: str) -> None:
    found = differences("import os\ngiven = os.environ['PATH']\n" + code)
    assert found["r"][1].startswith("not known")
