"""Arguments of which only an annotation tells something: objects of the class, or of one of its subclasses."""

from __future__ import annotations

import pytest
from helpers import HOST, fates, walk

COMMANDS = f"""
import requests
from dataclasses import dataclass
from functools import singledispatch
from typing import Union
URL = "{HOST}/ordermanagement/v1/orders/o/captures"
def send(amount):
    requests.post(URL, json={{"amount": amount}}).raise_for_status()
@dataclass
class Command:
    order: str
@dataclass
class Capture(Command):
    amount: int
class Large(Capture):
    pass
class Cancel(Command):
    pass
"""


@pytest.mark.parametrize(
    "code",
    [
        """
def f(command: Command):
    if isinstance(command, Capture):
        return send(command.amount)
    raise NotImplementedError
""",
        """
def f(command: Command):
    match command:
        case Capture(amount=amount, order=order):
            return send(amount)
        case _:
            raise NotImplementedError
""",
        """
@singledispatch
def handle(command):
    raise NotImplementedError
@handle.register
def capture(command: Capture):
    send(command.amount)
def f(command: Command):
    handle(command)
""",
        """
HANDLERS = {Capture: lambda command: send(command.amount), Cancel: print}
def f(command: Command):
    HANDLERS[type(command)](command)
""",
        """
def f(command: Command):
    if command.__class__ is Large:
        send(command.amount)
""",
        """
def f(command: "Cancel | Capture"):
    match command:
        case Cancel():
            return None
        case Capture():
            return send(command.amount)
    print("neither")
""",
        """
def f(command: Union[Cancel, Capture, None]):
    if isinstance(command, Cancel):
        return None
    send(command.amount)
""",
        """
def f(command: Command):
    if not isinstance(command, Capture) and isinstance(command, Large):
        raise KeyError("no object is that")
    if isinstance(command, Capture):
        send(1)
""",
    ],
)
def test_an_object_of_a_subclass(code: str) -> None:
    assert set(fates(walk(COMMANDS + code)).values()) == {"raised"}
