"""The progress bar shows up only on a terminal, and only once someone has waited."""

import io
import sys

from sadpath import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def run(monkeypatch, stream, patience, wanted=True):
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    with progress.progress(wanted) as tick:
        if tick is not None:
            for done in range(3):
                tick(done, 3, "reading")
            tick(1, 5, "walking")
    return stream.getvalue()


def test_only_on_a_terminal(monkeypatch):
    assert run(monkeypatch, io.StringIO(), 0) == ""
    assert run(monkeypatch, Terminal(), 0, wanted=False) == ""


def test_only_after_a_while(monkeypatch):
    assert run(monkeypatch, Terminal(), 60) == ""
    assert "walking" in run(monkeypatch, Terminal(), 0)


def test_it_is_closed_after_an_error(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    try:
        with progress.progress(True) as tick:
            tick(1, 2, "reading")
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert stream.getvalue().count("\x1b[?25h") == stream.getvalue().count("\x1b[?25l")
