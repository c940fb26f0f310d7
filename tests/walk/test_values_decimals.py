"""Decimal numbers, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from values import differences, is_told

HEAD = "from decimal import Decimal, InvalidOperation, ROUND_HALF_UP\na = Decimal('10.00')\n"


@pytest.mark.parametrize(
    "code",
    [
        "r = [a > 5, a == 10, 5 < a, a != Decimal('10'), a == '10.00', a is None, a == None, a >= 10.5]",
        "r = [str(a), repr(a), f'{a}', f'{a:.1f}', '%s' % a, '%.2f' % a, '{:,.2f}'.format(Decimal('12345.678'))]",
        "r = [int(a * 100), float(a), bool(Decimal(0)), not Decimal('0.00'), str(-a), str(+a), str(abs(-a))]",
        "r = [str(a + 1), str(1 - a), str(a / 3), str(2 ** Decimal(3)), [str(one) for one in divmod(a, 3)], str(a // 4), str(a % 4)]",
        "r = [str((a / 3).quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)), str(round(Decimal('2.675'), 2)), round(Decimal('2.5'))]",
        "r = [a in (10, 20), {10: 1}[a], {a: 1}.get(10), {Decimal('1'): 'x'}[Decimal('1.0')], len({Decimal(1), Decimal('1.0')})]",
        "r = [str(sum([a, a])), str(sum((a,), Decimal(0))), str(max(a, Decimal(2))), [str(n) for n in sorted([Decimal(3), 2, a])]]",
        "r = [isinstance(a, Decimal), isinstance(a, int), isinstance(5, Decimal), type(a) is Decimal, type(a).__name__]",
        "r = [str(Decimal(a)), str(Decimal(3)), str(Decimal(0.5)), str(Decimal()), str(Decimal(value='2')), str(Decimal.from_float(0.5))]",
        "r = [a.as_tuple().exponent, a.is_zero(), str(Decimal('1E+3').normalize()), Decimal('NaN').is_nan()]",
        "import math\nr = [math.floor(Decimal('2.7')), math.ceil(Decimal('2.1')), math.trunc(Decimal('-2.7'))]",
        "import json\nr = [json.dumps({'a': a}, default=str), json.dumps({'a': float(a)})]",
        "n = Decimal(1)\nn += 1\nr = str(n)",
        """
        def refused(make):
            try:
                make()
            except Exception as error:
                return type(error).__name__
        import json
        r = [refused(lambda: Decimal("x")), refused(lambda: a + 0.5), refused(lambda: 0.5 * a), refused(lambda: a < "x"),
             refused(lambda: json.dumps([a])), refused(lambda: a / 0), refused(lambda: a + None)]
        try:
            Decimal("ten")
        except InvalidOperation:
            s = "invalid"
        try:
            a / 0
        except ZeroDivisionError:
            t = "zero"
        """,
    ],
)
def test_decimals(code: str) -> None:
    assert differences(HEAD + textwrap.dedent(code)) == {}


@pytest.mark.parametrize(
    "code", ["Decimal(given) > 5", "a > given", "str(a * given)", "str(Decimal(given))", "given == a"]
)
def test_what_is_not_known_stays_unknown(code: str) -> None:
    assert not is_told(f"from nowhere import given\n{HEAD}found = {code}\n", "found")
