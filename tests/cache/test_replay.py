"""A run whose like has been is printed again, unless anything has changed that it would read."""

import os
import signal
import subprocess
import sys
import time

import pytest
from cached_project import CALLER, CHECK, CLIENT, QUIET, SOURCE

from sadpath.cache.absent import MANY


def lines(answer, path):
    return [line for line in answer[1].splitlines() if line.startswith(path)]


def test_the_same_is_printed_again(warm):
    assert warm.first[0] == 1 and lines(warm.first, "caller.py") and "problem" in warm.first[2]
    assert warm.again() == warm.first == warm.fresh()


def test_a_clean_run_too(project):
    (project.root / "client.py").unlink()
    project.rest()
    first = project.anew()
    assert first[0] == 0 and project.again() == first


def test_who_calls_the_client_sees_that_it_changed(warm):
    warm.write({"client.py": QUIET})
    after = warm.anew()
    assert after == warm.fresh() and lines(after, "caller.py") != lines(warm.first, "caller.py")
    warm.write({"client.py": CLIENT})
    assert warm.anew() == warm.first


CHANGES = {
    "an irrelevant file": {"other.py": "x = 2\n"},
    "a file becomes relevant": {"other.py": CLIENT},
    "a new file": {"new.py": CALLER},
    "a new file below": {"sub/new.py": CLIENT},
    "a new directory": {"deep/er/new.py": CLIENT},
    "an ignore file": {".gitignore": "caller.py\n"},
    "an ignore file below": {"sub/.gitignore": "*\n"},
    "settings": {"sadpath.toml": 'ignore = ["SP1"]\n'},
    "settings below": {"sub/sadpath.toml": 'fail-level = "error"\n'},
    "shared settings": {"pyproject.toml": '[tool.sadpath]\nignore = ["SP1"]\n'},
    "settings above": {"../sadpath.toml": 'ignore = ["SP1"]\n'},
    "a suppression": {
        "caller.py": CALLER.replace("    except Par", "    # sadpath: ignore[SP106] known\n    except Par")
    },
    "a syntax error": {"other.py": "def\n"},
}


def test_a_change_is_seen(project):
    for what, files in CHANGES.items():
        project.run()
        project.again()
        before = {name: (project.root / name) for name in files}
        before = {name: path.read_text() if path.exists() else None for name, path in before.items()}
        project.write(files)
        found = project.run()
        assert not project.replayed, what
        assert found == project.fresh(), what
        for name, text in before.items():
            (project.root / name).unlink() if text is None else project.write({name: text})
        project.rest()


def test_the_change_of_a_catalogue_and_of_an_extended_file_is_seen(project):
    catalogue = (SOURCE.parent / "rules" / "providers" / "kinguin.toml").read_text()
    project.write(
        {
            "sadpath.toml": 'extend = "base.toml"\ncatalogues = ["apis/*.toml"]\n',
            "base.toml": 'fail-level = "error"\n',
            "apis/own.toml": catalogue.replace('id = "kinguin"', 'id = "own"').replace("kinguin.net", "own.example"),
        }
    )
    project.run()
    for name, old, new in (("base.toml", '"error"', '"info"'), ("apis/own.toml", "own.example", "other.example")):
        project.again()
        project.write({name: (project.root / name).read_text().replace(old, new)})
        project.anew()
    project.again()
    project.write({"apis/more.toml": catalogue.replace('id = "kinguin"', 'id = "more"')})
    project.anew()


def test_a_file_that_goes_is_seen(warm):
    (warm.root / "client.py").unlink()
    assert warm.anew() == warm.fresh()


def test_a_named_file_hangs_on_what_it_imports(project):
    check = ("check", "caller.py", "--output-format", "concise")
    project.run(*check)
    project.again(*check)
    project.write({"client.py": QUIET})
    assert project.anew(*check) == project.fresh(*check)
    project.write({"client/__init__.py": CLIENT})
    project.anew(*check)


def test_a_module_that_comes_into_being_beside_what_was_walked(project):
    """A question in a directory that the run did not list."""
    check = ("check", "sub/more.py", "--output-format", "concise")
    project.write({"sub/more.py": CALLER.replace("client", "late")})
    project.run(*check)
    project.again(*check)
    project.write({"late.py": CLIENT})
    assert project.anew(*check) == project.fresh(*check)


def test_one_of_many_modules_that_come_into_being_beside_what_was_walked(project):
    """Many questions in one directory are asked by a listing of it."""
    check = ("check", "sub/more.py", "--output-format", "concise")
    names = [f"late{number}" for number in range(2 * MANY)]
    project.write({"sub/more.py": "".join(f"import {name}\n" for name in names) + CALLER.replace("client", "late3")})
    project.run(*check)
    project.again(*check)
    project.write({"late3.py": CLIENT})
    assert project.anew(*check) == project.fresh(*check)


def test_other_content_of_the_same_size_and_time_is_seen(warm):
    path = warm.root / "client.py"
    status = path.stat()
    path.write_text(path.read_text().replace("api.klarna.com", "api.klarna.cop"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert warm.anew() == warm.fresh()


def test_a_file_that_changes_again_and_again_at_once(project):
    """What was written within a tick of the clock of being read is never trusted."""
    expected = {}
    for text in (CLIENT, QUIET) * 2:
        (project.root / "client.py").write_text(text)
        found = project.run()[1]
        assert expected.setdefault(text, found) == found
    assert len(set(expected.values())) == 2


def test_another_command_line_is_another_run(warm):
    for check in (["check", "--output-format", "json"], ["check", "--select", "SP1"], ["check", "sub"]):
        first = warm.anew(*check)
        assert warm.again(*check) == first
    warm.again()


def test_colours_count(project):
    check, colours = ("check", "--output-format", "full"), {"FORCE_COLOR": "1"}
    plain = project.anew(*check)
    coloured = project.anew(*check, env=colours)
    assert coloured[1] != plain[1]
    assert project.again(*check) == plain and project.again(*check, env=colours) == coloured


@pytest.mark.parametrize(
    ("more", "file"),
    [
        (["-v"], None),
        (["--color=never", "-v"], None),
        (["--show-files"], None),
        (["--output", "json:out.json"], "out.json"),
        (["-o", "out.txt"], "out.txt"),
        (["--badge", "b.svg"], "b.svg"),
        (["--diff"], None),
        (["--within", "."], None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_does_more_than_print_is_done(project, more, file):
    for _ in range(2):
        assert project.anew("check", *more)[0] in (0, 1)
        if file:
            (project.root / file).unlink()
        project.rest()


def test_writing_suppressions(project):
    project.run()
    project.anew("check", "--add-ignore")
    assert project.anew() == project.fresh() and not lines(project.run(), "caller.py")


def test_standard_input(project):
    check = ("check", "-", "--stdin-filename", "late.py", "--output-format", "concise")
    bad = CLIENT + CALLER.partition("\n")[2]
    assert lines(project.anew(*check, input=bad), "late.py")
    assert not lines(project.anew(*check, input="x = 1\n"), "late.py")


def test_a_revision(project):
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], cwd=project.root, check=True, capture_output=True)
    check = ("check", "--diff-base=HEAD", "--output-format", "concise")
    assert project.anew(*check)[1] == ""
    project.write({"caller.py": CALLER.replace("pass", "return None")})
    changed = project.anew(*check)
    subprocess.run([*git, "commit", "-qam", "second"], cwd=project.root, check=True, capture_output=True)
    assert changed[1] and project.anew(*check)[1] == ""


def test_a_baseline(project):
    assert project.run("baseline")[0] == 0
    check = (*CHECK, "--baseline", "sadpath-baseline.jsonl")
    project.rest()
    first = project.anew(*check)
    assert first[0] == 0 and "baseline" in first[2]
    assert project.again(*check) == first
    project.write({"caller.py": "x = 1\n"})
    gone = project.anew(*check)  # it writes a smaller baseline
    project.rest()
    assert "gone" in gone[2] and "gone" not in project.anew(*check)[2]
    (project.root / "sadpath-baseline.jsonl").unlink()
    assert project.anew(*check)[0] == 2


def test_a_plugin_may_read_anything(project, tmp_path):
    package = tmp_path / "plugin"
    (package / "acme-1.dist-info").mkdir(parents=True)
    (package / "acme-1.dist-info" / "entry_points.txt").write_text("[sadpath.checks]\nacme = acme\n")
    (package / "acme-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1\n")
    (package / "acme.py").write_text("CHECKS = ()\n")
    project.write({"sadpath.toml": 'plugins = ["acme"]\n'})
    paths = {"PYTHONPATH": f"{SOURCE}{os.pathsep}{package}"}
    assert project.anew(env=paths)[0] == 1
    assert project.anew(env=paths)[0] == 1


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_watching_shows_each_change(project):
    command = [sys.executable, "-m", "sadpath", *CHECK, "--watch"]
    running = subprocess.Popen(
        command,
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        assert "caller.py:" in _until(running, "Watching")
        project.write({"caller.py": "x = 1\n"})
        assert "caller.py:" not in _until(running, "Watching").partition("changed:")[2]
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=20)


def _until(running, word):
    told = ""
    deadline = time.monotonic() + 60
    while word not in told and time.monotonic() < deadline:
        told += running.stdout.readline()
    return told
