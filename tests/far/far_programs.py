"""Programs to walk in pieces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "cases"
SOME = ("a12-sets-of-codes", "b03-backoff-layers-async")
Run = Callable[..., tuple[int, str, str]]
