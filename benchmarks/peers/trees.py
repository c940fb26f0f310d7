"""The trees of files that all tools run over: so many files of public packages, with integrations planted into them or without."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.corpus import DATA, packages, unpacked
from benchmarks.peers.plant import Plan, plan, write

from sadpath.catalogue import load_providers
from sadpath.program.evidence import Evidence
from sadpath.source.discover import DEFAULT_EXCLUDES, discover
from sadpath.source.imports import imports_of, targets
from sadpath.source.modules import ModuleIndex
from sadpath.source.search import Search

ORDER = """
    pretix wagtail django apache-airflow-core celery sentry-sdk plone.restapi Products.CMFPlone homeassistant
    ansible-core faker twisted moto botocore boto3 squareup stripe sympy kubernetes google-cloud-compute ansible
"""
"""The packages in the order in which a tree takes them: applications first, generated clients last."""
MARK = "tree.json"
NEAR = 10
VERSION = 6
"""Of the way trees are made: another one makes them anew."""


@dataclass(frozen=True)
class Tree:
    """A tree. `folder` is a repository's root, all sources stand below `sources` (relative to it).

    Of its lines `relevant` stand in files that hold evidence of a provider, `planted` are the integrations' own, `importers`
    stand in files that come to relevant ones by imports, `imported` in files that relevant ones and these come to. `hosts` are
    modules that an integration was planted into, `left_out` counts the packages' files that have evidence of their own.
    """

    folder: str
    sources: str
    files: int
    lines: int
    megabytes: float
    share: float
    relevant_files: int
    relevant: int
    planted: int
    importers_files: int
    importers: int
    imported_files: int
    imported: int
    hosts: tuple[str, ...]
    left_out: int

    @property
    def name(self) -> str:
        """Files and share: `10000-2%`."""
        return Path(self.folder).name


def tree(files: int, share: float, seed: int = 1, *, anywhere: bool = False) -> Tree:
    """The tree of so many files whose relevant lines are that share (0.02) of all; made once.

    Integrations stand at the edge of an application, in modules that at most NEAR others come to by imports; with `anywhere`
    also in modules on which half of it hangs.
    """
    folder = DATA / "trees" / f"{files}-{100 * share:g}{'-anywhere' if anywhere else ''}"
    mark = folder / MARK
    if mark.is_file():
        told = json.loads(mark.read_text())
        if told.pop("made") == [VERSION, seed]:
            return Tree(**{**told, "hosts": tuple(told["hosts"])})
    print(f"making the tree of {files:,} files, {100 * share:g} % relevant", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    made = make(folder, files, share, seed, anywhere)
    mark.write_text(json.dumps({**asdict(made), "made": [VERSION, seed]}, indent=1))
    return made


def make(folder: Path, files: int, share: float, seed: int, anywhere: bool) -> Tree:
    """As `tree`. The sources stand below `vendor/tests`: who names that folder names tests and vendored code below it too."""
    source = unpacked("silence", packages("silence"))
    evidence = Evidence(load_providers())
    sources = folder / "vendor" / "tests"
    texts: dict[str, bytes] = {}
    left_out = 0
    for path in ordinary(source):
        data = path.read_bytes()
        if evidence.hits(data):
            left_out += 1
            continue
        texts[path.relative_to(source).as_posix()] = data
        if len(texts) == files:
            break
    places = None if anywhere or not share else edge(source, texts)
    planned = plan(texts, share, seed, places)
    for name in texts.keys() - planned.files.keys():
        link(source / name, sources / name)
    write(planned, sources)
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    (folder / ".semgrepignore").write_text("")
    return measured(folder, sources, planned, left_out)


def ordinary(source: Path) -> Iterator[Path]:
    """The files of the packages in their order; without what some tool would leave out by its folder's name."""
    folders = {package.name: source / package.folder for package in packages("silence")}
    for name in ORDER.split():
        for path in sorted(folders[name].rglob("*.py")):
            parts = path.relative_to(source).parts
            if DEFAULT_EXCLUDES.isdisjoint(parts) and path.is_file() and not path.is_symlink():
                if b"\0" not in path.read_bytes():
                    yield path


def edge(source: Path, texts: Mapping[str, bytes]) -> set[str]:
    """The modules that at most NEAR others come to by imports."""
    index = ModuleIndex([source / name for name in texts], cwd=source)
    imported_by: dict[str, list[str]] = {}
    for name, data in texts.items():
        for target in targets(str(source / name), imports_of(data), index):
            imported_by.setdefault(target, []).append(str(source / name))
    found = set()
    for name in texts:
        reached, frontier = {str(source / name)}, [str(source / name)]
        while frontier and len(reached) <= NEAR + 1:
            fresh = set(imported_by.get(frontier.pop(), ())) - reached
            reached |= fresh
            frontier += fresh
        if len(reached) <= NEAR + 1:
            found.add(name)
    return found


def link(old: Path, new: Path) -> None:
    """The same file under another name; a copy where the file system can't do that."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)


def measured(folder: Path, sources: Path, planned: Plan, left_out: int) -> Tree:
    """The tree as it stands there."""
    evidence = Evidence(load_providers())
    found = discover([sources], cwd=folder).files
    lines = {file.path: Path(file.path).read_bytes().count(b"\n") for file in found}
    told = Search(found, evidence, ModuleIndex([file.path for file in found], cwd=folder)).relevant()
    hits = {file.path for file in told.hits}
    importers, imported = ({file.path for file in group} for group in (told.importers, told.imported))
    return Tree(
        folder=str(folder),
        sources=sources.relative_to(folder).as_posix(),
        files=len(found),
        lines=sum(lines.values()),
        megabytes=round(sum(os.path.getsize(path) for path in lines) / 1e6, 1),
        share=sum(lines[path] for path in hits) / sum(lines.values()),
        relevant_files=len(hits),
        relevant=sum(lines[path] for path in hits),
        planted=planned.planted,
        importers_files=len(importers),
        importers=sum(lines.get(path, 0) for path in importers),
        imported_files=len(imported),
        imported=sum(lines.get(path, 0) for path in imported),
        hosts=planned.hosts,
        left_out=left_out,
    )


def first_lines(made: Tree, lines: int) -> Sequence[str]:
    """Files of the tree with about so many lines together, spread over all of it; relative to its folder."""
    found = sorted(Path(made.folder, made.sources).rglob("*.py"))
    step = max(1, made.lines // lines)
    return [path.relative_to(made.folder).as_posix() for path in found[::step]]
