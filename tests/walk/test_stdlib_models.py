"""The models of standard library modules, and of libraries that settings and data classes come from."""

from __future__ import annotations

import textwrap

import pytest
from helpers import fates, lane, same, sends, walk

HEAD = """
import requests

class Failed(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code

def capture(order_id):
    r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)
    if not r.ok:
        raise Failed(r.json()["error_code"])
    return r.headers["Capture-Id"]

async def acapture(order_id):
    return capture(order_id)
"""


def with_head(code: str) -> str:
    """A module with `capture`, which raises `Failed` for every error."""
    return HEAD + textwrap.dedent(code)


def fate(code: str) -> str:
    """The one fate of all documented errors."""
    return same(with_head(code))


# ---------------------------------------------------------------- contextlib


def test_contextmanager_translates_and_swallows() -> None:
    code = """
    from contextlib import contextmanager

    @contextmanager
    def guarded():
        try:
            yield 5
        except Failed as error:
            if error.code == "CONFLICT":
                return
            raise ValueError(error.code) from error

    def f(order_id):
        with guarded() as five:
            return capture(order_id) * five
        return "conflict"
    """
    facts = walk(with_head(code))
    told = fates(facts)
    assert told.pop(409) == "handled"
    assert set(told.values()) == {"raised"}
    assert lane(facts, 404).raises == ("ValueError",)


def test_contextmanager_lets_through_what_it_does_not_catch() -> None:
    code = """
    from contextlib import contextmanager

    @contextmanager
    def timed():
        try:
            yield
        finally:
            print("done")

    def f(order_id):
        with timed():
            return capture(order_id)
    """
    assert fate(code) == "raised"


def test_contextmanager_as_decorator() -> None:
    code = """
    from contextlib import contextmanager

    @contextmanager
    def quiet():
        try:
            yield
        except Failed:
            pass

    @quiet()
    def f(order_id):
        return capture(order_id)
    """
    assert fate(code) == "handled"


def test_asynccontextmanager() -> None:
    code = """
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def quiet():
        try:
            yield 1
        except Failed as error:
            if error.code != "CONFLICT":
                raise

    async def f(order_id):
        async with quiet() as one:
            return await acapture(order_id)
    """
    told = fates(walk(with_head(code)))
    assert told.pop(409) == "handled"
    assert set(told.values()) == {"raised"}


@pytest.mark.parametrize(
    ("names", "wanted"),
    [("Failed", "handled"), ("KeyError, Failed", "handled"), ("KeyError", "raised"), ("", "raised")],
)
def test_suppress(names: str, wanted: str) -> None:
    code = (
        f"from contextlib import suppress\ndef f(order_id):\n"
        f"    with suppress({names}):\n        return capture(order_id)\n"
        f"    return None"
    )
    assert fate(code) == wanted


def test_exit_stack() -> None:
    code = """
    from contextlib import ExitStack, suppress

    def f(order_id):
        with ExitStack() as stack:
            stack.callback(print, "left")
            {push}
            return capture(order_id)
        return None
    """
    assert fate(code.format(push="stack.enter_context(suppress(Failed))")) == "handled"
    assert fate(code.format(push="stack.enter_context(suppress(KeyError))")) == "raised"
    assert fate(code.format(push="pass")) == "raised"


def test_async_exit_stack_and_closing() -> None:
    code = """
    from contextlib import AsyncExitStack, nullcontext, closing

    class Thing:
        def close(self): pass

    async def f(order_id):
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(nullcontext())
            with closing(Thing()) as thing, nullcontext(3) as three:
                return await acapture(order_id)
    """
    assert fate(code) == "raised"


# ---------------------------------------------------------------- functools


def test_wraps_keeps_the_function_for_the_entry() -> None:
    code = """
    import functools

    def twice(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            try:
                return function(*args, **kwargs)
            except Failed:
                return function(*args, **kwargs)
        assert wrapper.__name__ == "f" and wrapper.__wrapped__ is function
        return wrapper

    @twice
    def f(order_id):
        return capture(order_id)
    """
    facts = walk(with_head(code))
    assert sends(facts, 404) == {2}
    assert lane(facts, 404).resent


@pytest.mark.parametrize(
    "made",
    [
        "partial(capture, 'x')()",
        "partial(partial(capture), order_id='x')()",
        "reduce(lambda a, b: capture(b), ['x'], None)",
        "lru_cache(maxsize=3)(capture)('x')",
        "cache(capture)('x')",
        "lru_cache(capture)('x')",
    ],
)
def test_functions_of_functools(made: str) -> None:
    assert fate(f"from functools import *\ndef f(order_id):\n    return {made}") == "raised"


def test_cached_property_and_partialmethod() -> None:
    code = """
    import functools

    class Client:
        @functools.cached_property
        def result(self):
            return capture("x")

        def send(self, kind, order_id):
            return capture(order_id)

        capture = functools.partialmethod(send, "full")

    def f(order_id):
        client = Client()
        {what}
        return 1
    """
    facts = walk(with_head(code.format(what="client.result; client.result")))
    assert {leaf.sends for leaf in facts.walked.leaves} == {1}
    assert fate(code.format(what="client.capture('x')")) == "raised"


def test_singledispatch() -> None:
    code = """
    import functools

    @functools.singledispatch
    def answer(error):
        raise error

    @answer.register
    def _(error: Failed):
        return "failed"

    @answer.register(KeyError)
    def _(error):
        return "key"

    def f(order_id):
        try:
            return capture(order_id)
        except Exception as error:
            return answer(error)
    """
    assert fate(code) == "handled"
    assert fate(code.replace("error: Failed", "error: IndexError")) == "raised"


# ---------------------------------------------------------------- asyncio, threads, executors
# `capture` has a branch for errors: that alone makes a way of its own, so what nobody looks at is "handled" here


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("return asyncio.run(acapture(order_id))", "raised"),
        ("asyncio.run(asyncio.wait_for(acapture(order_id), 5))", "raised"),
        ("asyncio.get_event_loop().run_until_complete(acapture(order_id))", "raised"),
        ("asyncio.run(acapture)\n    return 1", None),
    ],
)
def test_running_coroutines(body: str, wanted: str | None) -> None:
    code = f"import asyncio\ndef f(order_id):\n    {body}"
    if wanted is None:
        with pytest.raises(AssertionError, match="reached"):
            fate(code)
    else:
        assert fate(code) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("await asyncio.gather(acapture(order_id), acapture(order_id))", "raised"),
        ("await asyncio.gather(*[acapture(i) for i in (1, 2)])", "raised"),
        ("await asyncio.gather(acapture(order_id), return_exceptions=True)\n    return 1", "handled"),
        (
            (
                "r = await asyncio.gather(acapture(order_id), return_exceptions=True)\n"
                "    return [isinstance(x, Failed) for x in r]"
            ),
            "handled",
        ),
        (
            (
                "r = await asyncio.gather(acapture(order_id), return_exceptions=True)\n"
                "    if isinstance(r[0], Exception):\n        return None"
            ),
            "handled",
        ),
        ("t = asyncio.create_task(acapture(order_id))\n    await t", "raised"),
        ("t = asyncio.create_task(acapture(order_id))\n    return 1", "handled"),
        (
            (
                "t = asyncio.create_task(acapture(order_id))\n"
                "    await asyncio.wait([t])\n    if t.exception():\n"
                "        return None"
            ),
            "handled",
        ),
        ("for t in asyncio.as_completed([acapture(order_id)]):\n        await t", "raised"),
        ("await asyncio.shield(acapture(order_id))", "raised"),
        ("await asyncio.to_thread(capture, order_id)", "raised"),
        ("await asyncio.get_running_loop().run_in_executor(None, capture, order_id)", "raised"),
        (
            (
                "async with asyncio.timeout(3), asyncio.Semaphore(2), asyncio.Lock():\n"
                "        return await acapture(order_id)"
            ),
            "raised",
        ),
        ("async with asyncio.TaskGroup() as g:\n        g.create_task(acapture(order_id))", "raised"),
        (
            (
                "try:\n        async with asyncio.TaskGroup() as g:\n"
                "            g.create_task(acapture(order_id))\n    except* Failed:\n"
                "        return None"
            ),
            "handled",
        ),
        ("q = asyncio.Queue()\n    await q.put(order_id)\n    return await acapture(await q.get())", "raised"),
        (
            (
                "try:\n        await asyncio.wait_for(acapture(order_id), 1)\n"
                "    except asyncio.TimeoutError:\n        return None"
            ),
            "raised",
        ),
    ],
)
def test_asyncio(body: str, wanted: str) -> None:
    assert fate(f"import asyncio\nasync def f(order_id):\n    {body}") == wanted


def test_sleeping_is_waiting() -> None:
    code = """
    import asyncio

    async def f(order_id):
        for _ in range(2):
            try:
                return await acapture(order_id)
            except Failed:
                await asyncio.sleep(3)
    """
    facts = walk(with_head(code))
    assert lane(facts, 404).waited
    assert sends(facts, 404) == {2}


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("ThreadPoolExecutor().submit(capture, order_id)\n    return 1", "handled"),
        ("return ThreadPoolExecutor().submit(capture, order_id).result()", "raised"),
        (
            "with ThreadPoolExecutor(max_workers=4) as pool:\n        return list(pool.map(capture, [order_id]))",
            "raised",
        ),
        ("with ThreadPoolExecutor() as pool:\n        pool.map(capture, [order_id])\n    return 1", "handled"),
        (
            (
                "with ThreadPoolExecutor() as pool:\n"
                "        for one in as_completed([pool.submit(capture, order_id)]):\n"
                "            one.result()"
            ),
            "raised",
        ),
        (
            (
                "one = ThreadPoolExecutor().submit(capture, order_id)\n"
                "    if one.exception() is not None:\n        return None"
            ),
            "handled",
        ),
        (
            "done, _ = wait([ThreadPoolExecutor().submit(capture, order_id)])\n    return [d.result() for d in done]",
            "raised",
        ),
        ("t = Thread(target=capture, args=(order_id,))\n    t.start()\n    t.join()\n    return 1", "handled"),
        ("with Lock():\n        return capture(order_id)", "raised"),
    ],
)
def test_threads(body: str, wanted: str) -> None:
    assert fate(f"from concurrent.futures import *\nfrom threading import *\ndef f(order_id):\n    {body}") == wanted


# ---------------------------------------------------------------- logging, argparse, clocks, itertools


@pytest.mark.parametrize(
    "call",
    [
        "logging.error('x %s', error)",
        "log.exception('x')",
        "log.log(3, error)",
        "logging.LoggerAdapter(log, {}).info(error)",
        "log.handlers",
    ],
)
def test_logging_has_no_effect(call: str) -> None:
    code = (
        f"import logging\nlog = logging.getLogger(__name__)\ndef f(order_id):\n"
        f"    try:\n        return capture(order_id)\n"
        f"    except Failed as error:\n        return {call}"
    )
    assert fate(code) == "handled"


def test_argparse() -> None:
    code = """
    import argparse

    def run(args):
        return capture(args.order)

    def f(argv=None):
        parser = argparse.ArgumentParser()
        parser.add_argument("--order", required=True)
        parser.add_argument("--tries", type=int, default=2)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("files", nargs="*")
        commands = parser.add_subparsers(dest="command")
        commands.add_parser("stop").set_defaults(func=print)
        commands.add_parser("go").set_defaults(func=run)
        args = parser.parse_args(argv)
        if args.dry_run:
            return None
        for _ in range(args.tries):
            try:
                return args.func(args)
            except Failed:
                pass
    """
    facts = walk(with_head(code))
    assert sends(facts, 404) == {2}
    assert set(fates(facts).values()) == {"handled"}


@pytest.mark.parametrize("clock", ["time.monotonic() + 10", "datetime.datetime.now() + datetime.timedelta(seconds=10)"])
def test_deadlines_end_a_loop(clock: str) -> None:
    now = clock.partition(" + ")[0]
    code = f"""
    import datetime
    import time

    def f(order_id):
        deadline = {clock}
        while {now} < deadline:
            try:
                return capture(order_id)
            except Failed:
                time.sleep(4)
    """
    facts = walk(with_head(code))
    assert sends(facts, 404) == {3}
    assert lane(facts, 404).fate == "handled"


@pytest.mark.parametrize(
    ("loop", "count"),
    [
        ("for _ in itertools.repeat(None, 3):", 3),
        ("for _ in itertools.islice(itertools.count(), 2):", 2),
        ("for _ in itertools.chain([1], (2,), range(1)):", 3),
        ("for _ in itertools.chain.from_iterable([[1], [2]]):", 2),
        ("for a, b in itertools.product('ab', 'cd'):", 4),
        ("for _ in itertools.takewhile(lambda x: x < 2, itertools.count()):", 2),
        ("for _ in itertools.islice(itertools.cycle([1, 2]), 1, 4):", 3),
        ("for a, b in itertools.zip_longest([1, 2], [3]):", 2),
        ("for _ in itertools.accumulate([1, 2]):", 2),
        ("for _ in itertools.batched('abc', 2):", 2),
        ("for _ in itertools.pairwise('abc'):", 2),
        ("for _, g in itertools.groupby('aab'):", 2),
        ("for _ in itertools.compress('ab', [1, 0]):", 1),
    ],
)
def test_itertools(loop: str, count: int) -> None:
    code = (
        f"import itertools\ndef f(order_id):\n    {loop}\n        try:\n"
        f"            return capture(order_id)\n        except Failed:\n"
        f"            pass"
    )
    assert sends(walk(with_head(code)), 404) == {count}


def test_string_templates_and_replace_keep_what_is_known() -> None:
    for url in (
        "string.Template('https://api.klarna.com/ordermanagement/v1/orders/$order/captures').substitute(order=order_id)",
        "'https://api.klarna.com/ordermanagement/v1/orders/{id}/captures'.replace('{id}', order_id)",
    ):
        assert (
            same(
                f"import requests\nimport string\ndef f(order_id):\n"
                f"    requests.post({url}).raise_for_status()\n    return 1"
            )
            == "raised"
        )


# ---------------------------------------------------------------- settings and data classes

SETTINGS = {
    "pydantic": (
        "from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n"
        "    base: str = 'https://api.klarna.com'\n    key: str\n"
        "base = S().base"
    ),
    "pydantic 1": (
        "from pydantic import BaseSettings, Field\nclass S(BaseSettings):\n"
        "    base: str = Field('https://api.klarna.com', env='X')\n"
        "base = S().base"
    ),
    "pydantic url": (
        "from pydantic import BaseModel, HttpUrl\nclass S(BaseModel):\n"
        "    base: HttpUrl\nbase = str(S(base='https://api.klarna.com').base)"
    ),
    "attrs": "import attr\n@attr.s\nclass S:\n    base = attr.ib(default='https://api.klarna.com')\nbase = S().base",
    "attrs define": (
        "from attrs import define, field\n@define\nclass S:\n    key: str\n"
        "    base: str = field(default='https://api.klarna.com')\n"
        "base = S('k').base"
    ),
    "decouple": "from decouple import config\nbase = config('KLARNA', default='https://api.klarna.com')",
    "environs": (
        "from environs import Env\nenv = Env()\nenv.read_env()\nbase = env.str('KLARNA', 'https://api.klarna.com')"
    ),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_have_their_defaults(name: str) -> None:
    code = (
        f"import requests\n{SETTINGS[name]}\ndef f(order_id):\n"
        f"    requests.post(f'{{base}}/ordermanagement/v1/orders/{{order_id}}/captures').raise_for_status()\n"
        f"    return 1"
    )
    assert same(code) == "raised"


def test_pydantic_models_of_bodies() -> None:
    head = """
    import requests
    from pydantic import BaseModel, Field, ValidationError

    class Problem(BaseModel):
        code: str = Field(alias="error_code")
        error_messages: list[str] = []
        other: int = 3

    class Capture(BaseModel):
        capture_id: str
    """
    send = "r = requests.post('https://api.klarna.com/ordermanagement/v1/orders/%s/captures' % order_id)"
    problem = (
        f"def f(order_id):\n    {send}\n    if r.ok:\n        return 1\n"
        f"    p = Problem.model_validate(r.json())\n"
        f"    if p.code == 'CONFLICT':\n        raise KeyError(p.other)\n"
        f"    return 1"
    )
    told = fates(walk(textwrap.dedent(head) + problem))
    assert told.pop(409) == "raised"
    assert set(told.values()) == {"handled"}
    capture = f"def f(order_id):\n    {send}\n    return Capture(**r.json()).capture_id"
    assert same(textwrap.dedent(head) + capture) == "crashed"
    caught = (
        f"def f(order_id):\n    {send}\n    try:\n"
        f"        return Capture.model_validate(r.json())\n"
        f"    except ValidationError:\n        return None"
    )
    assert same(textwrap.dedent(head) + caught) == "handled"


# ---------------------------------------------------------------- abc

ABSTRACT = """
from abc import ABC, abstractmethod

class Gateway(ABC):
    def __init__(self, order_id):
        self.order_id = order_id

    @abstractmethod
    def label(self): ...

    def capture(self):
        return type(self)(self.order_id).send()

    def send(self):
        return capture(self.order_id)
"""


def test_a_walk_may_begin_in_an_abstract_class() -> None:
    """It stands for the subclass that somebody else has."""
    assert same(with_head(ABSTRACT), "m:Gateway.capture") == "raised"


def test_no_request_through_an_object_that_can_not_be_made() -> None:
    code = """
    def f(order_id):
        try:
            return Gateway(order_id).send()
        except TypeError:
            return capture(order_id) and "plain"
    """
    facts = walk(with_head(ABSTRACT + textwrap.dedent(code)))
    assert set(fates(facts).values()) == {"raised"}
    assert sends(facts, 404) == {1}


# ---------------------------------------------------------------- objects that make themselves

CLIENT = """
import os
import requests
from dataclasses import dataclass, replace

@dataclass
class Client:
    base: str
    auth: tuple = ()

    @classmethod
    def from_env({parameters}):
        bare = cls(os.environ.get("URL", "https://api.klarna.com"))
        return replace(bare, base=bare.base + "/ordermanagement/v1")
{more}
    def capture(self, order_id):
        r = requests.post(self.base + "/orders/" + order_id + "/captures", auth=self.auth)
        r.raise_for_status()
        return r.headers["Capture-Id"]
"""
SECOND = """
    @classmethod
    def local(cls):
        return cls("http://localhost")
"""


def test_an_object_is_made_as_its_class_makes_it() -> None:
    assert same(CLIENT.format(parameters="cls, auth=()", more=""), "m:Client.capture") == "raised"


@pytest.mark.parametrize(("parameters", "more"), [("cls, url", ""), ("cls", SECOND), ("cls, *, url", "")])
def test_a_class_that_makes_objects_in_several_ways_does_not_say_which(parameters: str, more: str) -> None:
    with pytest.raises(AssertionError, match="reached"):
        walk(CLIENT.format(parameters=parameters, more=more), "m:Client.capture")


def test_an_object_that_is_made_of_an_answer_is_not_fetched_first() -> None:
    code = """
    class Order:
        def __init__(self, data):
            self.data = data

        @classmethod
        def newest(cls):
            return cls(requests.get("https://api.klarna.com/ordermanagement/v1/orders/newest").json())

        def capture(self):
            return capture(self.data["order_id"])
    """
    assert same(with_head(code), "m:Order.capture") == "raised"
    with pytest.raises(AssertionError, match="reached"):
        walk(with_head(code), "m:Order.capture", operation="getOrder")


def test_json_under_the_name_that_requests_gives_it() -> None:
    code = """
    from requests.compat import json, urljoin

    def f(order_id):
        r = requests.post(urljoin("https://api.klarna.com/x", "/ordermanagement/v1/orders/%s/captures" % order_id))
        if r.status_code >= 400:
            raise Failed(json.loads(r.text)["error_code"])
        return r.headers["Capture-Id"]
    """
    facts = walk(with_head(code))
    assert set(fates(facts).values()) == {"raised"}
    assert lane(facts, 404).raises == ("Failed",)
