"""How dataclasses are made and make their bases, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from values import differences


@pytest.mark.parametrize(
    "code",
    [
        """
        @dataclass
        class Failed(Exception):
            kind: str
            status: int = 0
            def __post_init__(self):
                super().__init__(f"{self.kind} ({self.status})")
        error = Failed("CONFLICT", 409)
        r = (str(error), error.args, error.kind)
        """,
        """
        @dataclass
        class Failed(Exception):
            kind: str
            def __post_init__(self):
                Exception.__init__(self, self.kind, 1)
        r = Failed("CONFLICT").args
        """,
        """
        @dataclass
        class Failed(Exception):
            kind: str
        r = (Failed("A").args, str(Failed("A")), Failed(kind="A").args)
        """,
        """
        @dataclass
        class Base:
            kind: str
            status: int = 1
        @dataclass(init=False)
        class More(Base):
            key: str = ""
            def __init__(self, kind, key):
                super().__init__(kind, 2)
                self.key = key
        made = More("A", "k")
        r = (made.kind, made.status, made.key)
        """,
        """
        @dataclass
        class Base:
            kind: str
            def __post_init__(self):
                self.seen = [type(self).__name__]
        class Plain(Base):
            def __init__(self, key):
                Base.__init__(self, "kind of " + key)
                self.key = key
        made = Plain("k")
        r = (made.kind, made.key, made.seen)
        """,
        """
        @dataclass
        class Step:
            name: str
            def __post_init__(self):
                super().__init__()
                self.name = self.name.upper()
        r = Step("send").name
        """,
        """
        class Failed(Exception):
            def __init__(self, message="", *, code=None):
                super().__init__(message)
                self.code = code
        @dataclass
        class Refused(Failed):
            kind: str
            status: int
        made = Refused("A", 409)
        r = (made.kind, made.status, hasattr(made, "code"), made.args)
        """,
        """
        @dataclass
        class Own:
            kind: str
            def __init__(self, text):
                self.kind = text.strip()
        r = Own(" A ").kind
        """,
        """
        @dataclass(init=False)
        class Bare:
            kind: str = "none"
        r = Bare().kind
        try:
            Bare("A")
        except TypeError:
            r = (r, "refused")
        """,
        """
        class Mixin:
            def __init__(self, *args, **kw):
                super().__init__(*args, **kw)
                self.mixed = True
        @dataclass
        class Base:
            kind: str
        class Both(Mixin, Base):
            pass
        made = Both("A")
        r = (made.kind, made.mixed)
        """,
    ],
)
def test_init(code: str) -> None:
    assert differences("from dataclasses import dataclass\n" + textwrap.dedent(code)) == {}
