"""Whether a dict of which nobody knows all holds anything: one question, however it is asked, until something is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sadpath.walk.values import DictV, Unknown

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine


def holds_any(m: Machine, value: DictV) -> Unknown:
    """The symbol of whether an open dict holds anything; another one once something has been taken out in this run."""
    assert value.base is not None
    taken = m.run.cache.get(("taken", value.base.uid))
    return m.unknown("nonempty", value.base, *(() if taken is None else (taken,)), kind="bool")


def note_taken(m: Machine, value: DictV) -> None:
    """Something may have been taken out of a dict."""
    if value.base is not None:
        key = ("taken", value.base.uid)
        m.run.cache[key] = m.run.cache.get(key, 0) + 1
