"""The checks: rules over the facts of walks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sadpath.config import Config
    from sadpath.findings import Finding
    from sadpath.walk.outcomes import WalkFacts


def run_checks(walks: Sequence[WalkFacts], config: Config) -> list[Finding]:
    """All findings of all checks over these walks."""
    return []
