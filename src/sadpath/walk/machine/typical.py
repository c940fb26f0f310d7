"""Which ways of an unknown condition are those of a success as it mostly is."""

from __future__ import annotations

import re
from typing import Any

from sadpath.walk.machine.symbols import Symbols

SPEAKS_OF_ERRORS = re.compile(r"err|fault|fail|problem|exception|warning|reason|code|message|detail|title|kind", re.I)
"""Names of fields that are there when something is wrong."""


class Typical(Symbols):
    """Tells of conditions on what a success says."""

    def is_untypical(self, key: Any, told: bool) -> bool:
        """Whether a success body is taken to lack a field that the code asks for, or to have one that speaks of an error; or a list that
        the code goes through is taken to be empty.
        """
        symbol = self.by_uid.get(key) if isinstance(key, int) else None
        if symbol is None:
            return False
        parts: tuple[Any, ...] = (*symbol.key, None, None, None)[: max(4, len(symbol.key))]
        if parts[:2] == ("compare", "In") and isinstance(parts[2], str):
            name, owner, there = parts[2], parts[3], told
        elif parts[:2] == ("compare", "Is") and parts[3] is None and (asked := self.symbol(parts[2])) is not None:
            return self.is_untypical(asked.uid, not told)
        elif parts[0] == "item" and isinstance(parts[2], str):
            name, owner, there = parts[2], parts[1], told
        elif parts[0] == "item" and self.is_given(parts[2]) and self.is_keyed_by_told(parts[1]):
            return not told
        elif parts[0] == "nonempty":
            name, owner, there = "", parts[1], told
        else:
            return False
        body = self.symbol(owner)
        if body is None or body.answer is None:
            return False
        return there is (SPEAKS_OF_ERRORS.search(name) is not None)

    def asks_whether_it_worked(self, key: Any) -> bool:
        """Whether a condition compares that field of a success body in which an error says that it is one, or a field with an argument,
        which a success gives back (`body["id"] == order_id`); or asks whether the body is an object.
        """
        symbol = self.by_uid.get(key) if isinstance(key, int) else None
        if symbol is None or symbol.key[0] != "compare":
            return False
        if symbol.key[1] == "isinstance":
            return symbol.key[3] == "dict" and self.is_body(symbol.key[2])
        if symbol.key[1] == "Eq" and any(map(self.is_given, symbol.key[2:])) and any(map(self.is_told, symbol.key[2:])):
            return True
        return symbol.key[1] in ("Eq", "In") and any(self.is_marker(part) for part in symbol.key[2:])

    def is_keyed_by_told(self, part: Any) -> bool:
        """Whether that is a dict with a key that a success told (`rows[body["id"]] = body`)."""
        pairs = part[1:] if isinstance(part, tuple) and part[:1] == ("dict",) else ()
        return any(isinstance(pair, tuple) and len(pair) == 2 and self.is_told(pair[0]) for pair in pairs)

    def is_given(self, part: Any) -> bool:
        """Whether that is an argument of the entry."""
        symbol = self.symbol(part)
        return symbol is not None and symbol.key[0] == "parameter"

    def is_told(self, part: Any) -> bool:
        """Whether that is a field of a success body."""
        symbol = self.symbol(part)
        return symbol is not None and symbol.answer is not None and symbol.key[0] == "item"

    def is_body(self, part: Any) -> bool:
        """Whether that is the whole body of a success."""
        symbol = self.symbol(part)
        return symbol is not None and symbol.answer is not None and symbol.key[0] == "body"

    def is_marker(self, part: Any) -> bool:
        """Whether that is the field of a success body in which an error says that it is one, as it is or respelt."""
        symbol = self.symbol(part)
        if symbol is None:
            return False
        if symbol.key[0] in ("str", "method"):
            return self.is_marker(symbol.key[1 if symbol.key[0] == "str" else 2])
        return (
            symbol.key[0] == "item"
            and symbol.answer is not None
            and symbol.key[2] in symbol.answer.provider.fields.marker
            and self.is_body(symbol.key[1])
        )
