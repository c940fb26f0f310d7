"""Downloading the packages of `corpus.toml`, once, and unpacking them where git does not look."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tomli

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("SADPATH_BENCHMARKS_DATA", HERE.parent / ".benchmarks-data"))


class CorpusError(Exception):
    """A package can't be had."""


@dataclass(frozen=True)
class Package:
    """A package of the corpus. `kind` is "wheel" or "sdist"."""

    name: str
    version: str
    kind: str = "wheel"

    @property
    def folder(self) -> str:
        """The name of the folder that it is unpacked into."""
        return f"{self.name}-{self.version}"


def packages(group: str) -> list[Package]:
    """The packages of one group of `corpus.toml`, in its order."""
    with (HERE / "corpus.toml").open("rb") as file:
        return [Package(**entry) for entry in tomli.load(file)[group]]


def unpacked(group: str, wanted: Sequence[Package]) -> Path:
    """The folder that holds exactly these packages, unpacked; what is there already is not fetched again.

    The folder's path has `vendor` and `tests` in it: who names it names the tests and the vendored code below it too, which
    are left out otherwise. Raises CorpusError where a download fails.
    """
    target = DATA / group / "vendor" / "tests"
    target.mkdir(parents=True, exist_ok=True)
    keep = {package.folder for package in wanted}
    for old in target.iterdir():
        if old.name not in keep:
            shutil.rmtree(old)
    for package in wanted:
        if not (target / package.folder).is_dir():
            unpack(download(package), target / package.folder)
    return target


def download(package: Package) -> Path:
    """The package's archive, by pip; no dependencies."""
    archives = DATA / "archives" / package.folder
    if not (archives.is_dir() and any(archives.iterdir())):
        print(f"downloading {package.name} {package.version}", file=sys.stderr)
        only = ["--no-binary", ":all:"] if package.kind == "sdist" else ["--only-binary", ":all:"]
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *only, "--dest", str(archives)]
        done = subprocess.run([*command, f"{package.name}=={package.version}"], capture_output=True, text=True)
        if done.returncode:
            shutil.rmtree(archives, ignore_errors=True)
            raise CorpusError(f"pip can't download {package.name} {package.version}:\n{done.stderr}")
    return next(archives.iterdir())


def unpack(archive: Path, target: Path) -> None:
    """Unpack a wheel or an sdist; `target` appears only when all of it is there."""
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    if archive.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(partial)
    else:
        with tarfile.open(archive) as sdist:
            sdist.extractall(partial, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    partial.rename(target)
