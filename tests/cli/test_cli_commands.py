"""`matrix`, `rule`, `providers`, `--version` and `--help`; and that the start is quick."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import sadpath as package


def test_matrix_as_json(fake, tmp_path):
    (tmp_path / "shop.py").write_text("x = BAD\n")
    code, out, _ = fake("matrix", ".", "--output-format", "json")
    assert code == 0
    assert json.loads(out) == {
        "version": 1,
        "walks": [
            {
                "provider": "acme", "operation": "payOrder", "entry": "shop:run", "path": "shop.py", "line": 1,
                "outcomes": [
                    {
                        "status": 403, "code": "NOT_ALLOWED", "fate": "raised", "resent": True, "waited": False,
                        "specific": False, "lines": [1], "assumed_status": False, "retry": "never",
                    }
                ],
            }
        ],
    }  # fmt: skip


def test_matrix_as_a_table(fake, tmp_path):
    (tmp_path / "shop.py").write_text("x = BAD\n")
    code, out, _ = fake("matrix")
    assert code == 0 and "acme payOrder" in out and "R+" in out and "\x1b[" not in out
    assert "\x1b[" in fake("matrix", "--color", "always")[1]


def test_matrix_of_an_entry(fake, tmp_path):
    (tmp_path / "shop.py").write_text("x = BAD\n")
    (tmp_path / "other.py").write_text("x = BAD\n")
    _, out, _ = fake("matrix", ".", "--entry", "other:run", "--output-format", "json")
    assert [walk["entry"] for walk in json.loads(out)["walks"]] == ["other:run"]
    code, out, err = fake("matrix", ".", "--entry", "other:walk")
    assert (code, out) == (0, "") and "No request of an API that sadpath knows is sent from other:walk." in err


def test_rule_list(fake):
    code, out, _ = fake("rule")
    assert code == 0
    assert out.splitlines()[3] == "SP201  retry-non-retryable    error    Summary of SP201."
    assert out.splitlines()[4] == "SP206  retryable-not-retried  off      Summary of SP206."


def test_rule_page_by_code_and_name(fake):
    code, out, _ = fake("rule", "SP201")
    assert code == 0 and out.startswith("# SP201 retry-non-retryable\n") and "Because of SP201." in out
    assert fake("rule", "retry-non-retryable") == fake("rule", "sp201")
    assert json.loads(fake("rule", "SP206", "--output-format", "json")[1])["default"] is False


def test_rule_unknown(fake):
    code, _, err = fake("rule", "SP211")
    assert code == 2 and "unknown rule 'SP211'; did you mean SP201?" in err
    assert "did you mean dropped-code?" in fake("rule", "droped-code")[2]


def test_providers(sadpath):
    code, out, _ = sadpath("providers")
    assert code == 0 and "kinguin" in out
    assert "captureOrder" in sadpath("providers", "klarna-order-management")[1]
    assert json.loads(sadpath("providers", "kinguin", "--output-format", "json")[1])["id"] == "kinguin"
    code, _, err = sadpath("providers", "kingiun")
    assert code == 2 and "did you mean kinguin?" in err


def test_version_and_help(sadpath):
    assert sadpath("--version") == (0, f"sadpath {package.__version__}\n", "")
    code, out, _ = sadpath("--help")
    assert code == 0 and "examples:" in out and "exit codes:" in out
    assert "--stdin-filename" in sadpath("check", "--help")[1]


def test_version_imports_nothing_heavy():
    program = "import sys; sys.argv[1:] = ['--version']; from sadpath.__main__ import main; main(); print(*sys.modules)"
    out = subprocess.run(
        [sys.executable, "-S", "-c", program],
        env={"PYTHONPATH": str(Path(package.__file__).parents[1])},
        capture_output=True,
        text=True,
    ).stdout
    modules = set(out.split())
    assert modules.isdisjoint(["argparse", "dataclasses", "pathlib", "libcst", "rich", "pathspec", "asyncio", "json"])


def test_a_check_without_relevant_code_needs_no_parser_and_no_terminal_library(fake, tmp_path):
    (tmp_path / "shop.py").write_text("x = 1\n")
    _, _, err = fake("check", env={"PYTHONPROFILEIMPORTTIME": "1"})
    imported = {line.rpartition("|")[2].strip() for line in err.splitlines() if line.startswith("import time:")}
    assert "sadpath.commands" in imported
    assert imported.isdisjoint(["libcst", "rich", "pathspec", "asyncio"])


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["rule", "SP999"], 2)])
def test_what_is_to_be_done_in_the_end_is_done(arguments: list[str], code: int) -> None:
    program = (
        "import atexit, sys; atexit.register(print, 'at last');"
        f"sys.argv[1:] = {arguments}; from sadpath.__main__ import program; program()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == code
    assert done.stdout.endswith("at last\n")
