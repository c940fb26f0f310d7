"""What each command does. Each takes the parsed options and gives the exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sadpath.config import Layer, Settings, UsageError, check_selectors, did_you_mean
from sadpath.findings import Report, at_least
from sadpath.gate import CLEAN, FOUND, WRONG, gate, shown
from sadpath.output import FINDING_FORMATS, MATRIX_FORMATS
from sadpath.output.statistics import COUNTED
from sadpath.output.targets import Target, deliver, targets, write
from sadpath.source.discover import Discovery, SourcePath, discover, display_path, left_out_path

if TYPE_CHECKING:
    from sadpath.catalogue import Provider

STDIN = "<stdin>"
WITHOUT_FIXES = frozenset({"full", "concise", "github", "gitlab", "junit", "azure", "markdown", "html"})
Stdin = tuple[str, bytes]


def check(options: argparse.Namespace) -> int:
    """Prints the findings; with `--watch` again and again."""
    if not options.watch:
        return _check(options)
    from sadpath.watch import watch

    if "-" in options.paths or options.fix or options.diff or options.add_ignore is not None:
        raise UsageError("--watch goes with files that are checked only: not with -, --fix, --diff or --add-ignore")
    options.no_progress = True
    return watch(lambda: _check(options), lambda: _watched(options), quiet=options.quiet)


def _check(options: argparse.Namespace) -> int:
    from sadpath.adopt import Adoption, add_ignores
    from sadpath.output.summary import summary

    stdin = _standard_input(options)
    settings = _settings(options)
    wanted = _targets(options, settings.main.output_format, FINDING_FORMATS)
    if stdin:
        discovery = Discovery(files=[SourcePath(stdin[0], os.path.abspath(stdin[0]), named=True)])
        if _force_exclude(options, settings) and left_out_path(
            discovery.files[0].path, exclude=options.exclude, excludes_at=settings.excludes_at
        ):
            discovery.files.clear()
    else:
        discovery = _discover(options, settings)
    given = {discovery.files[0].path: stdin[1]} if stdin and discovery.files else {}
    everything = discovery
    if options.within is not None:
        from sadpath.within import narrowed, surrounded

        everything = surrounded(discovery, options.within, settings, options.exclude)

    if shown(options, settings, discovery):
        return CLEAN
    adoption = Adoption(options, settings, lambda roots: _find(roots, options, settings).files)

    def look(overlay: Mapping[str, bytes]) -> Report:
        ways = any(target.form == "html" for target in wanted)
        report = _analyse(options, settings, everything, stdin=stdin, overlay=overlay, ways=ways)
        report = adoption.screen(report, everything.files, {**given, **overlay})
        return report if options.within is None else narrowed(report, discovery)

    wrong = bool(discovery.missing)
    if options.add_ignore is not None:
        if stdin or options.fix or options.diff or options.no_ignore:
            raise UsageError("--add-ignore writes into files: it does not go with -, --fix, --diff or --no-ignore")
        report = look({})
        done, problems = add_ignores(report.findings, options.add_ignore, discovery.files, settings)
        _say(*(f"error: {problem}" for problem in problems), *(() if options.quiet else done))
        return WRONG if wrong or problems or report.failed else CLEAN
    if options.fix or options.diff:
        from sadpath.fixes import command as fixing

        outcome = fixing.fix_all(
            look, discovery.files, unsafe=options.unsafe_fixes, given=dict([stdin] if stdin else [])
        )
        fixing.deliver(outcome, options, discovery.files, stdin)
        if options.diff:
            return outcome.exit_code
        report, wrong = outcome.report, wrong or bool(outcome.problems)
        if stdin:  # standard output holds the fixed source now
            stdin = stdin[0], outcome.after.get(*stdin)
            wanted = [target for target in wanted if target.file is not None]
    else:
        report = look({})
    written = _print(wanted, _with_fixes(wanted, report, stdin), options, stdin)
    told, stale = adoption.settle()
    _say(*told)
    if not options.quiet:
        _say(*summary(report, discovery, verbose=options.verbose), *adoption.told())
        if any(finding.fixes or finding.recipes for finding in report.findings):
            from sadpath.fixes import fixable_line

            _say(*fixable_line(report.findings))
    code = gate(options, report)
    if wrong or report.failed or not written or code == WRONG:
        return WRONG
    level = options.fail_level
    found = any(at_least(f.severity, level) if level else settings.fails(f) for f in report.findings)
    return FOUND if (found or stale) and not options.exit_zero else code


def _watched(options: argparse.Namespace) -> Sequence[str]:
    """The absolute paths of the files on which a check hangs."""
    from sadpath.config import ConfigError, watched

    here = [os.path.abspath(path) for path in options.paths or [os.curdir]]
    named = [os.path.abspath(path) for path in (options.config, options.baseline) if path]
    try:
        settings = _settings(argparse.Namespace(**{**vars(options), "verbose": False}))
        files = [file.path for file in _find(options.paths or [os.curdir], options, settings).files]
        settled = [str(file) for path in here for file in watched(path, settings)]
        baseline = [str(settings.main.baseline)] if settings.main.baseline else []
        below = [str(file) for config in settings.known() for file in (*config.files, *config.catalogues)]
        return [*files, *settled, *below, *baseline, *named]
    except ConfigError as error:
        return [*named, *([str(error.file)] if error.file else [])]  # until it is mended


def baseline(options: argparse.Namespace) -> int:
    """Writes the baseline."""
    from sadpath.adopt import write as write_baseline
    from sadpath.screen import Seen

    settings = _settings(options)
    discovery = _discover(options, settings)
    report = _analyse(options, settings, discovery)
    seen = Seen(discovery.files, lambda roots: _find(roots, options, settings).files, report)
    lines = write_baseline(report, options, settings, seen)
    if not options.quiet:
        from sadpath.output.summary import left_out, remarks

        _say(*lines, *left_out(discovery), *remarks(report, verbose=options.verbose))
    return WRONG if discovery.missing or report.failed else CLEAN


def matrix(options: argparse.Namespace) -> int:
    """Prints the matrix."""
    from sadpath.findings import WalkRow
    from sadpath.output.summary import left_out, remarks

    module, _, name = (options.entry or "").partition(":")
    if options.entry is not None and not (module and name):
        raise UsageError(f"--entry has to be MODULE:NAME, as shop.capture:Client.capture, not {options.entry!r}")
    wanted = _targets(options, "text", MATRIX_FORMATS)
    settings = _settings(options)
    discovery = _discover(options, settings)
    if shown(options, settings, discovery):
        return CLEAN
    report = _analyse(options, settings, discovery, entry=options.entry)
    report = replace(report, walks=tuple(sorted(report.walks, key=WalkRow.sort_key)))
    written = _print(wanted, report, options, None, "matrix-")
    if not options.quiet:
        if discovery.files and not report.walks:
            origin = f"from {options.entry}" if options.entry else "in these files"
            _say(f"No request of an API that sadpath knows is sent {origin}.")
        _say(*(f"Left out: {place.path}:{place.line}: {place.message}" for place in report.unreadable))
        _say(*left_out(discovery), *remarks(report, verbose=options.verbose))
    code = gate(options, report)
    return WRONG if discovery.missing or report.failed or not written else code


def report(options: argparse.Namespace) -> int:
    """Writes the HTML report."""
    from sadpath.adopt import Adoption
    from sadpath.output.summary import summary

    if options.output_file is None and sys.stdout.isatty():
        raise UsageError("say where the report goes: sadpath report -o report.html")
    settings = _settings(options)
    discovery = _discover(options, settings)
    if shown(options, settings, discovery):
        return CLEAN
    found = _analyse(options, settings, discovery, ways=True)
    adoption = Adoption(options, settings, lambda roots: _find(roots, options, settings).files)
    found = adoption.screen(found, discovery.files, {})
    written = _print(targets(None, "html", options.output_file, default="html", known=()), found, options, None)
    if not options.quiet:
        _say(*summary(found, discovery, verbose=options.verbose))
    code = gate(options, found)
    return WRONG if discovery.missing or found.failed or not written else code


def explain(options: argparse.Namespace) -> int:
    """Prints the ways of the outcomes through one line."""
    from sadpath.analyse import collect
    from sadpath.output.explain import render, touching

    path, _, line = options.place.rpartition(":")
    if not path or not line.isdigit():
        raise UsageError(f"the place has to be FILE:LINE, as shop/capture.py:31, not {options.place!r}")
    if not os.path.isfile(path):
        raise UsageError(f"no such file: {path}")
    settings = _settings(options)
    discovery = _discover(options, settings)
    files = {file.path: file for file in [*discovery.files, *discover([path]).files]}
    results, _count = collect(list(files.values()), config=settings, providers=_load_providers(settings))
    walks = touching(results.walks, display_path(os.path.abspath(path), os.getcwd()), int(line))
    if not walks:
        _say(f"No outcome of an API that sadpath knows comes through {options.place}.")
        return CLEAN
    write(render(walks, color=_color(options)))
    return CLEAN


def rule(options: argparse.Namespace) -> int:
    """Prints the list of checks, or one check's page."""
    from sadpath.output import rules
    from sadpath.rulepages import load_pages

    _settings(options)  # they may name plugins
    pages = load_pages()
    as_json = options.output_format == "json"
    if options.code is None:
        everything = pages.values()
        write(_json([rules.to_json(page) for page in everything]) if as_json else rules.render_list(everything))
        return CLEAN
    wanted = options.code.strip()
    page = pages.get(wanted.upper()) or next((p for p in pages.values() if p.name == wanted.lower()), None)
    if page is None:
        names = [p.name for p in pages.values()]
        raise UsageError(
            f"unknown rule {wanted!r}{did_you_mean(wanted.upper(), pages) or did_you_mean(wanted.lower(), names)}"
        )
    write(_json(rules.to_json(page)) if as_json else rules.render_page(page, color=_color(options)))
    return CLEAN


def providers(options: argparse.Namespace) -> int:
    """Prints the list of catalogues, or all of one."""
    from sadpath.catalogue import show

    known = _load_providers(_settings(options))
    as_json = options.output_format == "json"
    if options.id is None:
        write(_json([show.to_json(p) for p in known]) if as_json else show.render_list(known) + "\n")
        return CLEAN
    provider = next((p for p in known if p.id == options.id), None)
    if provider is None:
        raise UsageError(f"unknown provider {options.id!r}{did_you_mean(options.id, [p.id for p in known])}")
    write(_json(show.to_json(provider)) if as_json else show.render_provider(provider) + "\n")
    return CLEAN


def config(options: argparse.Namespace) -> int:
    """Prints the keys of the settings, one key, or the schema."""
    from sadpath.config import show
    from sadpath.config.schema import schema_text

    if options.schema:
        write(schema_text())
        return CLEAN
    at = os.path.abspath(options.at or os.curdir)
    if not os.path.exists(at):
        raise UsageError(f"no such file or directory: {options.at}")
    here = Settings(at, file=options.config, use_files=not options.no_config).main
    chosen = show.select(options.key)
    as_json = options.output_format == "json"
    if as_json:
        write(
            _json([show.to_json(key, here) for key in chosen] if options.key is None else show.to_json(chosen[0], here))
        )
    else:
        write(show.render_list(here) if options.key is None else show.render_key(chosen[0], here))
    return CLEAN


def server(options: argparse.Namespace) -> int:
    """Serves an editor until it goes."""
    from sadpath.server import serve

    place = None
    if options.tcp is not None:
        host, _, port = options.tcp.rpartition(":")
        if not port.isdigit():
            raise UsageError(f"--tcp needs HOST:PORT, as 127.0.0.1:2087, not {options.tcp!r}")
        place = (host or "127.0.0.1", int(port))
    return serve(place, options.log_level)


BY_NAME: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": check,
    "matrix": matrix,
    "report": report,
    "explain": explain,
    "rule": rule,
    "baseline": baseline,
    "providers": providers,
    "config": config,
    "server": server,
}


def _standard_input(options: argparse.Namespace) -> Stdin | None:
    """(name, bytes) where the path is `-`."""
    if "-" not in options.paths:
        if options.stdin_filename is not None:
            raise UsageError("--stdin-filename is only for standard input: sadpath check - --stdin-filename NAME")
        return None
    if len(options.paths) > 1:
        raise UsageError("- (standard input) can't be checked together with other paths")
    name = options.stdin_filename
    called = display_path(os.path.abspath(name), os.getcwd()) if name else STDIN
    return called, sys.stdin.buffer.read()


def _settings(options: argparse.Namespace) -> Settings:
    """The settings for this run. For the run as a whole those nearest to the current directory hold, or to the directory
    around all named paths where that lies elsewhere; each file follows those nearest to it.
    """
    paths = [path for path in getattr(options, "paths", ()) if path != "-"]
    if name := getattr(options, "stdin_filename", None):
        paths.append(name)
    base = _common_directory([os.path.abspath(path) for path in paths])
    settings = Settings(base, file=options.config, use_files=not options.no_config)
    if hasattr(options, "select"):
        select = None if options.select is None else check_selectors(_split(options.select), "--select")
        settings.lay(Layer(select, check_selectors(_split(options.ignore or ()), "--ignore")))
    if options.verbose:
        _say(f"settings: {settings.main.file or 'the defaults'}")
    return settings


def _common_directory(paths: Sequence[str]) -> str:
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


def _force_exclude(options: argparse.Namespace, settings: Settings) -> bool:
    return settings.main.force_exclude or bool(options.force_exclude)


def _discover(options: argparse.Namespace, settings: Settings) -> Discovery:
    found = _find(options.paths or [os.curdir], options, settings)
    _say(*(f"error: no such file or directory: {path}" for path in found.missing))
    if not found.files and not found.missing:
        _say(f"warning: no Python files found in {', '.join(options.paths) or 'the current directory'}")
    return found


def _find(paths: Sequence[str], options: argparse.Namespace, settings: Settings) -> Discovery:
    return discover(
        paths,
        exclude=options.exclude,
        excludes_at=settings.excludes_at,
        force_exclude=_force_exclude(options, settings),
    )


def _analyse(
    options: argparse.Namespace,
    settings: Settings,
    discovery: Discovery,
    *,
    entry: str | None = None,
    stdin: Stdin | None = None,
    overlay: Mapping[str, bytes] | None = None,
    ways: bool = False,
) -> Report:
    known = _load_providers(settings)
    settings.check_bindings(provider.id for provider in known)
    if not discovery.files:
        return Report()
    from sadpath.analyse import analyse
    from sadpath.progress import progress

    with progress(not (options.no_progress or options.quiet)) as tick:
        files = [file for file in discovery.files if not stdin or file.path != os.path.abspath(stdin[0])]
        more: dict[str, Any] = {"overlay": overlay} if overlay else {}
        if ways:
            more["ways"] = True
        return analyse(files, config=settings, providers=known, entry=entry, stdin=stdin, progress=tick, **more)


def _load_providers(settings: Settings) -> tuple[Provider, ...]:
    from sadpath.catalogue import CatalogueError, load_providers

    try:
        return load_providers(settings.catalogues)
    except CatalogueError as error:
        raise UsageError(str(error)) from None


def _targets(options: argparse.Namespace, default: str, known: Sequence[str]) -> list[Target]:
    wanted = targets(options.output, options.output_format, options.output_file, default=default, known=known)
    if getattr(options, "statistics", False) and not any(target.form in COUNTED for target in wanted):
        raise UsageError(f"--statistics goes with the formats {', '.join(COUNTED)}")
    return wanted


def _with_fixes(wanted: Sequence[Target], report: Report, stdin: Stdin | None) -> Report:
    """The report with its fixes made, where a format carries them; that takes a while."""
    if all(target.form in WITHOUT_FIXES for target in wanted) or not any(f.recipes for f in report.findings):
        return report
    from sadpath.fixes import with_fixes
    from sadpath.fixes.tree import Files

    return replace(report, findings=with_fixes(report.findings, Files(dict([stdin] if stdin else []))))


def _print(
    wanted: Sequence[Target], report: Report, options: argparse.Namespace, stdin: Stdin | None, kind: str = ""
) -> bool:
    """Writes all outputs; whether each of them could be written."""
    from sadpath.output import renderer
    from sadpath.output.sources import Sources

    sources = Sources(given=dict([stdin] if stdin else []))

    def text(target: Target) -> str:
        color = target.file is None and _color(options)
        if getattr(options, "statistics", False) and target.form in COUNTED:
            from sadpath.output.statistics import render

            return render(report, as_json=target.form == "json", color=color)
        return renderer(kind + target.form)(report, color=color, sources=sources)

    problems = deliver(wanted, text)
    _say(*(f"error: {problem}" for problem in problems))
    return not problems


def _color(options: argparse.Namespace) -> bool:
    """Whether standard output gets colours: as told, else by the terminal and the usual variables."""
    if options.color != "auto":
        return bool(options.color == "always")
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _split(values: Sequence[str]) -> list[str]:
    return [word for value in values for word in value.replace(",", " ").split()]


def _json(data: Any) -> str:
    import json

    return json.dumps(data, indent=2) + "\n"


def _say(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)
