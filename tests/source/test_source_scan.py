"""Searching many files by several processes gives what one process finds."""

import os
import signal

import pytest

from sadpath import parallel
from sadpath.source import contents, scan, search
from sadpath.source.discover import discover
from sadpath.source.modules import ModuleIndex
from sadpath.source.scan import Scan
from sadpath.source.search import Search
from sadpath.source.sift import Sift, tokens_of

pytestmark = pytest.mark.skipif(not parallel.can_fork(), reason="nothing is forked here")
FILES = {f"m{n}.py": f"import m{n + 1}\n" for n in range(40)}


@pytest.fixture(autouse=True)
def many(monkeypatch):
    """Few files are many already."""
    monkeypatch.setattr(scan, "FEW", 5)
    monkeypatch.setattr(search, "FEW", 5)
    monkeypatch.setattr(scan, "_CHUNK", 4)


def searched(jobs, **options):
    one = Sift(["HIT"])
    began = Scan(tokens_of(one), jobs=jobs) if jobs > 1 else None
    files = discover(["."], notice=began.add if began else lambda path: None).files
    found = Search(files, one, ModuleIndex([f.path for f in files]), {}, scan=began, jobs=jobs, **options)
    return found, found.relevant()


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_same_as_in_one_process(tree, jobs):
    tree({**FILES, "m17.py": "HIT = 1", "m18.py": "import m3  # sadpath: ignore", "n.py": b"\xff", "o.py": "HIT"})
    alone, expected = searched(1)
    several, found = searched(jobs)
    assert found == expected and expected.importers
    assert several.marked == alone.marked == {"m18.py"}


def test_what_can_t_be_read_is_told(tree):
    tree(FILES)
    found = Scan(tokens_of(Sift(["HIT"])), jobs=2)
    for name in [*FILES, "gone.py"]:
        found.add(os.path.abspath(name))
    found.finish()
    assert {os.path.basename(path) for path in found.nothing} == set(FILES) and not found.lost


def test_a_file_that_kills_its_reader_is_named_and_the_others_are_searched(tree, monkeypatch):
    tree({**FILES, "bomb.py": "x = 1", "hit.py": "HIT = 1"})
    mine = os.getpid()

    def deadly(read):
        def read_or_die(path):
            if path.endswith("bomb.py"):
                assert os.getpid() != mine
                os.kill(os.getpid(), signal.SIGKILL)
            return read(path)

        return read_or_die

    monkeypatch.setattr(scan, "read_with_status", deadly(scan.read_with_status))
    monkeypatch.setattr(contents, "read_with_status", deadly(contents.read_with_status))
    _, found = searched(2)
    assert [file.display for file in found.hits] == ["hit.py"]
    assert [(place.path, place.message) for place in found.unreadable] == [
        ("bomb.py", "a process that read it was killed by SIGKILL, as when memory runs out")
    ]


def test_a_scan_for_other_tokens_is_not_used(tree):
    tree({**FILES, "hit.py": "HIT = 1"})
    other = Scan(tokens_of(Sift(["OTHER"])), jobs=2)
    files = discover(["."], notice=other.add).files
    found = Search(files, Sift(["HIT"]), ModuleIndex([f.path for f in files]), {}, scan=other).relevant()
    assert [file.display for file in found.hits] == ["hit.py"]


def test_bytes_that_differ_from_the_disk_are_searched(tree):
    root = tree(FILES)
    one = Sift(["HIT"])
    began = Scan(tokens_of(one), jobs=2)
    files = discover(["."], notice=began.add).files
    overlay = {str(root / "m5.py"): b"HIT = 1"}
    found = Search(files, one, ModuleIndex([f.path for f in files]), overlay, scan=began).relevant()
    assert [file.display for file in found.hits] == ["m5.py"]
