"""`sadpath explain`."""

from __future__ import annotations

import argparse
import os

from sadpath.commands.shared import discovered, jobs_of, known_providers, say, settings_of, wants_color
from sadpath.config import UsageError
from sadpath.exits import CLEAN
from sadpath.output.targets import write
from sadpath.source.discover import discover, display_path


def run(options: argparse.Namespace) -> int:
    """Prints the ways of the outcomes through one line."""
    path, _, line = options.place.rpartition(":")
    if not path or not line.isdigit():
        raise UsageError(f"the place has to be FILE:LINE, as shop/capture.py:31, not {options.place!r}")
    if not os.path.isfile(path):
        raise UsageError(f"no such file: {path}")
    from sadpath.output.explain import render, touching
    from sadpath.workspace import Workspace

    settings = settings_of(options)
    discovery = discovered(options, settings)
    files = {file.path: file for file in [*discovery.files, *discover([path]).files]}
    workspace = Workspace(
        list(files.values()),
        config=settings,
        providers=known_providers(settings),
        scan=discovery.scan,
        jobs=jobs_of(options, settings),
    )
    walks = touching(workspace.walk().walks, display_path(os.path.abspath(path), os.getcwd()), int(line))
    if not walks:
        say(f"No outcome of an API that sadpath knows comes through {options.place}.")
        return CLEAN
    write(render(walks, color=wants_color(options)))
    return CLEAN
