"""`--diff-base REV`: only what touches changed lines, in real repositories."""

from __future__ import annotations

import json
import subprocess

import pytest

SHOP = """\
import requests

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


def capture(order_id, amount):
    answer = requests.post(f"{ORDERS}/{order_id}/captures", json={"captured_amount": amount})
    return answer.headers.get("Location")
"""
CANCEL = """

def cancel(order_id):
    answer = requests.post(f"{ORDERS}/{order_id}/cancel")
    return answer.text
"""


@pytest.fixture
def git(tmp_path):
    def run(*words):
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    run("init", "-q", "-b", "main")
    (tmp_path / "shop.py").write_text(SHOP)
    run("add", "-A")
    run("commit", "-q", "-m", "first")
    return run


@pytest.fixture
def found(inside):
    def run(*words):
        code, out, err = inside("check", *words, "--output-format", "json", "--no-progress")
        assert code in (0, 1), err
        return [(f["path"], f["line"], f["rule"]) for f in json.loads(out)]

    return run


def test_what_is_not_committed_and_what_is(git, found, tmp_path):
    assert found("--diff-base", "HEAD") == []
    (tmp_path / "shop.py").write_text(SHOP + CANCEL)
    new = [("shop.py", 12, "SP101")]
    assert found("--diff-base", "HEAD") == new
    git("add", "-A")
    assert found("--diff-base", "HEAD") == new
    git("commit", "-q", "-m", "second")
    assert found("--diff-base", "HEAD") == []
    assert found("--diff-base", "HEAD~1") == new
    assert len(found()) == 2


def test_moved_lines_are_no_change(git, found, tmp_path):
    (tmp_path / "shop.py").write_text("# a comment\n\n" + SHOP)
    assert found("--diff-base", "HEAD") == []


def test_taken_out_lines_touch_their_neighbours(git, found, tmp_path):
    sound = SHOP.replace("    return", "    answer.raise_for_status()\n    return")
    (tmp_path / "shop.py").write_text(sound)
    git("commit", "-q", "-a", "-m", "sound")
    assert found() == []
    (tmp_path / "shop.py").write_text(SHOP)
    assert found("--diff-base", "HEAD") == [("shop.py", 7, "SP101")]


def test_new_and_renamed_files(git, found, tmp_path):
    (tmp_path / "ü b.py").write_text(SHOP)  # git does not know it yet
    assert found("--diff-base", "HEAD") == [("ü b.py", 7, "SP101")]
    (tmp_path / "ü b.py").unlink()
    git("mv", "shop.py", "shop\tnew.py")
    assert found("--diff-base", "HEAD") == []
    (tmp_path / "shop\tnew.py").write_text(SHOP.replace("order_id}/c", "order_id}/{''}c"))
    assert [line for _, line, _ in found("--diff-base", "HEAD")] == [7]


def test_what_others_did_on_the_base_branch_is_no_change(git, found, tmp_path):
    git("checkout", "-q", "-b", "mine")
    (tmp_path / "own.py").write_text(SHOP)
    git("add", "-A")
    git("commit", "-q", "-m", "mine")
    git("checkout", "-q", "main")
    (tmp_path / "shop.py").write_text(SHOP.replace("amount)", "total)").replace(": amount}", ": total}"))
    git("commit", "-q", "-a", "-m", "theirs")
    git("checkout", "-q", "mine")
    assert found("--diff-base", "main") == [("own.py", 7, "SP101")]


def test_from_a_directory_below(git, found, monkeypatch, tmp_path):
    (tmp_path / "web").mkdir()
    (tmp_path / "web/a.py").write_text(SHOP)
    monkeypatch.chdir(tmp_path / "web")
    assert found("--diff-base", "HEAD") == [("a.py", 7, "SP101")]
    assert found("..", "--diff-base", "HEAD") == [("a.py", 7, "SP101")]


def test_settings_of_git_change_nothing(git, found, tmp_path):
    for key, value in {
        "diff.noprefix": "true", "diff.mnemonicPrefix": "true", "color.ui": "always", "diff.external": "false",
        "diff.interHunkContext": "50", "diff.context": "20", "core.quotePath": "true", "diff.relative": "true",
    }.items():  # fmt: skip
        git("config", key, value)
    (tmp_path / "ü.py").write_text("x = 1\n")
    git("add", "-A")
    git("commit", "-q", "-m", "more")
    (tmp_path / "ü.py").write_text(SHOP)
    (tmp_path / "shop.py").write_text(SHOP + "\n# --- a/x\n# +++ b/y\n")
    assert found("--diff-base", "HEAD") == [("ü.py", 7, "SP101")]


def test_what_goes_wrong(git, sadpath, inside, monkeypatch, tmp_path, tmp_path_factory):
    code, out, err = inside("check", "--diff-base", "nowhere")
    assert (code, out) == (2, "") and "has no revision 'nowhere'" in err
    code, _, err = sadpath("check", "--diff-base=--output=x")
    assert code == 2 and "has no revision '--output=x'" in err
    code, _, err = sadpath("check", "-", "--diff-base", "HEAD", stdin=b"")
    assert code == 2 and "can't be used with standard input" in err
    outside = tmp_path_factory.mktemp("outside")
    (outside / "a.py").write_text("x = 1\n")
    code, _, err = inside("check", str(outside), "--diff-base", "HEAD")
    assert code == 2 and "is in no git repository" in err
    monkeypatch.setenv("PATH", "")
    code, _, err = inside("check", "--diff-base", "HEAD")
    assert code == 2 and "--diff-base needs git" in err
