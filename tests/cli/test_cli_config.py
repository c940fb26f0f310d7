"""Settings files and the pages of the checks, read in this process."""

import types

import pytest

from sadpath import config, rulepages
from sadpath.config import Config, ConfigError, Excludes, Layer, PathPattern, Settings, UsageError
from sadpath.findings import Finding
from sadpath.rulepages import RulePageError, load_pages, read_page, rule_codes

HEAD = '+++\ncode = "{0}"\nname = "n-{0}"\nseverity = "{1}"\nsummary = "s"\n+++\nbody\n'


@pytest.fixture(autouse=True)
def pages(tmp_path_factory, monkeypatch):
    root = tmp_path_factory.mktemp("rules")
    (root / "checks").mkdir()
    for code, severity in {"SP101": "error", "SP104": "info", "SP201": "error", "SP206": "off"}.items():
        (root / "checks" / f"{code}.md").write_text(HEAD.format(code, severity))
    monkeypatch.setattr(rulepages, "rules", types.SimpleNamespace(rules_directory=lambda: root))


def test_pages():
    assert rule_codes() == ("SP101", "SP104", "SP201", "SP206")
    page = load_pages()["SP206"]
    assert (page.name, page.severity, page.default, page.body) == ("n-SP206", "info", False, "body\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# no head\n", "has to begin with a TOML head"),
        ("\n+++\n+++\n", "has to begin with a TOML head"),
        ("+++\ncode = \n+++\n", "the head is no TOML"),
        ('+++\ncode = "SP201"\n+++\n', "`name` has to be a text"),
        (HEAD.format("SP202", "error"), "`code` is SP202, but the file is called SP201.md"),
        (HEAD.format("SP201", "grave"), "`severity` has to be one of"),
    ],
)
def test_broken_pages(tmp_path, text, message):
    (tmp_path / "SP201.md").write_text(text)
    with pytest.raises(RulePageError, match=message):
        read_page(tmp_path / "SP201.md")


def test_the_nearest_file_counts(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.sadpath]\nfail-level = 'error'\n")
    (tmp_path / "shop/pay").mkdir(parents=True)
    (tmp_path / "shop/pyproject.toml").write_text("[project]\nname = 'shop'\n")  # says nothing of us
    assert Settings(tmp_path / "shop/pay").main.fail_level == "error"
    assert Settings(tmp_path / "shop/pay/x.py").main.root == tmp_path
    (tmp_path / "shop/sadpath.toml").write_text("fail-level = 'info'\n")
    assert Settings(tmp_path / "shop/pay").main.fail_level == "info"
    assert Settings(tmp_path / "shop/pay", use_files=False).main == Config(root=tmp_path / "shop/pay")
    assert Settings(tmp_path / "shop", file=tmp_path / "pyproject.toml").main.fail_level == "error"


def test_all_keys(tmp_path):
    (tmp_path / "apis").mkdir()
    (tmp_path / "apis/acme.toml").touch()
    (tmp_path / "sadpath.toml").write_text(
        'select = ["sp1", "SP206"]\nignore = ["SP104"]\nexclude = ["a"]\nextend-exclude = ["b"]\n'
        'catalogues = ["apis/*.toml"]\noutput-format = "json"\nfail-level = "info"\n'
        '[providers]\n"shop/*.py" = "acme"\n[severity]\nSP101 = "info"\n'
    )
    read = Settings(tmp_path).main
    assert read == Config(
        file=tmp_path / "sadpath.toml", root=tmp_path, layers=(Layer(("SP1", "SP206"), ("SP104",)),),
        exclude=Excludes(("a",), tmp_path), extend_exclude=(Excludes(("b",), tmp_path),),
        catalogues=(tmp_path / "apis/acme.toml",), providers=((PathPattern("shop/*.py", tmp_path), "acme"),),
        output_format="json", fail_level="info", severity={"SP101": "info"},
    )  # fmt: skip
    assert [code for code in rule_codes() if read.enabled(code)] == ["SP101", "SP206"]


@pytest.mark.parametrize(
    ("layers", "enabled"),
    [
        ([], "SP101 SP104 SP201"),
        ([Layer(("ALL",))], "SP101 SP104 SP201 SP206"),
        ([Layer(("SP2",))], "SP201 SP206"),
        ([Layer(None, ("SP1",))], "SP201"),
        ([Layer(("SP201",), ("SP2",))], "SP201"),
        ([Layer(("SP2",), ("SP206",))], "SP201"),
        ([Layer(("ALL",), ("ALL",))], ""),
        ([Layer(None, ("SP104",)), Layer(("SP104",))], "SP104"),
        ([Layer(("SP1",)), Layer(None, ("SP104",))], "SP101"),
        ([Layer(("SP1",)), Layer()], "SP101 SP104"),
    ],
)
def test_selection(layers, enabled):
    chosen = Config(layers=tuple(layers))
    assert [code for code in rule_codes() if chosen.enabled(code)] == enabled.split()


def test_judge():
    def finding(rule, line=1):
        return Finding(rule, "n", "error", "a.py", line, 1, line, 1, "m")

    chosen = Config(layers=(Layer(None, ("SP104",)),), severity={"SP201": "info"})
    judged = chosen.judge([finding("SP201", 2), finding("SP104"), finding("SP101"), finding("SP101"), finding("SP206")])
    assert [(f.rule, f.severity) for f in judged] == [("SP101", "error"), ("SP201", "info")]


def test_unknown_selectors():
    assert config.check_selectors(["sp2", "all", "SP101"], "x") == ("SP2", "ALL", "SP101")
    for wrong in ("SP", "S", "E1"):
        if wrong == "SP":
            assert config.check_selectors([wrong], "x") == ("SP",)
        else:
            with pytest.raises(UsageError, match="x: unknown rule"):
                config.check_selectors([wrong], "x")


def test_a_settings_file_that_is_no_text(tmp_path):
    (tmp_path / "sadpath.toml").write_bytes(b"select = '\xff'\n")
    with pytest.raises(ConfigError, match="not valid TOML"):
        Settings(tmp_path)
