"""What is told of files from their bytes: once for each, and by the memory of earlier runs where they are the same."""

import pytest

from sadpath.cache.states import state_at
from sadpath.program.texts import Texts
from sadpath.source.discover import discover
from sadpath.source.modules import ModuleIndex
from sadpath.source.search import Search
from sadpath.source.sift import Sift

FILES = {
    "client.py": "URL = 'HIT'\n\n\ndef refund(order):\n    return order\n",
    "desk.py": "import client as c\nfrom client import refund as pay\n\n\ndef stop(order):\n    return pay(order)\n",
    "ports.py": "from typing import Protocol\nimport client\n\n\nclass Port(Protocol):\n    def refund(self, größe): ...\n",
    "empty.py": "",
}


class Remembered(dict):
    """A memory as that of the cache, in this process."""

    def get(self, path):
        found = super().get(path)
        return found if found is not None and found[0] == state_at(path) else None

    def save(self, found):
        self.update(found)


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("sadpath.cache.states._TICK", 0)
    return tmp_path


def texts(memory=None):
    files = discover(["."]).files
    search = Search(files, Sift(["HIT"]), ModuleIndex([file.path for file in files]), memory=memory)
    search.relevant()
    return Texts(search.ties)


def answers(asked, project):
    """All that is told of the files."""
    paths = [str(project / name) for name in FILES]
    kinds = (asked.words, asked.pieces, asked.links, asked.targets, asked.functions, asked.has_protocols)
    return [[ask(path) for path in paths] for ask in kinds]


def test_what_files_tell(project):
    asked = texts()
    desk, ports = str(project / "desk.py"), str(project / "ports.py")
    assert {"pay", "stop", "refund", "order"} <= asked.words(desk)
    assert asked.links(desk).names == {str(project / "client.py"): [("pay", "refund")]}
    assert asked.links(desk).modules == {str(project / "client.py"): {"c"}}
    assert "größe" in asked.words(ports) and asked.has_protocols(ports) and not asked.has_protocols(desk)
    assert asked.words(str(project / "empty.py")) == frozenset() and asked.functions(desk) == 1


def test_a_later_run_reads_nothing_that_is_remembered(project, monkeypatch):
    memory = Remembered()
    first = texts(memory)
    told = answers(first, project)
    first.ties.remember()
    assert told == answers(texts(), project)
    later = texts(memory)
    monkeypatch.setattr(later.ties.contents, "data", lambda path: pytest.fail(f"{path} is read again"))
    assert answers(later, project) == told


def test_what_has_changed_is_read_again(project):
    memory = Remembered()
    first = texts(memory)
    answers(first, project)
    first.ties.remember()
    (project / "desk.py").write_text("from client import refund\nnew = 1\n")
    assert answers(texts(memory), project) == answers(texts(), project)
    assert "new" in texts(memory).words(str(project / "desk.py"))


def test_without_a_memory_nothing_is_kept_for_one(project):
    asked = texts()
    answers(asked, project)
    told = asked.ties.told(str(project / "desk.py"))
    assert told.words is None and told.pieces is None
