"""The checks: rules over the facts of walks. Each is a module with a `CHECK`: a code, and a pure function from walks to drafts."""

from __future__ import annotations

from sadpath.checks.base import Check, Draft
from sadpath.checks.registry import all_checks, run_checks

__all__ = ["Check", "Draft", "all_checks", "run_checks"]
