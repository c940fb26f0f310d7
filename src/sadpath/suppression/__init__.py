"""Suppressions in the source: `# sadpath: ignore[SP201] reason`. See `comments` for what they cover."""

from sadpath.mark import MARK
from sadpath.suppression.comments import Code, Suppression, parse
from sadpath.suppression.edits import insertion, removal
from sadpath.suppression.judge import ABOUT_SUPPRESSIONS, Applied, apply, review

__all__ = [
    "ABOUT_SUPPRESSIONS",
    "MARK",
    "Applied",
    "Code",
    "Suppression",
    "apply",
    "insertion",
    "parse",
    "removal",
    "review",
]
