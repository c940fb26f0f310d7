"""From a keystroke to diagnostics, as an editor has it: the real server over its protocol, on a project made here.

    python benchmarks/server.py                      keystrokes, on clients of 200, 1,000 and 5,000 lines
    python benchmarks/server.py --edits 10000        so many edits of the client of 1,000 lines, and the memory meanwhile
    python benchmarks/server.py --workspace 5000     memory over so many files

A keystroke is `didChange` and `textDocument/diagnostic` with the id of the last answer, as editors send it. `answered` is the time
until the answer, `settled` that until the analysis of the edit is done: an edit that many walks hang on is answered before, with the
findings that are known, and the server asks for another pull where these have changed. Beside the wall's time, which other programs
on the machine lengthen, stands the time that the server's process computed. The floor is `ast.parse` of the file alone.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.server.client import PULL, Client

OPERATIONS = [
    ("get_order", "GET", "", ()),
    ("acknowledge", "POST", "/acknowledge", ()),
    ("update_authorization", "PATCH", "/authorization", ("order",)),
    ("cancel", "POST", "/cancel", ()),
    ("capture", "POST", "/captures", ("amount",)),
    ("list_captures", "GET", "/captures", ()),
    ("get_capture", "GET", "/captures/{capture_id}", ("capture_id",)),
    ("extend_due_date", "PATCH", "/captures/{capture_id}/extend-due-date", ("capture_id", "days")),
    ("due_date_options", "GET", "/captures/{capture_id}/extend-due-date-options", ("capture_id",)),
    ("add_shipping", "POST", "/captures/{capture_id}/shipping-info", ("capture_id", "shipping")),
    ("send_out", "POST", "/captures/{capture_id}/trigger-send-out", ("capture_id",)),
    ("update_customer", "PATCH", "/customer-details", ("customer",)),
    ("extend_authorization", "POST", "/extend-authorization-time", ()),
    ("update_references", "PATCH", "/merchant-references", ("references",)),
    ("refund", "POST", "/refunds", ("amount",)),
    ("get_refund", "GET", "/refunds/{refund_id}", ("refund_id",)),
    ("release", "POST", "/release-remaining-authorization", ()),
]
"""(method's name, HTTP method, path below the order, further parameters) of the client."""

HEAD = '''\
"""Orders at the payment provider."""

from __future__ import annotations

import logging
import os
import time
from decimal import Decimal

import requests

logger = logging.getLogger(__name__)

API_ROOT = os.environ.get("ORDERS_API", "https://api.klarna.com")
ORDERS = f"{API_ROOT}/ordermanagement/v1/orders"
TIMEOUT = 20
TRIES = 3
RETRIED = {500, 502, 503, 504}


class OrderError(Exception):
    """The provider refused."""

    def __init__(self, status: int, code: str, correlation_id: str) -> None:
        super().__init__(f"{status} {code} ({correlation_id})")
        self.status = status
        self.code = code
        self.correlation_id = correlation_id


class OrderClient:
    """Every call for one merchant."""

    def __init__(self, user: str, password: str) -> None:
        self.auth = (user, password)
        self.session = requests.Session()

    def _request(self, method: str, path: str, payload: dict | None = None, key: str | None = None):
        headers = {"Klarna-Idempotency-Key": key} if key else {}
        for attempt in range(TRIES):
            response = self.session.request(
                method, f"{ORDERS}/{path}", json=payload, headers=headers, auth=self.auth, timeout=TIMEOUT
            )
            if response.status_code not in RETRIED or attempt == TRIES - 1:
                break
            time.sleep(2**attempt)
        if response.ok:
            return response.json() if response.content else None
        body = response.json()
        logger.warning("%s %s: %s", method, path, body["error_code"])
        raise OrderError(response.status_code, body["error_code"], body["correlation_id"])
'''

PLAIN = '''\

def {name}(rows: list[dict], limit: int = {number}) -> dict[str, Decimal]:
    """Totals by {what}, largest first."""
    totals: dict[str, Decimal] = {{}}
    for row in rows:
        key = str(row.get("{what}") or "none").strip().lower()
        if len(key) > limit:
            key = key[:limit]
        amount = Decimal(row["amount"]) / 100
        if row.get("kind") == "credit":
            amount = -amount
        totals[key] = totals.get(key, Decimal(0)) + amount
    ordered = sorted(totals.items(), key=lambda item: item[1], reverse=True)
    return dict(ordered[:limit])

'''


def client_module(lines: int) -> str:
    """A client of about so many lines: operations, callers that look at codes, and functions that send nothing."""
    text = HEAD
    few = OPERATIONS if lines > 400 else OPERATIONS[:5]
    for name, method, path, more in few:
        parameters = "".join(f", {p}" for p in more)
        payload = more[-1] if more and method != "GET" and not more[-1].endswith("_id") else ""
        body = f', {{"{payload}": {payload}}}' if payload else ""
        key = ", key=key" if method == "POST" else ""
        text += (
            f"\n    def {name}(self, order_id: str{parameters}{', key: str | None = None' if key else ''}):\n"
            f'        """`{method}` of the order\'s {path or "data"}."""\n'
            f'        return self._request("{method}", f"{{order_id}}{path}"{body}{key})\n'
        )
    text += "\n"
    for name, method, _, more in few:
        parameters = "".join(f", {p}" for p in more)
        key = ", key=f'{order_id}-1'" if method == "POST" else ""
        text += (
            f"\n\ndef try_{name}(client: OrderClient, order_id: str{parameters}):\n"
            f"    try:\n        return client.{name}(order_id{parameters}{key})\n"
            f"    except OrderError as error:\n"
            f'        if error.code == "NOT_FOUND" or error.code == "NO_SUCH_ORDER":\n            return None\n'
            f"        raise\n"
        )
    number = 0
    while text.count("\n") < lines - 18:
        number += 1
        text += (
            "\n"
            + PLAIN.format(name=f"totals_{number}", number=number + 5, what=f"group_{number % 7}").rstrip("\n")
            + "\n"
        )
    return text


CALLERS = '''\
"""{name}: what the shop does with orders."""

import logging

from payments.client import OrderClient, OrderError

logger = logging.getLogger(__name__)


class {title}Service:
    def __init__(self, client: OrderClient) -> None:
        self.client = client

    def settle(self, order_id, amount):
        try:
            self.client.{first}
        except OrderError as error:
            if error.status >= 500:
                raise
            logger.error("not settled: %s", error.code)
            return False
        return True

    def look(self, order_id):
        order = self.client.{second}
        return order and order.get("status")
'''
CALLS = [
    ("capture(order_id, amount, key=order_id)", "get_order(order_id)"),
    ("refund(order_id, amount, key=order_id)", "list_captures(order_id)"),
    ("cancel(order_id, key=order_id)", "get_order(order_id)"),
    ("release(order_id, key=order_id)", "get_order(order_id)"),
]


def write_project(folder: Path, files: int, lines: int) -> None:
    """A project of so many files: the client, its callers, and files that have nothing to do with it."""
    package = folder / "payments"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "client.py").write_text(client_module(lines))
    (folder / "shop").mkdir()
    (folder / "shop" / "__init__.py").write_text("")
    if lines > 400:
        for name, (first, second) in zip(("capture", "refund", "cancel", "release"), CALLS, strict=True):
            text = CALLERS.format(name=name, title=name.title(), first=first, second=second)
            (folder / "shop" / f"{name}.py").write_text(text)
    for number in range(files - 8):
        below = folder / f"area_{number % 12}"
        below.mkdir(exist_ok=True)
        (below / "__init__.py").touch()
        parts = "\n".join(PLAIN.format(name=f"report_{n}", number=n + 4, what=f"column_{n}") for n in range(1, 7))
        (below / f"module_{number}.py").write_text(f"import json\nimport os\nfrom decimal import Decimal\n\n{parts}")


# ---------------------------------------------------------------------- edits

Edit = tuple[str, str]
SHARES = {
    "reaches no provider": 55,
    "reaches a provider": 20,
    "comment": 14,
    "broken": 2,
    "new function": 5,
    "helper": 3,
    "constant": 1,
}
"""How often each kind of place is edited, in percent: about its share of the client's lines. `broken`: a bracket that is not closed yet."""


def edits(text: str, rng: random.Random) -> Iterator[Edit]:
    """(kind, new text), one after another: single characters typed and taken back at places that matter differently."""
    number = 0
    while True:
        number += 1
        kind = rng.choices(list(SHARES), SHARES.values())[0]
        lines = text.split("\n")
        if kind == "broken":
            at = rng.choice([n for n, line in enumerate(lines) if line.strip().startswith("totals[key] =")])
            yield kind, "\n".join([*lines[:at], "        more = int(", *lines[at:]])
            yield "mended", text
            continue
        if kind == "reaches no provider":
            at = rng.choice([n for n, line in enumerate(lines) if line.strip().startswith("amount = Decimal(row")])
            lines[at] = f'        amount = Decimal(row["amount"]) / {100 + number % 50}'
        elif kind == "reaches a provider":
            at = rng.choice([n for n, line in enumerate(lines) if line.strip().startswith("if error.code ==")])
            codes = rng.sample(["NOT_FOUND", "NO_SUCH_ORDER", "NO_SUCH_CAPTURE", "CAPTURE_NOT_ALLOWED", "BAD_VALUE"], 2)
            lines[at] = f'        if error.code == "{codes[0]}" or error.code == "{codes[1]}":'
        elif kind == "helper":
            at = next(n for n, line in enumerate(lines) if "logger.warning(" in line)
            lines[at] = f'        logger.warning("%s %s: %s ({number % 10})", method, path, body["error_code"])'
        elif kind == "constant":
            at = next(n for n, line in enumerate(lines) if line.startswith("TIMEOUT ="))
            lines[at] = f"TIMEOUT = {20 + number % 9}"
        elif kind == "comment":
            at = rng.choice([n for n, line in enumerate(lines) if line.startswith("    ")])
            lines[at] = lines[at].partition("  #")[0] + f"  # {number}"
            if any(mark in lines[at].partition("  #")[0] for mark in ('"""', "`")):
                continue
        elif any(line.startswith("def fresh_") for line in lines):
            at = next(n for n, line in enumerate(lines) if line.startswith("def fresh_"))
            del lines[at : at + 4]
        else:
            at = rng.choice([n for n, line in enumerate(lines) if line.startswith("def ")])
            lines[at:at] = [f"def fresh_{number}(rows):", "    return len(rows)", "", ""]
        if (new := "\n".join(lines)) != text:
            text = new
            yield kind, text


# ---------------------------------------------------------------------- measuring


def computed(pid: int) -> float:
    """Seconds that a process has computed."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> float:
    """The memory of a process, in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def quantiles(values: list[float]) -> str:
    """The distribution of seconds, in ms; what a process computed is counted in steps of 10."""
    ordered = sorted(values)

    def at(share: float) -> float:
        return 1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    return f"p50 {at(0.5):6.1f} p95 {at(0.95):6.1f} max {1000 * ordered[-1]:6.1f}"


class Session:
    """A server over a project, with the client module open."""

    def __init__(self, folder: Path) -> None:
        started = time.perf_counter()
        self.client = Client(folder)
        self.client.start(PULL, {"status": True, "patience": 100})
        self.initialized = time.perf_counter() - started
        self.pid = self.client.process.pid
        self.name = "payments/client.py"
        self.text = (folder / self.name).read_text()
        self.uri = self.client.open(self.name)
        self.result: str | None = None
        started = time.perf_counter()
        self.findings = len(self.pull() or ())
        self.first = time.perf_counter() - started
        self.client.wait_started()
        self.client.notifications.queue.clear()

    def pull(self) -> list[object] | None:
        """The diagnostics; None where they are what they were."""
        params = {"textDocument": {"uri": self.uri}, "previousResultId": self.result}
        told = self.client.request("textDocument/diagnostic", params)
        self.result = told["resultId"]
        items: list[object] | None = told.get("items")
        return items

    def key(self, text: str) -> tuple[float, float]:
        """Change the document as an editor would; seconds until its diagnostics are there, and until the analysis is done."""
        change = changed(self.text, text)
        self.text = text
        started = time.perf_counter()
        self.client.change(self.uri, change)
        self.pull()
        answered = time.perf_counter() - started
        self.client.wait("sadpath/status", lambda params: params["state"] != "busy")
        return answered, max(time.perf_counter() - started, answered)


def changed(old: str, new: str) -> dict[str, object]:
    """The incremental change between two ASCII texts."""
    start = end = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1

    def position(offset: int) -> dict[str, int]:
        before = old[:offset]
        return {"line": before.count("\n"), "character": offset - before.rfind("\n") - 1}

    return {"range": {"start": position(start), "end": position(len(old) - end)}, "text": new[start : len(new) - end]}


def floor(text: str) -> float:
    """Seconds that parsing the file alone takes."""
    taken = []
    for _ in range(9):
        started = time.process_time()
        ast.parse(text)
        taken.append(time.process_time() - started)
    return statistics.median(taken)


@dataclass
class Series:
    """What keystrokes of one kind took, in seconds."""

    answered: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)
    computed: list[float] = field(default_factory=list)

    def __add__(self, other: Series) -> Series:
        return Series(self.answered + other.answered, self.settled + other.settled, self.computed + other.computed)

    def __str__(self) -> str:
        return (
            f"answered {quantiles(self.answered)}  settled {quantiles(self.settled)}"
            f"  computed {quantiles(self.computed)} ms  ({len(self.answered)})"
        )


def keystrokes(folder: Path, files: int, lines: int, count: int, seed: int) -> None:
    """Print the distributions for a client of so many lines."""
    write_project(folder, files, lines)
    session = Session(folder)
    print(f"client of {session.text.count(chr(10)):,} lines, {files} files, {session.findings} findings")
    print(
        f"  initialize answered after {session.initialized * 1000:.0f} ms, first diagnostics {session.first * 1000:.0f} ms later"
    )
    print(f"  floor, ast.parse alone: {floor(session.text) * 1000:.1f} ms")
    found: dict[str, Series] = {}
    typed = edits(session.text, random.Random(seed))
    for number in range(count):
        kind, text = next(typed)
        before = computed(session.pid)
        answered, settled = session.key(text)
        time.sleep(0.01)
        if number >= 5:
            series = found.setdefault(kind, Series())
            series.answered.append(answered)
            series.settled.append(settled)
            series.computed.append(computed(session.pid) - before)
    for kind in sorted(found):
        print(f"  {kind:20} {found[kind]}")
    print(f"  {'all':20} {sum(found.values(), Series())}")
    print(f"  memory {resident(session.pid):.0f} MB")
    session.client.kill()


def endurance(folder: Path, count: int, seed: int) -> None:
    """Print the memory over many edits."""
    write_project(folder, 300, 1000)
    session = Session(folder)
    typed = edits(session.text, random.Random(seed))
    started, before = time.perf_counter(), computed(session.pid)
    middle = 0.0
    for number in range(count + 1):
        memory = resident(session.pid)
        if number == count // 2:
            middle = memory
        if number % max(count // 20, 1) == 0:
            taken, own = time.perf_counter() - started, computed(session.pid) - before
            print(f"  after {number:6,} edits, {taken:5.0f} s ({own:.0f} computed): {memory:.1f} MB", flush=True)
        if number < count:
            session.key(next(typed)[1])
    print(f"  the second half added {memory - middle:.1f} MB")
    session.client.kill()


def breadth(folder: Path, files: int) -> None:
    """Print the memory over many files."""
    write_project(folder, files, 1000)
    session = Session(folder)
    print(f"{files:,} files: first diagnostics after {session.first:.1f} s, {resident(session.pid):.0f} MB")
    session.client.kill()


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, nargs="*", default=[200, 1000, 5000], help="of the client")
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--keys", type=int, default=200, help="keystrokes for each length")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=0)
    parser.add_argument("--workspace", type=int, default=0)
    args = parser.parse_args()
    work: list[Callable[[Path], None]] = []
    if args.edits:
        work.append(lambda folder: endurance(folder, args.edits, args.seed))
    if args.workspace:
        work.append(lambda folder: breadth(folder, args.workspace))
    if not work:
        work = [lambda folder, n=n: keystrokes(folder, args.files, n, args.keys, args.seed) for n in args.lines]  # type: ignore[misc]
    for each in work:
        with tempfile.TemporaryDirectory() as name:
            each(Path(name).resolve() / "project")
    return 0


if __name__ == "__main__":
    sys.exit(main())
