"""Which settings hold where: the nearest file for each path, `extend`, patterns of paths."""

import json
import os
from pathlib import Path

import pytest

from sadpath.config import ConfigError, Layer, PathPattern, Settings, UsageError, watched
from sadpath.findings import Finding


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def finding(path: Path | str, rule: str, severity: str = "error") -> Finding:
    return Finding(rule, "n", severity, os.path.relpath(path), 1, 1, 1, 1, "m")


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        {
            "pyproject.toml": "[tool.sadpath]\nignore = ['SP104']\nfail-level = 'error'\nextend-exclude = ['gen/']\n"
            "[tool.sadpath.severity]\nSP101 = 'info'\n",
            "shop/pyproject.toml": "[project]\nname = 'shop'\n# sadpath is used here\n",
            "shop/pay/sadpath.toml": "select = ['SP1']\nexclude = ['old']\n[per-file-ignores]\n'x_*.py' = ['SP102']\n",
        },
    )
    return tmp_path


def test_each_finding_is_judged_by_the_nearest_file(tree):
    settings = Settings(tree)
    found = [finding(tree / path, rule) for path in ("a.py", "shop/b.py", "shop/pay/c.py", "shop/pay/deep/x_d.py")
             for rule in ("SP101", "SP102", "SP104", "SP201")]  # fmt: skip
    judged = settings.judge(found)
    assert [(f.path, f.rule, f.severity) for f in judged] == [
        ("a.py", "SP101", "info"), ("a.py", "SP102", "error"), ("a.py", "SP201", "error"),
        ("shop/b.py", "SP101", "info"), ("shop/b.py", "SP102", "error"), ("shop/b.py", "SP201", "error"),
        ("shop/pay/c.py", "SP101", "error"), ("shop/pay/c.py", "SP102", "error"), ("shop/pay/c.py", "SP104", "error"),
        ("shop/pay/deep/x_d.py", "SP101", "error"), ("shop/pay/deep/x_d.py", "SP104", "error"),
    ]  # fmt: skip
    # the level that fails a run is that of the place
    assert not settings.fails(finding("a.py", "SP102", "warning"))
    assert settings.fails(finding("shop/pay/c.py", "SP102", "warning"))


def test_a_named_file_counts_alone(tree):
    alone = Settings(tree, file=tree / "pyproject.toml")
    assert not alone.enabled("SP104", str(tree / "shop/pay/c.py"))
    none = Settings(tree, use_files=False)
    assert none.enabled("SP104", str(tree / "a.py")) and none.known() == (none.main,)


def test_the_command_line_is_laid_over_every_file(tree):
    settings = Settings(tree)
    settings.lay(Layer(("SP102",)))
    assert settings.enabled("SP102", str(tree / "a.py")) and not settings.enabled("SP101", str(tree / "shop/pay/c.py"))
    assert not settings.enabled("SP102", str(tree / "shop/pay/x_1.py")), "per-file-ignores stay"


def test_what_is_left_out_in_each_directory(tree):
    settings = Settings(tree)
    assert settings.excludes_at(str(tree / "shop")) == (True, [(tree, ("gen/",))])
    assert settings.excludes_at(str(tree / "shop/pay/x")) == (False, [(tree / "shop/pay", ("old",))])


def test_extend(tmp_path):
    write(
        tmp_path,
        {
            "base/sadpath.toml": "ignore = ['SP2']\nfail-level = 'info'\nextend-exclude = ['a']\n"
            "[severity]\nSP101 = 'info'\nSP102 = 'info'\n[providers]\n'x.py' = 'one'\n",
            "shop/pyproject.toml": "[tool.sadpath]\nextend = '../base/sadpath.toml'\nignore = ['SP104']\n"
            "extend-exclude = ['b']\n[tool.sadpath.severity]\nSP102 = 'error'\n[tool.sadpath.providers]\n'y.py' = 'two'\n",
        },
    )
    config = Settings(tmp_path / "shop").main
    assert config.fail_level == "info"
    assert config.severity == {"SP101": "info", "SP102": "error"}
    assert not config.enabled("SP201") and not config.enabled("SP104") and config.enabled("SP101")
    assert [(e.root, e.patterns) for e in config.extend_exclude] == [
        (tmp_path / "base", ("a",)),
        (tmp_path / "shop", ("b",)),
    ]
    bindings = config.bindings()
    assert bindings(str(tmp_path / "base/x.py")) == {"one"} and not bindings(str(tmp_path / "shop/x.py"))
    assert bindings(str(tmp_path / "shop/y.py")) == {"two"}
    assert config.files == (tmp_path / "shop/pyproject.toml", tmp_path / "base/sadpath.toml")
    assert config.origins["fail-level"] == tmp_path / "base/sadpath.toml"
    with pytest.raises(ConfigError) as told:
        Settings(tmp_path / "shop").check_bindings(["two"])
    assert (told.value.file, told.value.line) == (tmp_path / "base/sadpath.toml", 8)


def test_extend_in_a_circle(tmp_path):
    write(tmp_path, {"a.toml": "extend = 'b.toml'\n", "b.toml": "\nextend = 'a.toml'\n"})
    with pytest.raises(ConfigError, match=r"a\.toml -> .*b\.toml -> .*a\.toml") as told:
        Settings(tmp_path, file=tmp_path / "a.toml")
    assert (told.value.file, told.value.key, told.value.line) == (tmp_path / "b.toml", "extend", 2)


def test_extend_of_a_project_without_our_table(tmp_path):
    write(tmp_path, {"sadpath.toml": "extend = 'sub/pyproject.toml'\n", "sub/pyproject.toml": "[project]\n"})
    with pytest.raises(ConfigError, match=r"has no table \[tool.sadpath\]"):
        Settings(tmp_path)


def test_another_tools_broken_file_is_not_ours(tmp_path):
    write(tmp_path, {"sadpath.toml": "fail-level = 'info'\n", "sub/pyproject.toml": "[project\n"})
    assert Settings(tmp_path / "sub").main.fail_level == "info"
    (tmp_path / "sub/pyproject.toml").write_text("[tool.sadpath\n")
    with pytest.raises(ConfigError, match="not valid TOML") as told:
        Settings(tmp_path / "sub")
    assert told.value.line == 1


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("# x\nselekt = 1\n", "selekt", 2),
        ("a = 1\n", "a", 1),
        ('[per-file-ignores]\n"a b.py" = ["SP1"]\n"c.py" = [\n  "SP9x",\n]\n', "per-file-ignores.c.py", 3),
        ("[rules]\nSP101 = 3\n", "rules.SP101", 2),
        ("rules.SP101.x = 3\n", "rules.SP101.x", 1),
        ('exclude = ["""\nselect = 3\n"""]\nselect = 3\n', "select", 4),
        ("severity = { SP101 = 'x' }\n", "severity.SP101", 1),
    ],
)
def test_mistakes_name_key_and_line(tmp_path, text, key, line):
    (tmp_path / "sadpath.toml").write_text(text)
    with pytest.raises(ConfigError) as told:
        Settings(tmp_path)
    assert (told.value.key, told.value.line) == (key, line)
    assert str(told.value).startswith(f"{tmp_path / 'sadpath.toml'}:{line}: ")


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("shop/*.py", "shop/a.py shop/pay/a.py", "a.py old/shop/a.py"),
        ("*.py", "a.py shop/a.py", "a.txt"),
        ("__init__.py", "__init__.py a/b/__init__.py", "my__init__.py"),
        ("**/gen_?.py", "gen_a.py a/b/gen_b.py", "gen_ab.py"),
        ("shop", "shop/a.py shop/b/c.py", "workshop/a.py"),
        ("shop/", "shop/a.py", "shops/a.py"),
        ("!shop/**", "a.py", "shop/a.py"),
        ("./{a,b}.py", "a.py b.py", "c.py"),
        ("[!a]*.py", "b.py", "a.py"),
        ("a[.py", "a[.py", "a.py"),
    ],
)
def test_patterns_of_paths(tmp_path, pattern, inside, outside):
    matches = PathPattern(pattern, tmp_path).matches
    assert all(matches(str(tmp_path / name)) for name in inside.split())
    assert not any(matches(str(tmp_path / name)) for name in outside.split())
    assert not matches(str(tmp_path.parent / "elsewhere" / inside.split()[0]))


def test_what_to_watch(tree):
    write(tree, {"shop/pay/sadpath.toml": "extend = '../../pyproject.toml'\n"})
    files = watched(tree / "shop/pay/c.py", Settings(tree))
    assert files == (tree / "shop/pay/sadpath.toml", tree / "pyproject.toml")
    files = watched(tree / "shop/c.py", Settings(tree))
    assert files == (
        tree / "shop/sadpath.toml",
        tree / "shop/pyproject.toml",
        tree / "sadpath.toml",
        tree / "pyproject.toml",
    )


def test_unknown_selectors_of_the_command_line_are_no_mistake_of_a_file():
    with pytest.raises(UsageError) as told:
        from sadpath.config import check_selectors

        check_selectors(["SP9x"], "--select")
    assert not isinstance(told.value, ConfigError)


def test_settings_as_json_data():
    """Every key's default and example are what `sadpath config` and the schema can print."""
    from sadpath.config import KEYS, show

    for _, head in KEYS.values():
        json.dumps(show.to_json(head, Settings("/", use_files=False).main))
