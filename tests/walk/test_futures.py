"""Futures and what waits for them, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from helpers import fates, walk
from values import REFUSED, differences, is_told

SHARED = (
    REFUSED
    + """
import concurrent.futures
from concurrent.futures import CancelledError, Future, InvalidStateError, ThreadPoolExecutor

out = []

def note(name):
    return lambda future: out.append((name, future.done(), future.cancelled()))
"""
)


@pytest.mark.parametrize(
    "code",
    [
        """
        one = Future()
        one.add_done_callback(note("first"))
        one.add_done_callback(note("second"))
        before = list(out), one.done()
        one.set_result(5)
        one.add_done_callback(note("late"))
        r = before, one.result(), one.exception(), one.done()
        """,
        """
        one = Future()
        one.add_done_callback(lambda future: out.append(str(future.exception())))
        one.set_exception(LookupError("lost"))
        r = refused(one.result), one.done()
        """,
        """
        one = Future()
        one.add_done_callback(note("cancelled"))
        r = one.cancel(), one.cancel(), one.cancelled(), one.done(), refused(lambda: one.set_result(1))
        try:
            one.result()
        except CancelledError:
            s = "cancelled"
        """,
        """
        one = Future()
        r = one.set_running_or_notify_cancel(), one.running(), one.cancel(), one.cancelled()
        one.set_result(2)
        s = one.running(), one.cancel(), refused(lambda: one.set_exception(ValueError())), one.result()
        """,
        """
        with ThreadPoolExecutor() as pool:
            one = pool.submit(int, "x")
        one.add_done_callback(note("done"))
        r = refused(one.result), one.cancel(), one.cancelled()
        """,
    ],
)
def test_futures_of_threads(code: str) -> None:
    assert differences(SHARED + textwrap.dedent(code)) == {}


def test_what_a_callback_raises_is_logged() -> None:
    code = """
    import logging
    logging.getLogger("concurrent.futures").disabled = True
    one = Future()
    one.add_done_callback(lambda future: 1 / 0)
    one.add_done_callback(note("after"))
    one.set_result(1)
    one.add_done_callback(lambda future: 1 / 0)
    """
    assert differences(SHARED + textwrap.dedent(code)) == {}


@pytest.mark.parametrize(
    "code",
    [
        """
        one = loop.create_future()
        one.add_done_callback(note("one"))
        other = note("other")
        one.add_done_callback(other)
        removed = one.remove_done_callback(other), one.remove_done_callback(other)
        early = await refused(one), one.done()
        one.set_result(7)
        got = await one
        await asyncio.sleep(0)
        return removed, early, got, await refused(one), one.cancel()
        """,
        """
        one = loop.create_future()
        one.add_done_callback(lambda future: out.append(repr(future.exception())))
        one.set_exception(LookupError)
        try:
            await one
        except LookupError:
            await asyncio.sleep(0)
            return "lost"
        """,
        """
        one = loop.create_future()
        one.add_done_callback(note("cancelled"))
        told = one.cancel(), one.cancel()
        try:
            await one
        except asyncio.CancelledError:
            await asyncio.sleep(0)
            return told, one.cancelled(), await asyncio.gather(one, return_exceptions=True) != [None]
        """,
        """
        async def work():
            await asyncio.sleep(0)
            return 3
        task = asyncio.create_task(work())
        task.add_done_callback(lambda done: out.append(done.result()))
        await task
        await asyncio.sleep(0)
        return task.result(), asyncio.run_coroutine_threadsafe is not None
        """,
        """
        shared = concurrent.futures.Future()
        one = asyncio.wrap_future(shared)
        shared.set_result("shared")
        return await one, await asyncio.wrap_future(one)
        """,
    ],
)
def test_futures_of_a_loop(code: str) -> None:
    head = """
    import asyncio, concurrent.futures

    out = []

    def note(name):
        return lambda future: out.append((name, future.done(), future.cancelled()))

    async def refused(future):
        try:
            return future.result()
        except Exception as error:
            return type(error).__name__

    async def main():
        loop = asyncio.get_running_loop()
    """
    whole = textwrap.dedent(head) + textwrap.indent(textwrap.dedent(code), "    ") + "\nr = asyncio.run(main())\n"
    assert differences(whole) == {}


@pytest.mark.parametrize("what", ["result", "exception"])
def test_what_another_thread_sets_is_not_known(what: str) -> None:
    assert not is_told(f"from concurrent.futures import Future\nr = Future().{what}()", "r")


def test_a_coroutine_for_the_loop_of_another_thread() -> None:
    code = """
    import asyncio, requests

    async def capture(order_id):
        return requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)

    def f(order_id):
        told = []
        future = asyncio.run_coroutine_threadsafe(capture(order_id), asyncio.new_event_loop())
        future.add_done_callback(lambda done: told.append(done.result().status_code))
        if future.result(timeout=10).status_code == 404 == told[0]:
            return None
        future.result(5).raise_for_status()
        return None
    """
    found = fates(walk(textwrap.dedent(code)))
    assert found.pop(404) == "handled"
    assert set(found.values()) == {"raised"}
