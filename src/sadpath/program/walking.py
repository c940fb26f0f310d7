"""Walking from one entry: what it reaches, and the walk of each operation."""

from __future__ import annotations

import traceback

from sadpath.program.record import Key, Record
from sadpath.timing import timed
from sadpath.walk.entries import Entry, NoEntry, prepare
from sadpath.walk.explore import Cancelled, Explorer
from sadpath.walk.outcomes import judge
from sadpath.walk.program import Module
from sadpath.walk.run import Run


def walk_anew(explorer: Explorer, entry: Entry, but: frozenset[Key]) -> Record:
    """Walk the operations that an entry reaches, without those in `but`. A crash of the walk is noted as ours."""
    record = Record()
    try:
        with timed(record.times, "walk", f"{entry.label}: what it reaches"):
            reached = explorer.discover(entry)
    except Cancelled:
        raise
    except Exception:
        record.internal.append(f"the walk from {entry.label} failed:\n{traceback.format_exc()}")
        return record
    drain(explorer, entry, record)
    for key, sent in reached.items():
        if key in but:
            continue
        try:
            with timed(record.times, "walk", f"{entry.label}: {sent.bound.operation.id}"):
                walked = explorer.walk(entry, sent.bound)
            if walked.place is None:
                continue
            record.walks.append(facts := judge(walked))
            # where success alone has more ways than were walked, each error may be told all the same
            if walked.unfinished and any(lane.fate == "unknown" for lane in facts.lanes):
                record.unfinished.append(f"{entry.label}: {sent.bound.operation.id}")
        except Cancelled:
            raise
        except Exception:
            record.internal.append(
                f"the walk of {sent.bound.operation.id} from {entry.label} failed:\n{traceback.format_exc()}"
            )
        drain(explorer, entry, record)
    record.reached = set(reached)
    return record


def drain(explorer: Explorer, entry: Entry, record: Record) -> None:
    """Report the mistakes that the walk met on its way; one report for each kind."""
    for text in dict.fromkeys(explorer.internal):
        record.internal.append(f"the walk from {entry.label} failed:\n{text}")
    explorer.internal.clear()


def has_function(module: Module, name: str, explorer: Explorer) -> bool:
    """Whether the module defines (or assigns, or a base class gives) that name."""
    machine = explorer.machine
    machine.run = Run(machine.new_number(), (), (0,))
    try:
        prepare(machine, Entry(module.name, name))
    except NoEntry:
        return False
    except Exception:
        return True
    finally:
        machine.rollback()
    return True
