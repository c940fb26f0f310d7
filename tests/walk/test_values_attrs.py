"""Classes of attrs, held against the real library."""

from __future__ import annotations

import textwrap

import pytest
from values import differences

attrs = pytest.importorskip("attrs")


@pytest.mark.parametrize(
    "code",
    [
        """
        from attrs import define, field
        @define
        class Client:
            project: str
            region: str = "eu"
            _token: str = ""
            seen: dict = field(factory=dict, init=False)
            session: str = field(init=False)
            def __attrs_post_init__(self):
                self.session = "with " + self._token
        one, two = Client("shop", token="t"), Client("shop", "us", "u")
        r = one.session, one.seen, one._token, one.region, two.session
        """,
        """
        from attrs import converters, field, frozen
        @frozen(kw_only=True)
        class Problem:
            status: int = field(converter=int)
            code: str = field(default=None, converter=converters.default_if_none("none"))
            after: object = field(default="1", converter=converters.optional(int))
            again: bool = field(default="no", converter=converters.pipe(str.upper, converters.to_bool))
            @status.validator
            def _is_error(self, attribute, value):
                if value < 400:
                    raise ValueError(attribute.name)
        class Fault(Problem):
            pass
        def refused(status):
            try:
                return Fault(status=status).status
            except ValueError as error:
                return str(error)
        found = Problem(status="409")
        r = found.status, found.code, found.after, found.again, Problem(status=500, after=None).after
        s = refused("404"), refused(200)
        """,
        """
        import attr
        def positive(made, attribute, value):
            if value < 1:
                raise ValueError(value)
        @attr.s
        class Old:
            x = attr.ib(converter=str)
            y = attr.ib(default=2, validator=[positive])
        try:
            Old(1, 0)
            r = "taken"
        except ValueError as error:
            r = error.args[0]
        s = Old(1).x, Old(1, 3).y
        """,
        """
        import attrs
        @attrs.frozen
        class Fault:
            status: int
            codes: tuple = attrs.field(converter=tuple, factory=tuple)
        def told(fault):
            match fault:
                case Fault(status=404): return "gone"
                case Fault(codes=("A", *_)): return "a"
                case Fault(status, (code, *_)): return code
        r = [told(f) for f in (Fault(404), Fault(400, (c for c in "AB")), Fault(400, ["X"]), Fault(500))]
        """,
    ],
)
def test_attrs(code: str) -> None:
    assert differences(textwrap.dedent(code)) == {}
