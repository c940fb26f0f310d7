"""Threads and tasks that wait for what others do, held against Python."""

from __future__ import annotations

import sys
import textwrap

import pytest
from helpers import HOST, same, sends, walk
from values import differences

SHARED = """
import asyncio, queue, threading
from queue import Empty, Queue
from threading import Condition, Event, Thread

out = []
STOP = object()
"""

PLAIN = [
    """
    def work(jobs, results):
        while True:
            job = jobs.get()
            if job is None:
                break
            results.append(job * 2)
        results.append("end")
    jobs = Queue()
    worker = Thread(target=work, args=(jobs, out))
    worker.start()
    for one in (1, 2, 3):
        jobs.put(one)
    jobs.put(None)
    worker.join()
    r = worker.is_alive()
    """,
    """
    class Worker(Thread):
        def __init__(self, jobs):
            super().__init__(daemon=True)
            self.jobs = jobs
        def run(self):
            while True:
                job = self.jobs.get()
                if job is STOP:
                    return
                try:
                    out.append(10 // job)
                except ZeroDivisionError:
                    out.append(None)
                finally:
                    self.jobs.task_done()
    jobs = Queue()
    workers = [Worker(jobs) for _ in range(3)]
    for worker in workers:
        worker.start()
    for one in (5, 0, 2):
        jobs.put(one)
    jobs.join()
    out.sort(key=str)
    for worker in workers:
        jobs.put(STOP)
    for worker in workers:
        worker.join()
    r = [worker.is_alive() for worker in workers], workers[0].daemon
    """,
    """
    def first():
        while True:
            text = raw.get()
            ready.put(None if text is None else text.upper())
            if text is None:
                return
    def second():
        while (text := ready.get()) is not None:
            out.append(text)
    raw, ready = Queue(), Queue()
    threads = [Thread(target=second), Thread(target=first)]
    for thread in threads:
        thread.start()
    for text in ("a", "b", None):
        raw.put(text)
    for thread in threads:
        thread.join()
    """,
    """
    def jobs():
        while (job := queue_.get()) is not None:
            yield job
    def work():
        for job in jobs():
            answers.put(job + 1)
    queue_, answers = Queue(), Queue()
    worker = Thread(target=work)
    worker.start()
    for one in (1, 2):
        queue_.put(one)
    r = [answers.get(), answers.get()]
    queue_.put(None)
    worker.join()
    """,
    """
    def work():
        go.wait()
        out.append("went")
    go = Event()
    worker = Thread(target=work)
    worker.start()
    before = list(out)
    go.set()
    worker.join()
    """,
    """
    def work():
        with changed:
            while not items:
                changed.wait()
            out.append(items.pop())
        with changed:
            changed.wait_for(lambda: items)
            out.append(items.pop())
    items, changed = [], Condition()
    worker = Thread(target=work)
    worker.start()
    for one in (1, 2):
        with changed:
            changed.notify()
            items.append(one)
        if one == 1:
            while items:
                pass
    worker.join()
    """,
    """
    def work():
        while not stop.is_set():
            try:
                out.append(jobs.get(timeout=0.01))
            except Empty:
                continue
        out.append("stopped")
    jobs, stop = Queue(), Event()
    worker = Thread(target=work)
    worker.start()
    jobs.put(1)
    stop.set()
    worker.join()
    r = out[-1]
    del out[:]
    """,
    """
    def work():
        while True:
            try:
                out.append(jobs.get(timeout=0.01))
            except Empty:
                break
    jobs = Queue()
    worker = Thread(target=work)
    worker.start()
    jobs.put(1)
    jobs.put(2)
    worker.join()
    """,
    """
    try:
        Queue().get(timeout=0.01)
    except Empty:
        out.append("empty")
    try:
        Queue().get_nowait()
    except Empty:
        out.append("empty")
    """,
]

AWAITING = [
    """
    async def work(jobs, results):
        while True:
            job = await jobs.get()
            try:
                results.append(10 // job)
            except ZeroDivisionError:
                results.append(None)
            finally:
                jobs.task_done()
    async def main():
        jobs = asyncio.Queue()
        workers = [asyncio.create_task(work(jobs, out)) for _ in range(2)]
        for one in (5, 0, 2):
            await jobs.put(one)
        await jobs.join()
        for worker in workers:
            worker.cancel()
        left = await asyncio.gather(*workers, return_exceptions=True)
        return sorted(map(str, out)), [type(one).__name__ for one in left], [worker.cancelled() for worker in workers]
    r = asyncio.run(main())
    """,
    """
    async def consume(jobs):
        found = []
        while (job := await jobs.get()) is not None:
            found.append(job)
        return found
    async def produce(jobs):
        for one in (1, 2, None):
            await jobs.put(one)
        return "done"
    async def main():
        jobs = asyncio.Queue()
        return await asyncio.gather(consume(jobs), produce(jobs))
    r = asyncio.run(main())
    """,
    """
    async def work(go, answer):
        await go.wait()
        out.append("went")
        out.append(await answer)
        return 7
    async def main():
        go, answer = asyncio.Event(), asyncio.get_running_loop().create_future()
        task = asyncio.create_task(work(go, answer))
        await asyncio.sleep(0)
        before = list(out), task.done()
        go.set()
        await asyncio.sleep(0)
        answer.set_result(5)
        return before, await task, task.done()
    r = asyncio.run(main())
    """,
    """
    async def work(jobs):
        while True:
            try:
                out.append(await asyncio.wait_for(jobs.get(), 0.01))
            except asyncio.TimeoutError:
                return "late"
    async def main():
        jobs = asyncio.Queue()
        task = asyncio.create_task(work(jobs))
        jobs.put_nowait(1)
        return await task
    r = asyncio.run(main())
    async def alone():
        try:
            await asyncio.wait_for(asyncio.Queue().get(), 0.01)
        except asyncio.TimeoutError:
            return "late"
    s = asyncio.run(alone())
    """,
    """
    async def work(changed, items):
        async with changed:
            await changed.wait_for(lambda: items)
            return items.pop()
    async def main():
        changed, items = asyncio.Condition(), []
        task = asyncio.create_task(work(changed, items))
        await asyncio.sleep(0)
        async with changed:
            changed.notify_all()
            items.append(3)
        return await task
    r = asyncio.run(main())
    """,
]


@pytest.mark.parametrize("code", [*PLAIN, *AWAITING])
def test_waiting(code: str) -> None:
    assert differences(SHARED + textwrap.dedent(code)) == {}


@pytest.mark.skipif(sys.version_info < (3, 11), reason="groups of tasks are there since Python 3.11")
def test_waiting_in_a_group() -> None:
    code = """
        async def consume(jobs):
            return [await jobs.get(), await jobs.get()]
        async def main():
            jobs = asyncio.Queue()
            async with asyncio.TaskGroup() as group:
                first = group.create_task(consume(jobs))
                for one in (1, 2):
                    await jobs.put(one)
            return first.result()
        r = asyncio.run(main())
        """
    assert differences(SHARED + textwrap.dedent(code)) == {}


HEAD = f"""
import asyncio, queue, threading
import httpx, requests
def capture(order):
    response = requests.post(f"{HOST}/ordermanagement/v1/orders/{{order}}/captures")
    response.raise_for_status()
"""

AT_LOAD = """
jobs = queue.Queue()
failed = []
def work():
    while True:
        order = jobs.get()
        try:
            capture(order)
        except requests.HTTPError:
            failed.append(order)
        finally:
            jobs.task_done()
threading.Thread(target=work, daemon=True).start()
def f(order):
    jobs.put(order)
    jobs.join()
    return len(failed)
def twice(order):
    return f(order) + f(order)
def unasked(order):
    return capture(order)
"""

IN_THE_OBJECT = """
class Poster:
    def __init__(self):
        self.jobs = queue.Queue()
        self.failed = []
        threading.Thread(target=self._work, daemon=True).start()
    def _work(self):
        while True:
            order = self.jobs.get()
            try:
                capture(order)
            except requests.HTTPError:
                self.failed.append(order)
    def post(self, order):
        self.jobs.put(order)
        return len(self.failed)
"""


@pytest.mark.parametrize(
    ("code", "entry", "fate", "count"),
    [
        (AT_LOAD, "m:f", "handled", 1),  # each run has a thread of its own, and what one run put no other finds
        (AT_LOAD, "m:twice", "handled", 2),
        (AT_LOAD, "m:unasked", "raised", 1),
        (IN_THE_OBJECT, "m:Poster.post", "handled", 1),
    ],
)
def test_thread_that_is_older_than_the_call(code: str, entry: str, fate: str, count: int) -> None:
    assert same(HEAD + code, entry) == fate
    assert sends(walk(HEAD + code, entry), 404) == {count}


@pytest.mark.parametrize(
    ("code", "fate", "count"),
    [
        (
            """
            def f(order):
                jobs, raised = queue.Queue(), []
                def work():
                    while (one := jobs.get()) is not None:
                        try:
                            capture(one)
                        except Exception as error:
                            raised.append(error)
                threads = [threading.Thread(target=work) for _ in range(2)]
                for thread in threads:
                    thread.start()
                jobs.put(order)
                for thread in threads:
                    jobs.put(None)
                for thread in threads:
                    thread.join()
                if raised:
                    raise raised[0]
            """,
            "raised",
            1,
        ),
        (
            """
            def f(order):
                stop = threading.Event()
                def beat():
                    while not stop.wait(5):
                        capture("beat")
                thread = threading.Thread(target=beat)
                thread.start()
                try:
                    capture(order)
                finally:
                    stop.set()
                    thread.join()
            """,
            "raised",
            1,
        ),
        (
            """
            def f(order):
                again = threading.Event()
                def work():
                    for _ in range(3):
                        try:
                            return capture(order)
                        except requests.HTTPError:
                            again.wait(5)
                threading.Thread(target=work).start()
            """,
            "handled",
            3,
        ),
        (
            """
            async def f(order):
                jobs = asyncio.Queue()
                async def work():
                    while True:
                        one = await jobs.get()
                        try:
                            await asyncio.to_thread(capture, one)
                        finally:
                            jobs.task_done()
                worker = asyncio.create_task(work())
                await jobs.put(order)
                done = asyncio.create_task(jobs.join())
                await asyncio.wait({worker, done}, return_when=asyncio.FIRST_COMPLETED)
                if worker.done():
                    worker.result()
                worker.cancel()
            """,
            "raised",
            1,
        ),
    ],
)
def test_thread_that_waits(code: str, fate: str, count: int) -> None:
    code = HEAD + textwrap.dedent(code)
    assert same(code) == fate
    assert sends(walk(code), 404) == {count}
