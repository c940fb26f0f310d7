"""Evidence of a provider: an SDK's import counts where it is the SDK that is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.program.evidence import Evidence
from sadpath.source.discover import discover
from sadpath.source.modules import ModuleIndex
from sadpath.source.search import Search
from sadpath.workspace import Workspace

SHOP = "from klarna.klarna_client import KlarnaClient\n"
USE = (
    SHOP
    + """
client = KlarnaClient()


def capture(order):
    client.captures.capture_order(order, {})
"""
)
OWN_CLIENT = """
import requests


class KlarnaClient:
    def capture_order(self, order):
        requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order}/captures")
"""


def hits(root: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files with evidence, of a project with these files."""
    write(root, files)
    monkeypatch.chdir(root)
    found = discover(["."]).files
    search = Search(found, Evidence(load_providers()), ModuleIndex([f.path for f in found]))
    return [file.display for file in search.relevant().hits]


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        SHOP,
        "import klarna",
        "import os, klarna.klarna_client as k",
        "try:\n    import klarna\nexcept ImportError: pass",
        "def f():\n    from klarna.apis import orders_api",
    ],
)
def test_the_import_of_an_sdk_is_evidence(tmp_path, monkeypatch, text):
    assert hits(tmp_path, {"shop.py": text}, monkeypatch) == ["shop.py"]


@pytest.mark.parametrize(
    "text", ["import shop.klarna", "from shop import klarna", "import x as klarna", "from .klarna import y"]
)
def test_another_module_s_name_is_none(tmp_path, monkeypatch, text):
    assert hits(tmp_path, {"pay.py": text}, monkeypatch) == []


def test_the_sdk_s_own_sources_are_no_use_of_it(tmp_path, monkeypatch):
    files = {
        "klarna/__init__.py": "",
        "klarna/klarna_client.py": "from klarna.apis.orders_api import OrdersApi\nimport klarna.configuration\nclass KlarnaClient: pass",
        "klarna/apis/__init__.py": "",
        "klarna/apis/orders_api.py": "from klarna import configuration",
        "klarna/configuration.py": "",
        "app.py": SHOP,
    }
    assert hits(tmp_path, files, monkeypatch) == []


def test_a_vendored_sdk_brings_evidence_of_its_own(tmp_path, monkeypatch):
    write(tmp_path, {"klarna/__init__.py": "", "klarna/klarna_client.py": OWN_CLIENT})
    files = {"app.py": SHOP + "def ship(order):\n    KlarnaClient().capture_order(order)\n"}
    assert hits(tmp_path, files, monkeypatch) == ["klarna/klarna_client.py"]
    assert walked() == [("app:ship", "captureOrder")]


def test_beside_a_module_of_the_same_name_the_sdk_s_modules_are_still_the_sdk_s(tmp_path, monkeypatch):
    files = {
        "klarna.py": "def label(): return 'Pay later'",
        "shop/pay.py": USE,
        "shop/text.py": "from klarna import label",
    }
    assert hits(tmp_path, files, monkeypatch) == ["shop/pay.py"]
    assert walked() == [("pay:capture", "captureOrder")]


def walked() -> list[tuple[str, str]]:
    """(entry, operation) of the walks of the current directory."""
    results = Workspace(discover(["."]).files, config=Config(), providers=load_providers()).walk()
    assert results.internal == []
    return [(facts.walked.entry.label, facts.walked.bound.operation.id) for facts in results.walks]
