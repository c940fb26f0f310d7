"""What commands share: settings, files, the analysis, and what is printed where."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sadpath.config import Layer, Settings, UsageError, check_selectors
from sadpath.findings import Report
from sadpath.output.statistics import COUNTED
from sadpath.output.targets import Target, deliver, targets
from sadpath.source.discover import Discovery, discover

if TYPE_CHECKING:
    from sadpath.cache.looks import Looks
    from sadpath.cache.store import Store
    from sadpath.catalogue import Provider
    from sadpath.program.spread import Carry
    from sadpath.source.scan import Scan
    from sadpath.source.tokens import Tokens

Stdin = tuple[str, bytes]


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings for this run. For the run as a whole those nearest to the current directory hold, or to the directory
    around all named paths where that lies elsewhere; each file follows those nearest to it.
    """
    paths = [path for path in getattr(options, "paths", ()) if path != "-"]
    if name := getattr(options, "stdin_filename", None):
        paths.append(name)
    base = common_directory([os.path.abspath(path) for path in paths])
    settings = Settings(base, file=options.config, use_files=not options.no_config)
    if hasattr(options, "select"):
        select = None if options.select is None else check_selectors(split(options.select), "--select")
        settings.lay(Layer(select, check_selectors(split(options.ignore or ()), "--ignore")))
    if options.verbose:
        say(f"settings: {settings.main.file or 'the defaults'}")
    return settings


def common_directory(paths: Sequence[str]) -> str:
    """The current directory where it holds all paths, else the innermost directory that does."""
    here = os.getcwd()
    try:
        common = os.path.commonpath([here, *paths])
        if common == here or not paths:
            return here
        common = os.path.commonpath(paths)
    except ValueError:  # several drives
        return here
    return common if os.path.isdir(common) else os.path.dirname(common)


def force_excludes(options: argparse.Namespace, settings: Settings) -> bool:
    return settings.main.force_exclude or bool(options.force_exclude)


def jobs_of(options: argparse.Namespace, settings: Settings) -> int:
    """How many processes may work: as told, else as many as there are cores for this one."""
    from sadpath.cores import cores

    return options.jobs if options.jobs is not None else settings.main.jobs or cores()


def scan_of(options: argparse.Namespace, settings: Settings) -> Scan | None:
    """A search of the files that are going to be found, unless they are only to be listed."""
    if getattr(options, "show_files", False) or getattr(options, "show_settings", False):
        return None
    from sadpath.program.evidence import Evidence
    from sadpath.source.scan import Scan
    from sadpath.source.sift import tokens_of

    tokens = tokens_of(Evidence(known_providers(settings)))
    looks = looks_of(options, settings, tokens)
    jobs = jobs_of(options, settings)
    return Scan(tokens, jobs=jobs) if looks is None else Scan(tokens, jobs=jobs, known=looks.known, keep=looks.save)


def store_for(options: argparse.Namespace, settings: Settings) -> Store | None:
    """The cache of this run; None where there is none."""
    from sadpath.cache.location import store_of

    return store_of(options, settings, common_directory([os.path.abspath(p) for p in options.paths if p != "-"]))


def looks_of(options: argparse.Namespace, settings: Settings, tokens: Tokens) -> Looks | None:
    """What earlier runs have seen of files, where there is a cache."""
    store = store_for(options, settings)
    if store is None:
        return None
    from sadpath.cache.looks import Looks

    return Looks(store, tokens.tokens)


def discovered(options: argparse.Namespace, settings: Settings) -> Discovery:
    scan = scan_of(options, settings)
    found = found_below(options.paths or [os.curdir], options, settings, scan)
    found.scan = scan
    say(*(f"error: no such file or directory: {path}" for path in found.missing))
    if not found.files and not found.missing:
        say(f"warning: no Python files found in {', '.join(options.paths) or 'the current directory'}")
    return found


def found_below(
    paths: Sequence[str], options: argparse.Namespace, settings: Settings, scan: Scan | None = None
) -> Discovery:
    more: dict[str, Any] = {"notice": scan.add} if scan is not None else {}
    return discover(
        paths,
        exclude=options.exclude,
        excludes_at=settings.excludes_at,
        force_exclude=force_excludes(options, settings),
        **more,
    )


def analysed(
    options: argparse.Namespace,
    settings: Settings,
    discovery: Discovery,
    *,
    entry: str | None = None,
    stdin: Stdin | None = None,
    overlay: Mapping[str, bytes] | None = None,
    ways: bool = False,
    carry: Carry | None = None,
    partial: bool = False,
) -> Report:
    known = known_providers(settings)
    settings.check_bindings(provider.id for provider in known)
    if not discovery.files and carry is None:
        return Report()
    from sadpath.analyse import analyse
    from sadpath.progress import progress

    with progress(not (options.no_progress or options.quiet)) as tick:
        files = [file for file in discovery.files if not stdin or file.path != os.path.abspath(stdin[0])]
        more: dict[str, Any] = {"scan": discovery.scan, "jobs": jobs_of(options, settings), "partial": partial}
        if overlay:
            more["overlay"] = overlay
        if ways:
            more["ways"] = True
        if carry is not None:
            more["carry"] = carry
        elif entry is None and (store := store_for(options, settings)) is not None:
            from sadpath.cache.imports import Imports
            from sadpath.cache.sessions import Sessions

            more["store"], more["memory"] = Sessions(store, settings), Imports(store)
        return analyse(files, config=settings, providers=known, entry=entry, stdin=stdin, progress=tick, **more)


def known_providers(settings: Settings) -> tuple[Provider, ...]:
    from sadpath.catalogue import CatalogueError, load_providers

    try:
        return load_providers(settings.catalogues)
    except CatalogueError as error:
        raise UsageError(str(error)) from None


def targets_of(options: argparse.Namespace, default: str, known: Sequence[str]) -> list[Target]:
    wanted = targets(options.output, options.output_format, options.output_file, default=default, known=known)
    if getattr(options, "statistics", False) and not any(target.form in COUNTED for target in wanted):
        raise UsageError(f"--statistics goes with the formats {', '.join(COUNTED)}")
    return wanted


def print_all(
    wanted: Sequence[Target], report: Report, options: argparse.Namespace, stdin: Stdin | None, kind: str = ""
) -> bool:
    """Writes all outputs; whether each of them could be written."""
    from sadpath.output import renderer
    from sadpath.output.sources import Sources

    sources = Sources(given=dict([stdin] if stdin else []))

    def text(target: Target) -> str:
        color = target.file is None and wants_color(options)
        if getattr(options, "statistics", False) and target.form in COUNTED:
            from sadpath.output.statistics import render

            return render(report, as_json=target.form == "json", color=color)
        return renderer(kind + target.form)(report, color=color, sources=sources)

    problems = deliver(wanted, text)
    say(*(f"error: {problem}" for problem in problems))
    return not problems


def wants_color(options: argparse.Namespace) -> bool:
    """Whether standard output gets colours: as told, else by the terminal and the usual variables."""
    if options.color != "auto":
        return bool(options.color == "always")
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def split(values: Sequence[str]) -> list[str]:
    return [word for value in values for word in value.replace(",", " ").split()]


def as_json_text(data: Any) -> str:
    import json

    return json.dumps(data, indent=2) + "\n"


def say(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)
