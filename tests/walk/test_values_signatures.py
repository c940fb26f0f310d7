"""Signatures of functions, and calls that are bound to them first: what the walk makes of them is what Python makes of them."""

from __future__ import annotations

import pytest
from helpers import HOST, same
from values import differences


@pytest.mark.parametrize(
    "code",
    [
        """
        import inspect
        def function(a, b=1, *c, d, e=2, **f):
            pass
        signature = inspect.signature(function)
        def told(bound):
            return bound.args, bound.kwargs, dict(bound.arguments)
        r = told(signature.bind(1, d=2))
        s = told(signature.bind(1, 2, 3, 4, d=5, e=6, g=7))
        t = told(signature.bind(d=5, a=6))
        bound = signature.bind(1, d=2)
        bound.apply_defaults()
        u = told(bound)
        bound.arguments["a"] = 9
        v = [told(bound), list(bound.arguments), bound.signature is signature]
        w = told(signature.bind_partial(b=3))
        x = [type(bound).__name__, isinstance(bound, inspect.BoundArguments), isinstance(signature, inspect.Signature)]
        """,
        """
        import inspect
        signature = inspect.signature(lambda a, /, b, *, c=0: None)
        def wrong(*args, **kwargs):
            try:
                return signature.bind(*args, **kwargs).args
            except TypeError as error:
                return str(error)
        r = [wrong(), wrong(1), wrong(1, 2, 3), wrong(1, b=2, d=3), wrong(1, 2, b=3), wrong(1, 2, c=3)]
        s = [one.kind.name for one in signature.parameters.values()], [str(one.kind) for one in signature.parameters.values()]
        t = [one.kind.description for one in signature.parameters.values()]
        u = signature.bind_partial().args, signature.bind(1, b=2).args, signature.bind(1, b=2).kwargs
        """,
        """
        import inspect
        from functools import wraps
        class Order:
            def __init__(self, number, lines=()):
                self.number = number
            def price(self, currency: str, rate: float = 1.0) -> int:
                return 0
            def __call__(self, twice):
                return twice
        def passing(function):
            @wraps(function)
            def wrapper(*args, **kwargs):
                return function(*args, **kwargs)
            return wrapper
        told = inspect.signature(Order.price)
        r = [list(told.parameters), list(inspect.signature(Order("1").price).parameters), list(inspect.signature(Order).parameters)]
        s = list(inspect.signature(Order("1")).parameters), list(inspect.signature(passing(Order.price)).parameters)
        t = [told.parameters["currency"].annotation is str, told.return_annotation is int]
        u = [told.parameters["self"].annotation is inspect.Parameter.empty, inspect.signature(Order).return_annotation is inspect.Signature.empty]
        v = [told.parameters["rate"].default, told.parameters["rate"].replace(default=2).default, told.parameters["self"].name]
        w = [list(told.replace(parameters=list(told.parameters.values())[1:]).parameters)]
        x = inspect.signature(Order("1").price).bind("EUR").kwargs, inspect.signature(Order("1").price).bind("EUR").args
        """,
    ],
)
def test_signatures(code: str) -> None:
    assert differences(code) == {}


BINDS = """
    import functools, inspect, requests
    def checked(function):
        signature = inspect.signature(function)
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            if not bound.arguments["order"]:
                raise ValueError("no order")
            return function({call})
        return wrapper
    class Client:
        base = "{host}"
        @checked
        def capture(self, order, amount=1, *, note=None, **more):
            r = requests.post(f"{{self.base}}/ordermanagement/v1/orders/{{order}}/captures", json={{"amount": amount}})
            if note is not None:
                return None
            r.raise_for_status()
            return r.json()
    def f():
        return Client().capture({given})
"""


@pytest.mark.parametrize("call", ["*bound.args, **bound.kwargs", "*args, **kwargs"])
@pytest.mark.parametrize(
    ("given", "fate"), [("'o'", "raised"), ("order='o', amount=2, key=1", "raised"), ("'o', note=''", "unnoticed")]
)
def test_bound_call(call: str, given: str, fate: str) -> None:
    assert same(BINDS.format(host=HOST, call=call, given=given)) == fate


def test_bound_method_is_an_entry() -> None:
    """The caller's arguments are symbols there, and `self` is an object of the class."""
    code = BINDS.format(host=HOST, call="*bound.args, **bound.kwargs", given="'o'")
    assert same(code, "m:Client.capture") == "raised"
