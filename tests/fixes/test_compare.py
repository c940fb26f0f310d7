"""SP301 and SP302: a comparison with prose or raw text becomes one with the code."""

from __future__ import annotations

import pytest
from fixing import findings_of, fixed, fixes_of

REFUND = """\
import requests


def refund(invoice_id):
    response = requests.post("https://bitpay.com/refunds", json={{"invoiceId": invoice_id}})
    answer = response.json()
    if response.ok:
        return "requested"
{lines}
    raise OSError(answer["code"])
"""


def refund(*lines: str) -> str:
    return REFUND.format(lines="\n".join(f"    {line}" for line in lines))


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ('if "already exists" in answer["error"]:', 'if answer["code"] == "010204":'),
        ("if 'already exists' in answer['error'].lower():", "if answer[\"code\"] == '010204':"),
        ('if "already exists" in answer.get("error", ""):', 'if answer.get("code") == "010204":'),
        ('if "already exists" not in (answer.get("error") or ""):', 'if answer.get("code") != "010204":'),
        (
            'if answer["error"] == "Active refund request already exists":',
            'if answer["code"] == "010204":',
        ),
        ('if "Missing params" == answer["error"]:', 'if answer["code"] in ("010003", "010203"):'),
    ],
)
def test_message(before, wanted):
    text = refund(before, "    return 'under way'")
    (fix,) = fixes_of(text, "SP301")
    assert not fix.safe
    assert fixed(text, "SP301") == text.replace(before, wanted.replace('answer["code"] == \'', "answer['code'] == '"))


def test_message_with_a_name():
    text = refund('message = answer["error"].lower()', 'if "already exists" in message:', "    return 'under way'")
    assert fixed(text, "SP301") == text.replace('"already exists" in message', 'answer["code"] == "010204"')


@pytest.mark.parametrize(
    "line",
    [
        'if "sorry" in answer["error"]:',  # no documented message has it
        'if any(word in answer["error"] for word in ("already exists",)):',
        'if answer["error"].endswith("already exists"):',
    ],
)
def test_what_is_not_plain(line):
    text = refund(line, "    return 'under way'")
    assert len(findings_of(text, "SP301")) == 1
    assert fixes_of(text, "SP301") == []


def test_raw_text():
    text = refund('if "010204" in response.text:', "    return 'under way'")
    assert fixed(text, "SP302") == text.replace('"010204" in response.text', 'response.json().get("code") == "010204"')


OWN = """\
import requests


class Refused(Exception):
    def __init__(self, code, text):
        super().__init__(f"{{code}}: {{text}}")
        self.code = code
        self.text = text


def ask(invoice_id):
    response = requests.post("https://bitpay.com/refunds", json={{"invoiceId": invoice_id}})
    answer = response.json()
    if not response.ok:
        raise Refused(answer["code"], answer["error"])
    return answer["data"]


def refund(invoice_id):
    try:
        return ask(invoice_id)
    except Refused as error:
        if {line}:
            return "under way"
{more}
        raise
"""


@pytest.mark.parametrize(
    ("rule", "before"),
    [
        ("SP302", '"010204" in str(error)'),
        ("SP301", '"already exists" in error.text'),
        ("SP301", '"already exists" in str(error)'),
    ],
)
def test_exception_of_its_own(rule, before):
    more = '        if error.code == "010207":\n            return "no"'
    text = OWN.format(line=before, more=more)
    assert fixed(text, rule) == text.replace(before, 'error.code == "010204"')
    assert fixes_of(OWN.format(line=before, more=""), rule) == []
