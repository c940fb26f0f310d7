"""Whatever happens to a project's files, a run with a cache says what a fresh one says."""

import random

import pytest

SENDS = """\
import requests


class Client:
    def refund(self, order):
        answer = requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order}/refunds", json={}, timeout=LIMIT)
        TOLD
        return answer.json()


def cancel(order):
    return requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order}/cancel", timeout=LIMIT).status_code
"""
USES = """\
def give_back(order):
    try:
        return Client().refund(order)
    except Exception:
        OTHERWISE
"""
WAYS = ("answer.raise_for_status()", "pass", "if not answer.ok:\n            return None")
DIRECTORIES = ("", "shop", "shop/parts", "lib")


class Files:
    """A settings file, a client and two callers, each in some directory, with or without `__init__.py`."""

    def __init__(self, project, chance):
        self.project, self.chance = project, chance
        self.where = {name: chance.choice(DIRECTORIES) for name in ("limits", "client", "desk", "jobs")}
        self.way, self.otherwise = WAYS[0], "raise"
        self.packages = {"shop"}
        self.limited, self.broken = True, False
        self.written = set()

    def change(self):
        """Do something to one of them, or to two."""
        chance = self.chance
        for _ in range(chance.choice((1, 1, 2))):
            what = chance.randrange(7)
            if what == 0:
                self.where[chance.choice(sorted(self.where))] = chance.choice(DIRECTORIES)
            elif what == 1:
                self.way = chance.choice(WAYS)
            elif what == 2:
                self.otherwise = chance.choice(("raise", "pass", "return None"))
            elif what == 3:
                self.packages ^= {chance.choice(DIRECTORIES[1:])}
            elif what == 4:
                self.limited = not self.limited
            elif what == 5:
                self.broken = not self.broken
            else:
                self.where = dict(
                    zip(self.where, chance.sample(sorted(self.where.values()), len(self.where)), strict=True)
                )

    def module(self, name):
        """How others import one of the files."""
        return f"{self.where[name]}/{name}".strip("/").replace("/", ".")

    def write(self):
        """Have the files so."""
        limit = f"from {self.module('limits')} import LIMIT\n" if self.limited else "LIMIT = 5\n"
        texts = {
            "limits": "LIMIT = (" if self.broken else "LIMIT = 5\n",
            "client": limit + SENDS.replace("TOLD", self.way),
            "desk": f"from {self.module('client')} import Client\n\n" + USES.replace("OTHERWISE", self.otherwise),
            "jobs": f"import {self.module('client')} as client\n\n\ndef run(order):\n    return client.cancel(order)\n",
        }
        files = {f"{self.where[name]}/{name}.py".strip("/"): text for name, text in texts.items()}
        files |= {f"{directory}/__init__.py": "" for directory in self.packages}
        for gone in self.written - files.keys():
            (self.project.root / gone).unlink()
        self.written = set(files)
        self.project.write(files)


@pytest.mark.parametrize("seed", range(2))
def test_files_come_go_and_move(project, seed):
    for name in ("client.py", "caller.py"):
        (project.root / name).unlink()
    files = Files(project, random.Random(seed))
    for step in range(10):
        files.write()
        command = ("matrix", "--output-format", "json") if step % 3 else ("check", "--output-format", "concise")
        assert project.run(*command)[:2] == project.fresh(*command)[:2], f"step {step}"
        files.change()
