"""Which modules a file changes while it is loaded: what it stores there, others find there without importing the file.

Told by names from bytes, too much rather than too little: no function is looked into, but each assignment is taken for one
that is carried out, and each method that is called at the top level for one that keeps its arguments.
"""

from __future__ import annotations

import re

from sadpath.source.imports import bindings_of, targets
from sadpath.source.modules import ModuleIndex

_PARTS = rb"(?:\.[\w\x80-\xff]+|\[[^\]\n]*\])"
_STORED = re.compile(
    rb"^[ \t]*([A-Za-z_\x80-\xff][\w\x80-\xff]*)%b+[ \t]*(?:[|+]?=(?!=)|:[^=\n]*=(?!=))" % _PARTS, re.MULTILINE
)
_CALLED = re.compile(rb"^@?([A-Za-z_\x80-\xff][\w\x80-\xff]*)%b+\([ \t]*[^ \t)]" % _PARTS, re.MULTILINE)


def changed_by(path: str, data: bytes, index: ModuleIndex) -> list[str]:
    """The project's files in whose modules the file at `path` stores something; absolute paths."""
    names = {found.decode("utf-8", "replace") for pattern in (_STORED, _CALLED) for found in pattern.findall(data)}
    if not names:
        return []
    return targets(path, [imported for name, imported in bindings_of(data) if name in names], index)
