"""`--add-ignore`: suppressions written into files, which stay as they are otherwise, byte for byte."""

from __future__ import annotations

import json
import os
import re
import stat

import pytest

SHOP = """\
import requests

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


def capture(order_id, amount):
    answer = requests.post(
        f"{ORDERS}/{order_id}/captures", json={"captured_amount": amount})
    return answer.headers.get("Location")


def cancel(order_id):
    answer = requests.post(f"{ORDERS}/{order_id}/cancel") # gr\u00fc\u00dfe\t
    if answer.json()["error_code"] in ("NO_SUCH_ORDR", "CANCEL_NOT_ALOWED"):
        return None
    answer.raise_for_status()"""


def findings(inside, *words):
    code, out, err = inside("check", *words, "--output-format", "json", "--no-progress")
    assert code in (0, 1), err
    return [(f["line"], f["rule"]) for f in json.loads(out)]


@pytest.mark.parametrize(
    ("encoding", "newline"),
    [("utf-8", "\n"), ("utf-8", "\r\n"), ("utf-8-sig", "\r"), ("latin-1", "\r\n"), ("utf-8", "mixed")],
)
def test_everything_else_stays(inside, tmp_path, encoding, newline):
    text = SHOP if encoding.startswith("utf") else f"# coding: {encoding}\n{SHOP}"
    if newline == "mixed":
        lines = text.split("\n")
        text = "".join(line + end for line, end in zip(lines, ["\n", "\r\n", "\r"] * len(lines), strict=False))
    else:
        text = text.replace("\n", newline)
    file = tmp_path / "shop.py"
    file.write_bytes(text.encode(encoding))
    file.chmod(0o754)
    before = findings(inside, ".")
    assert {rule for _, rule in before} >= {"SP101", "SP401"}
    code, out, err = inside("check", "--add-ignore=known, see #12")
    assert (code, out) == (0, "") and "suppressions in 1 file." in err
    assert findings(inside, ".") == []
    assert findings(inside, ".", "--no-ignore") == before
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o754
    after = file.read_bytes().decode(encoding)
    assert re.sub(r"  # sadpath: ignore\[[SP\d, ]+\] known, see #12", "", after).encode(encoding) == text.encode(
        encoding
    )
    again = file.read_bytes()
    assert inside("check", "--add-ignore")[0] == 0 and file.read_bytes() == again


def test_the_path_behind_it_is_no_reason(inside, tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/a.py").write_text(SHOP)
    (tmp_path / "b.py").write_text(SHOP)
    assert inside("check", "--add-ignore", "shop")[0] == 0
    assert "# sadpath: ignore[SP101]\n" in (tmp_path / "shop/a.py").read_text()
    assert (tmp_path / "b.py").read_text() == SHOP


def test_what_goes_wrong(sadpath, inside, tmp_path):
    (tmp_path / "shop.py").write_text(SHOP)
    (tmp_path / "sadpath.toml").write_text("require-reason = true\n")
    code, _, err = inside("check", "--add-ignore")
    assert code == 2 and "the settings require a reason" in err
    code, _, err = inside("check", "--add-ignore", "--fix")
    assert code == 2 and "--add-ignore writes into files" in err
    code, _, err = sadpath("check", "-", "--add-ignore", stdin=SHOP.encode())
    assert code == 2 and "--add-ignore writes into files" in err
    assert (tmp_path / "shop.py").read_text() == SHOP
    latin = "# coding: latin-1\n" + SHOP
    (tmp_path / "shop.py").write_bytes(latin.encode("latin-1"))
    code, _, err = inside("check", "--add-ignore=żółw")
    assert code == 2 and "shop.py" in err and (tmp_path / "shop.py").read_bytes() == latin.encode("latin-1")


def test_what_is_about_suppressions_is_left(inside, tmp_path):
    text = "x = 1  # sadpath: ignore[SP101]\n"
    (tmp_path / "shop.py").write_text(text)
    code, _, err = inside("check", "--add-ignore")
    assert code == 0 and "1 finding of SP901 can't be hidden so." in err
    assert (tmp_path / "shop.py").read_text() == text
