"""Classes, their objects, Enums, dataclasses and named tuples, held against Python."""

from __future__ import annotations

import sys
import textwrap

import pytest
from helpers import program, providers
from values import differences, is_told

from sadpath.analyse import on_large_stack
from sadpath.walk.explore import Explorer
from sadpath.walk.values import Text, Unknown

newer = pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.11 has it first, or has it otherwise")

CLASSES = {
    "functional_enums": r"""
from enum import Enum, StrEnum, IntEnum
Q = Enum("Q", "A B C")
a = [m.name for m in Q]
b = [m.value for m in Q]
c = Q.A.name
R = Enum("R", {"a": "x", "b": "y"})
d = R("x").name
e = R["b"].value
T = StrEnum("T", ["A", "B"])
f = [t.value for t in T]
W = IntEnum("W", [("A", 5), ("B", 6)])
g = W(5).name
h = Q.B is Q(2)
i = len(Q)
""",
    "texts_and_numbers": r"""
from enum import Enum, IntEnum, StrEnum
class S(str, Enum):
    X = "ex"
    Y = "why"
class N(IntEnum):
    A = 1
    B = 2
a = ",".join([S.X, S.Y])
b = len(S.X)
c = S.X[0]
d = S.X[1:]
e = [ch for ch in S.X]
f = "e" in S.X
g = S.X in "an ex here"
h = ["p", "q", "r"][N.B]
i = list(range(N.B))
j = "%s" % S.X.value
k = "a" + S.X
l = S.X.upper()
n = S.X.startswith("e")
o = {"ex": 1}[S.X]
p = "ab"[N.A]
q = (5, 6, 7)[N.B]
r = [1,2,3][N.A:]
s = ["x"] * N.B
t = "x" * N.B
u = "abc".startswith(S.X)
v = "ex why".split(S.Y)
w = "a/%d" % N.B
x = f"{N.B:03d}"
y = max(N.A, N.B).value
z = sum([N.A, N.B])
A1 = "a,ex".replace(S.X, "Q")
B1 = N.A < 2
C1 = S.X == "ex"
D1 = sorted([S.Y, S.X]) == ["ex", "why"]
E1 = int(N.B)
F1 = round(N.B)
G1 = abs(N.B)
H1 = isinstance(S.X, str)
I1 = [1,2,3].index(N.B)
J1 = "a-ex".endswith((S.X,))
class U(str):
    pass
u1 = U("hello")
K1 = len(u1); L1 = u1[0]; M1 = u1[1:]; N1 = [c for c in u1]; O1 = "h" in u1; P1 = ",".join([u1]); Q1 = u1 in "hello you"
class I(int): pass
R1 = [1,2,3][I(1)]
S1 = list(range(I(2)))
T1 = I(3) * 2
V1 = list(enumerate("ab", I(1)))
W1 = 2 in [N.B]
""",
    "enum_members": r"""
from enum import Enum, IntEnum
class C(Enum):
    A = "a"
    B = "b"
a = "a" in C._value2member_map_
b = "z" in C._value2member_map_
c = list(C._member_map_)
d = C._member_names_
e = C._value2member_map_["a"].name
f = list(C.__members__)
class P(Enum):
    _x = 1
    Y = 2
g = [m.name for m in P]
class L(Enum):
    ON = True
    OFF = False
h = L(True).name
h2 = L(False).name
class LL(Enum):
    A = [1, 2]
    F = frozenset({1})
i = LL([1, 2]).name
j = LL(frozenset({1})).name
class Cust(Enum):
    def __new__(cls, value, retry=False):
        obj = object.__new__(cls)
        obj._value_ = value
        obj.retry = retry
        return obj
    A = "a"
    B = ("b", True)
k = (Cust.A.retry, Cust.B.retry, Cust.B.value, Cust("b").name)
l = repr(C.A)
n = f"{C.A!r}"
o = str([C.A])
class SE(str, Enum):
    A = "x"
p = repr(SE.A)
class IE(IntEnum):
    A = 1
q = repr(IE.A)
r = f"{C.A}"
try:
    C("zz")
except ValueError as err:
    s = str(err)
try:
    C["zz"]
except KeyError as err:
    t = str(err)
""",
    "repr": r"""
from dataclasses import dataclass, field
from collections import namedtuple
from typing import NamedTuple
class A:
    def __repr__(self): return "<A!>"
class B:
    def __str__(self): return "b"
    def __repr__(self): return "B()"
@dataclass
class D:
    x: int
    y: str = "a"
    z: list = field(default_factory=list, repr=False)
@dataclass
class E(D):
    w: object = None
@dataclass(repr=False)
class F:
    x: int
P = namedtuple("P", "x y")
class N(NamedTuple):
    a: int
    b: str = "q"
a = repr(A()); b = str(A()); c = f"{A()!r} {B()}"; d = "%r %s" % (A(), B())
e = str([A(), B()]); f = str({"k": B()}); g = repr((A(),))
h = repr(D(1)); i = str(D(1, "q")); j = repr(E(1, "b", [], A()))
k = repr(P(1, "b")); l = str(P(1, 2)); n = repr(N(1)); o = f"{N(2)}"
p = "{!r}".format(B())
q = repr([1, "a", None])
r = str((1,))
s = repr({"a": (1, A())})
t = str([])
""",
    "named_tuples": r"""
from collections import namedtuple
from typing import NamedTuple
P = namedtuple("P", ["x", "y"], defaults=[5])
n = P(1)
a = isinstance(n, tuple)
try:
    n.x = 5
    b = "set"
except AttributeError:
    b = "refused"
c = n.index(5); d = n.count(1); e = n[0:1]; f = n[-1]; g = n + (3,); h = len(n); i = list(n)
j = n == (1, 5); l = {n: 1}[(1, 5)]
o, p = n
q = issubclass(P, tuple)
N = NamedTuple("N", [("a", int), ("b", str)])
r = N(1, "z").b
s = N(a=1, b="q")._asdict()
t = P._make([3, 4]).y
u = n._replace(x=9).x
v = 5 in n
w = P._fields
x = max(n)
y = n * 2
z = n[5:]
try:
    n[7]
    aa = "ok"
except IndexError:
    aa = "IndexError"
bb = tuple(n)
cc = n < P(2)
dd = sorted([P(2), P(1)])[0].x
class M(NamedTuple):
    a: int
    def total(self): return self.a + sum(self)
ee = M(3).total()
R = namedtuple("R", "a class a", rename=True)
ff = R._fields
gg = n.__class__.__name__
hh = n._field_defaults
""",
    "dataclasses": r"""
from dataclasses import dataclass, field, asdict, astuple, fields, replace, FrozenInstanceError, is_dataclass
@dataclass(frozen=True)
class B:
    x: int
    y: list = field(default_factory=list, metadata={"k": 1})
b = B(1)
try:
    b.x = 5
    a1 = "set"
except FrozenInstanceError as e:
    a1 = str(e)
try:
    del b.x
    a0 = "deleted"
except FrozenInstanceError as e:
    a0 = str(e)
a2 = issubclass(FrozenInstanceError, AttributeError)
@dataclass
class O:
    b: B
    l: list
    d: dict
o = O(b, [b, 2], {"q": b})
a3 = asdict(o)
a4 = astuple(o)
a5 = asdict(b, dict_factory=lambda pairs: {k.upper(): v for k, v in pairs})
a6 = B.__match_args__
a7 = fields(B)[1].metadata["k"]
a8 = [f.name for f in fields(B)]
a9 = is_dataclass(b), is_dataclass(B), is_dataclass(3), is_dataclass(ValueError)
c1 = len({B(1, 2), B(1, 2)})
c2 = B(1) == B(1)
c3 = replace(b, x=7).x
@dataclass(order=True)
class Or:
    p: int
    n: str = field(compare=False, default="")
c4 = sorted([Or(2), Or(1)])[0].p
@dataclass(frozen=True)
class G:
    a: int
    b: int = 0
    def __post_init__(self):
        object.__setattr__(self, "b", self.a * 2)
c5 = G(2).b
try:
    O(1)
except TypeError as e:
    c6 = True
try:
    @dataclass
    class Bad:
        x: list = []
    c7 = "ok"
except ValueError:
    c7 = "ValueError"
c8 = replace(G(1), a=5).b
""",
    "private_names": r"""
class A:
    def __init__(self): self.__p = 1
    def __m(self): return 2
    def both(self): return self.__p, self.__m()
    __c = 7
    @classmethod
    def k(cls): return cls.__c
class B(A):
    def __init__(self):
        super().__init__()
        self.__p = 9
    def mine(self): return self.__p
a = sorted(vars(A()))
b = A()._A__p
c = B().both(); d = B().mine()
e = hasattr(A(), "__p")
f = A.k()
g = A()._A__m()
h = getattr(A(), "_A__p", None)
class L:
    __slots__ = ("__q",)
    def __init__(self): self.__q = 3
    def f(self):
        __v = 4
        def inner(): return __v + self.__q
        return inner()
i = L().f()
""",
    "in_place_operators": r"""
class A:
    def __init__(self): self.l = []
    def __iadd__(self, o): self.l.append(o); return self
    def __isub__(self, o): self.l.append(-o); return self
    def __ior__(self, o): self.l.append("or"); return self
x = A(); y = x
x += 1; x -= 2; x |= 3
a = y.l; b = x is y
t = (1,); t += (2,)
s = {1,2}; q = s; s -= {1}; s &= {2}; c = q
l = [1]; l2 = l; l *= 2; d = l2
""",
    "protocols_and_unions": r"""
from typing import Protocol, runtime_checkable, Union, Optional, Literal, get_args, get_origin
@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...
class F:
    def close(self): pass
a = isinstance(F(), Closer); b = isinstance(1, Closer)
c = isinstance(1, Union[int, str]); d = isinstance(1.0, Union[int, str]); e = isinstance("a", int | str)
f = get_args(Literal["a", "b"])
g = get_args(int | None) == (int, type(None))
h = get_origin(Union[int, str]) is Union
i = get_args(Union[int, str]) == (int, str)
l = isinstance(None, Optional[int])
o = get_origin(Literal["a"]) is Literal
Codes = Literal["x", "y"]
p = "x" in get_args(Codes)
q = get_args(int)
r = get_origin(int) is None
s = isinstance([], list)
""",
    "namespaces": r"""
from types import SimpleNamespace
a = SimpleNamespace(a=1) == SimpleNamespace(a=1)
b = SimpleNamespace(a=1) != SimpleNamespace(a=2)
c = repr(SimpleNamespace(a=1, b="x"))
""",
    "deleters": r"""
log = []
class A:
    @property
    def x(self): return 1
    @x.setter
    def x(self, v): log.append(v)
    @x.deleter
    def x(self): log.append("del")
o = A(); o.x = 3; del o.x
class B:
    def __delattr__(self, n): log.append(n)
b = B(); b.q = 1; del b.q
c = b.q
class C: pass
try:
    del C().z
    d = "ok"
except AttributeError:
    d = "AE"
delattr(o, "x")
e = property(lambda self: 5)
class P:
    v = property(lambda self: self._v, lambda self, v: setattr(self, "_v", v), lambda self: log.append("pd"))
p = P(); p.v = 3; f = p.v; del p.v
""",
    "metaclasses": r"""
class Meta(type):
    def __call__(cls, *a, **k):
        made = super().__call__(*a, **k)
        return made
class A(metaclass=Meta): pass
a = type(A) is Meta; b = isinstance(A, Meta); c = type(A()) is A; d = isinstance(A, type); e = type(int) is type
f = type(A).__name__
class I(type):
    def __instancecheck__(cls, o): return o == 5
class X(metaclass=I): pass
g = isinstance(5, X); h = isinstance(4, X)
from enum import Enum, EnumMeta
class E(Enum): A = 1
i = isinstance(E, EnumMeta); j = issubclass(E, Enum); k = issubclass(A, object); l = object in A.__mro__
""",
    "attribute_dicts": r"""
class AD(dict):
    __getattr__ = dict.get
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__
d = AD(a=1)
d.b = 2
a = d.a; b = d["b"]; c = d.zz; del d.a; e = dict(d)
class AD2(dict):
    def __getattr__(self, k):
        try: return self[k]
        except KeyError: raise AttributeError(k)
    def __setattr__(self, k, v): self[k] = v
f = AD2(x=1); f.y = 2
g = f.x, f.y, f["y"]
h = getattr(f, "q", 9)
class AD3(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.__dict__ = self
i = AD3(x=1); j = i.x; i.z = 4; k = i["z"]
""",
    "slices": r"""
s = slice(1, 5, 2)
a = s.start, s.stop, s.step, s.indices(4)
class G:
    def __getitem__(self, k): return (k.start, k.stop) if isinstance(k, slice) else k
b = G()[1:2]; c = G()[3]; d = slice(3).start
""",
    "format": r"""
class A:
    def __format__(self, spec): return "<" + spec + ">"
a = f"{A():x}"; b = f"{A()}"; c = format(A(), "q"); d = "{:z}".format(A()); e = f"{'hi'!r:>6}"; f = "{!r:>6}".format("hi")
g = f"{'x':>{3}}"
from enum import Enum, StrEnum, IntEnum
class S(StrEnum):
    A = "ab"
class C(Enum):
    A = "ab"
class I(IntEnum):
    A = 3
h = f"{S.A:>4}", f"{C.A:>6}", f"{I.A:>4}"
""",
    "own_methods": r"""
from dataclasses import dataclass
@dataclass
class Node:
    v: int
    nxt: object = None
node = Node(1); node.nxt = node
r = repr(node)
class E1(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code
    def __str__(self): return f"[{self.code}] {super().__str__()}"
    def __repr__(self): return "E1:" + super().__repr__()
a = str(E1(4)); b = repr(E1(4)); c = f"{E1(5)}"
class E2(OSError):
    def __init__(self, msg, code):
        super().__init__(msg)
        self.code = code
d = str(E2("m", 5)), E2("m", 5).errno, E2("m", 5).args
class E3(KeyError):
    pass
e = str(E3("a")), repr(E3("a", 1))
class E4(Exception):
    def __init__(self, message, *, status=None):
        self.message = message
        self.status = status
f = str(E4("hello", status=3)), E4("x").args
try:
    raise E4("q") from KeyError("z")
except E4 as err:
    g = str(err.__cause__), err.__suppress_context__
class U(str): pass
h = repr(U("a")), str([U("a")]), str(U("b")), {U("a"): 1}["a"], U("x") + "y"
i = isinstance(E1(1), Exception), isinstance(E2("a", 1), OSError)
from enum import Enum
class C(Enum):
    A = 1
    @property
    def label(self): return self.name.lower()
    def __str__(self): return self.label
j = str(C.A), f"{C.A}", repr(C.A), "%s" % C.A, C.A.label
del_log = []
class P:
    def __init__(self): self.a = 1
    def __delattr__(self, n):
        del_log.append(n); super().__delattr__(n)
p = P(); del p.a
l = hasattr(p, "a")
try:
    del p.a
except AttributeError: del_log.append("AE")
class F:
    __x = 3
    @staticmethod
    def get(): return F.__x
    class G:
        __y = 4
        def q(self): return self.__y
m1 = F.get(), F.G().q(), F._F__x
""",
}
NEWER = {"format", "texts_and_numbers", "metaclasses", "enum_members", "functional_enums", "own_methods"}


@pytest.mark.parametrize("name", [pytest.param(name, marks=newer) if name in NEWER else name for name in CLASSES])
def test_as_python(name: str) -> None:
    assert differences(CLASSES[name]) == {}


UNKNOWN = """
import os
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

given = os.environ["X"]

class Color(Enum):
    A = "a"

class Pair(NamedTuple):
    a: str
    b: int = 0

@dataclass
class Data:
    x: str
"""


@pytest.mark.parametrize(
    "code",
    [
        "Color(given)",
        "given in Color._value2member_map_",
        'Enum("Q", given)',
        "Pair(given)[0]",
        'Pair(given) == ("a", 0)',
        "repr(Data(given))",
        "str([Data(given)])",
        "str(KeyError(given))",
        'str(OSError(given, "x"))',
        'OSError(given, "x").errno',
    ],
)
def test_what_is_not_known_stays_unknown(code: str) -> None:
    def work() -> None:
        explorer = Explorer(program(f"{UNKNOWN}\nfound = {code}\n"), providers())
        explorer.load(["m"])
        kinds.append(type(explorer.machine.modules["m"].attrs["found"]))

    kinds: list[type] = []
    on_large_stack(work)
    assert kinds[0] in (Unknown, Text)


ABSTRACT = """
from abc import ABC, ABCMeta, abstractmethod
from dataclasses import dataclass
from typing import Protocol

def made(cls, *args):
    try:
        return type(cls(*args)).__name__
    except TypeError:
        return "refused"

class Gateway(ABC):
    @abstractmethod
    def capture(self): ...
    @property
    @abstractmethod
    def host(self): ...

"""


@pytest.mark.parametrize(
    "code",
    [
        "r = made(Gateway)",
        """
        class Half(Gateway):
            def capture(self): return 1
        class Whole(Half):
            host = "https://bitpay.com"
        r = made(Half), made(Whole), Whole().capture()
        """,
        """
        class Whole(Gateway):
            def capture(self): return super().capture()
            @property
            def host(self): return 2
        class Less(Whole):
            @abstractmethod
            def capture(self): ...
        r = made(Whole), made(Less)
        """,
        """
        class Only(metaclass=ABCMeta):
            @classmethod
            @abstractmethod
            def build(cls): ...
        class Base:
            @abstractmethod
            def nobody_asks(self): ...
        r = made(Only), made(Base)
        """,
        """
        class Sends(Protocol):
            @abstractmethod
            def send(self): ...
        class Mail(Sends): pass
        class Post(Sends):
            def send(self): return 1
        r = made(Mail), made(Post)
        """,
        """
        @dataclass
        class Named(Gateway):
            name: str
            host: str = "x"
            def capture(self): return self.name
        @dataclass
        class Unfinished(Gateway):
            capture: str
        r = made(Named, "n"), made(Unfinished)
        """,
        """
        class Kept(ABCMeta):
            known = []
            def __new__(mcs, name, bases, namespace, *, path="", **more):
                made = super().__new__(mcs, name, bases, namespace, **more)
                made.path = path
                mcs.known.append(name)
                return made
            def __call__(cls, *args):
                return super().__call__(*args).run()
        class Operation(metaclass=Kept):
            @abstractmethod
            def run(self): ...
        class Start(Operation, path="transactions"):
            def run(self):
                return self.path
        class Unfinished(Operation, path="intents"):
            pass
        r = Kept.known, Start.path, Start(), made(Unfinished), isinstance(Start, type)
        """,
        """
        class Late(Gateway):
            host = "x"
        Late.capture = lambda self: 1
        r = made(Late)
        """,
        """
        class Picks(ABC):
            def __new__(cls, *args):
                return super().__new__(One if cls is Picks else cls)
            @abstractmethod
            def run(self): ...
        class One(Picks):
            def run(self): return 1
        class Other(Picks): pass
        r = made(Picks), made(Other)
        """,
        """
        class Chooses(ABCMeta):
            def __call__(cls, *args):
                return super().__call__(*args) if cls.__subclasses__() == [] else cls.__subclasses__()[0]()
        class First(metaclass=Chooses):
            @abstractmethod
            def run(self): ...
        class Second(First):
            def run(self): return 1
        r = made(First)
        """,
    ],
)
def test_abstract_classes(code: str) -> None:
    assert differences(ABSTRACT + textwrap.dedent(code)) == {}


@pytest.mark.parametrize(
    "code",
    [
        """
        class Failed(Exception):
            kinds = {}
            def __class_getitem__(cls, code):
                return cls.kinds.get(code, cls)
        class Gone(Failed):
            pass
        Failed.kinds["GONE"] = Gone
        r = (Failed["GONE"].__name__, Failed["OTHER"].__name__, Gone["OTHER"].__name__)
        """,
        """
        from typing import Generic, TypeVar
        T = TypeVar("T")
        class Box(Generic[T]):
            def __init__(self, held):
                self.held = held
        r = Box[int](3).held
        """,
        """
        import types
        class Twice:
            def __init__(self, function):
                self.function = function
            def __get__(self, owner, kind=None):
                return types.MethodType(self, owner)
            def __call__(self, owner, number):
                return 2 * self.function(owner, number)
        class Counter:
            step = 3
            @Twice
            def count(self, number):
                return self.step + number
        counter = Counter()
        counter.back = types.MethodType(lambda self, number: self.step - number, counter)
        r = (counter.count(1), counter.back(1))
        """,
        """
        import types
        def plain():
            pass
        def some():
            yield
        class Owner:
            def method(self):
                pass
        r = [
            isinstance(thing, kind)
            for thing in (plain, some(), Owner().method, types, Owner)
            for kind in (types.FunctionType, types.GeneratorType, types.MethodType, types.ModuleType)
        ]
        """,
    ],
)
def test_what_types_and_items_of_classes_are(code: str) -> None:
    assert differences(code) == {}


def test_a_namespace_of_what_nobody_knows_has_whatever_is_asked_for() -> None:
    code = """
    import types
    known = types.SimpleNamespace(a=1, **{"b": 2})
    r = (known.a, known.b, hasattr(known, "c"), hasattr(known, "__len__"))
    """
    assert differences(code) == {}
    assert not is_told("import types, library\nr = types.SimpleNamespace(**library.settings).home", "r")
