"""The byte strings that a file must hold to have to do with a catalogued API: parts of hosts and distinctive paths, or SDK imports."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sadpath.catalogue import Provider


def tokens(providers: Iterable[Provider]) -> list[str]:
    """For each provider the registered domains of its hosts and the longest literal pieces of its distinctive paths."""
    found: set[str] = set()
    for provider in providers:
        for host in provider.hosts:
            literal = host.rpartition("}")[2].strip(".") or host
            found.add(".".join(literal.split(".")[-2:]))
        for package in provider.imports:
            found |= {f"import {package}", f"from {package}"}
        for path in provider.distinctive_paths:
            found.add(max(re.split(r"\{[^}]*\}", path), key=len))
    return sorted(found)
