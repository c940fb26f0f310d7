"""The settings of a run, in which each path follows the file nearest to it, as with Ruff."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from sadpath.config.errors import did_you_mean
from sadpath.config.model import Config, Layer, bound
from sadpath.config.reading import candidates, config_in, mistake, read_config
from sadpath.findings import Finding, at_least


class Settings:
    """Answers, for each path, which settings hold there; each file is read once.

    `base`: the directory or file whose settings hold for the run as a whole (`main`). `file`: this file alone counts.
    `use_files` False: no file counts. `over`: see `lay`.
    A ConfigError may be raised wherever a file is met for the first time.
    """

    def __init__(
        self,
        base: str | Path = os.curdir,
        *,
        file: str | Path | None = None,
        use_files: bool = True,
        over: Layer | None = None,
    ) -> None:
        self._over: Layer | None = over
        self._known: dict[str, Config] = {}
        self._fixed: Config | None = None
        base = os.path.abspath(base)
        if file is not None or not use_files:
            root = Path(base if os.path.isdir(base) else os.path.dirname(base))
            self._fixed = self._laid(read_config(Path(file)) if file is not None else Config(root=root))
        self.main = self.at(base)

    def lay(self, over: Layer) -> None:
        """Lay the command line's selectors over every file's. Apart from the making, as files may name plugins with rules."""
        self._over = over
        if self._fixed is not None:
            self._fixed = self._laid(self._fixed)
        self._known = {path: self._laid(config) for path, config in self._known.items()}
        self.main = self._laid(self.main)

    def at(self, path: str) -> Config:
        """The settings for the file or directory at the absolute `path`."""
        if self._fixed is not None:
            return self._fixed
        directory = path if os.path.isdir(path) else os.path.dirname(path)
        passed: list[str] = []
        found: Config | None = None
        while found is None:
            found = self._known.get(directory)
            if found is not None:
                break
            passed.append(directory)
            own = config_in(directory)
            parent = os.path.dirname(directory)
            if own is not None:
                found = self._laid(own)
            elif parent == directory:
                found = self._laid(Config(root=Path(passed[0])))
            directory = parent
        self._known.update(dict.fromkeys(passed, found))
        return found

    def known(self) -> tuple[Config, ...]:
        """The settings that were met so far, each once; `main` is the first."""
        found = {self.main.file: self.main}
        for config in self._known.values():
            found.setdefault(config.file, config)
        return tuple(found.values())

    def enabled(self, code: str, path: str | None = None) -> bool:
        """Whether findings of that rule are wanted at `path`; without one, whether they are anywhere."""
        if path is not None:
            return self.at(path).enabled(code, path)
        return any(config.enabled(code) for config in self.known())

    def judge(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are wanted where they stand, at the severities that are wanted there, sorted, each once."""
        return judge(findings, self)

    def excludes_at(self, directory: str) -> tuple[bool, list[tuple[Path, tuple[str, ...]]]]:
        """What is left out in a directory, as `discover` asks."""
        config = self.at(directory)
        patterns = [config.exclude] if config.exclude is not None else []
        return config.exclude is None, [(p.root, p.patterns) for p in (*patterns, *config.extend_exclude)]

    def check_bindings(self, known: Iterable[str]) -> None:
        """Raises ConfigError where `providers` names an API that is none of `known`."""
        ids = tuple(known)
        for config in self.known():
            for pattern, wanted in config.providers:
                if wanted not in ids:
                    raise mistake(
                        next(file for file in config.files if file.parent == pattern.root),
                        ("providers", pattern.text),
                        f"`providers.{pattern.text}`: unknown provider {wanted!r}{did_you_mean(wanted, ids)}",
                    )

    def plugin_problems(self) -> list[str]:
        """What is wrong with the plugins that the settings met so far name, one text each."""
        return list(dict.fromkeys(problem for config in self.known() for problem in config.plugin_problems()))

    def bindings(self) -> Callable[[str], frozenset[str]] | None:
        """Gives the ids of the APIs that a file (relative to the current directory, or absolute) is bound to.

        None where no file is bound to any.
        """
        if not any(config.providers for config in self.known()):
            return None
        return lambda path: bound(self.at(os.path.abspath(path)), path)

    def fails(self, finding: Finding) -> bool:
        """Whether a finding, as `judge` gives it, is grave enough to fail the run where it stands."""
        return at_least(finding.severity, self.at(os.path.abspath(finding.path)).fail_level)

    @property
    def catalogues(self) -> tuple[Path, ...]:
        """The catalogues of all settings that were met so far."""
        return tuple(dict.fromkeys(path for config in self.known() for path in config.catalogues))

    def _laid(self, config: Config) -> Config:
        return config if self._over is None else replace(config, layers=(*config.layers, self._over))


def judge(findings: Iterable[Finding], settings: Config | Settings) -> tuple[Finding, ...]:
    """The findings that are wanted where they stand, at the severities that are wanted there, sorted, each once."""
    wanted = set()
    for finding in findings:
        path = os.path.abspath(finding.path)
        config = settings.at(path)
        if config.enabled(finding.rule, path):
            wanted.add(config.graded(finding))
    return tuple(sorted(wanted))


def watched(path: str | Path, settings: Config | Settings) -> tuple[Path, ...]:
    """The files on which the settings for a path hang, for who wants to watch them.

    Those that were read (extended files and catalogues too), and those nearer to the path that would count if they
    appeared.
    """
    config = settings.at(os.path.abspath(path))
    near: list[Path] = []
    for candidate in candidates(path):
        near.append(candidate)
        if config.file is not None and candidate == Path(os.path.abspath(config.file)):
            break
    return tuple(dict.fromkeys([*near, *config.files, *config.catalogues]))
