"""A project with a client, its caller and files that have nothing to do with either; the command as a process of its own."""

import os
import subprocess
import sys
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
if str(SOURCE) not in sys.path:
    sys.path.insert(0, str(SOURCE))  # a checkout that nobody installed will do
CLIENT = """\
import requests

class PartnerError(Exception):
    pass

def refund(order_id):
    url = f"https://api.klarna.com/ordermanagement/v1/orders/{order_id}/refunds"
    response = requests.post(url, json={}, timeout=10)
    if response.status_code >= 400:
        raise PartnerError(response.text)
    return response.json()
"""
QUIET = CLIENT.replace("        raise PartnerError(response.text)\n", "        return None\n")
CALLER = """\
from client import PartnerError, refund

def stop(order):
    try:
        return refund(order.id)
    except PartnerError:
        pass
"""
CHECK = ("check", "--output-format", "concise")
MAIN = """\
import sys
from sadpath.__main__ import main
try:
    code = main(sys.argv[1:])
except SystemExit as ended:
    code = ended.code
# who is answered from the cache needs no parser of command lines
print("REPLAYED" if "argparse" not in sys.modules else "RUN", file=sys.stderr)
sys.exit(code)
"""


class Project:
    """Files in a directory, and runs of the command in it."""

    def __init__(self, root):
        self.root = root

    def write(self, files):
        """Write files, old enough for their state to be trusted."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.rest()

    def rest(self):
        time.sleep(0.03)

    def run(self, *arguments, env=None, **more):
        """(exit code, standard output, standard error); `replayed` then says whether the answer came from the cache."""
        command = [sys.executable, "-c", MAIN, *(arguments or CHECK)]
        environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
        environment = {k: v for k, v in environment.items() if not k.startswith("SADPATH_")}
        environment |= {"PYTHONPATH": str(SOURCE), **(env or {})}
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, env=environment, **more)
        told, mark = done.stderr.rstrip("\n").rpartition("\n")[::2]
        assert mark in ("REPLAYED", "RUN"), done.stderr
        self.replayed = mark == "REPLAYED"
        return done.returncode, done.stdout, told

    def fresh(self, *arguments, **more):
        """What a run without a cache gives."""
        found = self.run(*(arguments or CHECK), "--no-cache", **more)
        assert not self.replayed
        return found

    def again(self, *arguments, **more):
        """As `run`, which has to be answered from the cache."""
        found = self.run(*arguments, **more)
        assert self.replayed
        return found

    def anew(self, *arguments, **more):
        """As `run`, which must not be answered from the cache."""
        found = self.run(*arguments, **more)
        assert not self.replayed
        return found

    def sections(self, prefix=""):
        """The files of the cache."""
        directory = self.root / ".sadpath_cache"
        return (
            sorted(path for path in directory.iterdir() if path.name.startswith(prefix)) if directory.exists() else []
        )
