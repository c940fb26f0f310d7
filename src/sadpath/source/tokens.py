"""Searching bytes for many tokens at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Find = Callable[[bytes], list[tuple[int, int, int]]]
"""Gives the matches in bytes as (number of the token, start, end): none only where no token stands there."""
_FEW = 20


class Tokens:
    """Tells which of many tokens stand in some bytes (case counts). Without `ahocorasick_rs` it is slower, no more.

    Matches that don't overlap are what a vectorized search gives, at ten times the speed of one that tells each state of an
    automaton. That answers yes or no; what such a match may have hidden is looked for apart, in the few files that
    have one.
    """

    def __init__(self, tokens: Iterable[str | bytes]) -> None:
        wanted = {t.encode() if isinstance(t, str) else t for t in tokens} - {b""}
        # a token that holds another one adds nothing to a yes or no
        self.tokens = sorted(wanted - _containing(wanted))
        self._longer = sorted(wanted.difference(self.tokens))
        self._find = _rust_find(self.tokens)
        self._plain = _plain_search(self.tokens) if self._find is None else None

    def any(self, data: bytes) -> bool:
        """Whether one of the tokens stands in `data`."""
        return self._plain(data) if self._plain is not None else bool(self._find and self._find(data))

    def found(self, data: bytes) -> frozenset[bytes]:
        """All tokens that stand in `data`."""
        if self._plain is not None or self._find is None:
            sure: set[bytes] = set()
            doubtful = self.tokens if self._plain is not None and self._plain(data) else []
        else:
            matches = self._find(data)
            if not matches:
                return frozenset()
            sure = {self.tokens[number] for number in {match[0] for match in matches}}
            doubtful = [t for t in self.tokens if t not in sure and any(_may_hide(other, t) for other in sure)]
        sure.update(token for token in doubtful if token in data)
        sure.update(t for t in self._longer if any(other in t for other in sure) and t in data)
        return frozenset(sure)


def _containing(tokens: set[bytes]) -> set[bytes]:
    """Those of the tokens that hold another one."""
    if len(tokens) > _FEW and (find := _rust_find(sorted(tokens, key=len))) is not None:
        # where two begin at the same place, the shorter one is found
        return {token for token in tokens if find(token)[0][2] < len(token) or find(token[1:])}
    return {token for token in tokens if any(other != token and other in token for other in tokens)}


def _may_hide(match: bytes, token: bytes) -> bool:
    """Whether a match may cover the beginning of an occurrence of `token`."""
    return any(match.endswith(token[:length]) for length in range(1, min(len(match), len(token))))


def _rust_find(tokens: list[bytes]) -> Find | None:
    if not tokens:
        return lambda data: []
    try:
        from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind
    except ImportError:
        return None
    # a DFA is too large to build for thousands of tokens
    kind = Implementation.DFA if len(tokens) <= 500 else None
    find: Find = BytesAhoCorasick(
        tokens, matchkind=MatchKind.LeftmostFirst, implementation=kind
    ).find_matches_as_indexes
    return find


def _plain_search(tokens: list[bytes]) -> Callable[[bytes], bool]:
    """Few tokens are searched one by one, many as a trie: a plain alternation would be a hundred times slower."""
    if len(tokens) <= _FEW:
        return lambda data: any(token in data for token in tokens)
    root: dict[int, Any] = {}
    for token in tokens:
        node = root
        for byte in token:
            node = node.setdefault(byte, {})
    search = re.compile(_trie_pattern(root)).search
    return lambda data: search(data) is not None


def _trie_pattern(node: dict[int, Any]) -> bytes:
    branches = [re.escape(bytes([byte])) + _trie_pattern(below) for byte, below in sorted(node.items())]
    if len(branches) < 2:
        return b"".join(branches)
    return b"(?:" + b"|".join(branches) + b")"
