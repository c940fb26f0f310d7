"""Which files were analysed with all that has to do with them."""

from __future__ import annotations

from sadpath.source.discover import discover
from sadpath.source.project import Project, project_root

FILES = {
    "client.py": "import requests",
    "shop.py": "from client import send\nimport config",
    "config.py": "URL = 1",
    "alone.py": "x = 1",
    "web/page.py": "import json",
}


def project(tmp_path, analysed, **more):
    (tmp_path / "sadpath.toml").touch()
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    find = lambda roots: discover(roots).files  # noqa: E731
    more = {key: [str(tmp_path / v) if key == "broken" else v for v in value] for key, value in more.items()}
    found = Project([str(tmp_path / name) for name in analysed], find, **more)
    whole = found.whole(str(tmp_path / name) for name in FILES)
    return {path.removeprefix(str(tmp_path) + "/") for path in whole}


def test_everything(tmp_path):
    assert project(tmp_path, FILES) == set(FILES)


def test_a_part(tmp_path):
    assert project(tmp_path, ["client.py"]) == set()  # shop.py uses it
    assert project(tmp_path, ["client.py", "shop.py"]) == set()  # with what config.py says
    assert project(tmp_path, ["client.py", "shop.py", "config.py"]) == {"client.py", "shop.py", "config.py"}
    assert project(tmp_path, ["alone.py", "web/page.py"]) == {"alone.py", "web/page.py"}


def test_what_could_not_be_read_or_finished(tmp_path):
    assert project(tmp_path, FILES, broken=["config.py"]) == {"alone.py", "web/page.py"}
    assert project(tmp_path, FILES, unfinished=["shop"]) == {"alone.py", "web/page.py"}
    assert project(tmp_path, FILES, unfinished=["client"]) == {"shop.py", "config.py", "alone.py", "web/page.py"}


def test_the_root_of_a_project(tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    assert project_root(str(tmp_path / "a/b/x.py")) == str(tmp_path / "a/b")
    (tmp_path / "a/setup.py").touch()
    assert project_root(str(tmp_path / "a/b/x.py")) == str(tmp_path / "a")
    (tmp_path / ".git").mkdir()
    assert project_root(str(tmp_path / "a/b/x.py")) == str(tmp_path)
