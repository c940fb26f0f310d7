"""Where results go: formats, files, several in one run, and what happens where one can't be written."""

import json

import pytest

BAD = "def run():\n    return BAD\n"
LINE = "shop.py:2:12: SP201 payOrder is sent again [403 NOT_ALLOWED]\n"


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "shop.py").write_text(BAD)
    return tmp_path


def test_several_outputs_in_one_run(fake, shop):
    code, out, _ = fake(
        "check", "--output", "sarif:out/a.sarif", "--output", "concise", "--output", "json:b.json", "--output", "github:-"
    )  # fmt: skip
    assert code == 1
    assert out.startswith(LINE + "::error title=SP201")
    assert json.loads((shop / "out/a.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert json.loads((shop / "b.json").read_text("utf-8"))[0]["rule"] == "SP201"


def test_output_file(fake, shop):
    assert fake("check", "--output-format", "concise", "-o", "c.txt", "-q", "--color", "always") == (1, "", "")
    assert (shop / "c.txt").read_text("utf-8") == LINE
    assert fake("matrix", "--output-format", "json", "--output-file", "m.json")[:2] == (0, "")
    assert json.loads((shop / "m.json").read_text("utf-8"))["walks"][0]["operation"] == "payOrder"


def test_a_colon_in_the_path(fake, shop):
    assert fake("check", "--output", "concise:C:out.txt")[1] == ""
    assert (shop / "C:out.txt").read_text("utf-8") == LINE


def test_an_output_that_can_t_be_written(fake, shop):
    (shop / "file").write_text("x")
    code, out, err = fake(
        "check", "--output", "sarif:file/a.sarif", "--output", "json:b.json", "--output", "github:.", "--output", "concise"
    )  # fmt: skip
    assert (code, out) == (2, LINE)
    assert "error: can't write file/a.sarif: " in err and "error: can't write .: " in err and "Traceback" not in err
    assert "Found 1 problem" in err
    assert json.loads((shop / "b.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--output", "sarf:x"], "--output: unknown format 'sarf'; did you mean sarif?"),
        (["--output", "out.json"], "it is FORMAT or FORMAT:FILE"),
        (["--output", "sarif:"], "the file is missing"),
        (["--output", "json:x", "--output", "sarif:./x"], "two formats would be written to ./x"),
        (["--output", "json", "--output-format", "full"], "leave --output-format out"),
        (["--output", "json", "-o", "x"], "leave --output-file out"),
        (["-o", "shop.py"], "the output would replace the Python file shop.py"),
        (["--output", "sarif", "--statistics"], "--statistics goes with the formats full, concise, json"),
    ],
)
def test_outputs_that_mean_nothing(fake, shop, options, message):
    code, out, err = fake("check", *options)
    assert (code, out) == (2, "")
    assert message in err
    assert sorted(path.name for path in shop.iterdir()) == ["shop.py"]
    assert (shop / "shop.py").read_text() == BAD


def test_the_configuration_knows_all_formats(fake, shop):
    (shop / "sadpath.toml").write_text('output-format = "json-lines"\n')
    assert json.loads(fake("check")[1])["rule"] == "SP201"
    (shop / "sadpath.toml").write_text('output-format = "sarfi"\n')
    assert "did you mean sarif?" in fake("check")[2]


def test_statistics(fake, shop):
    (shop / "more.py").write_text(BAD * 10)
    code, out, _ = fake("check", "--statistics")
    assert (code, out) == (1, "11  SP201  retry-non-retryable\n")
    (row,) = json.loads(fake("check", "--statistics", "--output-format", "json")[1])
    assert row == {"rule": "SP201", "name": "retry-non-retryable", "severity": "error", "count": 11, "fixable": 0}
