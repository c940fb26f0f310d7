"""`sadpath check`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sadpath.cache import record as recording
from sadpath.commands.shared import (
    Stdin,
    analysed,
    discovered,
    force_excludes,
    found_below,
    print_all,
    say,
    settings_of,
    targets_of,
)
from sadpath.config import UsageError
from sadpath.exits import CLEAN, FOUND, INTERRUPTED, WRONG
from sadpath.findings import Report, at_least
from sadpath.gate import gate, shown
from sadpath.output import FINDING_FORMATS
from sadpath.output.targets import Target
from sadpath.source.discover import Discovery, SourcePath, display_path, left_out_path

if TYPE_CHECKING:
    from sadpath.program.spread import Carry

STDIN = "<stdin>"
WITHOUT_FIXES = frozenset({"full", "concise", "github", "gitlab", "junit", "azure", "markdown", "html"})


def run(options: argparse.Namespace) -> int:
    """Prints the findings; with `--watch` again and again."""
    if options.shard:
        from sadpath.commands import sharding

        return sharding.run(options)
    if options.shard_file is not None:
        raise UsageError("--shard-file goes with --shard K/N")
    if options.dask is not None:
        from sadpath.far.cluster import Cluster

        with Cluster(options.dask, options.shared_root or os.getcwd()) as cluster:
            return _run(options, cluster)
    if options.shared_root is not None:
        raise UsageError("--shared-root goes with --dask ADDRESS")
    return _run(options, None)


def _run(options: argparse.Namespace, carry: Carry | None) -> int:
    if not options.watch:
        if carry is not None:  # others read files too
            return once(options, carry, may_be_partial=True)
        from sadpath.cache.run import recorded

        return recorded(options, lambda: once(options, may_be_partial=True))
    from sadpath.watch import watch

    if "-" in options.paths or options.fix or options.diff or options.add_ignore is not None:
        raise UsageError("--watch goes with files that are checked only: not with -, --fix, --diff or --add-ignore")
    options.no_progress = True
    return watch(lambda: once(options, carry), lambda: _watched(options), quiet=options.quiet)


def once(options: argparse.Namespace, carry: Carry | None = None, *, may_be_partial: bool = False) -> int:
    """One check; `carry` has the walks done elsewhere. `may_be_partial`: an interrupt is answered with what was found by
    then, where nothing is written."""
    from sadpath.adopt import Adoption, add_ignores
    from sadpath.output.summary import summary

    stdin = _standard_input(options)
    settings = settings_of(options)
    wanted = targets_of(options, settings.main.output_format, FINDING_FORMATS)
    if stdin:
        discovery = Discovery(files=[SourcePath(stdin[0], os.path.abspath(stdin[0]), named=True)])
        if force_excludes(options, settings) and left_out_path(
            discovery.files[0].path, exclude=options.exclude, excludes_at=settings.excludes_at
        ):
            discovery.files.clear()
    else:
        discovery = discovered(options, settings)
    given = {discovery.files[0].path: stdin[1]} if stdin and discovery.files else {}
    everything = discovery
    if options.within is not None:
        from sadpath.within import narrowed, surrounded

        everything = surrounded(discovery, options.within, settings, options.exclude)

    if shown(options, settings, discovery):
        return CLEAN
    adoption = Adoption(options, settings, lambda roots: found_below(roots, options, settings).files)

    def look(overlay: Mapping[str, bytes]) -> Report:
        ways = any(target.form == "html" for target in wanted)
        writes = options.fix or options.diff or options.add_ignore is not None
        report = analysed(
            options,
            settings,
            everything,
            stdin=stdin,
            overlay=overlay,
            ways=ways,
            carry=carry,
            partial=may_be_partial and not writes,
        )
        report = adoption.screen(report, everything.files, {**given, **overlay})
        return report if options.within is None else narrowed(report, discovery)

    wrong = bool(discovery.missing)
    if options.add_ignore is not None:
        if stdin or options.fix or options.diff or options.no_ignore:
            raise UsageError("--add-ignore writes into files: it does not go with -, --fix, --diff or --no-ignore")
        report = look({})
        done, problems = add_ignores(report.findings, options.add_ignore, discovery.files, settings)
        say(*(f"error: {problem}" for problem in problems), *(() if options.quiet else done))
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
    written = print_all(wanted, _with_fixes(wanted, report, stdin), options, stdin)
    told, stale = adoption.settle()
    say(*told)
    if told or report.failed or any(config.plugins for config in settings.known()):
        recording.spoil("more than what is read may decide what a run like this says")
    if not options.quiet:
        say(*summary(report, discovery, verbose=options.verbose), *adoption.told())
        if any(finding.fixes or finding.recipes for finding in report.findings):
            from sadpath.fixes import fixable_line

            say(*fixable_line(report.findings))
    code = gate(options, report)
    if report.interrupted:
        return INTERRUPTED
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
        settings = settings_of(argparse.Namespace(**{**vars(options), "verbose": False}))
        files = [file.path for file in found_below(options.paths or [os.curdir], options, settings).files]
        settled = [str(file) for path in here for file in watched(path, settings)]
        baseline = [str(settings.main.baseline)] if settings.main.baseline else []
        below = [str(file) for config in settings.known() for file in (*config.files, *config.catalogues)]
        return [*files, *settled, *below, *baseline, *named]
    except ConfigError as error:
        return [*named, *([str(error.file)] if error.file else [])]  # until it is mended


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


def _with_fixes(wanted: Sequence[Target], report: Report, stdin: Stdin | None) -> Report:
    """The report with its fixes made, where a format carries them; that takes a while."""
    if all(target.form in WITHOUT_FIXES for target in wanted) or not any(f.recipes for f in report.findings):
        return report
    from sadpath.fixes import with_fixes
    from sadpath.fixes.tree import Files

    return replace(report, findings=with_fixes(report.findings, Files(dict([stdin] if stdin else []))))
