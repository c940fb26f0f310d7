"""Loaded by the tests' Dask workers: says who walks from where, slowly where a test wants that, and dies where it wants that."""

import os
import signal
import time
from pathlib import Path

from sadpath.program.session import Session

HERE = Path(os.environ["SADPATH_TEST_DIRECTORY"])
walk_part = getattr(Session, "walk_part_itself", Session.walk_part)  # Dask may load this twice


def told(self, entry):
    with (HERE / "log").open("a") as log:
        log.write(f"{os.getpid()} {entry.label}\n")
    if (HERE / "slow").exists():
        time.sleep(float((HERE / "slow").read_text()))
    if (HERE / "deadly").exists() and entry.label == (HERE / "deadly").read_text():
        os.kill(os.getpid(), signal.SIGKILL)
    return walk_part(self, entry)


Session.walk_part_itself = walk_part
Session.walk_part = told
