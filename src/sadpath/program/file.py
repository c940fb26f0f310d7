"""What is known of one file while it is read what leads to evidence."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property

from sadpath.program.access import Aliases
from sadpath.program.units import Unit


@dataclass
class File:
    """What is known of one file. `leads`: names in it that lead to evidence; those that others come there by are `known`.

    `aliases`: names that give access to other files' modules, which are its `origins`. `done`: the ids of its units that lead.
    `package`: the directory of a package whose module it is, with a separator behind it; "" where it is none.
    """

    path: str
    leads: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    aliases: dict[str, Aliases] = field(default_factory=dict)
    origins: set[str] = field(default_factory=set)
    by_name: set[str] = field(default_factory=set)
    spelled: set[str] = field(default_factory=set)
    """The files with something that leads which strings of it name."""
    loaded: dict[str, dict[str, int]] = field(default_factory=dict)
    """Those of the aliases that something binds which imports modules by names that are data, with these modules' files, and how
    many steps it is away from who imports them."""
    units: list[Unit] | None = None
    done: set[int] = field(default_factory=set)
    offered: set[str] = field(default_factory=set)
    """Those of `leads` that do only for who asks for them: classes of which something that leads is made."""
    anything: bool = False
    """Whether attributes that the module doesn't have lead: its `__getattr__` does."""
    has: frozenset[str] = frozenset()
    """What attributes it has, where `anything`."""
    whole: bool = False
    """Whether all functions are walked from: the file is bound to an API, or its program is small."""

    @cached_property
    def package(self) -> str:
        directory, name = os.path.split(self.path)
        return os.path.join(directory, "") if name == "__init__.py" else ""

    def makes(self, name: str) -> bool:
        """Whether the module's `__getattr__` is asked for a name, and leads."""
        return self.anything and name not in self.has
