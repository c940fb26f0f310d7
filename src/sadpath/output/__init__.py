"""Renderers: one file each, all of the same shape, imported only when asked for."""

from __future__ import annotations

import importlib
from typing import Protocol

from sadpath.findings import Report
from sadpath.output.sources import Sources

FINDING_FORMATS = (
    "full", "concise", "json", "json-lines", "sarif", "github", "gitlab", "junit", "azure", "rdjson", "markdown",
    "html",
)  # fmt: skip
"""What `check` can print. A renderer of that name is a module here, with `_` for `-`."""
MATRIX_FORMATS = ("text", "json")
"""What `matrix` can print; their modules begin with `matrix_`."""


class Renderer(Protocol):
    """A function `render` of a module in this package: the whole output, which ends in a line end or is empty."""

    def __call__(self, report: Report, *, color: bool, sources: Sources) -> str: ...


def renderer(name: str) -> Renderer:
    """The renderer of that name (`matrix-text` for the matrix as text). Raises KeyError for one that there isn't."""
    if name not in FINDING_FORMATS and name.removeprefix("matrix-") not in MATRIX_FORMATS:
        raise KeyError(name)
    render: Renderer = importlib.import_module(f"sadpath.output.{name.replace('-', '_')}").render
    return render
