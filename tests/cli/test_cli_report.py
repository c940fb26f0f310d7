"""`sadpath report`, the gate on the share of noticed errors, the badge, and what a run tells about itself."""

import json

import pytest

SHOP = """\
import requests

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


def capture(order_id):
    requests.post(f"{ORDERS}/{order_id}/captures").raise_for_status()


def cancel(order_id):
    requests.post(f"{ORDERS}/{order_id}/cancel")
"""


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "shop.py").write_text(SHOP)
    return tmp_path


def test_the_report_is_a_page(sadpath, shop):
    code, out, err = sadpath("report", "-o", "out/report.html")
    assert (code, out) == (0, "")
    page = (shop / "out/report.html").read_text("utf-8")
    assert page.startswith("<!doctype html>") and "captureOrder" in page and 'data-fate="unnoticed"' in page
    assert "Found 1 problem" in err and "Checked 1 file" in err
    assert sadpath("report", "-q")[:2] == (0, page)
    code, _, _ = sadpath("check", "--output", "html:again.html")
    assert code == 1 and (shop / "again.html").read_text("utf-8") == page


def test_a_report_that_can_t_be_written(sadpath, shop):
    code, out, err = sadpath("report", "-o", "shop.py/report.html")
    assert (code, out) == (2, "")
    assert "error: can't write shop.py/report.html" in err and "Traceback" not in err


@pytest.mark.parametrize("command", [["check", "--exit-zero"], ["matrix"], ["report"]])
def test_fail_under(sadpath, shop, command):
    code, _, err = sadpath(*command, "--fail-under", "80", "-q", "-o", "out")
    assert code == 1
    assert err == "error: 52.3 % of documented errors are noticed (11 of 21). That is less than 80 %.\n"
    assert sadpath(*command, "--fail-under", "52.3%", "-q", "-o", "out")[0] == 0


def test_fail_under_of_nothing(sadpath, shop):
    (shop / "shop.py").write_text("x = 1\n")
    assert sadpath("check", "--fail-under", "100")[0] == 0


@pytest.mark.parametrize("limit", ["101", "-1", "most", "nan"])
def test_a_limit_that_is_none(sadpath, limit):
    code, _, err = sadpath("check", f"--fail-under={limit}")
    assert code == 2 and "has to be a number from 0 to 100" in err


def test_the_badge(sadpath, shop):
    assert sadpath("matrix", "--badge", "docs/badge.svg")[0] == 0
    assert "documented errors noticed: " in (shop / "docs/badge.svg").read_text("utf-8")
    code, _, err = sadpath("matrix", "--badge", "shop.py/badge.svg")
    assert code == 2 and "can't write shop.py/badge.svg" in err


def test_show_files(sadpath, shop):
    (shop / "more").mkdir()
    (shop / "more/pay.py").write_text("x = 1\n")
    (shop / "readme.txt").write_text("x")
    for command in ("check", "matrix", "report"):
        assert sadpath(command, "--show-files")[:2] == (0, "more/pay.py\nshop.py\n")


def test_show_settings(sadpath, shop):
    (shop / "sadpath.toml").write_text(
        'fail-level = "error"\nseverity = { SP101 = "info" }\nextend-exclude = ["a\\"b"]\n'
    )
    code, out, _ = sadpath("check", "--show-settings")
    assert code == 0
    words = {line.split()[0]: line.split()[1:] for line in out.splitlines() if line}
    assert words["fail-level"] == ['"error"', str(shop / "sadpath.toml")] and words["output-format"] == ['"full"']


def test_verbose_tells_times(sadpath, shop):
    _, out, err = sadpath("check", "-v", "--output-format", "json")
    assert json.loads(out)
    lines = err.splitlines()
    assert any(line.startswith("walks: ") for line in lines) and any(line.startswith("checks: ") for line in lines)
    assert any(line.endswith(" s  shop:capture: captureOrder") for line in lines)
    assert any(line.endswith(" s  SP101") for line in lines)
    assert "walks: " not in sadpath("check")[2]
