"""`check --dask`: a real scheduler and workers as processes, on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from far_programs import SOME, Run

from sadpath.far import cluster

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills processes by signals")

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "src"
PATIENCE = 60
SMALL = """\
import requests

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


def cancel{number}(order_id, auth):
    response = requests.post(f"{{ORDERS}}/{{order_id}}/cancel", auth=auth)
    return response.status_code < {number}00
"""


class Dask:
    """A scheduler with two workers, and the files by which tests talk with them (see `dask_preload`)."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.file = directory / "scheduler.json"
        self.environment = os.environ | {
            "PYTHONPATH": str(SOURCE),
            "SADPATH_TEST_DIRECTORY": str(directory),
            "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
        }
        self.processes = [self.start("scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard")]
        preload = ("--preload", str(HERE / "dask_preload.py"))
        more = ("--host", "127.0.0.1", "--nthreads", "2", "--no-dashboard", "--local-directory", str(directory))
        self.processes.append(self.start("worker", "--nworkers", "2", *more, *preload))
        until(lambda: self.file.exists() and self.file.read_text().rstrip().endswith("}"))  # it is written bit by bit
        self.address = json.loads(self.file.read_text())["address"]
        with self.client() as client:
            client.wait_for_workers(2, timeout=PATIENCE)

    def start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(self.file), *arguments]
        with (self.directory / f"{what}.log").open("a") as log:
            return subprocess.Popen(command, env=self.environment, cwd=self.directory, stdout=log, stderr=log)

    def client(self) -> Any:
        from distributed import Client

        return Client(self.address, timeout=PATIENCE, set_as_default=False)

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()

    def say(self, name: str, text: object) -> None:
        (self.directory / name).write_text(str(text))

    def allow(self, deaths: int) -> None:
        """How many workers may die of a task before the scheduler gives it up."""

        def tell(dask_scheduler: Any) -> None:
            dask_scheduler.allowed_failures = deaths

        with self.client() as client:
            client.run_on_scheduler(tell)

    def forget(self) -> None:
        for name in ("log", "slow", "deadly"):
            (self.directory / name).unlink(missing_ok=True)

    def walked(self) -> list[tuple[int, str]]:
        """(process, entry) in the order in which they began."""
        log = self.directory / "log"
        lines = log.read_text().splitlines() if log.exists() else []
        return [(int(pid), label) for pid, _, label in (line.partition(" ") for line in lines)]


def until(ready: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture(scope="module")
def one_dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    dask = Dask(tmp_path_factory.mktemp("dask"))
    try:
        yield dask
    finally:
        dask.stop()


@pytest.fixture
def dask(one_dask: Dask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dask]:
    monkeypatch.setattr(cluster, "CONNECT", float(PATIENCE))
    one_dask.forget()
    one_dask.allow(3)
    yield one_dask
    one_dask.forget()


@pytest.fixture
def programs(project: Path) -> Path:
    """Programs with a few more walks, of which each test has its own version: workers keep what they know of a job."""
    shutil.rmtree(project / "shops" / SOME[1])
    for number in range(12):
        (project / f"shops/small{number}.py").write_text(SMALL.format(number=number))
    for number, file in enumerate(sorted(project.rglob("*.py"))):
        file.write_text(f"{file.read_text()}\n# {project.name} {number}\n")
    return project


def test_the_same_findings_in_the_same_order(programs: Path, run: Run, dask: Dask) -> None:
    alone = run("check")
    assert alone[0] == 1
    assert run("check", "--dask", dask.address) == alone
    walked = dask.walked()
    assert len({label for _, label in walked}) == len(walked) > 12, "each walk is done once"
    assert len({pid for pid, _ in walked}) == 2
    where = (f"shops/{SOME[0]}", "shops/small1.py")
    assert run("check", *where, "--dask", dask.address) == run("check", *where)


def test_a_worker_is_killed_in_the_middle(programs: Path, run: Run, dask: Dask) -> None:
    alone = run("check")
    dask.say("slow", 0.1)
    victims = []

    def kill() -> None:
        until(lambda: len(dask.walked()) > 2)
        victims.append(dask.walked()[-1][0])
        os.kill(victims[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert run("check", "--dask", dask.address) == alone
    killer.join()
    walked = dask.walked()
    last = max(n for n, (pid, _) in enumerate(walked) if pid == victims[0])
    assert 0 < last < len(walked) - 1, "others went on"
    assert len({label for _, label in walked}) < len(walked), "what it had in hand was done again"


def test_an_entry_that_kills_its_workers_costs_itself(programs: Path, run: Run, dask: Dask) -> None:
    deadly = "small9:cancel9"
    alone = run("check", "--output-format", "json-lines")
    dask.say("deadly", deadly)
    dask.allow(0)
    code, out, err = run("check", "--output-format", "json-lines", "--dask", dask.address)
    assert code == 2
    assert f"{deadly} was not walked: each worker that walked from it died" in err
    kept = [line for line in alone[1].splitlines() if json.loads(line)["entry"] != deadly]
    assert out.splitlines() == kept != alone[1].splitlines()


def test_another_root(programs: Path, run: Run, dask: Dask, tmp_path_factory: pytest.TempPathFactory) -> None:
    # an API that only the settings name, and a file whose requests only the settings tell
    Path("sadpath.toml").write_text(
        'catalogues = ["own.toml"]\n[providers]\n"shops/bound.py" = "klarna-order-management"\n'
    )
    own = (HERE.parents[1] / "rules/providers/klarna-order-management.toml").read_text()
    for old, new in (
        ("klarna-order-management", "own-api"),
        ("klarna.com", "own.example"),
        ("/ordermanagement", "/own"),
    ):
        own = own.replace(old, new)
    Path("own.toml").write_text(own)
    small = SMALL.format(number=9)
    Path("shops/own.py").write_text(small.replace("klarna.com/ordermanagement", "own.example/own"))
    Path("shops/bound.py").write_text(small.replace("api.klarna.com/order", 'gateway.example/order" "'))
    alone = run("check")
    walks = {
        (walk["path"], walk["provider"]) for walk in json.loads(run("matrix", "--output-format", "json")[1])["walks"]
    }
    assert walks >= {("shops/own.py", "own-api"), ("shops/bound.py", "klarna-order-management")}
    other = tmp_path_factory.mktemp("shared")
    assert (
        "has no directory /nowhere; --shared-root says"
        in run("check", "--dask", dask.address, "--shared-root", "/nowhere")[2]
    )
    shutil.copytree(programs / "shops", other / "shops")
    dask.forget()
    assert run("check", "--dask", dask.address, "--shared-root", str(other)) == alone
    assert dask.walked()
    # (a worker that has read a file need not look again: a job is of one state of the files)
    changed = next(file for file in sorted(Path("shops").rglob("*.py")) if "klarna.com" in file.read_text())
    changed.write_text(changed.read_text() + "\n# more\n")
    code, out, err = run("check", "--dask", dask.address, "--shared-root", str(other))
    assert (code, out) == (2, "")
    assert f"the workers have other files in {other} than there are here: {changed}" in err


def test_unsaved_bytes_and_fixes(programs: Path, run: Run, dask: Dask) -> None:
    assert run("check", "--diff", "--unsafe-fixes", "--dask", dask.address) == run("check", "--diff", "--unsafe-fixes")


def test_an_interrupt_ends_at_once(programs: Path, dask: Dask) -> None:
    dask.say("slow", 1.0)
    command = [sys.executable, "-m", "sadpath", "check", "--dask", dask.address]
    process = subprocess.Popen(
        command,
        env=dask.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # a shell's background jobs ignore it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    until(dask.walked)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    # (where the interrupt comes within a finalizer of Dask's, Python tells of it there)
    assert (process.returncode, out, err.partition(b"Exception ignored")[0]) == (130, b"", b"")
    before = len(dask.walked())
    time.sleep(2.5)
    assert len(dask.walked()) - before <= 2 * 8, "no more than what was under way"


def test_an_interrupt_that_a_library_swallows() -> None:
    before, interrupt = signal.getsignal(signal.SIGINT), cluster.Interrupt()
    interrupt.heed()
    interrupt.watch()
    with contextlib.suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    interrupt.forget()
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(KeyboardInterrupt):
        interrupt.heed()


def test_another_version(programs: Path, run: Run, dask: Dask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "VERSIONS", ("9.9.9", 3, 99))
    code, out, err = run("check", "--dask", dask.address)
    assert (code, out) == (2, "")
    assert (
        "the scheduler has sadpath" in err and "on Python 3." in err and "this is sadpath 9.9.9 on Python 3.99" in err
    )


def test_no_scheduler(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 1.0)
    code, out, err = run("check", "--dask", "tcp://127.0.0.1:9")
    assert (code, out) == (2, "") and "there is no scheduler at tcp://127.0.0.1:9" in err and len(err.splitlines()) == 1
    code, out, err = run("check", "--dask", "")
    assert code == 2 and "needs the address of a scheduler" in err


def test_no_dask(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, out, err = run("check", "--dask", "tcp://127.0.0.1:9")
    assert (code, out) == (2, "") and "pip install 'sadpath[dask]'" in err


def test_what_does_not_go_together(project: Path, run: Run) -> None:
    assert "--shard does not go with --dask" in run("check", "--shard", "1/2", "--dask", "tcp://127.0.0.1:9")[2]
    assert "--shared-root goes with --dask" in run("check", "--shared-root", "x")[2]
