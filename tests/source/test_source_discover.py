"""Which files a command line means."""

import os
import sys

import pytest

from sadpath.source.discover import discover, display_path, is_test


def names(paths=(".",), **options):
    return [file.display for file in discover(list(paths), **options).files]


def test_python_files_sorted_and_relative(tree):
    tree({"b.py": "", "a/c.py": "", "a/readme.md": "", "a/x.pyi": "", "script": "#!/usr/bin/python\n"})
    assert names() == ["a/c.py", "b.py"]
    assert names(["a"]) == ["a/c.py"]


def test_named_files_count_by_any_name_and_once(tree):
    tree({"script": "#!/usr/bin/env python3\n", "a.py": ""})
    found = discover(["script", "a.py", ".", "./a.py"]).files
    assert [(f.display, f.named) for f in found] == [("a.py", True), ("script", True)]


def test_missing_paths(tree):
    tree({"a.py": ""})
    found = discover(["a.py", "nowhere", "no/where.py"])
    assert found.missing == ["nowhere", "no/where.py"] and len(found.files) == 1


def test_default_excludes(tree):
    tree({f"{d}/x.py": "" for d in (".venv", "build", "dist", "node_modules", ".git", "__pycache__", ".tox")})
    tree({"env/pyvenv.cfg": "", "env/lib/x.py": "", "a.py": ""})
    assert names() == ["a.py"]
    assert names(["build", ".venv"]) == [".venv/x.py", "build/x.py"]
    assert "build/x.py" in names(excludes_at=lambda directory: (False, []))


def test_excludes_as_in_gitignore(tree):
    tree({"a/old/x.py": "", "a/x.py": "", "a/y_gen.py": "", "b/x.py": ""})
    assert names(exclude=["old/", "*_gen.py"]) == ["a/x.py", "b/x.py"]
    assert names(exclude=["/a"]) == ["b/x.py"]
    assert names(excludes_at=lambda directory: (True, [("a", ["x.py"])])) == ["a/old/x.py", "a/y_gen.py", "b/x.py"][1:]
    assert names(["a/x.py"], exclude=["a"]) == ["a/x.py"]


def test_gitignore(tree):
    tree(
        {
            ".git/info/exclude": "private.py\n",
            ".gitignore": "# a comment\n*.log\nout/\nlocal_*.py\n!local_kept.py\n/top.py\n[broken\n",
            "out/x.py": "", "local_x.py": "", "local_kept.py": "", "top.py": "", "a/top.py": "", "private.py": "",
            "a/.gitignore": "!local_x.py\ngen*\r\n", "a/local_x.py": "", "a/local_y.py": "", "a/gen/x.py": "",
            "a/generated.py": "", "a/b/gen_x.py": "",
        }
    )  # fmt: skip
    assert names() == ["a/local_x.py", "a/top.py", "local_kept.py"]
    assert names(["a"]) == ["a/local_x.py", "a/top.py"]
    assert names(["out", "local_x.py"]) == ["local_x.py", "out/x.py"]


def test_gitignore_above_holds_up_to_the_repository(tree):
    tree(
        {
            ".gitignore": "x.py\n",
            "repo/.git/config": "",
            "repo/.gitignore": "y.py",
            "repo/a/x.py": "",
            "repo/a/y.py": "",
        }
    )
    assert names(["repo/a"]) == ["repo/a/x.py"]


def test_a_worktree_has_its_excludes_elsewhere(tree):
    root = tree(
        {"main/.git/info/exclude": "x.py\n", "main/.git/worktrees/w/commondir": "../..\n", "w/x.py": "", "w/y.py": ""}
    )
    (root / "w/.git").write_text(f"gitdir: {root}/main/.git/worktrees/w\n")
    assert names(["w"]) == ["w/y.py"]


def test_tests_and_vendored_code_are_counted(tree):
    tree(
        dict.fromkeys(
            [
                "shop/pay.py", "shop/test_pay.py", "shop/pay_test.py", "shop/conftest.py", "shop/tests.py",
                "tests/deep/helper.py", "testing/x.py", "features/steps/x.py", "shop/steps/x.py",
                "vendor/a.py", "shop/_vendor/b.py", "third_party/tests/c.py", "lib/site-packages/d.py",
            ],
            "",
        )
    )  # fmt: skip
    found = discover(["."])
    assert [f.display for f in found.files] == ["shop/pay.py", "shop/steps/x.py"]
    assert (found.skipped_tests, found.skipped_vendored) == (7, 4)
    assert names(["tests"]) == ["tests/deep/helper.py"]
    assert names(["tests/deep"]) == ["tests/deep/helper.py"]
    assert names(["shop/test_pay.py", "vendor"]) == ["shop/test_pay.py", "vendor/a.py"]
    assert len(discover([".", "tests"]).files) == 3


def test_inside_a_test_directory_of_a_repository_everything_is_named(tree, monkeypatch):
    root = tree({".git/config": "", "tests/case/test_x.py": "", "tests/case/y.py": ""})
    monkeypatch.chdir(root / "tests/case")
    assert names() == ["test_x.py", "y.py"]


def test_is_test():
    assert is_test("tests/x.py") and is_test("a/test_x.py") and is_test("features/steps/x.py")
    assert not is_test("a/contest.py") and not is_test("steps/x.py") and not is_test("latest/x.py")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links(tree):
    root = tree({"a/x.py": "", "elsewhere/y.py": "", "z.py": ""})
    (root / "a/loop").symlink_to("..")
    (root / "a/me").symlink_to("me")
    (root / "a/dead.py").symlink_to("nowhere.py")
    (root / "a/again.py").symlink_to("x.py")
    (root / "a/other.py").symlink_to("../z.py")
    (root / "a/away").symlink_to("../elsewhere")
    (root / "a/root").symlink_to("/")
    assert names(["a"]) == ["a/away/y.py", "a/other.py", "a/x.py"]
    assert names() == ["a/x.py", "elsewhere/y.py", "z.py"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_directory_is_told(tree):
    root = tree({"a.py": "", "secret/b.py": ""})
    (root / "secret").chmod(0)
    try:
        found = discover(["."])
    finally:
        (root / "secret").chmod(0o755)
    assert [f.display for f in found.files] == ["a.py"] and found.unreadable == [("secret", "Permission denied")]


def test_paths_are_shown_relative_to_the_current_directory():
    assert display_path("/work/shop/a.py", "/work") == "shop/a.py"
    assert display_path("/other/a.py", "/work") == "../other/a.py"
    assert display_path("/a.py", "/") == "a.py"


def test_two_thousand_files_under_ignore_rules(tree):
    tree({".gitignore": "*.pyc\n__pycache__/\nbuild/\n*.egg-info\n.env\n"})
    tree({f"p{i}/m{j}.py": "" for i in range(40) for j in range(50)})
    assert len(discover(["."]).files) == 2000
