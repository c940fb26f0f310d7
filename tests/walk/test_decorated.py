"""Functions of which a decorator makes an object: how the walk calls that where the function is its entry."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import HOST, same, sends, walk

from sadpath.analyse import analyse
from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.source.discover import discover

TASKS = """
class Task:
    def __init__(self, func, tries=1):
        self.func, self.tries, self.left = func, tries, 0
    def name(self):
        return self.func.__name__
{methods}
def task(**options):
    return lambda func: Task(func, **options)
"""

USES = """
import requests
from tasks import task
@task(tries=3)
def f({parameters}):
    requests.post(f"{host}/ordermanagement/v1/orders/{{order}}/captures").raise_for_status()
"""

BARE = "def delay(self, *args, **kwargs):\n    return self.func(*args, **kwargs)\n"
QUIET = (
    "def delay(self, *args):\n    try:\n        return self.func(*args)\n    except Exception:\n        return None\n"
)
AGAIN = "def apply(self, *args):\n    self.tries = 1\n    return self.delay(*args)\n"
OTHER = "def now(self, *args):\n    return self.func(*args)\n"
BOUND = "def delay(self, *args):\n    try:\n        return self.func(self, *args)\n    except Exception:\n        return None\n"
CALLED = "def __call__(self, *args):\n    return self._run(*args)\ndef _run(self, *args):\n    return self.func(self, *args)\n"
HIDDEN = "def delay(self, *args):\n    return self._run(*args)\ndef _run(self, *args):\n    return self.func(*args)\n"
QUOTED = "def delay(self, first, *args):\n    try:\n        return self.func(first, *args)\n    except Exception:\n        return None\n"


def project(methods: str, parameters: str) -> dict[str, str]:
    indented = "".join(f"    {line}\n" for line in methods.splitlines())
    return {"tasks": TASKS.format(methods=indented), "m": USES.format(parameters=parameters, host=HOST)}


@pytest.mark.parametrize(
    ("methods", "parameters", "fate"),
    [
        (BARE, "order", "raised"),
        (BARE, "order, *, amount", "raised"),
        (QUIET, "order", "handled"),  # through the only method that comes to the function
        (QUIET + AGAIN, "order", "handled"),  # the outermost of those that use each other
        (HIDDEN, "order", "raised"),
        (QUOTED, "first, order", "handled"),
        (QUIET + OTHER, "order", "raised"),  # either could be: the function as it is written
        (BOUND, "self, order", "handled"),
        (BOUND + OTHER, "self, order", "raised"),
        (CALLED, "self, order", "raised"),
        (CALLED + BOUND, "self, order", "raised"),  # it can be called itself
        ("", "order", "raised"),
    ],
)
def test_entry_that_is_an_object(methods: str, parameters: str, fate: str) -> None:
    code = project(methods, parameters)
    assert same(code) == fate
    assert sends(walk(code), 404) == {1}


def test_function_that_is_wrapped_first() -> None:
    """The function as it is written has all its decorators but that one."""
    wrapped = """
def quiet(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        try:
            return func(*args, **kwargs)
        except Exception:
            return None
    return wrapper
@task(tries=3)
@quiet"""
    code = project(BARE + OTHER, "order")
    code["m"] = "import functools" + code["m"].replace("\n@task(tries=3)", wrapped)
    assert same(code) == "handled"


def test_method_of_the_object_is_an_entry() -> None:
    code = project(CALLED + BOUND, "self, order")
    assert same(code, "m:f.delay") == "handled"


def test_program_begins_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody calls any of it, the function is still one that somebody will."""
    monkeypatch.chdir(tmp_path)
    for name, text in project(QUIET, "order").items():
        (tmp_path / f"{name}.py").write_text(text)
    result = analyse(discover(["."]).files, config=Config(), providers=load_providers())
    assert [walked.entry for walked in result.walks] == ["m:f"]


def test_method_is_no_entry_besides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One module has all of it, and the object is one that a method could be called on: the function's walk is that already."""
    monkeypatch.chdir(tmp_path)
    code = project(QUIET, "order")
    (tmp_path / "m.py").write_text(code["tasks"] + code["m"].replace("from tasks import task", ""))
    result = analyse(discover(["."]).files, config=Config(), providers=load_providers())
    assert [walked.entry for walked in result.walks] == ["m:f"]
