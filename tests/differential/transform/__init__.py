"""Transformations that keep what a program does: each takes a program and gives another one, or None where it does not apply."""

from __future__ import annotations

from collections.abc import Callable

from generate import Program

from .alias import alias
from .extract import extract_blocks, extract_bodies, extract_tests
from .inline import inline
from .matching import if_to_match
from .moving import move_class
from .rename import rename
from .waiting import to_async

TRANSFORMATIONS: dict[str, Callable[[Program], Program | None]] = {
    "rename": rename,
    "alias": alias,
    "extract tests": extract_tests,
    "extract blocks": extract_blocks,
    "extract bodies": extract_bodies,
    "inline": inline,
    "if to match": if_to_match,
    "to async": to_async,
    "move class": move_class,
}
