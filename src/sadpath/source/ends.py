"""What an edit left alone: the equal items at the start and at the end of two sequences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

BLOCK = 64
"""So many items are compared at a time."""


def equal_ends(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int]:
    """How many items are the same at the start, and of the rest at the end. Both have to be of one type."""
    shorter = min(len(old), len(new))
    start = 0
    while start + BLOCK <= shorter and old[start : start + BLOCK] == new[start : start + BLOCK]:
        start += BLOCK
    while start < shorter and old[start] == new[start]:
        start += 1
    end, left = 0, shorter - start
    while end + BLOCK <= left and (
        old[len(old) - end - BLOCK : len(old) - end] == new[len(new) - end - BLOCK : len(new) - end]
    ):
        end += BLOCK
    while end < left and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end
