"""The machine that runs the walk: lanes, decisions, the trail of changes, and the dispatch over syntax.

One *run* follows one path: a set of lanes that have behaved the same so far. Where a condition parts them, the run goes on
with one part, and the rest is queued as the decisions that lead there; the queued run starts again at the entry and follows
these decisions. So the state never has to be copied, and the code of the walk reads like an interpreter's.
Objects that are older than the run are restored afterwards (see `Heap.snapshot`).
"""

from sadpath.walk.machine.decisions import MOST_DECISIONS
from sadpath.walk.machine.dispatch import EVALUATE, EXECUTE, Ready, evaluates, executes, prepares, ready
from sadpath.walk.machine.machine import Machine

__all__ = ["EVALUATE", "EXECUTE", "MOST_DECISIONS", "Machine", "Ready", "evaluates", "executes", "prepares", "ready"]
