"""`sadpath explain FILE:LINE`, run as a user would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SHOP = """\
import requests


def capture(order_id):
    answer = requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order_id}/captures")
    if answer.ok:
        return True
    if answer.json()["error_code"] == "CAPTURE_NOT_ALLOWED":
        return False
    answer.raise_for_status()
"""


def explain(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    (folder / "shop.py").write_text(SHOP)
    return subprocess.run(
        [sys.executable, "-m", "sadpath", "explain", *words], cwd=folder, capture_output=True, text=True
    )


def test_the_request_shows_every_way(tmp_path: Path) -> None:
    done = explain(tmp_path, "shop.py:5")
    assert done.returncode == 0
    assert "captureOrder from shop:capture, sent at shop.py:5" in done.stdout
    assert "403 CAPTURE_NOT_ALLOWED: is handled" in done.stdout
    assert "HTTPError is raised" in done.stdout or "leaves with HTTPError" in done.stdout


def test_a_branch_shows_what_parts_there(tmp_path: Path) -> None:
    done = explain(tmp_path, "shop.py:8")
    assert "yes: answer.json()['error_code'] == 'CAPTURE_NOT_ALLOWED'" in done.stdout


def test_a_line_that_nothing_reaches(tmp_path: Path) -> None:
    done = explain(tmp_path, "shop.py:1")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "No outcome" in done.stderr


def test_a_place_that_is_none(tmp_path: Path) -> None:
    for words, message in ((("shop.py",), "FILE:LINE"), (("nowhere.py:3",), "no such file")):
        done = explain(tmp_path, *words)
        assert done.returncode == 2
        assert message in done.stderr
