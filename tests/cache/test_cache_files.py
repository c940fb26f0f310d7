"""The cache's directory: where it is, what is in it, and what becomes of it when something goes wrong."""

import os
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from cached_project import CHECK, CLIENT, SOURCE

from sadpath.cache import store as store_module
from sadpath.cache.states import state_of
from sadpath.cache.store import Store

CHANGED = "st_mtime_ns" if os.name == "nt" else "st_ctime_ns"


def test_a_section_comes_back(tmp_path):
    store = Store(str(tmp_path / "c"))
    assert store.make() and not store.make()
    assert store.load("a") is None
    assert store.save("a", b"x" * 100_000) and store.load("a") == b"x" * 100_000
    assert store.save("a", b"") and store.load("a") == b""
    assert sorted(os.listdir(store.directory)) == [".gitignore", "CACHEDIR.TAG", "a"]
    assert (tmp_path / "c" / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def damage(data):
    yield "empty", b""
    yield "cut off", data[:-1]
    yield "head only", data[:30]
    yield "longer", data + b"x"
    yield "one bit", data[:-10] + bytes([data[-10] ^ 1]) + data[-9:]
    yield "garbage", b"\x00\xff" * 500
    yield "another version", data.replace(b" 0.", b" 9.", 1)
    yield "another python", data.replace(b"cpython-3", b"cpython-2", 1)


def test_what_is_damaged_is_not_believed(tmp_path):
    store = Store(str(tmp_path))
    store.save("a", b"some bytes that matter")
    whole = (tmp_path / "a").read_bytes()
    for what, data in damage(whole):
        assert data != whole, what
        (tmp_path / "a").write_bytes(data)
        assert store.load("a") is None, what


def test_old_runs_are_forgotten(tmp_path):
    store = Store(str(tmp_path))
    for number in range(12):
        store.save(f"run-{number}", b"x")
        os.utime(tmp_path / f"run-{number}", (number, number))
    store.save("looks", b"x")
    (tmp_path / "run-1.77.new").write_bytes(b"half")
    os.utime(tmp_path / "run-1.77.new", (0, 0))
    store.prune("run-", 3)
    assert sorted(os.listdir(tmp_path)) == ["looks", "run-1.77.new", "run-10", "run-11", "run-9"]
    os.utime(tmp_path / "run-9", (9000, 9000))
    store.prune("run-", 3)
    assert sorted(os.listdir(tmp_path)) == ["looks", "run-10", "run-11", "run-9"]


def test_a_state_is_not_trusted_while_the_clock_may_stand_still(tmp_path):
    path = tmp_path / "a"
    path.write_text("x")
    assert state_of(path.stat()) is None
    old = path.stat()
    time.sleep(0.03)
    assert path.stat() == old and state_of(old) == (getattr(old, CHANGED), 1, old.st_ino)
    now = time.time_ns()
    whole = now - now % 1_000_000_000  # a file system that counts seconds
    assert state_of(SimpleNamespace(**{CHANGED: whole, "st_size": 1, "st_ino": 1})) is None
    assert state_of(SimpleNamespace(**{CHANGED: whole - 3_000_000_000, "st_size": 1, "st_ino": 1})) is not None


def test_where_it_is(project):
    project.run("check", "sub")
    assert project.sections("run-") and not (project.root / "sub" / ".sadpath_cache").exists()


def test_beside_the_settings_or_at_the_top_of_the_repository(project):
    project.write({"sub/sadpath.toml": ""})
    project.run("check", "sub")
    assert project.sections()  # the run is about where it was started
    project.run("clean")
    project.write({"sadpath.toml": ""})
    (project.root / "sub" / "sadpath.toml").unlink()
    subprocess.run([sys.executable, "-m", "sadpath", "check"], cwd=project.root / "sub", env=environment(), check=True)
    assert project.sections() and not (project.root / "sub" / ".sadpath_cache").exists()
    (project.root / "sadpath.toml").unlink()
    project.run("clean")
    (project.root / ".git").mkdir()
    subprocess.run([sys.executable, "-m", "sadpath", "check"], cwd=project.root / "sub", env=environment(), check=True)
    assert project.sections() and not (project.root / "sub" / ".sadpath_cache").exists()


def environment():
    return {**os.environ, "PYTHONPATH": str(SOURCE)}


@pytest.mark.parametrize("how", ["option", "option=", "variable", "settings"])
def test_another_directory(project, tmp_path, how):
    there = tmp_path / "elsewhere" / "deep"
    words = {"option": ["--cache-dir", str(there)], "option=": [f"--cache-dir={there}"]}.get(how, [])
    env = {"SADPATH_CACHE_DIR": str(there)} if how == "variable" else {}
    if how == "settings":
        project.write({"sadpath.toml": f'cache-dir = "{there}"\n'})
    first = project.run("check", *words, env=env)
    assert {path.name.partition("-")[0] for path in there.iterdir()} == {
        ".gitignore",
        "CACHEDIR.TAG",
        "imports",
        "looks",
        "run",
        "walks",
    }
    assert not project.sections()
    assert project.run("check", *words, env=env) == first
    assert project.replayed == (how != "settings")


@pytest.mark.parametrize("how", [["--no-cache"], []])
def test_none(project, how):
    project.run("check", *how, env={} if how else {"SADPATH_NO_CACHE": "1"})
    assert not project.sections()


@pytest.mark.parametrize("section", ["run-", "looks"])
def test_a_damaged_cache_is_rebuilt(warm, section):
    (path,) = warm.sections(section)
    for what, data in list(damage(path.read_bytes()))[1::3]:
        path.write_bytes(data)
        if section == "looks":
            for run in warm.sections("run-"):
                run.unlink()
        assert warm.anew() == warm.first, what
    warm.again()


def test_a_whole_section_with_other_things_in_it(warm):
    (path,) = warm.sections("run-")
    for payload in (b"", b"(", b"i\x01\x00\x00\x00"):
        Store(str(path.parent)).save(path.name, payload)
        Store(str(path.parent)).save("looks", payload)
        assert warm.anew() == warm.first


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_directory_that_can_t_be_written(project):
    project.root.chmod(0o555)
    try:
        assert project.run() == project.fresh()
    finally:
        project.root.chmod(0o755)


def test_a_directory_that_can_t_be_made(project):
    (project.root / ".sadpath_cache").write_text("no directory\n")
    project.rest()
    assert project.anew() == project.anew() == project.fresh()
    told = project.run("check", "-v")[2]
    assert told.count("the cache") == 1
    assert "warning: the cache" in told


def test_two_runs_at_once(project):
    command = [sys.executable, "-m", "sadpath", *CHECK]
    runs = [
        subprocess.Popen(command, cwd=project.root, env=environment(), stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert {run.communicate()[0] for run in runs} == {project.fresh()[1]}
    project.run()
    project.again()
    assert not [path for path in project.sections() if path.name.endswith(".new")]


def test_killed_in_the_middle_of_writing(warm):
    before = {path.name: path.read_bytes() for path in warm.sections()}
    code = (
        "import os, signal, sys\n"
        "from sadpath.cache import store\n"
        "def die(*_): os.kill(os.getpid(), signal.SIGKILL)\n"
        "store.os.replace = die\n"
        "from sadpath.__main__ import main\n"
        "main(['check', '--output-format', 'concise'])\n"
    )
    warm.write({"other.py": "x = 3\n"})
    killed = subprocess.run([sys.executable, "-c", code], cwd=warm.root, env=environment(), capture_output=True)
    assert killed.returncode == -signal.SIGKILL
    left = {path.name: path.read_bytes() for path in warm.sections() if not path.name.endswith(".new")}
    assert left == before
    assert warm.anew() == warm.fresh()
    warm.again()


def test_clean(warm):
    (warm.root / "sub" / ".sadpath_cache").mkdir()
    (warm.root / "sub" / ".sadpath_cache" / "mine.txt").write_text("mine\n")
    code, out, err = warm.run("clean")
    assert (code, out) == (0, "") and err.count("Removed") == 2
    assert not (warm.root / ".sadpath_cache").exists()
    assert (warm.root / "sub" / ".sadpath_cache" / "mine.txt").exists()
    assert warm.run("clean", "-q") == (0, "", "")


def test_clean_leaves_others_files_in_a_directory_that_was_named(project, tmp_path):
    there = tmp_path / "there"
    there.mkdir()
    (there / "precious.py").write_text(CLIENT)
    project.run("check", "--cache-dir", str(there))
    assert len(list(there.iterdir())) > 1
    project.run("clean", "--cache-dir", str(there))
    assert [path.name for path in there.iterdir()] == ["precious.py"]


def test_the_tool_itself_counts(monkeypatch, tmp_path):
    (tmp_path / "sadpath").mkdir()
    code = tmp_path / "sadpath" / "a.py"
    code.write_text("x = 1\n")
    monkeypatch.setattr(store_module, "tool_directories", lambda: (str(tmp_path),))
    stamps = []
    for text in ("x = 1\n", "x = 22\n"):
        code.write_text(text)
        monkeypatch.setattr(store_module, "_stamp", b"")
        stamps.append(store_module.tool_stamp())
        assert stamps[-1] == store_module.tool_stamp()
    assert stamps[0] != stamps[1]


def test_nothing_heavy_is_imported_for_a_replay(warm):
    code = (
        "import sys; from sadpath.__main__ import main; main(['check', '--output-format', 'concise']);"
        "print(*sorted(m for m in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=warm.root, env=environment(), capture_output=True, text=True
    )
    modules = set(done.stderr.splitlines()[-1].split())
    assert {name for name in modules if name.startswith("sadpath")} == {
        "sadpath",
        "sadpath.__main__",
        "sadpath.cache",
        "sadpath.cache.absent",
        "sadpath.cache.replay",
        "sadpath.cache.states",
        "sadpath.cache.store",
        "sadpath.exits",
    }
    assert modules.isdisjoint({"argparse", "typing", "dataclasses", "collections", "re", "json", "pathlib", "hashlib"})
