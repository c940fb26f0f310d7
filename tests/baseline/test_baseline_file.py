"""The baseline file, and how findings are held against it, without an analysis."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sadpath.baseline.file import Baseline, Entry, read_baseline, write_baseline
from sadpath.baseline.matching import hold
from sadpath.baseline.naming import Namer, literals
from sadpath.config import UsageError
from sadpath.findings import Finding, OutcomeRef
from sadpath.output.sources import Sources

HEADER = '{"sadpath-baseline": 1}\n'


def found(line, *, path="shop.py", rule="SP101", operation="pay", entry="shop:pay", column=5):
    outcomes = (OutcomeRef(403, "NO", "unnoticed"),) if rule == "SP101" else ()
    return Finding(
        rule, "", "error", path, line, column, line, 99, "m", provider="acme", operation=operation, entry=entry, outcomes=outcomes
    )  # fmt: skip


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """Hold findings against the baseline of others, in a directory with the files that are given."""
    monkeypatch.chdir(tmp_path)

    def run(then, before, now, after, **more):
        write(before)
        namer = Namer(str(tmp_path), Sources())
        baseline = Baseline(tmp_path / "b.jsonl", tuple(namer.entry(finding) for finding in then))
        for path in before:
            Path(path).unlink()
        write(after)
        options = {"judged": lambda entry: True, "sure": set, "covered": lambda: True, **more}
        return hold(now, baseline, Namer(str(tmp_path), Sources()), **options)

    def write(files):
        for path, text in files.items():
            Path(path).write_text(text)

    return run


TWO = "def pay():\n    send(1)\n\ndef refund():\n    send(2)\n"
MOVED = "x = 1\n\ndef refund():\n    send(2)\n\n\ndef pay():\n    # soon\n    send(1)\n"


def test_moved_within_the_file(shop):
    before = [found(2), found(5, operation="refund", entry="shop:refund")]
    held = shop(
        before, {"shop.py": TWO}, [found(4, operation="refund", entry="shop:refund"), found(9)], {"shop.py": MOVED}
    )
    assert (held.new, held.gone, len(held.kept)) == ((), (), 2)


def test_a_second_one_is_new(shop):
    held = shop([found(2)], {"shop.py": TWO}, [found(2), found(2, column=9)], {"shop.py": TWO})
    assert [f.column for f in held.new] == [9]
    held = shop([found(2)], {"shop.py": TWO}, [found(2), found(5, entry="shop:refund")], {"shop.py": TWO})
    assert [f.line for f in held.new] == [5]


def test_what_is_gone_and_what_was_not_seen(shop):
    held = shop([found(2)], {"shop.py": TWO}, [], {"shop.py": TWO})
    assert len(held.gone) == 1 and held.smaller(Baseline(Path("b"))).entries == ()
    held = shop([found(2)], {"shop.py": TWO}, [], {"shop.py": TWO}, sure=lambda paths: set())
    assert (len(held.gone), len(held.unseen)) == (0, 1)
    held = shop([found(2)], {"shop.py": TWO}, [], {"shop.py": TWO}, judged=lambda entry: entry.rule != "SP101")
    assert (len(held.gone), len(held.unseen)) == (0, 1)


def test_a_file_that_is_gone(shop):
    assert len(shop([found(2)], {"shop.py": TWO}, [], {}).gone) == 1
    assert len(shop([found(2)], {"shop.py": TWO}, [], {}, covered=lambda: False).unseen) == 1


def test_a_renamed_function(shop):
    held = shop([found(2)], {"shop.py": TWO}, [found(2, entry="shop:buy")], {"shop.py": TWO.replace("pay", "buy")})
    assert held.new == () and [(e.entry, e.scope) for e in held.kept] == [("shop:buy", "buy")]


def test_moved_to_another_file(shop):
    there = found(2, path="pay.py", entry="pay:pay")
    held = shop([found(2)], {"shop.py": TWO}, [there], {"shop.py": "", "pay.py": TWO})
    assert held.new == () and [e.path for e in held.kept] == ["pay.py"]
    held = shop([found(2)], {"shop.py": TWO}, [found(2), there], {"shop.py": TWO, "pay.py": TWO})
    assert held.new == (there,)  # a copy
    held = shop([found(2)], {"shop.py": TWO}, [there], {"shop.py": TWO, "pay.py": TWO}, sure=lambda paths: set())
    assert held.new == (there,)  # nobody looked whether it is still in the old place


def test_the_walk_that_comes_first_is_in_no_entry_about_a_comparison(shop):
    text = "def f():\n    x == 'NO_SUCH'\n    y == 'OTHER'\n"
    held = shop(
        [found(2, rule="SP401")], {"shop.py": text}, [found(2, rule="SP401", entry="shop:a")], {"shop.py": text}
    )
    assert held.new == () and held.gone == ()
    held = shop([found(2, rule="SP401")], {"shop.py": text}, [found(3, rule="SP401")], {"shop.py": text})
    assert len(held.new) == 1 and len(held.gone) == 1


def test_literals_are_what_stays_when_variables_are_renamed():
    def of(text):
        lines = text.split("\n")
        return literals(
            lines, Finding("SP401", "", "error", "x", 1, 1, len(lines), len(lines[-1]) + 1, "")
        )  # fmt: skip

    assert (
        of("""body['code'] == "NO" or x2 > 500""") == of("""data["code"] ==\n  'NO' or y3 > 500""") == "'code' 'NO' 500"
    )
    assert of("a.b(c)") == ""


def test_the_file_is_sorted_and_read_back(tmp_path):
    entries = (
        Entry("b.py", "SP101", scope="é"),
        Entry("a.py", "SP201", "acme", "pay", "b:pay"),
        Entry("b.py", "SP101"),
    )
    written = Baseline(tmp_path / "b.jsonl", entries)
    write_baseline(written)
    assert written.file.read_text("utf-8") == (
        HEADER + '{"path": "a.py", "rule": "SP201", "provider": "acme", "operation": "pay", "entry": "b:pay"}\n'
        '{"path": "b.py", "rule": "SP101"}\n'
        '{"path": "b.py", "rule": "SP101", "scope": "é"}\n'
    )
    assert read_baseline(written.file).entries == tuple(sorted(entries))
    written.file.write_bytes(written.file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_baseline(written.file).entries == tuple(sorted(entries))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "b.jsonl:1: this is no baseline of sadpath"),
        ('{"path": "a.py", "rule": "SP101"}\n', "b.jsonl:1: this is no baseline of sadpath"),
        (HEADER + "{\n", "b.jsonl:2: the baseline is broken: this line is not a JSON object"),
        (HEADER + "[]\n", "b.jsonl:2: the baseline is broken: this line is not a JSON object"),
        (HEADER + '\n{"path": "a.py"}\n', "b.jsonl:3: the baseline is broken: 'rule' is missing"),
        (HEADER + '{"path": "a", "rule": "SP1", "line": 3}\n', "b.jsonl:2: the baseline is broken: unknown key 'line'"),
        (HEADER + '{"path": "a", "rule": "SP1", "scope": 3}\n', "b.jsonl:2: the baseline is broken: 'scope' has to be"),
        (HEADER + "<<<<<<< HEAD\n", "b.jsonl:2: a merge left its marks"),
        ('{"sadpath-baseline": 2}\n', "b.jsonl:1: this sadpath reads baselines of version 1, not 2"),
        (HEADER + "\udc80\n", "b.jsonl:2: the baseline is broken: this line is not UTF-8"),
    ],
)
def test_a_broken_file(tmp_path, text, message):
    file = tmp_path / "b.jsonl"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError) as error:
        read_baseline(file)
    assert message in str(error.value)


def git(folder, *words):
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("union", [False, True])
def test_branches_merge(tmp_path, union):
    """Lines of other places merge as they are; neighbouring ones do with git's union driver, whatever order comes out."""
    file = tmp_path / "b.jsonl"
    if union:
        (tmp_path / ".gitattributes").write_text("*.jsonl merge=union\n")
    base = [Entry(f"{letter}.py", "SP101", scope=name) for letter in "aceg" for name in ("f", "g")]
    mine = [Entry("b.py", "SP201"), Entry("c.py", "SP101", scope="x")]
    other = [Entry("f.py", "SP201"), *([Entry("b.py", "SP204"), Entry("c.py", "SP101", scope="x")] if union else [])]
    git(tmp_path, "init", "-q", "-b", "main")
    for branch, more in (("main", []), ("mine", mine), ("other", other)):
        git(tmp_path, "checkout", "-q", *(["-B", "main"] if branch == "main" else ["-b", branch, "main"]))
        write_baseline(Baseline(file, (*base, *more)))
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", branch)
    git(tmp_path, "merge", "-q", "--no-edit", "mine")
    assert set(read_baseline(file).entries) == {*base, *mine, *other}
