"""`check --shard K/N` and `merge`: what one run says, in pieces."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from far_programs import CASES, SOME, Run

from sadpath.program import session
from sadpath.program.record import Key, Record
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Explorer


def shard(run: Run, count: int, *arguments: str) -> list[str]:
    """Make all shards; what each said."""
    told = []
    for number in range(1, count + 1):
        code, out, err = run("check", *arguments, "--shard", f"{number}/{count}")
        assert (code, out) == (0, "")
        told.append(err)
    return told


def test_all_cases_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    shutil.copytree(CASES, tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    outputs = ("--output", "full", "--output", "html:page.html")
    alone = run("check", "cases", *outputs)
    page = Path("page.html").read_bytes()
    assert alone[0] == 1 and alone[1]
    told = shard(run, 3, "cases")
    assert all(int(re.findall(r"walked from (\d+) of", line)[0]) > 0 for line in told)
    assert run("merge", ".", *outputs) == alone
    assert Path("page.html").read_bytes() == page


@pytest.mark.parametrize("count", [1, 40])
def test_any_number_of_shards(project: Path, run: Run, count: int) -> None:
    where = f"shops/{SOME[0]}"
    alone = run("check", where, "--output-format", "json", "--fail-level", "error")
    told = shard(run, count, where)
    assert sum(" walked from 0 of " in line for line in told) == max(
        0, count - int(re.findall(r"of (\d+) ent", told[0])[0])
    )
    assert run("merge", *map(str, Path().glob("*.shard")), "--output-format", "json", "--fail-level", "error") == alone


def test_merging_walks_little(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[Entry] = []
    walk_anew = session.walk_anew

    def counted(explorer: Explorer, entry: Entry, but: frozenset[Key]) -> Record:
        walked.append(entry)
        return walk_anew(explorer, entry, but)

    monkeypatch.setattr(session, "walk_anew", counted)
    run("check", "--jobs", "1")
    alone = len(walked)
    shard(run, 2, "--jobs", "1")
    assert len(walked) < alone * 2.25, "each entry is walked from in one shard"
    walked.clear()
    run("merge", ".", "--jobs", "1")
    assert len(walked) < alone / 4, "but for functions of which only the other walks tell that nobody calls them"


def test_merging_takes_what_check_takes(project: Path, run: Run) -> None:
    shard(run, 2)
    run("baseline", "--baseline", "known.jsonl")
    for more in (["--baseline", "known.jsonl"], ["--select", "SP2"], ["--statistics"], ["--fail-under", "99"], ["-q"]):
        assert run("merge", ".", *more) == run("check", *more)
    assert run("merge", ".", "--baseline", "known.jsonl")[0] == 0


def test_paths_and_excludes_are_those_of_the_shards(project: Path, run: Run) -> None:
    where = ("shops", "--exclude", f"{SOME[0]}/")
    alone = run("check", *where)
    assert alone != run("check", "shops")
    shard(run, 2, *where)
    assert run("merge", ".") == alone


def test_within(project: Path, run: Run) -> None:
    file = next(
        str(path.relative_to(project))
        for path in sorted(project.rglob("*.py"))
        if "klarna.com" in path.read_text() or "import aiohttp" in path.read_text()
    )
    where = (file, "--within", ".")
    alone = run("check", *where)
    shard(run, 2, *where)
    assert run("merge", ".") == alone


def test_another_directory(
    project: Path, run: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = run("check", "shops")
    shard(run, 2, "shops")
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(project, other, dirs_exist_ok=True)
    shutil.rmtree(project / "shops")
    monkeypatch.chdir(other)
    assert run("merge", ".") == alone


# ------------------------------------------------------------------ what does not fit


def refused(run: Run, *arguments: str) -> str:
    code, out, err = run("merge", *arguments)
    assert (code, out) == (2, "")
    return err


def test_shards_that_are_missing_or_twice(project: Path, run: Run) -> None:
    shard(run, 4)
    assert "shard 3 of 4 is missing" in refused(run, *(f"sadpath-{n}-of-4.shard" for n in (1, 2, 4)))
    assert "shards 2, 3, 4 of 4 are missing" in refused(run, "sadpath-1-of-4.shard")
    shutil.copy("sadpath-2-of-4.shard", "again.shard")
    assert "shard 2 of 4 is there twice: ./again.shard and ./sadpath-2-of-4.shard" in refused(run, ".")
    os.remove("again.shard")
    shard(run, 2)
    assert "different runs" in refused(run, ".")


def test_no_shards(project: Path, run: Run) -> None:
    assert "no *.shard in shops" in refused(run, "shops")
    assert "none.shard can't be read: No such file" in refused(run, "none.shard")
    Path("other.shard").write_text("something else")
    assert "other.shard is no file that" in refused(run, "other.shard")
    assert run("merge")[0] == 2


@pytest.mark.parametrize("at", [20, 60, -5])
def test_a_damaged_shard(project: Path, run: Run, at: int) -> None:
    shard(run, 1)
    data = bytearray(Path("sadpath-1-of-1.shard").read_bytes())
    data[at] ^= 1
    Path("sadpath-1-of-1.shard").write_bytes(data)
    assert "sadpath-1-of-1.shard is damaged" in refused(run, ".")
    Path("sadpath-1-of-1.shard").write_bytes(data[: len(data) // 2])
    assert "sadpath-1-of-1.shard is damaged" in refused(run, ".")


def test_other_files(project: Path, run: Run) -> None:
    shard(run, 2)
    file = sorted(Path("shops").rglob("*.py"))[0]
    text = file.read_text()
    file.write_text(text + "\n")
    assert (
        f"sadpath-1-of-2.shard does not fit: it was made of other files: {file.as_posix()} is not the same"
        in refused(run, ".")
    )
    file.write_text(text)
    Path("shops/new.py").write_text("x = 1\n")
    assert "shops/new.py is only here" in refused(run, ".")
    os.remove("shops/new.py")
    assert run("merge", ".")[0] == 1
    shutil.rmtree("shops")
    assert "only there" in refused(run, ".")


def test_shards_of_different_states_of_the_files(project: Path, run: Run) -> None:
    run("check", "--shard", "1/2")
    file = sorted(Path("shops").rglob("*.py"))[0]
    file.write_text(file.read_text() + "\n")
    run("check", "--shard", "2/2")
    assert "sadpath-1-of-2.shard does not fit" in refused(run, ".")


def test_other_settings(project: Path, run: Run) -> None:
    shard(run, 2)
    Path("sadpath.toml").write_text('[providers]\n"shops/*" = "kinguin"\n')
    assert "it was made with other settings: `providers` says something else about shops/" in refused(run, ".")
    Path("sadpath.toml").write_text('ignore = ["SP1"]\n')
    assert run("merge", ".") == run("check"), "what is reported is the merging's to say"


def test_other_catalogues(project: Path, run: Run) -> None:
    shard(run, 1)
    rules = Path(__file__).resolve().parents[2] / "rules/providers"
    own = (rules / "lemanpay.toml").read_text().replace('id = "lemanpay"', 'id = "own-api"')
    Path("own.toml").write_text(own)
    Path("sadpath.toml").write_text('catalogues = ["own.toml"]\n')
    assert "it was made with other catalogues: own-api is only here" in refused(run, ".")


def test_another_version(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from sadpath.far import shards

    shard(run, 1)
    monkeypatch.setattr(shards, "VERSIONS", ("9.9.9", 3, 99))
    assert "on Python 3." in (told := refused(run, ".")) and "this is sadpath 9.9.9 on Python 3.99" in told


def test_different_paths(project: Path, run: Run) -> None:
    run("check", "shops", "--shard", "1/2")
    run("check", "--shard", "2/2")
    assert "different paths" in refused(run, ".")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--fix"], "--shard does not go with --fix"),
        (["--diff"], "--shard does not go with --diff"),
        (["--watch"], "--shard does not go with --watch"),
        (["--add-ignore"], "--shard does not go with --add-ignore"),
        (["-"], "not with - (standard input)"),
        (["--diff-base", "HEAD"], "`sadpath merge` reports: give --diff-base to that"),
        (["--output", "sarif:x"], "`sadpath merge` reports: give --output to that"),
        (["--baseline", "x"], "`sadpath merge` reports: give --baseline to that"),
    ],
)
def test_what_shards_do_not_go_with(project: Path, run: Run, more: list[str], told: str) -> None:
    code, out, err = run("check", "--shard", "1/2", *more)
    assert (code, out) == (2, "") and told in err
    assert not list(Path().glob("*.shard"))


@pytest.mark.parametrize("wrong", ["0/2", "3/2", "2", "/", "a/b", "-1/2", "1/0", "1/2/3"])
def test_what_is_no_share(project: Path, run: Run, wrong: str) -> None:
    code, _, err = run("check", f"--shard={wrong}")
    assert code == 2 and "K/N as in 2/8" in err


def test_a_file_of_another_name(project: Path, run: Run) -> None:
    assert "--shard-file goes with --shard" in run("check", "--shard-file", "x")[2]
    code, _, err = run("check", "--shard", "1/1", "--shard-file", "out/one.shard")
    assert code == 2 and "out/one.shard can't be written: No such file" in err
    assert run("check", "--shard", "1/1", "--shard-file", "one.shard", "-q") == (0, "", "")
    assert run("merge", "one.shard") == run("check")


def test_nothing_to_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.py").write_text("x = 1\n")
    shard(run, 2)
    assert run("merge", ".") == run("check")
    Path("x.py").write_text("x = 2\n")
    assert "x.py is not the same" in refused(run, ".")
