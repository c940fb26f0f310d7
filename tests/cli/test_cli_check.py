"""`sadpath check`: formats, selection, exit codes, standard input."""

import json
import subprocess
import sys

import pytest

BAD = "def run():\n    return BAD\n"


def test_clean_code(fake, tmp_path):
    (tmp_path / "shop.py").write_text("x = 1\n")
    assert fake("check") == (
        0,
        "",
        "No problems found.\nChecked 1 file; none sends a request of an API that sadpath knows.\nnote: a note\n",
    )


def test_a_finding_in_full(fake, tmp_path):
    (tmp_path / "shop.py").write_text(BAD)
    code, out, err = fake("check", ".")
    assert code == 1
    assert out == (
        "error[SP201] retry-non-retryable: payOrder is sent again\n"
        " --> shop.py:2:12\n"
        "  |\n"
        "2 |     return BAD\n"
        "  |            ^^^\n"
        "  |\n"
        "  = walk: payOrder from shop:run\n"
        "  = raised: 403 NOT_ALLOWED\n"
        "  = help: give up\n"
        "  = see: https://example.org/SP201\n\n"
    )
    assert "Found 1 problem (1 error) in 1 file." in err
    assert "Checked 1 file: 1 walk over 1 operation." in err


def test_json_has_the_keys_of_the_contract(fake, tmp_path):
    (tmp_path / "shop.py").write_text(BAD)
    code, out, _ = fake("check", ".", "--output-format", "json")
    (item,) = json.loads(out)
    assert code == 1
    assert list(item) == [
        "rule", "name", "severity", "path", "line", "column", "end_line", "end_column", "message", "url",
        "provider", "operation", "entry", "outcomes", "related", "fixes",
    ]  # fmt: skip
    assert (item["path"], item["line"], item["column"]) == ("shop.py", 2, 12)
    assert item["outcomes"] == [{"status": 403, "code": "NOT_ALLOWED", "fate": "raised"}]


def test_json_of_nothing_is_an_empty_list(fake):
    assert fake("check", "--output-format", "json")[:2] == (0, "[]\n")


def test_concise_and_quiet(fake, tmp_path):
    (tmp_path / "shop.py").write_text(BAD)
    line = "shop.py:2:12: SP201 payOrder is sent again [403 NOT_ALLOWED]\n"
    assert fake("check", ".", "--output-format", "concise", "-q") == (1, line, "")


def test_exit_zero_and_fail_level(fake, tmp_path):
    (tmp_path / "shop.py").write_text(BAD)
    assert fake("check", "--exit-zero")[0] == 0
    (tmp_path / "sadpath.toml").write_text('severity = { SP201 = "info" }\n')
    assert fake("check")[0] == 0
    assert fake("check", "--fail-level", "info")[0] == 1
    assert fake("check", "--no-config")[0] == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--select", "SP201"], 1),
        (["--select", "sp2"], 1),
        (["--select", "ALL"], 1),
        (["--select", "SP1,SP902"], 0),
        (["--ignore", "SP2"], 0),
        (["--ignore", "SP2", "--select", "SP201"], 1),
        (["--select", "SP201", "--ignore", "SP201"], 0),
    ],
)
def test_selection(fake, tmp_path, options, code):
    (tmp_path / "shop.py").write_text(BAD)
    assert fake("check", ".", *options)[0] == code


def test_paths_may_stand_around_options(fake, tmp_path):
    (tmp_path / "a.py").write_text(BAD)
    (tmp_path / "b.py").write_text(BAD)
    for arguments in (["a.py", "-q", "b.py"], ["-q", "a.py", "b.py"], ["a.py", "b.py", "-q"]):
        assert fake("check", "--output-format", "concise", *arguments)[1].count("\n") == 2


def test_standard_input(fake):
    code, out, _ = fake("check", "-", "--output-format", "concise", stdin=BAD.encode())
    assert (code, out.split(":")[0]) == (1, "<stdin>")
    code, out, _ = fake("check", "-", "--stdin-filename", "shop/pay.py", stdin=BAD.encode())
    assert "--> shop/pay.py:2:12" in out and "2 |     return BAD" in out and "shop.pay" not in out
    assert fake("check", "-", "a.py", stdin=b"")[0] == 2
    assert fake("check", "a.py", "--stdin-filename", "b.py")[0] == 2


def test_standard_input_that_is_no_text(fake):
    code, out, _ = fake("check", "-", "--output-format", "concise", stdin=b"x = '\xff'\n")
    assert code == 1 and out.startswith("<stdin>:1:1: SP902 this file was left out: byte 0xff is no utf-8 text")


def test_color_only_when_asked_or_on_a_terminal(fake, tmp_path):
    (tmp_path / "shop.py").write_text(BAD)
    assert "\x1b[" not in fake("check")[1]
    assert "\x1b[1;31m" in fake("check", "--color", "always")[1]
    assert "\x1b[" in fake("check", env={"FORCE_COLOR": "1"})[1]
    assert "\x1b[" not in fake("check", env={"FORCE_COLOR": "1", "NO_COLOR": "1"})[1]
    assert "\x1b[" not in fake("check", "--color", "never", env={"FORCE_COLOR": "1"})[1]


def test_tests_and_vendored_code_are_left_out_and_told(fake, tmp_path):
    for name in ("shop.py", "tests/test_shop.py", "tests/helper.py", "vendor/lib.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(BAD)
    _, out, err = fake("check", ".", "--output-format", "concise")
    assert out.count("\n") == 1
    assert "Left out: 2 test files and 1 vendored file; name them on the command line to have them checked." in err
    assert fake("check", ".", "tests", "vendor", "--output-format", "concise")[1].count("\n") == 4


def test_exclude(fake, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "old/shop.py").write_text(BAD)
    assert fake("check", "--exclude", "old/")[0] == 0
    assert fake("check", "--exclude", "sh?p.py")[0] == 0
    assert fake("check", "old/shop.py", "--exclude", "old/")[0] == 1
    (tmp_path / "pyproject.toml").write_text('[tool.sadpath]\nextend-exclude = ["old"]\n')
    assert fake("check")[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX pipe")
def test_a_closed_pipe_is_no_drama(fake, tmp_path):
    for number in range(400):
        (tmp_path / f"shop{number}.py").write_text(BAD * 5)
    shell = 'exec 3>&1; { "$@"; echo "code $?" >&3; } | head -n 1'
    done = subprocess.run(["sh", "-c", shell, "sh", *fake.command, "check", "."], cwd=tmp_path, capture_output=True)
    assert b"code 141" in done.stdout and b"Traceback" not in done.stderr and b"BrokenPipe" not in done.stderr
