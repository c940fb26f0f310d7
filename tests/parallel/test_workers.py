"""Work in forked processes: order, death, errors, interrupts."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from sadpath import parallel
from sadpath.parallel import Lost, Workers

pytestmark = pytest.mark.skipif(not parallel.can_fork(), reason="nothing is forked here")
SOURCE = str(Path(__file__).resolve().parents[2] / "src")


def chunks(items, size):
    return [items[at : at + size] for at in range(0, len(items), size)]


def done(work, items, size=1):
    """All that two processes give for the items."""
    with Workers(work, jobs=2) as workers:
        for chunk in chunks(items, size):
            workers.put(chunk)
        return list(workers.results())


@pytest.fixture(params=[1, 2, 5])
def jobs(request):
    return request.param


def test_results_come_in_the_order_of_the_items(jobs):
    def work(items):
        time.sleep(0.02 if 0 in items else 0)  # the first comes last
        return [(item * item, os.getpid()) for item in items]

    with Workers(work, jobs=jobs) as workers:
        for chunk in chunks(list(range(100)), 7):
            workers.put(chunk)
        found = list(workers.results())
    assert [square for square, _ in found] == [n * n for n in range(100)]
    assert (os.getpid() in {pid for _, pid in found}) == (jobs == 1)


def test_more_can_be_put_after_results_were_taken(jobs):
    with Workers(lambda items: [item + 1 for item in items], jobs=jobs) as workers:
        workers.put([1, 2])
        assert list(workers.results()) == [2, 3]
        workers.put([3])
        workers.put([])
        assert list(workers.results()) == [4]


def test_what_is_about_the_same_goes_to_the_same_process():
    def work(items):
        time.sleep(0.1)
        return [os.getpid() for _ in items]

    with Workers(work, jobs=2) as workers:
        for about in "abba":
            workers.put([about], about=about)
        a, b, same_as_b, same_as_a = workers.results()
    assert a == same_as_a != b == same_as_b


def test_who_has_nothing_to_do_takes_what_others_know_about():
    def work(items):
        time.sleep(0.1)
        return [os.getpid() for _ in items]

    with Workers(work, jobs=2) as workers:
        for number in range(8):
            workers.put([number], about="one thing")
        assert len(set(workers.results())) == 2


def test_what_takes_long_to_learn_and_not_to_do_is_left_to_who_knows_it():
    learnt = set()

    def work(items):
        time.sleep(0.001 if items[0] in learnt else 0.2)
        learnt.add(items[0])
        return [os.getpid() for _ in items]

    with Workers(work, jobs=2) as workers:
        for about in "aabaa":
            workers.put([about], about=about)
        a, _, b, *_ = workers.results()
        assert a != b
        for _ in range(6):
            workers.put(["a"], about="a")
        assert set(workers.results()) == {a}


def test_what_most_waits_of_is_begun_first():
    def work(items):
        time.sleep(0.05)
        return [time.monotonic() for _ in items]

    with Workers(work, jobs=2) as workers:
        for about in ("one", "two", "three", "four", "least", "large", "large", "large"):
            workers.put([about], about=about)
        *_, least, large, _, _ = workers.results()
    assert large < least


def test_what_is_large_passes_both_ways():
    text = "x" * 1_000_000
    with Workers(lambda items: [item * 2 for item in items], jobs=2) as workers:
        for _ in range(6):
            workers.put([text])
        assert list(workers.results()) == [text * 2] * 6


def test_results_can_be_taken_while_more_is_put(jobs):
    found = []
    with Workers(lambda items: [item * 2 for item in items], jobs=jobs) as workers:
        results = workers.results()
        for chunk in chunks(list(range(1000)), 3):
            workers.put(chunk)
            found.append(next(results))
        assert len(found) == 334
        found += results
    assert found == [n * 2 for n in range(1000)]


def test_nothing_put_gives_nothing(jobs):
    with Workers(list, jobs=jobs) as workers:
        assert list(workers.results()) == []


def test_who_kills_the_process_is_named_and_everything_else_is_done():
    def work(items):
        if 13 in items:
            os.kill(os.getpid(), signal.SIGKILL)
        if 30 in items:
            os._exit(3)
        return items

    with Workers(work, jobs=2) as workers:
        for chunk in chunks(list(range(50)), 8):
            workers.put(chunk)
        found = list(workers.results())
    lost = {n: item for n, item in enumerate(found) if isinstance(item, Lost)}
    assert [item for item in found if not isinstance(item, Lost)] == [n for n in range(50) if n not in (13, 30)]
    assert {n: item.item for n, item in lost.items()} == {13: 13, 30: 30}
    assert "SIGKILL" in lost[13].reason and "3" in lost[30].reason


def test_a_death_by_chance_costs_nothing(tmp_path):
    def work(items):
        if 5 in items and not (tmp_path / "died").exists():
            (tmp_path / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return items

    assert done(work, list(range(20)), 4) == list(range(20))
    assert (tmp_path / "died").exists()


def test_where_all_die_it_ends():
    with pytest.raises(parallel.WorkersDie, match="ended with 7"):
        done(lambda items: os._exit(7), list(range(1000)), 10)


def test_an_error_comes_back_with_its_traceback():
    def work(items):
        raise KeyError("nothing there")

    with pytest.raises(KeyError, match="nothing there") as caught:
        done(work, [1])
    assert "in work" in str(caught.value.__cause__)


def test_an_error_that_can_not_travel_comes_back_in_words():
    class Local(Exception):
        pass

    def work(items):
        raise Local("not to be pickled")

    with pytest.raises(RuntimeError, match="Local: not to be pickled"):
        done(work, [1])


def test_a_wrong_number_of_results_is_a_mistake():
    with pytest.raises(ValueError, match="2 items gave 1 results"):
        done(lambda items: items[:1], [1, 2], 2)


def test_without_fork_the_work_is_done_here(monkeypatch):
    def no_fork():
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", no_fork)
    assert done(lambda items: [os.getpid()] * len(items), list(range(3))) == [os.getpid()] * 3


def test_nobody_is_left_when_the_block_is_left():
    with pytest.raises(ZeroDivisionError), Workers(lambda items: time.sleep(60) or items, jobs=2) as workers:
        workers.put([1])
        workers.put([2])
        pids = [worker.pid for worker in workers._workers]
        _ = 1 / 0
    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


PROGRAM = """
    import os, sys, threading, time
    from sadpath.parallel import Workers

    def work(items):
        os.write(1, b"%d\\n" % os.getpid())
        time.sleep(60)
        return items

    def run():
        with Workers(work, jobs=2) as workers:
            workers.put([1])
            workers.put([2])
            list(workers.results())

    try:
        if sys.argv[1] == "thread":
            thread = threading.Thread(target=run, daemon=True)
            thread.start()
            while thread.is_alive():
                thread.join(0.1)
        else:
            run()
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.parametrize("where", ["main", "thread"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupt_leaves_nobody_and_says_nothing(where, number):
    program = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), where],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": SOURCE},
        start_new_session=True,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    pids = [int(program.stdout.readline()) for _ in range(2)]
    if number == signal.SIGINT:
        os.killpg(program.pid, number)  # as a terminal does
    else:
        program.kill()
    _, told = program.communicate(timeout=20)
    assert program.returncode == (130 if number == signal.SIGINT else -number)
    assert told == ""
    deadline = time.monotonic() + 10
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, pids))


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
