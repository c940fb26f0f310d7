"""SP401 and SP404: a literal becomes the documented one; everything around it stays."""

from __future__ import annotations

import pytest
from fixing import CANCEL, KINGUIN, findings_of, fixed, fixes_of

WRONG = "CANCELLATION_NOT_ALLOWED"


def cancel(*lines: str) -> str:
    body = ('code = response.json()["error_code"]', *lines, "response.raise_for_status()")
    return CANCEL + "".join(f"    {line}\n" for line in body)


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (f'if code == "{WRONG}":', 'if code == "CANCEL_NOT_ALLOWED":'),
        (f"if code == '{WRONG}':", "if code == 'CANCEL_NOT_ALLOWED':"),
        (f'if code in {{"CONFLICT", u"{WRONG}",}}:  # no', 'if code in {"CONFLICT", u"CANCEL_NOT_ALLOWED",}:  # no'),
        ('if code == ("CANCELLATION"  # in two\n            "_NOT_ALLOWED"):', 'if code == ("CANCEL_NOT_ALLOWED"):'),
        (f'if code in "CONFLICT {WRONG}".split():', 'if code in "CONFLICT CANCEL_NOT_ALLOWED".split():'),
        (f'if r"""{WRONG}""" == code:', 'if r"""CANCEL_NOT_ALLOWED""" == code:'),
    ],
)
def test_misspelt_code(before, wanted):
    text = cancel(before, "    return 'no'")
    assert fixed(text, "SP401") == text.replace(before, wanted)


def test_misspelt_code_that_is_folded():
    text = cancel(f'if code.lower() == "{WRONG.lower()}":', "    return 'no'")
    assert fixed(text, "SP401") == text.replace(WRONG.lower(), "cancel_not_allowed")


def test_misspelt_code_in_a_case():
    text = cancel(
        "match code:", f'    case "CONFLICT" | "{WRONG}":', "        return 1", "    case _:", "        return 2"
    )
    assert fixed(text, "SP401") == text.replace(WRONG, "CANCEL_NOT_ALLOWED")


def test_the_fix_is_safe_and_no_longer_than_the_literal():
    (fix,) = fixes_of(cancel(f'if code == "{WRONG}":', "    return 'no'"), "SP401")
    (edit,) = fix.edits
    assert (fix.title, fix.safe) == (f"Replace '{WRONG}' with 'CANCEL_NOT_ALLOWED'", True)
    assert (edit.path, edit.line, edit.column, edit.end_line, edit.end_column) == ("shop.py", 11, 16, 11, 42)


def test_code_of_another_operation_is_no_fix():
    text = cancel('if code == "CAPTURE_NOT_ALOWED":', "    return 'no'")
    assert fixes_of(text, "SP401") == []


def test_a_branch_for_the_right_code_is_there_already():
    text = cancel('if code == "CANCEL_NOT_ALLOWED":', "    return 1", f'elif code == "{WRONG}":', "    return 2")
    assert fixes_of(text, "SP401") == []


def test_several_likely_codes_are_several_unsafe_fixes():
    text = """\
import requests


def pay(body):
    response = requests.post("https://checkout.europe-west1.gcp.commercetools.com/shop/transactions", json=body)
    if response.ok:
        return response.json()["id"]
    if response.json()["errors"][0]["code"] == "InvalidJsInput":
        return None
    response.raise_for_status()
"""
    found = fixes_of(text, "SP401")
    assert [(fix.title, fix.safe) for fix in found] == [
        ("Replace 'InvalidJsInput' with 'InvalidJsonInput'", False),
        ("Replace 'InvalidJsInput' with 'InvalidInput'", False),
    ]


READ = f'''\
import requests


def buy(body):
    response = requests.post("{KINGUIN}/v2/order", json=body)
    if response.ok:
        return response.json()["orderId"]
    problem = response.json()
    if %s == "ProductUnavailable":
        return None
    response.raise_for_status()
'''


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ('problem["code"]', 'problem["kind"]'),
        ("problem.get('code')", "problem.get('kind')"),
        ('problem.get(  # why\n        "code", None)', 'problem.get(  # why\n        "kind", None)'),
        ('problem.pop("code", "")', 'problem.pop("kind", "")'),
    ],
)
def test_wrong_field(before, wanted):
    text = READ % before
    assert fixed(text, "SP404") == text.replace(before, wanted)


def test_wrong_field_in_a_pattern():
    text = (READ % "0").replace(
        '    if 0 == "ProductUnavailable":\n        return None\n',
        '    match problem:\n        case {"code": "ProductUnavailable"}:\n            return None\n',
    )
    assert fixed(text, "SP404") == text.replace('"code"', '"kind"')


TWO = """\
import requests


def ask(url, order_id):
    response = requests.get(f"{url}/{order_id}")
    if not response.ok:
        raise OSError(%s)
    return response.json()


def order(order_id):
    return ask("https://gateway.kinguin.net/esa/api/v1/order", order_id)


def payment(payment_id):
    return ask("https://bitpay.com/invoices", payment_id)
"""


def test_field_that_is_right_for_another_provider():
    text = TWO % 'response.json()["code"]'
    assert fixes_of(text, "SP404") == []
    text = TWO.replace("ask(", "other(", 1).replace(
        "\n\ndef order", TWO[TWO.index("\n\ndef ask") : TWO.index("\n\ndef order")] + "\n\ndef order"
    )
    text = text.replace('return ask("https://gateway', 'return other("https://gateway') % (
        'response.json()["code"]',
        'response.json()["code"]',
    )
    assert fixed(text, "SP404") == text.replace('["code"]', '["kind"]', 1)


def test_key_that_is_no_literal_is_left():
    text = "KEY = 'code'\n" + READ % "problem[KEY]"
    (finding,) = findings_of(text, "SP404")
    assert fixes_of(text, "SP404") == []
    assert finding.message


def test_nothing_is_mended_in_another_text():
    from pathlib import Path

    from sadpath.fixes import fixes_for
    from sadpath.fixes.tree import Files

    (finding,) = findings_of(READ % 'problem["code"]', "SP404")
    Path("shop.py").write_text("# another line\n" + READ % 'problem["code"]')
    assert fixes_for(finding, Files()) == ()
    assert len(fixes_for(finding, Files({"shop.py": (READ % 'problem["code"]').encode()}))) == 1


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: ("# -*- coding: latin-1 -*-\nNAME = 'J\xfcrgen \xe9'\n" + text).encode("latin-1"),
        lambda text: text.replace("\n\n\ndef", "\n\n\x0c\ndef").encode(),
        lambda text: text.replace("    code =", "    name = '\U0001f600 \xe9'; code =").encode(),
        lambda text: text.rstrip().encode(),
        lambda text: text.replace("\n", "\r\n", 5).encode(),
    ],
)
def test_everything_else_stays_byte_for_byte(encode):
    from pathlib import Path

    from sadpath.fixes.apply import apply
    from sadpath.fixes.tree import Files

    before = encode(cancel(f'if code == "{WRONG}":', "    return 'no'"))
    (finding,) = findings_of(before, "SP401")
    from sadpath.fixes import fixes_for

    (fix,) = fixes_for(finding, Files())
    applied = apply([(finding, fix)], Files().source)
    assert applied.data["shop.py"] == before.replace(WRONG.encode(), b"CANCEL_NOT_ALLOWED")
    assert Path("shop.py").read_bytes() == before
