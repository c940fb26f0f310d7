"""Work spread over forked processes, with the results in order.

    with Workers(work, jobs=2) as workers:
        for chunk in chunks:
            workers.put(chunk)              # returns at once; workers begin while the caller goes on
        for result in workers.results():    # one for each item, in the order of the items
            ...

`work` takes a list of items and returns a list with one result for each. It is inherited by fork as it is at the time of
the first `put`, with all that it refers to: nothing of it is pickled. Items and results are.

A process that dies (killed, out of memory, crashed) costs only what it had in hand: that chunk's items are tried again one
by one in other processes, and an item that kills its process again comes back as `Lost`. What `work` raises is raised by
`results`. Where nothing can be forked, or `jobs` is 1, the caller's own process works.

Ctrl-C is the caller's: workers ignore it, and are killed when the caller leaves the `with` block or ends.
"""

from sadpath.cores import can_fork
from sadpath.parallel.workers import Lost, Workers, WorkersDie

__all__ = ["Lost", "Workers", "WorkersDie", "can_fork"]
