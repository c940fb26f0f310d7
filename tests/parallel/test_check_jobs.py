"""`sadpath check --jobs`: the same output, and an end at once."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sadpath import parallel
from sadpath.__main__ import main
from sadpath.cli import run
from sadpath.program import spread
from sadpath.program.session import Session

SOURCE = str(Path(__file__).resolve().parents[2] / "src")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(autouse=True)
def interruptible():
    """A shell's background jobs ignore the signal."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """Many files, and a few that matter."""
    monkeypatch.chdir(tmp_path)
    for number in range(1800):
        folder = tmp_path / f"p{number % 40}"
        folder.mkdir(exist_ok=True)
        (folder / f"m{number}.py").write_text("import os\n")
    for source in EXAMPLES.rglob("*.py"):
        target = tmp_path / "shop" / source.relative_to(EXAMPLES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    return tmp_path


def test_the_same_output_with_one_process_and_with_several(shop, capsys):
    found = {}
    for jobs in ("1", "2", "3"):
        code = run(["check", ".", "--jobs", jobs, "--output-format", "json"])
        found[jobs] = code, *capsys.readouterr()
    assert found["1"][0] == 1 and found["1"] == found["2"] == found["3"]


def test_the_settings_say_how_many(shop, capsys, monkeypatch):
    asked = []
    monkeypatch.setattr(parallel.Workers, "__init__", lambda self, work, *, jobs: asked.append(jobs) or 1 / 0)
    (shop / "sadpath.toml").write_text("jobs = 1\n")
    assert run(["check", "."]) == 1 and not asked
    (shop / "sadpath.toml").write_text("jobs = 3\n")
    assert run(["check", "."]) == 2 and asked == [3]
    assert run(["check", ".", "-j", "7"]) == 2 and asked == [3, 7]
    capsys.readouterr()


@pytest.mark.parametrize("wrong", ["0", "-1", "x", "1.5", "9999"])
def test_a_wrong_number(wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        run(["check", f"--jobs={wrong}"])
    assert ended.value.code == 2 and "from 1 to 1024" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_ctrl_c_ends_it_at_once_without_a_word(shop):
    program = [sys.executable, "-c", BLOCKED, str(shop / "p1" / "m41.py")]
    running = subprocess.Popen(
        program,
        cwd=shop,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": SOURCE},
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    line = running.stdout.readline()
    worker = int(line)
    start = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err) == (130, b"", b"")
    assert time.monotonic() - start < 10
    assert not Path(f"/proc/{worker}").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_leaves_what_was_found(shop, capsys, monkeypatch, jobs):
    assert run(["check", "shop", "-j1", "--no-cache", "--output-format", "concise"]) == 1
    everything = set(capsys.readouterr().out.splitlines())
    monkeypatch.setattr(spread, "PATIENCE", 0.0)
    monkeypatch.setattr(spread, "MOST_AT_ONCE", 1)
    if jobs == "1":
        interrupt_after(monkeypatch, Session, "walk", lambda session: len(session.records) == 6)
    else:
        interrupt_after(
            monkeypatch, parallel.Workers, "_take", lambda w: w.stop and w._next + sum(map(len, w._done.values())) == 7
        )
    assert run(["check", "shop", "-j", jobs, "--no-cache", "--output-format", "concise"]) == 130
    told = capsys.readouterr()
    assert set() < set(told.out.splitlines()) < everything
    assert "Interrupted: the findings are those of what had been walked by then." in told.err


def test_an_interrupted_run_is_not_replayed_and_fixes_nothing(shop, capsys, monkeypatch):
    before = {path: path.read_text() for path in shop.rglob("*.py")}
    for more in ([], ["--fix", "--unsafe-fixes"]):
        with monkeypatch.context() as patch:
            interrupt_after(patch, Session, "walk", lambda session: len(session.records) == 6)
            assert main(["check", "shop", "-j1", *more]) == 130
    assert before == {path: path.read_text() for path in shop.rglob("*.py")}
    capsys.readouterr()
    assert main(["check", "shop", "-j1", "-q", "--output-format", "concise"]) == 1
    everything = capsys.readouterr().out
    assert main(["check", "shop", "-j1", "-q", "--no-cache", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out == everything


def interrupt_after(monkeypatch, cls, name, now):
    """Interrupt this process after a call of a method in it, once, where `now` says so of the object."""
    method, mine, done = getattr(cls, name), os.getpid(), []

    def called(self, *arguments):
        given = method(self, *arguments)
        if os.getpid() == mine and not done and now(self):
            done.append(True)
            signal.raise_signal(signal.SIGINT)
            until = time.monotonic() + 60
            while not self.stop() and time.monotonic() < until:
                time.sleep(0.01)
        return given

    monkeypatch.setattr(cls, name, called)


BLOCKED = """
import os, sys, time
from sadpath.source import scan
read, mine = scan.read_with_status, os.getpid()
def slow(path):
    if path == sys.argv[1] and os.getpid() != mine:
        os.write(1, b"%d\\n" % os.getpid())
        time.sleep(60)
    return read(path)
scan.read_with_status = slow
from sadpath.__main__ import main
sys.exit(main(["check", ".", "--jobs", "2"]))
"""
