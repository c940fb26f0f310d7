"""Merchant code in `tests/cases`, replayed for real: what the walk says of each lane, and what the checks find, must
be what happened.

A case is a folder with `case.toml` and code; `truth-*.json` holds what the replay recorded of it. Lanes may stay
unknown only in the cases that `unknown.toml` lists with the reason.
"""

from __future__ import annotations

import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from sadpath.analyse import Report, analyse
from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.source.discover import discover

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES = Path(__file__).parent.parent / "cases"
UNKNOWN: dict[str, str] = tomllib.loads((CASES / "unknown.toml").read_text(encoding="utf-8"))["cases"]
TRUTH: dict[str, dict[str, Any]] = {
    case["case"]: case
    for file in sorted(CASES.glob("truth-*.json"))
    for case in json.loads(file.read_text(encoding="utf-8"))
}
BY_FATE = ("SP101", "SP102", "SP201", "SP203", "SP204")


@lru_cache(maxsize=1)
def providers() -> Any:
    return load_providers()


@lru_cache(maxsize=2)
def report(case: str, entry: str | None) -> Report:
    """What the tool says of a case: of everything in it, or of one entry."""
    files = discover(["."], cwd=str(CASES / case)).files
    return analyse(files, config=Config(), providers=providers(), entry=entry)


def told(case: dict[str, Any]) -> dict[tuple[int, str], Any]:
    """The facts of the case's own walk by (status, code)."""
    key = case["provider"], case["operation"], case["entry"]
    for entry in (None, case["entry"]):
        made = report(case["case"], entry)
        assert not made.internal_errors, made.internal_errors[0][-2000:]
        for walk in made.walks:
            if (walk.provider, walk.operation, walk.entry) == key:
                return {(o.status, o.code): o for o in walk.outcomes}
    return {}


@pytest.fixture(params=sorted(TRUTH))
def case(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.chdir(CASES / request.param)  # paths are told relative to the current directory
    found = TRUTH[request.param]
    assert not found.get("broken"), found["broken"]
    return found


def documented(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [outcome for outcome in case["outcomes"] if outcome["code"] != "OTHER"]


def test_every_case_is_recorded() -> None:
    assert {file.parent.name for file in CASES.glob("*/case.toml")} == set(TRUTH)
    assert UNKNOWN.keys() <= TRUTH.keys()


def test_lanes(case: dict[str, Any]) -> None:
    """The fate of each lane, whether it is sent again, and whether its code is told apart."""
    said = told(case)
    wrong, unknown = [], []
    for true in documented(case):
        mine = said.get((true["status"], true["code"]))
        lane = f"{true['status']} {true['code']}"
        if mine is None or mine.fate == "unknown":
            unknown.append(lane)
            continue
        facts = {name: (true[name], getattr(mine, name)) for name in ("fate", "resent", "specific")}
        wrong += [f"{lane}: {name} is {is_} and not {told}" for name, (is_, told) in facts.items() if is_ != told]
    assert not wrong
    assert bool(unknown) == (case["case"] in UNKNOWN), f"unknown lanes: {unknown}"


def test_findings(case: dict[str, Any]) -> None:
    """SP3 and SP4 as a reviewer asks for them, SP1 and SP2 as the fates ask for them."""
    found = [f for f in report(case["case"], None).findings if f.operation in (None, case["operation"])]
    expect = tomllib.loads((CASES / case["case"] / "case.toml").read_text(encoding="utf-8")).get("expect", [])
    assert sorted(f"{f.path}:{f.line} {f.rule}" for f in found if f.rule[:3] in ("SP3", "SP4")) == sorted(expect)
    lanes = documented(case)
    again = [lane for lane in lanes if lane["resent"] and lane["status"] != 401]
    wanted = {
        "SP101": any(lane["fate"] == "unnoticed" for lane in lanes),
        "SP102": any(lane["fate"] == "crashed" for lane in lanes),
        "SP201": any(lane["retry"] == "never" and not lane["conditional"] for lane in again),
        "SP203": any(lane["fate"] == "endless" for lane in lanes),
        "SP204": any(lane["retry"] == "never" and lane["conditional"] for lane in again),
    }
    open_ = set()  # where either answer will do
    if any(lane["fate"] in ("passed", "handled") for lane in lanes):
        open_.add("SP101")  # the value, or a log line, is all that tells
    if len(again) < sum(lane["resent"] for lane in lanes):
        open_.add("SP201")
    if any(lane["retry"] == "verify_first" for lane in again):
        open_.add("SP204")
    rules = {f.rule for f in found}
    assert {rule: rule in rules for rule in BY_FATE if wanted[rule] or rule not in open_} == {
        rule: wanted[rule] for rule in BY_FATE if wanted[rule] or rule not in open_
    }
