"""Material beside the repository that some of these tests hold the catalogues against; they skip where it is absent."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sadpath.catalogue import Provider, load_providers

SHARED = Path(__file__).resolve().parents[3] / "shared"


def shared_file(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path


@pytest.fixture(scope="session")
def providers() -> dict[str, Provider]:
    return {provider.id: provider for provider in load_providers()}


@pytest.fixture(scope="session")
def reference() -> dict[str, dict[str, Any]]:
    """The reference catalogue's providers by id."""
    return {p["id"]: p for p in json.loads(shared_file("replay/catalogue.json").read_text())}


@pytest.fixture(scope="session")
def replay() -> ModuleType:
    path = shared_file("replay/replay.py")
    spec = importlib.util.spec_from_file_location("shared_replay", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["shared_replay"] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def seed_text() -> dict[str, str]:
    """The seed documents' texts by the number that their names begin with."""
    return {path.name[:3]: path.read_text() for path in shared_file("seeds").glob("*.txt")}
