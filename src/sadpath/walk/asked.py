"""Names that code makes up: `getattr(owner, name)`, `vars(module)`. No text says that it asks for what they name.

A run that asks for one notes it among the functions that it came through, and with them it is known again later, and kept.
"""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine

ALL = "*"
"""In the place of a name: all names that a module or a class has."""


class Asked(ast.AST):
    """A name that was asked for as data, or `ALL`. There is one object for each: see `asked`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


@cache
def asked(name: str) -> Asked:
    """What stands for a name among the functions that ran."""
    return Asked(name)


def all_of(file: str) -> str:
    """In the place of a name: all names that a module has, by the path of its file. Files of one name count as one."""
    return f"{ALL} of {file.replace(chr(92), '/').rpartition('/')[2]}"


def note_asked(m: Machine, name: str) -> None:
    """Something is asked for by a name that is data; `ALL` where all names are."""
    (m.entered_at_load if m.loading else m.entered).add(asked(str(name)))  # no `Literal`, which knows where it stands
