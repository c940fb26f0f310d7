"""The stub server that retry constructs were measured against, as a provider with one operation for each method."""

from __future__ import annotations

from collections import defaultdict

from sadpath.catalogue import Answer, Fields, Operation, Provider
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Explorer
from sadpath.walk.leaves import Leaf

STATUSES = (400, 401, 404, 408, 409, 413, 422, 429, 500, 501, 502, 503, 504)
NAMES = ("ok", *map(str, STATUSES), "413+RA", "429+RA", "500+RA", "503+RA")
"""The answers: success, error statuses, error statuses with the header `Retry-After: 0`."""

METHODS = ("GET", "POST")
URL = "http://stub.example/e"  # one construct mounts its policy on https:// alone


def answer(name: str) -> Answer:
    """The stub server's answer of that name."""
    if name == "ok":
        return Answer("success", 0, None, "", False, None, {}, None)
    status, _, after = name.partition("+")
    body = {"error": {"code": f"E{status}", "message": "something went wrong"}}
    return Answer("error", int(status), name, name, False, body, {"Retry-After": "0"} if after else {}, None)


def stub_provider() -> Provider:
    """The stub server as a provider."""
    operations = tuple(Operation(method, method, "/e", (200,)) for method in METHODS)
    fields = Fields(("error.code",), ("error.message",))
    hosts, paths = ("stub.example",), ("/e",)
    made = Provider("stub", "Stub", "", hosts, paths, (), None, None, (), fields, (), operations, (), ())
    for operation in operations:
        made._memo[("answers", operation.id)] = tuple(answer(name) for name in NAMES)
    return made


def told(leaf: Leaf, lane: int) -> str:
    """What a run says: `3 raises HTTPError`, `1 returns response`, `endless`, `unknown`."""
    if leaf.end == "endless":
        return "endless"
    if leaf.end == "returned":
        shape = leaf.shapes.get(lane)
        end = f"returns {'None' if shape == 'none' else 'response' if shape == 'response' else 'value'}"
    elif leaf.end in ("raised", "crashed"):
        end = f"raises {leaf.type}"
    else:
        return "unknown"
    return f"{leaf.sends} {end}"


def ends(explorer: Explorer, entry: Entry, method: str) -> dict[str, set[str]]:
    """By name of the answer: what the runs say, several things where it can't tell; empty where nothing is sent."""
    found: dict[str, set[str]] = defaultdict(set)
    sent = explorer.discover(entry).get(("stub", method))
    if sent is not None:
        for leaf in explorer.walk(entry, sent.bound).leaves:
            for lane in leaf.lanes:
                found[NAMES[lane]].add(told(leaf, lane))
    return found
