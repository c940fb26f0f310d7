"""Suppressions as the command applies them, with the real analysis."""

from __future__ import annotations

import json

import pytest

CLIENT = """\
import requests

GATEWAY = "https://gateway.kinguin.net/esa/api"


def send(path, body):{0}
    response = requests.post(GATEWAY + path, json=body){1}
    return response.text
"""
SHOP = """\
from client import send


def order(products):
    return send("/v1/order", {"products": products})
"""


def rules(inside, *words):
    code, out, err = inside("check", *words, "--output-format", "json", "--no-progress")
    assert code in (0, 1), err
    return [(f["path"], f["line"], f["rule"]) for f in json.loads(out)]


@pytest.mark.parametrize(
    ("at", "on"),
    [("", "  # sadpath: ignore[SP101] logged elsewhere"), ("  # sadpath: ignore[unnoticed-error]", "")],
)
def test_hidden_and_shown_again(inside, tmp_path, at, on):
    (tmp_path / "client.py").write_text(CLIENT.format(at, on))
    (tmp_path / "shop.py").write_text(SHOP)
    assert rules(inside) == []
    assert rules(inside, "--no-ignore") == [("client.py", 7, "SP101")]


def test_unused_only_where_all_that_matters_was_analysed(inside, tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "client.py").write_text(CLIENT.format("", "  # sadpath: ignore[SP201]").replace("text", "json()['id']"))
    (tmp_path / "shop.py").write_text(SHOP)
    (tmp_path / "readme.py").write_text("x = 1\n")
    unused = ("client.py", 7, "SP901")
    assert unused in rules(inside)
    assert unused in rules(inside, "client.py", "shop.py")  # what has nothing to do with it need not be there
    assert unused not in rules(inside, "client.py")  # who calls it with what is not known
    assert unused not in rules(inside, ".", "--exclude", "shop.py", "--ignore", "SP201")
    assert unused in rules(inside, ".", "--exclude", "shop.py")  # what is left out never is part of a run
    (tmp_path / "shop.py").write_text("x = \n" + SHOP)
    assert unused not in rules(inside)  # a caller that can't be read


def test_a_suppression_of_a_rule_that_is_off_is_not_unused(inside, tmp_path):
    (tmp_path / "client.py").write_text("x = 1  # sadpath: ignore[SP206]\ny = 1  # sadpath: ignore[SP101]\n")
    assert rules(inside) == [("client.py", 2, "SP901")]
    assert rules(inside, "--select", "SP204,SP9") == []
    assert rules(inside, "--no-ignore") == []


def test_reasons_can_be_required(inside, tmp_path):
    (tmp_path / "client.py").write_text(CLIENT.format("", "  # sadpath: ignore[SP101]"))
    (tmp_path / "shop.py").write_text(SHOP)
    (tmp_path / "sadpath.toml").write_text("require-reason = true\n")
    assert rules(inside) == [("client.py", 7, "SP904")]
    (tmp_path / "client.py").write_text(CLIENT.format("", "  # sadpath: ignore[SP101] read by hand"))
    assert rules(inside) == []
    (tmp_path / "sadpath.toml").write_text("require-reason = 'yes'\n")
    code, out, err = inside("check")
    assert (code, out) == (2, "") and "`require-reason` has to be true or false, not a text" in err


def test_fixes_stand_in_the_output(inside, tmp_path):
    (tmp_path / "shop.py").write_text("x = 1  # sadpath: ignore[SP101]\n")
    (found,) = json.loads(inside("check", "--output-format", "json")[1])
    assert found["fixes"] == [
        {
            "title": "take the suppression out",
            "safe": True,
            "edits": [{"path": "shop.py", "line": 1, "column": 6, "end_line": 1, "end_column": 32, "text": ""}],
        }
    ]


@pytest.mark.parametrize(
    ("encode", "newline"), [("utf-8-sig", "\r\n"), ("latin-1", "\r"), ("shift_jis", "\n"), ("utf-8", "\n\x0c")]
)
def test_any_encoding_and_line_ends(inside, tmp_path, encode, newline):
    text = CLIENT.format("", "  # sadpath: ignore[SP101]")
    head = "" if encode.startswith("utf") else f"# coding: {encode}\n"
    (tmp_path / "client.py").write_bytes((head + text).replace("\n", newline).encode(encode))
    (tmp_path / "shop.py").write_text(SHOP)
    if newline != "\n\x0c":  # as indentation starts again behind a form feed, that one has other statements
        assert rules(inside) == []
        assert rules(inside, "--no-ignore") == [("client.py", 7 + bool(head), "SP101")]
    else:
        assert all(rule != "SP904" for _, _, rule in rules(inside))


def test_standard_input(sadpath, tmp_path):
    (tmp_path / "shop.py").write_text(SHOP)
    words = ("check", "-", "--stdin-filename", "client.py", "--output-format", "json")
    text = CLIENT.format("", "  # sadpath: ignore[SP101]") + '\n\ndef pay():\n    return send("/v1/order", {})\n'
    assert json.loads(sadpath(*words, stdin=text.encode())[1]) == []
    without = text.replace("# sadpath: ignore[SP101]", "")
    assert [f["rule"] for f in json.loads(sadpath(*words, stdin=without.encode())[1])] == ["SP101"]
