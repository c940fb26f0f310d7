"""`--watch`: runs again when something changes, and ends with Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from sadpath import watch

SHOP = "# sadpath: ignore[SP101]\n"


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_watching(sadpath, tmp_path):
    (tmp_path / "shop.py").write_text("x = 1\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": "1"}
    command = [*sadpath.command, "check", "--watch", "--output-format", "concise"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # a shell that starts the tests in the background has them ignore it, and who is started so never hears of Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    timer = threading.Timer(60, process.kill)
    timer.start()
    try:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")

        def until(words):
            seen = []
            for line in lines:
                seen.append(line)
                if words in line:
                    return "".join(seen)
            pytest.fail(f"{words!r} never came: {''.join(seen)}")

        assert "No problems found." in until("Watching for changes")
        (tmp_path / "shop.py").write_text(SHOP)
        assert "shop.py:1:1: SP904" in until("Watching for changes")
        (tmp_path / "sadpath.toml").write_text('ignore = ["SP9"')  # a mistake doesn't end it
        assert "error: " in until("Watching for changes")
        (tmp_path / "sadpath.toml").write_text('ignore = ["SP9"]')
        assert "No problems found." in until("Watching for changes")
        (tmp_path / "new.py").write_text(SHOP)
        assert "changed: new.py" in until("Watching for changes")
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait() == 0 and "Traceback" not in rest
    finally:
        timer.cancel()
        process.kill()
        process.wait()


def test_what_does_not_go_together(inside):
    for words in (["-"], ["--fix"], ["--add-ignore"]):
        code, _, err = inside("check", "--watch", *words)
        assert code == 2 and "--watch goes with files that are checked only" in err


def test_a_run_that_fails_ends_the_watch():
    with pytest.raises(ZeroDivisionError):
        watch.watch(lambda: 1 // 0, list)
