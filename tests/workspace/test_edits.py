"""After an edit the workspace finds what a fresh one would; what it keeps of earlier walks must never show."""

from __future__ import annotations

from pathlib import Path

import pytest

from .fresh import Lived, differences

ROOT = Path(__file__).parents[2]
REPLAY = ROOT.parent / "shared" / "replay" / "cases"
SLOW = ("b16", "206", "307")
"""Cases whose walks take seconds."""
FOLDERS = [
    ROOT / "examples" / "shop",
    *[
        folder
        for folder in sorted(folder for cases in (ROOT / "tests" / "cases", REPLAY) for folder in cases.glob("[!.]*/"))[
            ::3
        ]
        if not folder.name.startswith(SLOW)
    ],
]
STEPS = 6


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_random_edits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert list(differences(seed=FOLDERS.index(folder), steps=STEPS)) == []


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be filled."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


CLIENT = """\
import requests

LIMIT = 400


def place(key, order):
    answer = requests.post("https://gateway.kinguin.net/esa/api/v1/order", json=order, headers={"X-Api-Key": key})
    if answer.status_code >= LIMIT:
        raise ValueError(answer.text)
    return answer.json()


def unused(order):
    return order
"""


def test_edits_one_after_another_where_nothing_had_to_be_walked(shop: Path) -> None:
    (shop / "client.py").write_text(CLIENT)
    lived = Lived()
    lived.edit("client.py", "def unused(order)", "def unused_too(order)")  # keeps every walk, loads the modules anew
    lived.edit("client.py", "LIMIT = 400", "LIMIT = 500")
    lived.edit("client.py", "def unused_too(order)", "def unused(order)")
    lived.edit("client.py", ">= LIMIT", "> 499")


def test_a_comment_or_a_blank_line_moves_what_is_below(shop: Path) -> None:
    (shop / "client.py").write_text(CLIENT)
    lived = Lived()
    lived.edit("client.py", "LIMIT = 400", "\n# a limit\nLIMIT =  400  # é")
    lived.edit("client.py", "    answer = ", "    # sent\n    answer =   ")
    lived.edit("client.py", "return answer.json()", "return answer . json()  # now")


INVENTORY = """\
from client import place


{how}


def buy(key, order, kind):
    check = find(kind)
    try:
        return place(key, order)
    except ValueError as error:
        return check(error)


def check_order(error):
    raise error
"""


@pytest.mark.parametrize(
    "how",
    [
        "def find(kind):\n    return globals()['check_' + 'order']",
        "CHECKS = {n: f for n, f in globals().items()}\n\n\ndef find(kind):\n    return globals().get('check_money', len)",
        "import sys\n\n\ndef find(kind):\n    return getattr(sys.modules[__name__], 'check_money', check_order)",
        "def find(kind):\n    return getattr(__import__('client'), kind, check_order)",
    ],
)
def test_a_function_that_is_found_by_a_text(shop: Path, how: str) -> None:
    (shop / "client.py").write_text(CLIENT)
    (shop / "buy.py").write_text(INVENTORY.format(how=how))
    lived = Lived()
    money = "def check_money(error):\n    return None\n\n\ndef check_order"
    lived.edit("buy.py", "def check_order", money)
    lived.edit("buy.py", "return None", "raise error")
    lived.edit("buy.py", "def check_money", "def check_moneys")


CLASSES = """\
import requests

URL = "https://gateway.kinguin.net/esa/api/v1/order"


class Handlers(type):
    def __new__(mcs, name, bases, namespace):
        made = super().__new__(mcs, name, bases, namespace)
        made.known = [n for n in namespace if n.startswith("on_")]
        return made


class Shop(metaclass=Handlers):
    def on_place(self, key, order):
        answer = requests.post(URL, json=order, headers={"X-Api-Key": key})
        if self.known == ["on_place"]:
            answer.raise_for_status()
        return answer.json()
"""


def test_a_method_that_the_metaclass_counts(shop: Path) -> None:
    (shop / "shop.py").write_text(CLASSES)
    lived = Lived()
    lived.edit("shop.py", "    def on_place", "    def on_refund(self):\n        return 1\n\n    def on_place")
    lived.edit("shop.py", "def on_refund", "def off_refund")


INIT = """\
import requests

URL = "https://gateway.kinguin.net/esa/api/v1/order"


class Shop:
    def __init__(self, strict):
        if strict is not None:
            raise ValueError("strict")

    def place(self, key, order):
        answer = requests.post(URL, json=order, headers={"X-Api-Key": key})
        if self.careful is None:
            answer.raise_for_status()
        return answer.json()

    def set_up(self):
        return 1
"""


def test_a_method_that_tells_which_attributes_there_are(shop: Path) -> None:
    (shop / "shop.py").write_text(INIT)
    lived = Lived()
    lived.edit("shop.py", "return 1", "self.careful = 1")
    lived.edit("shop.py", "self.careful = 1", "return 2")
    lived.edit(
        "shop.py", "    def set_up(self):\n        return 2\n", "    def begin(self):\n        self.careful = 2\n"
    )


LOCAL = """\
import requests

URL = "https://gateway.kinguin.net/esa/api/v1/order"


class Policy:
    def judge(self, answer):
        raise NotImplementedError


def lenient():
    class Local(Policy):
        def judge(self, answer):
            return answer.json()

    return Local()


def first(key, order):
    return lenient().judge(requests.post(URL, json=order, headers={"X-Api-Key": key}))


def second(key, order, policy: Policy):
    return policy.judge(requests.post(URL, json=order, headers={"X-Api-Key": key}))
"""


def test_a_class_of_a_function_is_no_class_for_other_walks(shop: Path) -> None:
    (shop / "shop.py").write_text(LOCAL)
    lived = Lived()
    lived.edit("shop.py", "def second(key, order, policy: Policy):", "def second(key, order, policy: Policy, x=1):")
    lived.edit("shop.py", "    return policy.judge(", "    print(order)\n    return policy.judge(")


SHARED = """\
import requests

from words import TIMES, WORDS

URL = "https://gateway.kinguin.net/esa/api/v1/order"


def spell(order):
    text = []
    for word in WORDS:
        for turn in range(TIMES):
            text.append(f"{word} {turn}")
            text.append(str(order))
    return text


def headers(key):
    made = {"X-Api-Key": key}
    for turn in range(8):
        made[f"X-{turn}"] = str(turn)
    return made


def place(key, order):
    text = spell(order)
    answer = requests.post(URL, json=text, headers=headers(key))
    if answer.status_code == 404 or len(text) > 90:
        return None
    if answer.status_code == 401:
        raise PermissionError(key)
    return answer.json()
"""
WORDS = """\
TIMES = 3
WORDS = ("one", "two", "three", "four")
"""


def test_an_edit_in_a_helper_that_runs_share(shop: Path) -> None:
    (shop / "client.py").write_text(SHARED)
    (shop / "words.py").write_text(WORDS)
    lived = Lived()
    lived.edit("client.py", "    return text\n", "    return text * 9\n")
    lived.edit("client.py", "    return text * 9\n", "    requests.get(URL)\n    return text\n")
    lived.edit("client.py", "    return made\n", "    raise KeyError(key)\n")
    lived.edit("client.py", "    raise KeyError(key)\n", "    return made\n")


def test_an_edit_of_a_constant_that_such_a_helper_reads(shop: Path) -> None:
    (shop / "client.py").write_text(SHARED)
    (shop / "words.py").write_text(WORDS)
    lived = Lived()
    lived.edit("words.py", "TIMES = 3", "TIMES = 30")
    lived.edit("words.py", '"three", "four"', '"three"')
    lived.edit("words.py", "TIMES = 30", "TIMES = 0")


def test_a_text_that_says_something_else_keeps_all_walks(shop: Path) -> None:
    text = CLIENT.replace("import requests", '"""Shop."""\nimport requests').replace(
        "    answer =", '    """Order."""\n    answer ='
    )
    (shop / "client.py").write_text(
        text + '\n\nclass Kept:\n    """Nothing."""\n\n    def look(self):\n        return place\n'
    )
    lived = Lived()
    (session,) = lived.workspace.sessions.values()
    before = list(map(id, session.current))
    lived.edit("client.py", "Shop.", "Shops:\n\n- one\n")
    lived.edit("client.py", '"""Order."""', '"""Orders."""  # one')
    lived.edit("client.py", "Nothing.", "Something.")
    assert before and list(map(id, session.current)) == before


WORKER = """\
import requests


class Worker:
    def __init__(self):
        self.running = True

    def ship(self, order):
        while self.running:
            if requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order}/captures").ok:
                return "shipped"

    def stop(self):
        self.running = False

    def name(self):
        return "worker"
"""
MAIN = """\
from client import Worker


def halt(worker):
    print("halting", worker)
"""


def test_an_edit_of_a_function_that_may_set_a_flag_meanwhile(shop: Path) -> None:
    (shop / "client.py").write_text(WORKER)
    (shop / "main.py").write_text(MAIN)
    lived = Lived()
    lived.edit("client.py", "self.running = False", "self.running = True")
    lived.edit("main.py", '    print("halting", worker)', "    worker.running = False")
    lived.edit("main.py", "    worker.running = False", "    worker.resting = False")
    lived.edit("client.py", 'return "worker"', "return setattr(self, 'running', False)")


TWO = """\
import requests

LIMIT = 400
URL = "https://gateway.kinguin.net/esa/api"


def place(key, order):
    answer = requests.post(f"{URL}/v1/order", json=order, headers={"X-Api-Key": key})
    if answer.status_code >= LIMIT:
        raise ValueError(answer.text)
    return answer.json()


def look(key, order):
    answer = requests.get(f"{URL}/v1/order/{order}", headers={"X-Api-Key": key})
    answer.raise_for_status()
    return answer.json()
"""


def kept(lived: Lived, name: str, old: str, new: str) -> set[str]:
    """The entries whose walks an edit leaves as they were."""
    (session,) = lived.workspace.sessions.values()
    before = {start: record for start, record in session.records.items() if record.walks}
    lived.edit(name, old, new)
    (session,) = lived.workspace.sessions.values()
    return {entry.name for (entry, _), record in before.items() if session.records.get((entry, frozenset())) is record}


def test_what_nobody_asks_for_changes_no_walk(shop: Path) -> None:
    (shop / "client.py").write_text(TWO)
    lived = Lived()
    assert kept(lived, "client.py", "LIMIT = 400\n", "LIMIT = 400\nTRIES = 3\n") == {"place", "look"}
    assert kept(lived, "client.py", "TRIES = 3", "TRIES = (1, 2)") == {"place", "look"}
    assert kept(lived, "client.py", "TRIES = (1, 2)\n", "") == {"place", "look"}


def test_what_one_function_asks_for_changes_its_walks_only(shop: Path) -> None:
    (shop / "client.py").write_text(TWO)
    lived = Lived()
    assert kept(lived, "client.py", "LIMIT = 400", "LIMIT = 500") == {"look"}
    refuse = "def refuse(answer):\n    raise KeyError(answer.text)\n\n\ndef place"
    assert kept(lived, "client.py", "def place", refuse) == {"place", "look"}
    assert kept(lived, "client.py", "        raise ValueError(answer.text)", "        refuse(answer)") == {"look"}
    assert kept(lived, "client.py", "def refuse(answer)", "def refuse(answer, why=None)") == {"look"}


@pytest.mark.parametrize(
    "asks",
    [
        "FOUND = getattr(client, 'U' + 'RL')",
        "class Bag:\n    pass\n\n\nFOUND = dict(vars(Bag()))",
        "FOUND = (lambda given, kind: getattr(given, kind, 0))(client, 'place')",
        "FOUND = [dir, 'vars', '__dict__']",
    ],
)
def test_who_makes_up_other_names_keeps_the_walks(shop: Path, asks: str) -> None:
    (shop / "client.py").write_text(TWO)
    (shop / "other.py").write_text(f"import client\n\n{asks}\n")
    lived = Lived()
    assert kept(lived, "client.py", "LIMIT = 400\n", "LIMIT = 400\nTRIES = 3\n") == {"place", "look"}
    assert kept(lived, "client.py", "TRIES = 3", "TRIES = 4") == {"place", "look"}


@pytest.mark.parametrize(
    "asks",
    [
        "getattr(client, 'TRI' + 'ES', 3)",
        "vars(client).get('TRI' + 'ES', 3)",
        "client.__dict__.get('TRI' + 'ES', 3)",
        "len([name for name in vars(client) if name.startswith('TRI')])",
        "hasattr(client, 'TRI' + 'ES')",
        "operator.attrgetter('TRI' + 'ES')(client)",
        "('{0.TRI' + 'ES}').format(client)",
    ],
)
def test_a_name_that_is_made_up_changes_the_walks_that_ask_for_it(shop: Path, asks: str) -> None:
    (shop / "client.py").write_text(TWO)
    (shop / "other.py").write_text(
        f"import operator\nimport client\n\n\ndef ask(key):\n    return client.look(key, {asks})\n"
    )
    lived = Lived()
    assert kept(lived, "client.py", "LIMIT = 400\n", "LIMIT = 400\nTRIES = 3\n") == {"place"}
    assert kept(lived, "client.py", "TRIES = 3", "TRIES = 4") == {"place"}


@pytest.mark.parametrize(
    "asks",
    [
        "from client import LIMIT",
        "import client\n\nFOUND = client.LIMIT",
        "import client\n\nFOUND = dict(vars(client))",
        "import client\n\n\ndef find(name=client.LIMIT):\n    return name",
        "import client\n\n\nclass Found:\n    limit = client.LIMIT",
        "import client\n\nFOUND = getattr(client, 'LIMIT')",
    ],
)
def test_what_is_asked_for_while_modules_load_changes_all(shop: Path, asks: str) -> None:
    (shop / "client.py").write_text(TWO)
    (shop / "other.py").write_text(
        asks + "\n\n\ndef main(key):\n    from client import look\n    return look(key, 'a')\n"
    )
    lived = Lived()
    assert kept(lived, "client.py", "LIMIT = 400", "LIMIT = 500") == set()


def test_what_is_called_when_an_object_is_changes_all(shop: Path) -> None:
    (shop / "client.py").write_text(
        TWO + "\n\nclass Sender:\n    def send(self, key):\n        return place(key, {})\n\n\nSENDER = Sender()\n"
        "\n\ndef pay(key):\n    return SENDER(key)\n"
    )
    lived = Lived()
    called = "    def __call__(self, key):\n        return look(key, 'a')\n\n    def send"
    assert kept(lived, "client.py", "    def send", called) == set()


def test_a_method_that_a_library_calls_changes_all(shop: Path) -> None:
    (shop / "client.py").write_text(
        "import contextlib\n"
        + TWO
        + "\n\nclass Door:\n    def open(self):\n        return self\n\n\ndef pay(key):\n"
        + "    with contextlib.closing(Door()) as door:\n        return look(key, door)\n"
    )
    lived = Lived()
    closes = '    def close(self):\n        place("key", {})\n\n    def open'
    assert kept(lived, "client.py", "    def open", closes) == set()


HANDLERS = """\
def on_paid(answer):
    return answer


def pick(kind):
    return None
"""
SENDS = """\
import requests
import handlers
import util

{more}


def send(order):
    answer = requests.post("https://api.klarna.com/ordermanagement/v1/orders/1/refunds", json=order)
    if answer.status_code >= 400:
        {how}
    return answer
"""


@pytest.mark.parametrize(
    ("util", "more", "how"),
    [
        ("def table(m):\n    return vars(m)", "", "return util.table(handlers)['on_refused'](answer)"),
        ("def table(self):\n    return vars(self)", "", "return util.table(handlers)['on_' + 'refused'](answer)"),
        ("def get(m, n):\n    return getattr(m, n, str)", "", "return util.get(handlers, 'on_' + 'refused')(answer)"),
        ("import handlers as h", "from util import h", "return vars(h).get('on_' + 'refused', str)(answer)"),
        ("from handlers import *", "", "return getattr(util, 'on_' + 'refused', str)(answer)"),
        ("PREFIX = 'on_'", "", "return getattr(handlers, util.PREFIX + 'refused', str)(answer)"),
        ("", "", "return handlers.x if hasattr(handlers, 'on_' + 'refused') else answer"),
        ("FOUND = {}", "FOUND = dict(vars(handlers))", "return FOUND.get('on_' + 'refused', str)(answer)"),
    ],
)
def test_what_is_found_without_its_name(shop: Path, util: str, more: str, how: str) -> None:
    (shop / "handlers.py").write_text(HANDLERS)
    (shop / "util.py").write_text(util + "\n")
    (shop / "main.py").write_text(SENDS.format(more=more, how=how))
    lived = Lived()
    refused = "def on_refused(answer):\n    raise ValueError(answer.text)\n\n\ndef pick"
    lived.edit("handlers.py", "def pick", refused)
    lived.edit("handlers.py", "raise ValueError(answer.text)", "return None")
    lived.edit("handlers.py", "on_refused(answer)", "on_refused(answer, more=None)")


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        ("LIMIT = 400; BOUND = LIMIT", "LIMIT = 400", "LIMIT = 600"),
        (
            "LIMIT = 600\nT = []\n\n\ndef f(a,\n      x=T.append(LIMIT)): return x\n\n\nBOUND = T[0]",
            "LIMIT = 600",
            "LIMIT = 400",
        ),
        (
            "T = [600]\nBOUND = T.pop\n\n\ndef f():\n    return 1\n\n\nBOUND = BOUND()",
            "def f():",
            "def f(x=T.append(400)):",
        ),
    ],
)
def test_what_runs_in_the_line_of_a_definition(shop: Path, before: str, old: str, new: str) -> None:
    (shop / "client.py").write_text(CLIENT.replace("LIMIT = 400", before).replace(">= LIMIT", ">= BOUND"))
    Lived().edit("client.py", old, new)


ORDERS = """\
import requests


class Orders:
    def __init__(self, base):
        self.base = base

    @classmethod
    def local(cls):
        return None

    def place(self, key, order):
        answer = requests.post(self.base + "/v1/order", json=order, headers={"X-Api-Key": key})
        if answer.status_code >= 500:
            raise ValueError(answer.text)
        return answer.json()
"""
MAKING = """\
import client


def make():
    return client.Orders(url())


def other():
    return None


def url():
    return "http://localhost"
"""
LIVE = '"https://gateway.kinguin.net/esa/api"'


def test_who_makes_the_object_that_a_walk_begins_with(shop: Path) -> None:
    (shop / "client.py").write_text(ORDERS)
    (shop / "making.py").write_text(MAKING)
    (shop / "main.py").write_text(f"import client\nimport making\n\n\ndef go(client=None):\n    return {LIVE}\n")
    lived = Lived()
    assert places(lived) == set()
    lived.edit("making.py", '"http://localhost"', LIVE)
    assert places(lived) == {"Orders.place"}
    lived.edit("making.py", "return None", 'return client.Orders("http://localhost")')
    assert places(lived) == set()
    lived.edit("making.py", 'return client.Orders("http://localhost")', "return None")
    assert places(lived) == {"Orders.place"}
    lived.edit("client.py", "return None", 'return cls("http://localhost")')
    assert places(lived) == set()


def places(lived: Lived) -> set[str]:
    """The entries whose walks come to an API."""
    return {
        entry.name
        for session in lived.workspace.sessions.values()
        for (entry, _), record in session.records.items()
        if record.walks
    }


def test_a_name_that_another_module_imports(shop: Path) -> None:
    (shop / "client.py").write_text(CLIENT)
    (shop / "conf.py").write_text("PLACE = 'client.unused'\nMORE = 1\n")
    (shop / "loading.py").write_text("def load(name):\n    return None\n")
    (shop / "main.py").write_text(
        "import conf\nfrom loading import load\n\n\ndef go(key):\n    return load(conf.PLACE)(key, {})\n"
    )
    lived = Lived()
    assert places(lived) == {"place"}
    lived.edit("conf.py", "client.unused", "client.place")
    by_name = (
        "import importlib\n    module, _, name = name.partition('.')\n"
        "    return getattr(importlib.import_module(module), name)"
    )
    lived.edit("loading.py", "return None", by_name)
    assert "go" in places(lived)
    lived.edit("conf.py", "client.place", "client.unused")
    lived.edit("conf.py", "client.unused", "client.place")
    lived.edit("loading.py", by_name, "return None")
    assert places(lived) == {"place"}


def test_who_asks_for_all_names_of_a_module_asks_for_none_of_others(shop: Path) -> None:
    (shop / "client.py").write_text(TWO)
    (shop / "other.py").write_text(
        "NAMES = [*globals()]\n\n\ndef main(key):\n    from client import look\n    return look(key, 'a')\n"
    )
    lived = Lived()
    assert "main" in kept(lived, "client.py", "LIMIT = 400\n", "LIMIT = 400\nTRIES = 3\n")
    assert "main" not in kept(lived, "other.py", "NAMES =", "MORE = 1\nNAMES =")


QUEUED = """\
import requests

LAST = None


def look():
    if LAST is None:
        return None
    answer = requests.get(f"https://gateway.kinguin.net/esa/api/v1/order/{LAST}", timeout=5)
    answer.raise_for_status()
    return answer.json()


def remember(order):
    global LAST
    LAST = order
"""


def test_an_edit_of_a_function_that_sets_what_bars_the_way(shop: Path) -> None:
    (shop / "client.py").write_text(QUEUED)
    many = "".join(
        f"\n\ndef take_{n}():\n    return {n}\n" for n in range(30)
    )  # as many as are not walked from for nothing
    (shop / "other.py").write_text("import client\n\nLAST = 1\n\n\ndef first():\n    return LAST\n" + many)
    lived = Lived()
    assert kept(lived, "other.py", "return LAST", "return LAST + 1") == {"look"}
    lived.edit("client.py", "    LAST = order", "    print(order)")
    lived.edit("client.py", "    print(order)", "    LAST = order or None")
