"""What a lane puts into the world outside and reads back from there is not the same in all lanes; what it merely reads is."""

from __future__ import annotations

import pytest
from helpers import fates, same, walk

HEAD = """
import csv
import json
import os
import pathlib
import shelve
import sqlite3
import metrics
import storage
from orders import Order, repository

LEDGER = sqlite3.connect("ledger.db")
FOLDER = pathlib.Path(os.environ["STATE"])
FILE = os.path.join(os.environ["STATE"], "state.json")

import requests

def send(order):
    return requests.post("https://api.klarna.com/ordermanagement/v1/orders/" + order + "/captures")
"""

READ_BACK = {
    "a row of a table": """
def f(order):
    r = send(order)
    LEDGER.execute("update orders set state = ? where id = ?", ("done" if r.ok else "failed", order))
    return LEDGER.execute("select state from orders").fetchone()[0]
""",
    "rows as dicts": """
def f(order):
    r = send(order)
    with LEDGER:
        LEDGER.execute("insert into orders values (?, ?)", (order, r.ok))
    return [{"id": row[0], "state": row[1]} for row in LEDGER.execute("select * from orders")]
""",
    "a cursor": """
def f(order):
    cursor = LEDGER.cursor()
    cursor.execute("insert into orders values (?, ?)", [order, send(order).status_code])
    return LEDGER.cursor().execute("select count(*) from orders where state = 201").fetchone()
""",
    "a file's text": """
def f(order):
    r = send(order)
    (FOLDER / "state").write_text("done" if r.ok else "failed")
    return (FOLDER / "state").read_text()
""",
    "a file that is opened again": """
def f(order):
    r = send(order)
    with open(FILE, "w") as file:
        json.dump({"ok": r.ok}, file)
    with open(FILE) as file:
        return json.load(file)
""",
    "lines that were printed": """
def f(order):
    r = send(order)
    with open(FILE, "a") as file:
        print(order, "done" if r.ok else "failed", file=file)
    return [line.strip() for line in open(FILE)]
""",
    "a writer around a file": """
def f(order):
    r = send(order)
    with open(FILE, "w") as file:
        csv.writer(file).writerow([order, r.ok])
    with open(FILE) as file:
        return list(csv.reader(file))
""",
    "a file that took another one's place": """
def f(order):
    r = send(order)
    with open("state.new", "w") as file:
        json.dump({"ok": r.ok}, file)
    os.replace("state.new", "state")
    with open("state") as file:
        return json.load(file)
""",
    "functions of a module": """
def f(order):
    storage.save(order, "done" if send(order).ok else "failed")
    return storage.load(order)
""",
    "elements of a list": """
def f(orders):
    for order in orders:
        repository.save(order, "done" if send(order).ok else "failed")
    return [repository.get(order) for order in orders]
""",
    "a shelf": """
def f(order):
    with shelve.open("orders") as shelf:
        shelf[order] = "done" if send(order).ok else "failed"
        return shelf[order]
""",
    "an attribute of a row object": """
def f(order):
    row = Order.objects.get(id=order)
    row.state = "done" if send(order).ok else "failed"
    row.save()
    return row.state
""",
    "a row object that is asked for again": """
def f(order):
    row = Order.objects.get(id=order)
    row.state = "done" if send(order).ok else "failed"
    row.save()
    return str(Order.objects.filter(state="done").count())
""",
    "a list that was handed over": """
def f(order, results):
    results.append("done" if send(order).ok else "failed")
    return results
""",
    "a dict that was handed over": """
def f(order, results):
    results[order] = send(order).ok
    return {"results": results}
""",
    "a condition": """
def f(order):
    r = send(order)
    repository.save(order, "done" if r.ok else "failed")
    if repository.load(order) == "done":
        return True
    return False
""",
    "a condition in a helper": """
def remember(order, state):
    repository.save(order, state)

def is_done(order):
    return repository.load(order).state == "done"

def f(order):
    r = send(order)
    remember(order, "done" if r.ok else "failed")
    return "done" if is_done(order) else "not done"
""",
}

NOT_READ_BACK = {
    "a row that nothing was put into": """
def f(order):
    send(order)
    return LEDGER.execute("select state from orders where id = ?", (order,)).fetchone()[0]
""",
    "a row that the same is put into": """
def f(order):
    send(order)
    LEDGER.execute("update orders set sent = 1 where id = ?", (order,))
    return LEDGER.execute("select sent from orders").fetchone()
""",
    "a row from before": """
def f(order):
    row = LEDGER.execute("select amount from orders where id = ?", (order,)).fetchone()
    r = send(order)
    LEDGER.execute("insert into log values (?)", (r.status_code,))
    return row[0]
""",
    "a condition from before": """
def f(order):
    if repository.load(order).state == "done":
        return None
    r = send(order)
    repository.save(order, "done" if r.ok else "failed")
    return order
""",
    "a file that is only written": """
def f(order):
    r = send(order)
    with open("captures.log", "a") as file:
        file.write(f"{order} {r.status_code}")
    return True
""",
    "another file": """
def f(order):
    r = send(order)
    with open("captures.log", "a") as file:
        file.write(f"{order} {r.status_code}")
    with open("settings.json") as file:
        return json.load(file)["name"]
""",
    "another database": """
def f(order):
    r = send(order)
    LEDGER.execute("insert into log values (?)", (r.status_code,))
    return sqlite3.connect("prices.db").execute("select * from prices").fetchall()
""",
    "another path": """
def f(order):
    r = send(order)
    pathlib.Path("captures.log").write_text(str(r.status_code))
    return pathlib.Path("settings.json").read_text()
""",
    "something else outside": """
def f(order):
    r = send(order)
    metrics.count("done" if r.ok else "failed")
    return repository.load(order)
""",
    "a logger": """
def f(order, context):
    r = send(order)
    context.log.warning("captured: %s", r.ok)
    return context.name()
""",
}


@pytest.mark.parametrize("code", READ_BACK.values(), ids=READ_BACK.keys())
def test_what_is_read_back_is_not_known(code: str) -> None:
    assert same(HEAD + code) == "unknown"


@pytest.mark.parametrize("code", NOT_READ_BACK.values(), ids=NOT_READ_BACK.keys())
def test_what_is_not_read_back_is_the_same(code: str) -> None:
    assert same(HEAD + code) == "unnoticed"


def test_who_takes_another_way_is_told_all_the_same() -> None:
    code = """
def f(order):
    r = send(order)
    if r.status_code == 409:
        repository.save(order, "again")
        return repository.load(order)
    repository.save(order, "sent")
    return repository.load(order)
"""
    told = fates(walk(HEAD + code))
    assert told.pop(409) == "handled"
    assert set(told.values()) == {"unnoticed"}


def test_another_value_beside_what_is_read_back_from_where_all_put_the_same() -> None:
    code = """
def f(order):
    r = send(order)
    repository.save(order, "sent")
    return r.ok, repository.load(order)
"""
    assert same(HEAD + code) == "passed"


def test_only_the_lanes_that_put_something_else_are_unknown() -> None:
    code = """
def f(order):
    r = send(order)
    repository.save(order, "again" if r.status_code in (409, 503) else "sent")
    return repository.load(order)
"""
    told = fates(walk(HEAD + code))
    assert told.pop(409) == told.pop(503) == "unknown"
    assert set(told.values()) == {"unnoticed"}
