"""Names that are bound and unbound, held against Python."""

from __future__ import annotations

import pytest
from values import differences, is_told


@pytest.mark.parametrize(
    "code",
    [
        """
        code = "CONFLICT"
        del code
        try:
            code
            r = "kept"
        except NameError:
            r = "gone"
        """,
        "str = 1\ndel str\nr = str(5)",
        """
        kept = 1
        def forget():
            global kept
            del kept
        forget()
        r = "kept" in globals()
        r = 1
        try:
            kept
        except NameError:
            r = 2
        """,
        """
        def outer():
            found = 1
            def inner():
                nonlocal found
                del found
            inner()
            try:
                return found
            except NameError as error:
                return type(error).__name__
        r = outer()
        """,
        """
        def twice():
            one, two, three = 1, 2, 3
            del (one, two)
            try:
                del one
            except UnboundLocalError:
                return three
        r = twice()
        """,
        """
        class Codes:
            for name in ("A", "B"):
                last = name
            del name
        r = hasattr(Codes, "name"), Codes.last
        """,
        """
        try:
            raise ValueError("x")
        except ValueError as problem:
            told = str(problem)
        try:
            problem
        except NameError:
            r = told
        """,
    ],
)
def test_unbound(code: str) -> None:
    assert differences(code) == {}


def test_a_name_that_was_bound_by_what_could_not_run_is_not_missed() -> None:
    """A statement of a library that the walk can't follow to its end must not keep the rest of the module from running."""
    assert is_told("from nowhere import given\nmade = given()\ndel made, given\nr = 1", "r")
