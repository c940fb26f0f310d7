"""Bad input: each a message that says what is wrong, the documented exit code, and everything else still checked."""

import os

import pytest

from sadpath import commands
from sadpath.__main__ import main
from sadpath.exits import INTERRUPTED, WRONG

BAD = "x = BAD\n"


def test_a_missing_path(fake, tmp_path):
    (tmp_path / "shop.py").write_text(BAD)
    code, out, err = fake("check", "shop.py", "nowhere", "--output-format", "concise")
    assert code == 2
    assert "error: no such file or directory: nowhere" in err
    assert out.startswith("shop.py:1:5: SP201")


def test_a_directory_without_python(fake, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/readme.md").write_text("BAD")
    code, out, err = fake("check", "docs")
    assert (code, out) == (0, "")
    assert "warning: no Python files found in docs" in err


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"x = 1\ny = '\0'\n", 2, "a binary file (it has a NUL byte)"),
        (b"# coding: klingon\n", 1, "unknown encoding declared: klingon"),
        (b"#!/usr/bin/python\n# -*- coding: hex -*-\n", 2, "the declared encoding hex is not one for text"),
        (b"x = 1\n\nname = '\xe9'\n", 3, "byte 0xe9 is no utf-8 text (the encoding assumed, as none is declared)"),
        ("x = 1".encode("utf-16"), 1, "UTF-16 text, which Python doesn't read; save it as UTF-8"),
    ],
)
def test_a_file_that_is_no_text(fake, tmp_path, data, line, reason):
    (tmp_path / "broken.py").write_bytes(data)
    (tmp_path / "shop.py").write_text(BAD)
    code, out, _ = fake("check", "broken.py", "shop.py", "--output-format", "concise")
    assert code == 1
    assert out.splitlines()[0] == f"broken.py:{line}:1: SP902 this file was left out: {reason}"
    assert out.splitlines()[1].startswith("shop.py:1:5: SP201")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(fake, tmp_path):
    (tmp_path / "shop.py").write_text(BAD)
    (tmp_path / "secret.py").write_text(BAD)
    (tmp_path / "secret.py").chmod(0)
    code, out, _ = fake("check", ".", "--output-format", "concise")
    assert code == 1
    assert "secret.py:1:1: SP902 this file was left out: permission denied" in out and "shop.py:1:5: SP201" in out


def test_a_symbolic_link_loop(fake, tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/pay.py").write_text(BAD)
    (tmp_path / "shop/again").symlink_to(tmp_path / "shop")
    (tmp_path / "shop/self").symlink_to("self")
    (tmp_path / "shop/up").symlink_to("..")
    code, out, _ = fake("check", ".", "--output-format", "concise")
    assert code == 1
    assert out.count("\n") == 1 and out.startswith("shop/pay.py:1:5")


def test_an_unknown_rule(fake):
    code, out, err = fake("check", "--select", "SP211")
    assert (code, out) == (2, "")
    assert "error: --select: unknown rule 'SP211'; did you mean SP201?" in err
    assert "unknown rule 'E501'" in fake("check", "--ignore", "E501")[2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.sadpath\n", ":1: not valid TOML: "),
        ("[tool]\nsadpath = 3\n", ":2: `tool.sadpath` has to be a table, not a number"),
        ("[tool.sadpath]\nselekt = []\n", ":2: unknown key `selekt`; did you mean select?"),
        ("[tool.sadpath]\nselect = 'SP1'\n", ":2: `select` has to be a list of rules, not a text"),
        ("[tool.sadpath]\nselect = [1]\n", ":2: `select` has to be a list of rules, not a list"),
        ("[tool.sadpath]\n# new\nignore = ['SP999']\n", ":3: `ignore`: unknown rule 'SP999'; did you mean SP902?"),
        (
            "[tool.sadpath]\nfail-level = 'errors'\n",
            ":2: `fail-level` has to be one of info, warning, error, not 'errors'",
        ),
        ("[tool.sadpath]\nforce-exclude = 'no'\n", ":2: `force-exclude` has to be true or false, not a text"),
        ("[tool.sadpath]\nseverity = {SP21 = 'info'}\n", ":2: `severity`: unknown rule 'SP21'; did you mean SP201?"),
        ("[tool.sadpath]\nseverity = {SP201 = 'bad'}\n", ":2: `severity.SP201` has to be one of info, warning, error"),
        ("[tool.sadpath.severity]\nSP201 = 3\n", ":2: `severity.SP201` has to be one of info, warning, error, not 3"),
        ("[tool.sadpath]\ncatalogues = ['apis/*.toml']\n", ":2: `catalogues`: no file matches 'apis/*.toml'"),
        ("[tool.sadpath.providers]\n'*.py' = 'acme'\n", ":2: `providers.*.py`: unknown provider 'acme'"),
        ("[tool.sadpath.per-file-ignores]\n'*.py' = 'SP1'\n", ":2: `per-file-ignores.*.py` has to be a list of rules"),
        ("[tool.sadpath.rules.SP999]\nx = 1\n", ":1: `rules`: unknown rule 'SP999'; did you mean SP902?"),
        ("[tool.sadpath.rules.SP101]\nx = 1\n", ":2: `rules.SP101`: unknown option `x`; SP101 has no options"),
        ("[tool.sadpath]\nextend = '../none.toml'\n", ":2: `extend`: there is no file '../none.toml'"),
        ("[tool.sadpath]\nextend = 'pyproject.toml'\n", ":2: `extend` goes round in a circle: "),
    ],
)
def test_a_broken_configuration(fake, tmp_path, text, message):
    (tmp_path / "shop.py").write_text(BAD)
    (tmp_path / "pyproject.toml").write_text(text)
    code, out, err = fake("check")
    assert (code, out) == (2, "")
    assert err.startswith(f"error: pyproject.toml{message}") and "Traceback" not in err


def test_a_named_configuration_that_is_missing(fake):
    code, _, err = fake("check", "--config", "nowhere.toml")
    assert code == 2 and "error: nowhere.toml: no such file" in err


def test_a_catalogue_with_a_mistake(fake, tmp_path):
    (tmp_path / "shop.py").write_text(BAD)
    (tmp_path / "apis").mkdir()
    (tmp_path / "apis/acme.toml").write_text('id = "acme"\nhost = 3\n')
    (tmp_path / "sadpath.toml").write_text('catalogues = ["apis/*.toml"]\n')
    code, out, err = fake("check")
    assert (code, out) == (2, "")
    assert "acme.toml" in err and "host" in err and "Traceback" not in err


def test_a_mistake_of_the_tool_itself(fake, tmp_path):
    (tmp_path / "shop.py").write_text("CRASH\n")
    code, out, err = fake("check")
    assert (code, out) == (2, "")
    assert "internal error: RuntimeError: the analysis fell over" in err and "Traceback" not in err
    assert "Traceback" in fake("check", "--verbose")[2]


def test_usage(fake, tmp_path):
    (tmp_path / "shop").mkdir()
    assert fake()[0] == 2
    assert fake("chek")[0] == 2
    assert "did you mean: sadpath check shop" in fake("shop")[2]
    assert "unrecognized arguments: --frob" in fake("check", "--frob")[2]
    assert fake("check", "--output-format", "xml")[0] == 2
    assert "--entry has to be MODULE:NAME" in fake("matrix", ".", "--entry", "shop")[2]


def test_ctrl_c_while_a_class_is_made_is_no_mistake_of_the_tool(monkeypatch, capsys):
    """Up to Python 3.11 the making of a class wraps whatever is raised in it."""

    def import_and_be_interrupted(options):
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as pressed:
            raise RuntimeError("Error calling __set_name__ on 'Field' instance") from pressed

    monkeypatch.setattr(commands, "run", import_and_be_interrupted)
    assert main(["check", "."]) == INTERRUPTED
    assert capsys.readouterr() == ("", "")


def test_an_error_that_is_its_own_cause_is_a_mistake_of_the_tool(monkeypatch, capsys):
    def go_round(options):
        one, two = RuntimeError("one"), RuntimeError("two")
        one.__cause__, two.__cause__ = two, one
        raise one

    monkeypatch.setattr(commands, "run", go_round)
    assert main(["check", "."]) == WRONG
    assert "please report it" in capsys.readouterr().err
