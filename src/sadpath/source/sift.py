"""Whether a file is worth parsing, as its bytes tell."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Set

from sadpath.mark import MARK
from sadpath.source.imports import BY_NAME, Import
from sadpath.source.tokens import Tokens

Own = Callable[[Import], bool]
"""Whether an import of the file in question is one of the project's own modules."""


class Sift:
    """Tells whether bytes hold one of many tokens (case counts)."""

    def __init__(self, tokens: Iterable[str | bytes]) -> None:
        self.tokens = tuple(sorted({t.encode() if isinstance(t, str) else t for t in tokens}))

    @functools.cached_property
    def search(self) -> Tokens:
        """The search for the tokens."""
        return Tokens(self.tokens)

    def hits(self, data: bytes, own: Own | None = None) -> bool:
        """Whether `data` is worth parsing. `own` is for those that ask what a file imports."""
        found = self.search.found(data)
        return bool(found) and self.judge(data, found, own)

    def judge(self, data: bytes, found: Set[bytes], own: Own | None = None) -> bool:
        """As `hits`, for who knows already that the tokens `found` stand in `data`."""
        return not found.isdisjoint(self.tokens)


def tokens_of(sift: Sift) -> Tokens:
    """All that a file is searched for: with the tokens, what tells that it holds suppressions, or imports by names that are data."""
    return Tokens([*sift.tokens, MARK, *BY_NAME])
