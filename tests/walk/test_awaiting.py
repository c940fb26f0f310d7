"""Awaiting objects of our own, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from helpers import fates, same, walk
from values import differences

HEAD = """
import asyncio, inspect
from collections.abc import AsyncIterator, Awaitable, Coroutine, Generator, Iterable, Iterator

async def five():
    await asyncio.sleep(0)
    return 5

async def fails():
    raise LookupError("lost")

class ByCoroutine:
    def __await__(self):
        return self.go().__await__()
    async def go(self):
        return await five() + 1

class ByGenerator:
    def __init__(self, made):
        self.made = made
    def __await__(self):
        got = yield from self.made.__await__()
        return got, "wrapped"

class Steps:
    def __init__(self, count):
        self.count = count
    def __await__(self):
        return self
    def __iter__(self):
        return self
    def __next__(self):
        if self.count == 0:
            raise StopIteration("stepped")
        self.count -= 1

class Empty:
    def __await__(self):
        return iter([])

class Counts:
    def __iter__(self):
        yield 1
        yield 2
        return "counted"

def counts():
    got = yield from Counts()
    yield got
    got = yield from [8, 9]
    yield got

async def told(made):
    try:
        return await made
    except Exception as error:
        return type(error).__name__
"""


@pytest.mark.parametrize(
    "code",
    [
        "r = asyncio.run(told(ByCoroutine())), asyncio.run(told(ByGenerator(five()))), asyncio.run(told(ByGenerator(ByCoroutine())))",
        "r = asyncio.run(told(ByGenerator(fails()))), asyncio.run(told(fails()))",
        "r = asyncio.run(told(Steps(0))), asyncio.run(told(Steps(3))), asyncio.run(told(Empty()))",
        """
        async def main():
            task = asyncio.ensure_future(ByCoroutine())
            return await ByGenerator(task), await asyncio.gather(ByCoroutine(), five()), await asyncio.wait_for(ByGenerator(five()), 5)
        r = asyncio.run(main())
        """,
        """
        class Wrong:
            async def __await__(self):
                return 5
        class Listed:
            def __await__(self):
                return [1]
        import warnings
        warnings.simplefilter("ignore")
        r = asyncio.run(told(Wrong())), asyncio.run(told(Listed()))
        """,
        """
        async def plain():
            return 7
        one, two = plain(), plain()
        try:
            one.send(None)
        except StopIteration as end:
            r = end.value
        try:
            next(two.__await__())
        except StopIteration as end:
            s = end.value
        """,
        "r = list(counts())",
        """
        async def steps():
            yield 1
        one, two, three = five(), steps(), counts()
        r = isinstance(one, Awaitable), isinstance(one, Coroutine), inspect.isawaitable(one), hasattr(one, "__await__")
        s = isinstance(two, AsyncIterator), isinstance(two, Awaitable), isinstance(three, Generator), isinstance(three, (Iterator, Iterable))
        t = isinstance(Empty(), Awaitable), inspect.isawaitable(Empty()), inspect.isawaitable(5), isinstance(iter([1]), Iterator)
        u = isinstance(one, Iterable), isinstance([], Iterator), isinstance(three, Coroutine)
        one.close()
        """,
    ],
)
def test_awaiting(code: str) -> None:
    assert differences(HEAD + textwrap.dedent(code)) == {}


@pytest.mark.parametrize("made", ["Request(c)", "Later(Request(c))", "Later(c.post(URL))", "Later(Request(c).go())"])
def test_a_request_behind_an_object_that_is_awaited(made: str) -> None:
    code = f"""
    import httpx

    URL = "https://api.klarna.com/ordermanagement/v1/orders/5/captures"

    class Request:
        def __init__(self, client):
            self.client = client
        def __await__(self):
            return self.go().__await__()
        async def go(self):
            return await self.client.post(URL)

    class Later:
        def __init__(self, made):
            self.made = made
        def __await__(self):
            r = yield from self.made.__await__()
            if r.status_code == 404:
                return None
            r.raise_for_status()
            return r

    async def f():
        async with httpx.AsyncClient() as c:
            r = await {made}
        if r is None:
            return None
        r.raise_for_status()
        return True
    """
    found = fates(walk(textwrap.dedent(code)))
    assert found.pop(404) == ("raised" if made == "Request(c)" else "handled")
    assert set(found.values()) == {"raised"}


def test_the_await_of_a_librarys_own_awaitable() -> None:
    code = """
    import aiohttp

    class Request:
        def __init__(self, session):
            self.session = session
        def __await__(self):
            return self.session.post("https://api.klarna.com/ordermanagement/v1/orders/5/captures").__await__()

    async def f():
        async with aiohttp.ClientSession() as session:
            r = await Request(session)
            r.raise_for_status()
    """
    assert same(textwrap.dedent(code)) == "raised"
