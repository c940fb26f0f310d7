"""The table of keys, and what is made of it: explanations, examples, the schema."""

import json
import sys
from pathlib import Path

import jsonschema
import pytest

from sadpath import plugins
from sadpath.cli import run
from sadpath.config import KEYS, Settings
from sadpath.config.schema import schema, schema_text
from sadpath.config.show import example

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "docs" / "sadpath.schema.json"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A place where the files stand that the examples speak of."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "apis").mkdir()
    (tmp_path / "apis/acme.toml").touch()
    (tmp_path / "sadpath.toml").touch()
    (tmp_path / "shop").mkdir()
    monkeypatch.setitem(plugins._loaded, "house-rules", plugins.Plugin("house-rules"))
    return tmp_path


def test_the_schema_is_current():
    assert SCHEMA.read_text("utf-8") == schema_text(), "make schema"


def test_the_schema_is_one():
    jsonschema.Draft7Validator.check_schema(schema())


@pytest.mark.parametrize("name", KEYS)
def test_examples_are_right(name, here):
    text = example(KEYS[name][1])
    table = tomllib.loads(text)["tool"]["sadpath"]
    assert list(table) == [name]
    jsonschema.validate(table, schema())
    (here / "shop/pyproject.toml").write_text(text)
    config = Settings(here / "shop").main if name != "catalogues" else None
    if config is None:
        (here / "pyproject.toml").write_text(text)
        config = Settings(here, file=here / "pyproject.toml").main
    assert list(config.origins) == [name]


@pytest.mark.parametrize(
    "table",
    [
        {"selekt": []},
        {"select": ["SP9"], "ignore": "SP1"},
        {"select": ["SP777"]},
        {"severity": {"SP777": "error"}},
        {"severity": {"SP101": "bad"}},
        {"fail-level": "off"},
        {"rules": {"SP101": {"x": 1}}},
        {"per-file-ignores": {"*.py": "SP1"}},
    ],
)
def test_the_schema_finds_mistakes(table):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(table, schema())


def test_the_schema_knows_that_plugins_have_rules():
    jsonschema.validate({"select": ["SP", "ACME", "ACME001"], "severity": {"ACME001": "info"}}, schema())


def test_config_lists_all_keys(here, capsys):
    (here / "sadpath.toml").write_text('fail-level = "error"\n')
    assert run(["config"]) == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.split("\n\n")[0].splitlines()] == list(KEYS)
    row = next(line for line in out.splitlines() if line.startswith("fail-level"))
    assert '"error"' in row and row.endswith("sadpath.toml")
    assert max(map(len, out.splitlines())) <= 100 + len(str(here))


def test_config_explains_a_key(here, capsys):
    (here / "sadpath.toml").write_text('[severity]\nSP101 = "info"\n')
    assert run(["config", "tool.sadpath.severity.SP101"]) == 0
    out = capsys.readouterr().out
    assert 'Here: {SP101 = "info"} (from ' in out and "Default: {}" in out and "[tool.sadpath.severity]" in out
    assert run(["config", "severity", "--no-config"]) == 0
    assert "Here: {} (the default)" in capsys.readouterr().out


def test_config_as_json(here, capsys):
    (here / "shop/sadpath.toml").write_text('[per-file-ignores]\n"x.py" = ["SP1"]\n')
    assert run(["config", "per-file-ignores", "--output-format", "json", "--at", "shop/x.py"]) == 2
    assert "no such file or directory: shop/x.py" in capsys.readouterr().err
    assert run(["config", "per-file-ignores", "--output-format", "json", "--at", "shop"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["value"] == {"x.py": ["SP1"]} and told["origin"] == str(here / "shop/sadpath.toml")
    assert run(["config", "--output-format", "json"]) == 0
    assert [key["key"] for key in json.loads(capsys.readouterr().out)] == list(KEYS)


def test_config_prints_the_schema(here, capsys):
    assert run(["config", "--schema"]) == 0
    assert capsys.readouterr().out == schema_text()


def test_config_of_an_unknown_key(here, capsys):
    assert run(["config", "severty"]) == 2
    assert "unknown key 'severty'; did you mean severity?" in capsys.readouterr().err
