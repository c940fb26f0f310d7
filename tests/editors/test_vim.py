from __future__ import annotations

import shlex
import subprocess
import time
from pathlib import Path
from typing import Any

import conftest
import programs
import pytest

pytestmark = pytest.mark.editors

CONFIGURATION = programs.ROOT / "editors" / "vim"
VIMRC = """
set nocompatible nomore noswapfile
let g:ale_linters = {'python': ['sadpath']}
let g:ale_linters_explicit = 1
let g:ale_virtualtext_cursor = 0
set runtimepath^=%s
packadd! ale
filetype plugin on
"""


@pytest.fixture
def run(shop: Path, tmp_path: Path, search_path: str) -> Any:
    vim, tmux = conftest.obtain(programs.vim_with_ale)

    def run(**wishes: object) -> dict[str, Any]:
        vimrc = tmp_path / "vimrc"
        vimrc.write_text(VIMRC % CONFIGURATION)
        # Vim wants a terminal: tmux is one. A server of our own, which ends with its last window.
        driver = conftest.HERE / "drivers" / "vim.vim"
        inside = shlex.join([str(part) for part in (vim, "-n", "-u", vimrc, "-S", driver, shop / "payments.py")])
        waiter = tmp_path / "run.sh"
        socket = tmp_path / "tmux"
        waiter.write_text(
            f"{shlex.quote(str(tmux))} -S {shlex.quote(str(socket))} -f /dev/null new-session -d -x 150 -y 40 {shlex.quote(inside)}\n"
            f"while {shlex.quote(str(tmux))} -S {shlex.quote(str(socket))} has-session 2>/dev/null; do sleep 0.2; done\n"
        )
        try:
            return conftest.drive(
                ["sh", waiter],
                tmp_path,
                {"hover": conftest.ON_CODE, "fix": {**conftest.RESENT, "title": "Suppress SP204"}, **wishes},
                {"PATH": search_path, "TERM": "xterm-256color"},
            )
        finally:
            subprocess.run([tmux, "-S", socket, "kill-server"], capture_output=True)
            time.sleep(0.1)

    return run


def test_diagnostics_hover_and_a_fix(run: Any, shop: Path) -> None:
    seen = run()
    assert "error" not in seen, seen
    assert [(each["code"], each["line"], each["column"]) for each in seen["diagnostics"]] == [
        ("SP204", conftest.RESENT["line"], conftest.RESENT["column"]),
        ("SP402", conftest.WRONG_CODE["line"], conftest.WRONG_CODE["column"]),
    ]
    assert {each["linter"] for each in seen["diagnostics"]} == {"sadpath"}
    assert "CAPTURE_NOT_ALLOWED" in seen["hover"]
    assert conftest.fix_is_applied(shop)


def test_the_driver_says_what_it_has_not_seen(run: Any, shop: Path) -> None:
    seen = run(fix={**conftest.RESENT, "title": "Suppress SP999"}, patience=15_000)
    assert "not seen: the edit" in seen["error"]
    assert not conftest.fix_is_applied(shop)
