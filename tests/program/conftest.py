"""What the tests of sessions share."""

from __future__ import annotations

import pytest

from sadpath.program import session
from sadpath.program.record import Key, Record
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Explorer


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The entries that this process has walked from."""
    found: list[str] = []
    walk_anew = session.walk_anew

    def counted(explorer: Explorer, entry: Entry, but: frozenset[Key]) -> Record:
        found.append(entry.label)
        return walk_anew(explorer, entry, but)

    monkeypatch.setattr(session, "walk_anew", counted)
    return found
