"""Renderers: one file each, all of the same shape, imported only when asked for."""

from __future__ import annotations

import importlib
from typing import Protocol

from sadpath.findings import Report
from sadpath.output.sources import Sources

_MODULES = {
    "full": "full",
    "concise": "concise",
    "json": "json",
    "matrix-text": "matrix_text",
    "matrix-json": "matrix_json",
}


class Renderer(Protocol):
    """A function `render` of a module in this package: the whole output, which ends in a line end or is empty."""

    def __call__(self, report: Report, *, color: bool, sources: Sources) -> str: ...


def renderer(name: str) -> Renderer:
    """The renderer of that name. Raises KeyError for one that there isn't."""
    render: Renderer = importlib.import_module(f"sadpath.output.{_MODULES[name]}").render
    return render
