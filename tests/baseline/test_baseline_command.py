"""`sadpath baseline` and `sadpath check --baseline` over the real analysis."""

from __future__ import annotations

import json
import os
import random
import re

import pytest
from pieces import HEAD, PIECES

from sadpath.cli import run

EDITS = 1000
EDITS_A_CHECK = int(os.environ.get("SADPATH_EDITS_A_CHECK", "125"))
FILE = "sadpath-baseline.jsonl"


@pytest.fixture
def shop(tmp_path, monkeypatch, capsys):
    """A command in a directory of its own: gives (exit code, findings as (path, line, rule), standard error)."""
    monkeypatch.chdir(tmp_path)

    def sadpath(*words):
        form = ["--output-format", "json"] if words[0] == "check" else []
        code = run([*words, "--no-progress", *form])
        out, err = capsys.readouterr()
        return code, [(f["path"], f["line"], f["rule"]) for f in json.loads(out)] if out else [], err

    return sadpath


def text_of(pieces):
    return "\n\n".join([HEAD, *pieces])


def test_written_and_used(shop, tmp_path):
    (tmp_path / "shop.py").write_text(text_of(PIECES))
    before = shop("check")
    assert before[0] == 1
    code, _, err = shop("baseline")
    assert code == 0 and f"{len(before[1])} findings in 1 file stand in {FILE}." in err
    code, found, err = shop("check", "--baseline", FILE, "--locked")
    assert (code, found) == (0, []) and f"Hidden: {len(before[1])} by the baseline." in err
    (tmp_path / "sadpath.toml").write_text(f'baseline = "{FILE}"\n')
    assert shop("check")[:2] == (0, [])
    assert shop("check", "--no-baseline")[:2] == before[:2]
    text = (tmp_path / FILE).read_text()
    keys = {key for line in text.splitlines()[1:] for key in json.loads(line)}
    assert keys == {"path", "rule", "provider", "operation", "entry", "scope", "about"}
    assert shop("baseline")[0] == 0 and (tmp_path / FILE).read_text() == text


def test_the_same_mistake_a_second_time_is_reported(shop, tmp_path):
    (tmp_path / "shop.py").write_text(text_of(PIECES))
    shop("baseline")
    again = PIECES[0].replace("def capture", "def capture_rest")
    (tmp_path / "shop.py").write_text(text_of([again, *PIECES]))
    code, found, _ = shop("check", "--baseline", FILE)
    assert code == 1 and found == [("shop.py", 11, "SP101")]
    (tmp_path / "shop.py").write_text(text_of(PIECES))
    (tmp_path / "other.py").write_text(text_of([PIECES[4]]))
    assert [(path, rule) for path, _, rule in shop("check", "--baseline", FILE)[1]] == [("other.py", "SP401")]


def test_it_shrinks_by_itself(shop, tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "shop.py").write_text(text_of(PIECES))
    (tmp_path / "use.py").write_text("import shop\n\n\ndef pay():\n    return shop.capture('1', 2)\n")
    shop("baseline")
    full = (tmp_path / FILE).read_text()
    mended = [PIECES[0].replace("    return", "    answer.raise_for_status()\n    return"), *PIECES[1:]]
    (tmp_path / "shop.py").write_text(text_of(mended))

    code, _, err = shop("check", "--baseline", FILE, "--locked")
    assert code == 1 and f"the baseline {FILE} is stale: 1 of its findings is gone" in err
    assert (tmp_path / FILE).read_text() == full
    assert shop("check", "shop.py", "--baseline", FILE, "--locked")[0] == 0  # use.py was not looked at
    assert shop("check", "--baseline", FILE, "--locked", "--ignore", "SP101")[0] == 0  # nor was the rule
    assert (tmp_path / FILE).read_text() == full

    code, _, err = shop("check", "--baseline", FILE)
    assert code == 0 and f"Baseline {FILE}: 1 of its findings is gone" in err
    less = (tmp_path / FILE).read_text()
    assert set(less.splitlines()) < set(full.splitlines()) and len(less.splitlines()) == len(full.splitlines()) - 1
    (tmp_path / "shop.py").write_text(text_of(PIECES))
    assert [rule for _, _, rule in shop("check", "--baseline", FILE)[1]] == ["SP101"]


def test_a_partial_baseline_run_keeps_the_rest(shop, tmp_path):
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(text_of([PIECES[4]]))
    shop("baseline")
    (tmp_path / "a.py").write_text(text_of([PIECES[4], PIECES[3]]))
    assert shop("baseline", "a.py")[0] == 0
    paths = [json.loads(line)["path"] for line in (tmp_path / FILE).read_text().splitlines()[1:]]
    assert paths == ["a.py", "a.py", "b.py"]
    assert shop("check", "--baseline", FILE, "--locked")[0] == 0


@pytest.mark.parametrize("command", ["check", "baseline"])
def test_a_broken_baseline(shop, tmp_path, command):
    (tmp_path / "shop.py").write_text(text_of([PIECES[4]]))
    broken = '{"sadpath-baseline": 1}\n{"path": \n'
    (tmp_path / FILE).write_text(broken)
    code, found, err = shop(command, "--baseline", FILE)
    assert (code, found) == (2, []) and f"{FILE}:2: the baseline is broken" in err
    assert (tmp_path / FILE).read_text() == broken


def test_wrong_usage(shop, tmp_path):
    (tmp_path / "shop.py").write_text("x = 1\n")
    code, _, err = shop("check", "--baseline", "nowhere.jsonl")
    assert code == 2 and "nowhere.jsonl: there is no baseline; `sadpath baseline` writes one" in err
    code, _, err = shop("check", "--locked")
    assert code == 2 and "--locked is about a baseline, and there is none" in err
    code, _, err = shop("baseline", "--baseline", "no/such/folder.jsonl")
    assert code == 2 and "no/such/folder.jsonl can't be written" in err


def test_random_edits_keep_it_valid(shop, tmp_path):
    """Blank lines, comments, moved functions, renamed variables, new code: a thousand of them, one on top of the other."""
    file = tmp_path / "shop.py"
    file.write_text(text_of(PIECES))
    shop("baseline")
    wanted = (tmp_path / FILE).read_text()
    random_ = random.Random(20261122)
    pieces = [piece.splitlines() for piece in PIECES]
    for number in range(1, EDITS + 1):
        edit(pieces, random_, number)
        if number % EDITS_A_CHECK == 0:
            file.write_text(text_of("\n".join(piece) + "\n" for piece in pieces))
            assert shop("check", "--baseline", FILE, "--locked")[:2] == (0, []), f"after {number} edits: {file}"
            assert (tmp_path / FILE).read_text() == wanted


def edit(pieces, random_, number):
    """One random edit, in place."""
    piece = random_.choice(pieces)
    at = random_.randrange(len(piece))
    indent = re.match(" *", next((line for line in piece[at:] if line.strip()), ""))[0]
    kind = random_.randrange(6)
    if kind == 0:
        piece.insert(at, "")
    elif kind == 1:
        piece.insert(at, f"{indent}# note {number}: 'NO_SUCH_ORDR' said \"again\"")
    elif kind == 2:
        random_.shuffle(pieces)
    elif kind == 3:
        names = [n for n in ("answer", "problem", "order_id", "amount", "attempt") if any(n in line for line in piece)]
        if names:
            old = random_.choice(names)
            current = next((m for line in piece for m in re.findall(rf"\b{old}\w*", line)), old)
            fresh = f"{old}{number}"
            piece[:] = [re.sub(rf"(?<![\"'])\b{current}\b(?!\w)", fresh, line) for line in piece]
    elif kind == 4:
        if piece[at].strip() and "#" not in piece[at]:
            piece[at] += f"  # {number}"
    elif number % 40 == 0:
        pieces.append([f"def unrelated_{number}(value):", f"    return value + {number}"])
