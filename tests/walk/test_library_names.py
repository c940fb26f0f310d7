"""Names that a library does not have: an AttributeError where the code asks for one."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest
from helpers import HOST, fates, walk

MODELS = Path(__file__).resolve().parents[2] / "rules" / "libraries"
URL = f"{HOST}/ordermanagement/v1/orders/o/captures"


def caught(library: str, names: str, send: str) -> set[str]:
    code = f"""
import {library.partition(".")[0]}
import urllib.error
import urllib.request
def f():
    try:
        {send}
    except {names}:
        return "caught"
"""
    return set(fates(walk(code)).values())


@pytest.mark.parametrize(
    ("library", "name", "send"),
    [
        ("requests", "requests.SSLError", f"requests.post({URL!r}).raise_for_status()"),
        ("requests", "(requests.RetryError, requests.HTTPError)", f"requests.post({URL!r}).raise_for_status()"),
        ("requests", "requests.exceptions.HttpError", f"requests.post({URL!r}).raise_for_status()"),
        ("httpx", "httpx.JSONDecodeError", f"httpx.post({URL!r}).raise_for_status()"),
        ("urllib", "urllib.error.HttpError", f"urllib.request.urlopen(urllib.request.Request({URL!r}, method='POST'))"),
    ],
)
def test_another_name_crashes(library: str, name: str, send: str) -> None:
    assert caught(library, name, send) == {"crashed"}


@pytest.mark.parametrize(
    ("library", "name", "send", "fate"),
    [
        ("requests", "requests.HTTPError", f"requests.post({URL!r}).raise_for_status()", "handled"),
        (
            "requests",
            "(requests.Timeout, requests.ConnectionError)",
            f"requests.post({URL!r}).raise_for_status()",
            "raised",
        ),
        ("requests", "requests.exceptions.SSLError", f"requests.post({URL!r}).raise_for_status()", "raised"),
        (
            "httpx",
            "(httpx.TimeoutException, httpx.HTTPStatusError)",
            f"httpx.post({URL!r}).raise_for_status()",
            "handled",
        ),
    ],
)
def test_its_own_names_do_not(library: str, name: str, send: str, fate: str) -> None:
    assert caught(library, name, send) == {fate}


@pytest.mark.parametrize("library", ["requests", "requests.exceptions", "httpx", "aiohttp", "urllib.error"])
def test_the_names_are_those_of_the_library(library: str) -> None:
    """Those that the installed one has are all named: another version may have more, and this test says so."""
    module = pytest.importorskip(library)
    path = MODELS.joinpath(*library.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    told = next(
        n.value for n in ast.parse(source.read_text()).body if isinstance(n, ast.Assign) and n.targets[0].id == "_NAMES"
    )  # type: ignore[attr-defined]
    names = set(eval(compile(ast.Expression(told), "names", "eval")))
    assert {name for name in dir(importlib.import_module(library)) if name[0] != "_"} <= names
    assert module is not None
