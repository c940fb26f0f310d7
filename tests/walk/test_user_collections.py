"""Classes that derive from `UserDict` and `UserList`."""

from __future__ import annotations

import pytest
from helpers import fates, same, walk

POST = """
import requests
from collections import UserDict, UserList, defaultdict
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence

def post(order_id):
    return requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)
"""


def test_a_problem_document_in_a_user_dict() -> None:
    code = """
class Problem(UserDict):
    @property
    def code(self):
        return self.get("error_code", "")

    def __missing__(self, key):
        return None

def f(order_id):
    r = post(order_id)
    if r.ok:
        return True
    problem = Problem(r.json(), status=r.status_code)
    if problem["nothing"] is not None or "error_code" not in problem or len(problem) < 2:
        raise KeyError("nothing")
    if problem.code == "CAPTURE_NOT_ALLOWED" and problem["status"] == 403:
        return False
    problem.setdefault("seen", True)
    raise RuntimeError(dict(problem.items()))
"""
    assert fates(walk(POST + code)) == dict.fromkeys((403,), "handled") | dict.fromkeys(
        (404, 409, 413, 422, 429, 500, 502, 503, 504), "raised"
    )


def test_errors_gathered_in_a_user_list() -> None:
    code = """
class Errors(UserList):
    def worst(self):
        return max(self.data)

def f(order_id):
    errors = Errors()
    r = post(order_id)
    if not r.ok:
        errors.append(r.status_code)
    if errors and errors.worst() >= 400 and 200 not in errors and [*errors][0] == errors[0]:
        raise RuntimeError(errors + [1])
"""
    assert same(POST + code) == "raised"


@pytest.mark.parametrize("kind", ["Mapping", "MutableMapping", "UserDict"])
def test_user_dicts_are_mappings_and_no_dicts(kind: str) -> None:
    code = f"""
def f(order_id):
    r = post(order_id)
    told = UserDict(r.json()) if not r.ok else UserDict()
    if isinstance(told, {kind}) and not isinstance(told, dict) and not isinstance(told, Sequence) and told:
        raise RuntimeError(told["error_code"])
"""
    assert same(POST + code) == "raised"


@pytest.mark.parametrize("kind", ["Sequence", "MutableSequence", "UserList"])
def test_user_lists_are_sequences_and_no_lists(kind: str) -> None:
    code = f"""
def f(order_id):
    r = post(order_id)
    told = UserList() if r.ok else UserList([r.status_code])
    if isinstance(told, {kind}) and not isinstance(told, list) and not isinstance(told, Mapping) and told:
        raise RuntimeError(told.pop())
"""
    assert same(POST + code) == "raised"


def test_a_mapping_of_our_own() -> None:
    """`get`, `in` and `items` come from the base class."""
    code = """
class Problem(Mapping[str, str]):
    def __init__(self, response):
        self._body = response.json()

    def __getitem__(self, key):
        return self._body[key]

    def __iter__(self):
        return iter(self._body)

    def __len__(self):
        return len(self._body)

def f(order_id):
    r = post(order_id)
    if r.ok:
        return True
    problem = Problem(r)
    if problem.get("nothing", 5) != 5 or "nothing" in problem or ("error_code", problem["error_code"]) not in problem.items():
        raise KeyError("nothing")
    if problem.get("error_code") == "CAPTURE_NOT_ALLOWED":
        return False
    raise RuntimeError(problem["error_code"])
"""
    found = fates(walk(POST + code))
    assert found.pop(403) == "handled"
    assert set(found.values()) == {"raised"}


def test_abstract_classes_of_builtin_values() -> None:
    code = """
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sized

class Steps:
    def __iter__(self):
        return iter(())

    def __call__(self):
        return 5

def f(order_id):
    r = post(order_id)
    if r.ok:
        return True
    if not isinstance({}, Mapping) or isinstance([], Mapping) or not isinstance((), Sequence) or not isinstance("", Collection):
        return None
    if not isinstance([], (Iterable, Sized)) or isinstance(5, Iterable) or not isinstance(["x"], MutableSequence):
        return None
    steps = Steps()
    if not isinstance(steps, Iterable) or isinstance(steps, (Iterator, Sized, Container, Mapping)) or not isinstance(steps, Callable):
        return None
    raise RuntimeError(r.status_code)
"""
    assert same(POST + code) == "raised"


def test_a_parameter_that_can_be_iterated_is_no_object_of_the_abstract_class() -> None:
    code = """
from collections.abc import Iterable

def f(order_ids: Iterable[str]):
    for order_id in order_ids:
        post(order_id).raise_for_status()
"""
    assert same(POST + code) == "raised"
