"""Lists, dicts, sets, deques, heaps and queues, held against Python."""

from __future__ import annotations

import pytest
from helpers import fates, program, providers, walk
from values import differences

from sadpath.analyse import on_large_stack
from sadpath.walk.explore import Explorer
from sadpath.walk.values import Unknown


@pytest.mark.parametrize(
    "code",
    [
        "r = [{'b': 1, 'a': 2} == {'a': 2, 'b': 1}, {'a': {'c': 1, 'b': 2}} == {'a': {'b': 2, 'c': 1}}, {'a': 1} == {'b': 1}]",
        "l = [{'b': 1, 'a': 2}]\nr = [{'a': 2, 'b': 1} in l, l.index({'a': 2, 'b': 1}), l.count({'a': 2, 'b': 1}), {1: 2} != {1: 3}]",
        "l = [1, 2, 3]\ndel l[1:]\nn = [1, 2, 3, 4, 5]\ndel n[::2]\no = [1, 2]\ndel o[:]",
        "l = [1, 2, 3, 4]\nl[1:3] = [9]\nn = [1]\nn[:] = (4, 5)\no = [1]\no[len(o):] = [2, 3]\np = [1, 2, 3]\np[::2] = 'ab'\nr = len(l)",
        "l = [1, 2]\ntry:\n    l[::2] = [1, 2, 3]\n    r = 0\nexcept ValueError:\n    r = 1",
        "r = [[1, 2, 3, 1].index(1, 1), [1, 2].count(True)]\ntry:\n    [1].pop(5)\nexcept IndexError as e:\n    s = 'no such index'",
        "try:\n    [1, 2].index(1, 1)\nexcept ValueError:\n    r = 'not in it'",
        "d = {1: 'a', True: 'b'}\nr = list(d)\ns = list({**{'a': 1, 'b': 2}, 'a': 3})",
        "l = [1]\nk = l\nk *= 2\nr = k is l",
        "said = []\ndef say(x):\n    said.append(x)\n    return x\nd = {say(1): say(2), say(3): say(4)}",
        "a = frozenset({1})\na0 = a\na |= {2}\ns = {1, 2}\nt = s\ns &= {2, 3}\ns ^= {5}\ns -= {2}\nr = [t is s, sorted(s), sorted(a0), sorted(a)]",
    ],
)
def test_items(code: str) -> None:
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        "d = {'a': 1, 'b': 2}\nr = [d.popitem(), d]\ntry:\n    {}.popitem()\nexcept KeyError:\n    s = 'empty'",
        """
        from collections import OrderedDict
        d = OrderedDict(a=1, b=2, c=3)
        d.move_to_end('a')
        d.move_to_end('c', last=False)
        r = [list(d), d.popitem(last=False), d.popitem(), list(d)]
        """,
        """
        from collections import Counter
        c = Counter(a=2, b=1)
        c.subtract(['a'])
        r = [sorted(Counter('abca').elements()), dict(c), dict(Counter('aab') + Counter('bc')), dict(Counter('aab') - Counter('ab'))]
        s = [dict(Counter('aab') | Counter('bb')), dict(Counter('aab') & Counter('abb'))]
        try:
            dict(c)['z']
        except KeyError:
            t = 'a plain dict'
        """,
        """
        from collections import defaultdict
        d = defaultdict(list)
        d['a'].append(1)
        e = d | {'b': [2]}
        e['c'].append(3)
        r = dict(e)
        """,
        "s = {1, 2}\ntry:\n    s.remove(9)\nexcept KeyError:\n    r = 'not in it'\ns.discard(9)\ns.remove(1)",
        "r = [sorted(set().union([1], [2], (3,))), sorted({1, 2, 3}.difference([1], [2])), sorted({1, 2, 3}.intersection([1, 2], [2, 3]))]",
        """
        a = {1, 2, 3, 4}
        a.difference_update([1], [2])
        b = {1, 2, 3}
        b.intersection_update([2, 3], [3, 4])
        c = {1, 2}
        c.symmetric_difference_update([2, 3])
        d = {1}
        d.update([2], {3: 4})
        """,
    ],
)
def test_methods(code: str) -> None:
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        """
        from collections import deque
        d = deque([1, 2, 3], maxlen=2)
        d.append(4)
        r = list(d)
        d.appendleft(5)
        s = list(d)
        d.extend([6, 7, 8])
        t = [*d, len(d)]
        """,
        """
        from collections import deque
        d = deque('abcd')
        d.rotate(1)
        r = list(d)
        d.rotate(-2)
        s = [list(d), d.popleft(), d.pop(), list(d)]
        d.extendleft('xy')
        t = list(d)
        while d:
            last = d.popleft()
        """,
        """
        import heapq
        h = []
        for n in (5, 1, 4, 2):
            heapq.heappush(h, n)
        r = [list(h), heapq.heappop(h), heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), h]
        l = [3, 1, 2]
        heapq.heapify(l)
        s = [l[0], heapq.nlargest(2, [3, 1, 2]), heapq.nsmallest(2, 'acb'), list(heapq.merge([1, 4], [2, 3]))]
        t = heapq.nlargest(1, ['a', 'bbb'], key=len)
        try:
            heapq.heappop([])
        except IndexError:
            u = 'empty'
        """,
        """
        import heapq
        def one(): return 'one'
        def two(): return 'two'
        jobs = []
        heapq.heappush(jobs, (2, 0, two))
        heapq.heappush(jobs, (1, 1, one))
        r = [heapq.heappop(jobs)[2]() for _ in range(2)]
        """,
        """
        import queue
        def drained(q):
            for n in (2, 3, 1):
                q.put(n)
            return [q.get() for _ in range(q.qsize())]
        r = [drained(queue.Queue()), drained(queue.LifoQueue()), drained(queue.PriorityQueue())]
        small = queue.Queue(1)
        small.put_nowait(1)
        try:
            small.put_nowait(2)
        except queue.Full:
            s = small.full()
        """,
        """
        import asyncio
        def drained(q):
            for n in (2, 3, 1):
                q.put_nowait(n)
            return [q.get_nowait() for _ in range(3)]
        async def all_of_them():
            small = asyncio.Queue(maxsize=1)
            await small.put(1)
            try:
                small.put_nowait(2)
            except asyncio.QueueFull:
                full = small.full()
            return [drained(asyncio.Queue()), drained(asyncio.LifoQueue()), drained(asyncio.PriorityQueue()), full]
        r = asyncio.run(all_of_them())
        """,
    ],
)
def test_queues(code: str) -> None:
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        """
        class K:
            def __init__(self, n): self.n = n
            def __eq__(self, other): return isinstance(other, K) and self.n == other.n
            def __hash__(self): return hash(self.n)
        d = {K(1): 'a'}
        d[K(1)] = 'b'
        l = [K(1), K(2)]
        r = [len({K(1), K(1), K(2)}), len(d), d[K(1)], K(1) in d, K(2) in d, l.index(K(2)), l.count(K(1)), [K(1)] == [K(1)], [K(1)] == [K(2)]]
        l.remove(K(1))
        s = [len(l), len({K(1)} & {K(1), K(2)}), len({K(1)} | {K(1)}), {K(1)} == {K(1)}, {(1, K(1)): 2}[1, K(1)], {K(3): 1} == {K(3): 1}]
        d.pop(K(1))
        t = len(d)
        """,
        """
        from dataclasses import dataclass
        @dataclass(frozen=True)
        class B:
            n: int
            m: str = 'x'
        @dataclass(frozen=True)
        class C:
            n: int
            m: str = 'x'
        seen = {B(1)}
        seen.add(B(1))
        d = {B(1): 1}
        d[B(1)] = 2
        r = [len({B(1), B(1), B(2)}), len(seen), len(d), d[B(1)], d.get(B(2)), len({B(1), C(1)}), B(1) in seen, {B(1)} <= {B(1)}]
        seen.remove(B(1))
        s = len(seen)
        """,
        """
        from collections import namedtuple
        P = namedtuple('P', 'x y')
        d = {P(1, 2): 'a'}
        d[1, 2] = 'b'
        r = [len({P(1, 2), P(1, 2), (1, 2)}), len(d), d[P(1, 2)], d[1, 2], (1, 2) in d, {(3, 4): 5}[P(3, 4)]]
        """,
        """
        d = {frozenset({1, 2}): 'a'}
        d[frozenset({2, 1})] = 'b'
        r = [len(d), d[frozenset([1, 2])], len({frozenset(), frozenset()}), frozenset({1}) in {frozenset({1})}, {frozenset({1})} == {frozenset({1})}]
        """,
    ],
)
def test_equal_objects_are_one_key(code: str) -> None:
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        """
        import copy
        a = {'x': [1, {'y': [2]}], 'z': (3, [4])}
        b = copy.deepcopy(a)
        b['x'][1]['y'].append(9)
        b['z'][1].append(8)
        c = copy.copy(a)
        same = [c['x'] is a['x'], b['x'] is a['x']]
        """,
        """
        import copy
        class Node:
            def __init__(self):
                self.children = []
                self.me = self
        n = Node()
        n.children.append(1)
        m = copy.deepcopy(n)
        m.children.append(2)
        shared = [1]
        twice = copy.deepcopy([shared, shared])
        r = [n.children, m.children, m.me is m, m.me is n, twice[0] is twice[1], copy.copy(n).children is n.children]
        """,
        """
        import copy
        class A:
            def __copy__(self): return 'copied'
            def __deepcopy__(self, memo): return 'deeply'
        r = [copy.copy(A()), copy.deepcopy(A()), copy.deepcopy([A()])]
        """,
        """
        import copy
        class Headers(dict):
            pass
        h = Headers(a=[1])
        h.name = 'n'
        c = copy.deepcopy(h)
        c['a'].append(2)
        r = [h['a'], c['a'], c.name, isinstance(c, Headers)]
        """,
    ],
)
def test_copies(code: str) -> None:
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        "r = [list(zip()), list(zip(*[])), list(zip([1, 2], 'a'))]",
        "r = sorted([1, 3, 2], reverse=1)\nl = [1, 2]\nl.sort(reverse=0)\nm = sorted([1, 2], reverse=True)",
        "from functools import cmp_to_key\nr = sorted([1, 3, 2], key=cmp_to_key(lambda a, b: b - a))\n"
        "s = max(['a', 'ccc', 'bb'], key=cmp_to_key(lambda a, b: len(a) - len(b)))",
        "r = [max([[1, 2], [1, 3]]), min([(2, 'b'), (1, 'c')]), max({'a': 1}, {'a': 1}, key=len)]\nl = [[1], [2]]\ns = max(l) is l[1]",
        """
        class Job:
            def __init__(self, n): self.n = n
            def __lt__(self, other): return self.n < other.n
        r = [pair[1].n for pair in sorted([(1, Job(3)), (0, Job(2)), (1, Job(1))])]
        """,
        """
        class Pages:
            def __getitem__(self, index):
                if index == 3:
                    raise IndexError
                return index * 2
        r = [list(Pages()), [n for n in Pages()], 4 in Pages(), 5 in Pages(), tuple(zip(Pages(), 'ab'))]
        """,
        """
        class Line:
            def __reversed__(self):
                return iter('cba')
        r = list(reversed(Line()))
        """,
    ],
)
def test_iteration_and_order(code: str) -> None:
    assert differences(code) == {}


def test_strict_zip() -> None:
    code = """
    def lengths(*lists):
        try:
            return list(zip(*lists, strict=True))
        except ValueError:
            return 'differ'
    r = [lengths([1], [2]), lengths([1], []), lengths([], [1]), lengths([1, 2], [3]), lengths()]
    """
    assert differences(code) == {}


@pytest.mark.parametrize(
    "code",
    [
        """
        from collections.abc import MutableMapping
        class M(MutableMapping):
            def __init__(self): self.d = {}
            def __getitem__(self, k): return self.d[k]
            def __setitem__(self, k, v): self.d[k] = v
            def __delitem__(self, k): del self.d[k]
            def __iter__(self): return iter(self.d)
            def __len__(self): return len(self.d)
        m = M()
        m['a'] = 1
        m.update(b=2, c=3)
        del m['b']
        def named(**kw): return kw
        r = [dict(m), {**m, 'z': 0}, named(**m), m.pop('a'), m.pop('a', 5), len(m), m == {'c': 3}, 'c' in m]
        into = {'q': 1}
        into.update(m)
        m.clear()
        s = dict(m)
        """,
        """
        from collections import UserDict
        class Lower(UserDict):
            def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
            def __missing__(self, k): return 'none'
        d = Lower({'A': 1}, B=2)
        d.update({'C': 3})
        r = [dict(d), {**d}, d['zz'], d.get('a'), d.pop('a'), len(d)]
        d.clear()
        s = bool(d)
        """,
        """
        class L(list):
            def __contains__(self, x): return x == 'all' or super().__contains__(x)
        class D(dict):
            def __len__(self): return 7
            def __bool__(self): return False
            def __delitem__(self, k): super().__delitem__(k.lower())
            def __contains__(self, k): return super().__contains__(k.lower())
        class S(set):
            def __contains__(self, x): return False
            def __len__(self): return 0
        d = D(a=1)
        r = ['all' in L(), 1 in L([1]), 2 in L([1]), len(d), bool(d), not d, 'A' in d, 1 in S([1]), bool(S([1])), bool(L()), bool(L([0]))]
        del d['A']
        s = dict(d)
        """,
        """
        from collections import ChainMap
        base = {'a': 1, 'b': 2}
        c = ChainMap({'a': 3}, base)
        base['z'] = 9
        d = c.new_child({'q': 0})
        d['a'] = 8
        r = [c['a'], c['b'], c['z'], dict(c), len(c), 'b' in c, c.get('no', 5), c.maps[1] is base, d['a'], d['q'], c['a'], {**c.parents}]
        try:
            c['no']
        except KeyError:
            s = 'not in it'
        """,
        """
        from collections import deque, defaultdict
        r = [hasattr((), 'items'), hasattr({}, 'items'), hasattr([], 'append'), hasattr({}, 'append'), hasattr({}, '__iter__')]
        s = [deque(maxlen=3).maxlen, defaultdict(list).default_factory is list]
        """,
        """
        class Twice(list):
            def __iter__(self):
                for item in super().__iter__():
                    yield item
                    yield item
        r = [list(Twice([1, 2])), [n for n in Twice([3])], len(Twice([1]))]
        """,
    ],
)
def test_own_collections(code: str) -> None:
    assert differences(code) == {}


POST = """
import heapq
import requests
from collections import deque
from dataclasses import dataclass

def post(order_id):
    return requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)

def f(order_id):
    r = post(order_id)
"""
ERRORS = (403, 404, 409, 413, 422, 429, 500, 502, 503, 504)


@pytest.mark.parametrize(
    "body",
    [
        "seen = {200, r.status_code}\nseen.discard(404)\nif len(seen) == 1: return False",
        "seen = {200, 404}\nseen.difference_update([r.status_code])\nif 404 not in seen: return False",
        "last = deque([404], maxlen=1)\nlast.append(r.status_code)\nif list(last) == [404]: return False",
        "todo = []\nheapq.heappush(todo, (500, 'later'))\nheapq.heappush(todo, (r.status_code, 'now'))\n"
        "if heapq.heappop(todo) == (404, 'now'): return False",
        "@dataclass(frozen=True)\nclass Told:\n    status: int\nif Told(r.status_code) in {Told(404): 1}: return False",
        "if {'b': 1, 'status': r.status_code} == {'status': 404, 'b': 1}: return False",
        "codes = [0, 0]\ncodes[1:] = [r.status_code]\nif codes == [0, 404]: return False",
        "found = {frozenset({404}): 1}\nif frozenset({r.status_code}) in found: return False",
    ],
)
def test_statuses_in_containers(body: str) -> None:
    """What differs from answer to answer is told apart inside containers too."""
    lines = [*body.splitlines(), "if not r.ok: raise RuntimeError", "return True"]
    found = fates(walk(POST + "\n".join("    " + line for line in lines)))
    assert found == {status: "handled" if status == 404 else "raised" for status in ERRORS}


@pytest.mark.parametrize(
    "code",
    [
        "r = {'k': x} == {'k': y}",
        "r = {x: 1} == {'k': 1}",
        "r = {x} == {'a'}",
        "r = {1} <= {x}",
        "r = [x] == [y]",
        "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass P:\n    n: int\nr = P(x) == P(1)",
    ],
)
def test_what_nobody_knows_stays_unknown(code: str) -> None:
    found: list[object] = []

    def work() -> None:
        explorer = Explorer(program("from nowhere import x, y\n" + code), providers())
        explorer.load(["m"])
        found.append(explorer.machine.modules["m"].attrs["r"])

    on_large_stack(work)
    assert isinstance(found[0], Unknown)
