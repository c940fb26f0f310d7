"""Settings in runs of the command over a small project of several parts."""

import json
import subprocess
import sys

import pytest

BAD = """\
import requests


def cancel(order_id, auth):
    url = f"https://api.klarna.com/ordermanagement/v1/orders/{order_id}/cancel"
    requests.post(url, auth=auth)
    return True
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("one/pay.py", "two/pay.py", "two/old/pay.py", "tests/test_pay.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BAD)
    return tmp_path


def check(*arguments: str) -> tuple[int, list[tuple[str, str, str]], str]:
    """(exit code, findings as (path, rule, severity), standard error)"""
    command = [sys.executable, "-m", "sadpath", "check", *arguments, "--output-format", "json", "--no-progress"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    found = [(f["path"], f["rule"], f["severity"]) for f in json.loads(done.stdout or "[]")]
    return done.returncode, found, done.stderr


def test_every_part_has_its_own_settings(project):
    (project / "sadpath.toml").write_text('fail-level = "error"\n')
    (project / "two/sadpath.toml").write_text(
        'extend = "../sadpath.toml"\nexclude = ["old"]\n[severity]\nSP101 = "info"\n'
    )
    code, found, _ = check()
    assert (code, found) == (1, [("one/pay.py", "SP101", "error"), ("two/pay.py", "SP101", "info")])
    code, found, _ = check("two")
    assert (code, found) == (0, [("two/pay.py", "SP101", "info")])
    (project / "two/sadpath.toml").write_text('extend = "../sadpath.toml"\nignore = ["SP1"]\n')
    assert check()[1] == [("one/pay.py", "SP101", "error")]


def test_a_mistake_in_any_part_ends_the_run(project):
    (project / "two/sadpath.toml").write_text("\nfail-levl = 'error'\n")
    code, found, told = check()
    assert (code, found) == (2, [])
    assert told == "error: two/sadpath.toml:2: unknown key `fail-levl`; did you mean fail-level?\n"


def test_excluded_files_stay_out_though_they_are_named(project):
    (project / "sadpath.toml").write_text('extend-exclude = ["two/old/"]\n')
    named = ("one/pay.py", "two/old/pay.py", "tests/test_pay.py")
    assert [path for path, *_ in check(*named)[1]] == ["one/pay.py", "tests/test_pay.py", "two/old/pay.py"]
    code, found, told = check(*named, "--force-exclude")
    assert [path for path, *_ in found] == ["one/pay.py"] and code == 1
    assert "1 test file" in told
    (project / "sadpath.toml").write_text('extend-exclude = ["two/old/"]\nforce-exclude = true\n')
    assert [path for path, *_ in check(*named)[1]] == ["one/pay.py"]
    assert [path for path, *_ in check("one/pay.py", "--force-exclude", "--exclude", "one")[1]] == []


def test_bindings_hold_below_their_file(project):
    # neither the host nor, as one word, the path of an API stands in these files
    text = BAD.replace('f"https://api.klarna.com/ordermanagement/', 'f"https://gateway.test/order" f"management/')
    (project / "one/pay.py").write_text(text)
    (project / "two/pay.py").write_text(text)
    assert [path for path, *_ in check("one", "two")[1]] == ["two/old/pay.py"]
    (project / "one/sadpath.toml").write_text('[providers]\n"pay.py" = "klarna-order-management"\n')
    assert [path for path, *_ in check("one", "two")[1]] == ["one/pay.py", "two/old/pay.py"]


def test_options_of_a_rule_hold_below_their_file(project):
    text = BAD.replace("    requests.post(url, auth=auth)\n", """\
    response = requests.post(url, auth=auth)
    if response.status_code == 403 and response.json()["error_code"] == "ORDER_IS_LOCKED":
        return False
    response.raise_for_status()
""")  # fmt: skip
    (project / "one/pay.py").write_text(text)
    (project / "two/pay.py").write_text(text)
    run = ("one", "two/pay.py", "--select", "SP401")
    assert [path for path, *_ in check(*run)[1]] == ["one/pay.py", "two/pay.py"]
    (project / "two/sadpath.toml").write_text('[rules.SP401]\nknown-codes = ["ORDER_IS_LOCKED"]\n')
    assert [path for path, *_ in check(*run)[1]] == ["one/pay.py"]
