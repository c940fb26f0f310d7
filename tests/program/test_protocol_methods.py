"""Methods that the language calls: entries where nobody's walk comes through them, and last of all."""

from pathlib import Path

import pytest

from sadpath.analyse import analyse
from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.source.discover import discover

ORDERS = """
import requests


class Orders:
    def __init__(self, key):
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = key

    def {method}(self{more}):
        answer = self.session.get("https://gateway.kinguin.net/esa/api/v1/order/A1", timeout=5)
        {gives} answer.json()["orderId"]
"""


def entries(project: Path, text: str) -> list[str]:
    """From where the walks come to a request."""
    (project / "orders.py").write_text(text)
    found = analyse(discover(["."]).files, config=Config(), providers=load_providers())
    assert not found.internal_errors
    return [walk.entry for walk in found.walks]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("method", "more", "gives"),
    [
        ("__getitem__", ", key", "return"),
        ("__contains__", ", key", "return"),
        ("__iter__", "", "yield"),
        ("__enter__", "", "return"),
        ("__exit__", ", *error", "return"),
    ],
)
def test_nobody_else_comes_there(project: Path, method: str, more: str, gives: str) -> None:
    assert entries(project, ORDERS.format(method=method, more=more, gives=gives)) == [f"orders:Orders.{method}"]


def test_who_uses_the_object_is_the_entry(project: Path) -> None:
    text = ORDERS.format(method="__getitem__", more=", key", gives="return")
    used = (
        "\n\ndef first(key):\n    try:\n        return Orders(key)['A1']\n    except KeyError:\n        return None\n"
    )
    assert entries(project, text + used) == ["orders:first"]


@pytest.mark.parametrize("method", ["__init__", "__repr__", "__eq__", "__getattr__"])
def test_what_makes_shows_or_compares_objects_is_no_entry(project: Path, method: str) -> None:
    more = "" if method in ("__init__", "__repr__") else ", other"
    text = "import requests\n\n\nclass Orders:\n    def {}(self{}):\n        self.order = requests.get({!r})\n"
    assert entries(project, text.format(method, more, "https://gateway.kinguin.net/esa/api/v1/order/A1")) == []


def test_an_object_that_others_call_is_no_entry(project: Path) -> None:
    text = """
import requests


class Send:
    base = "https://gateway.kinguin.net/esa/api"

    def __call__(self, path):
        return requests.get(self.base + path, timeout=5)


class Raise:
    def __init__(self, inner):
        self.inner = inner

    def __call__(self, path):
        answer = self.inner(path)
        answer.raise_for_status()
        return answer


def order(key):
    return Raise(Send())("/v1/order/" + key).json()
"""
    assert entries(project, text) == ["orders:order"]


def test_an_object_that_nobody_calls_is_one(project: Path) -> None:
    text = ORDERS.format(method="__call__", more=", key", gives="return")
    assert entries(project, text) == ["orders:Orders.__call__"]
