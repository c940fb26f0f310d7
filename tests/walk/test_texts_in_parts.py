"""Texts that are put together of the code and the message, and taken apart again: what is known of the parts."""

from __future__ import annotations

import pytest
from helpers import walk

from sadpath.testing import check_source

CAPTURE = """
import requests

class Refused(Exception):
    def __init__(self, status, code, text):
        self.status, self.code, self.text = status, code, text
    def __str__(self):
        return f"{self.code}|{self.text}"

def f(order, note):
    answer = requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order}/captures", json={})
    if answer.ok:
        return answer.headers["Capture-Id"]
    body = answer.json()
    e = Refused(answer.status_code, body["error_code"], body["error_messages"][0])
    if CONDITION:
        raise LookupError
    return None
"""
IS = "== 'CAPTURE_NOT_ALLOWED'"
TOLD = [
    # (condition, whether it holds for the code CAPTURE_NOT_ALLOWED; None where the message decides)
    (f"str(e).partition('|')[0] {IS}", True),
    ("str(e).partition('|')[1] == '|'", True),
    ("str(e).partition('|')[2] == 'Not allowed'", None),
    ("str(e).partition('/')[1] == '/'", None),
    (f"str(e).rpartition('|')[0] {IS}", None),
    (f"f'{{e.text}}|{{e.code}}'.rpartition('|')[2] {IS}", True),
    (f"f'{{e.text}}|{{e.code}}'.partition('|')[2] {IS}", None),
    (f"str(e).split('|')[0] {IS}", True),
    (f"str(e).split('|', 1)[0] {IS}", True),
    ("len(str(e).split('|', 1)) == 2", True),
    ("str(e).split('|')[1] == 'Not allowed'", None),
    ("str(e).split('|')[-1] == 'Not allowed'", None),
    ("len(str(e).split('|')) == 2", None),
    (f"f'{{e.text}}: {{e.code}}'.rsplit(': ', 1)[1] {IS}", True),
    (f"f'{{e.text}}: {{e.code}}'.rsplit(': ')[-1] {IS}", None),
    (f"'%s %s' % (e.code, e.text) == '' or ('%s %s' % (e.code, e.text)).split()[0] {IS}", True),
    (f"('%s %s' % (e.code, e.text)).split(None, 1)[0] {IS}", True),
    (f"f'{{e.code}}\\n{{e.text}}'.splitlines()[0] {IS}", True),
    (f"f'{{e.status}}/{{e.code}}: {{e.text}}'.split(': ')[0].split('/')[1] {IS}", True),
    ("f'{e.status}/{e.code}: {e.text}'.split(': ')[0].split('/')[0] == '403'", True),
    (f"f'{{e.code}}: {{e.text}}'.partition(' ')[0] {IS}", False),
    (f"f'{{e.code}}: {{e.text}}'.partition(' ')[0].rstrip(':') {IS}", True),
    ("str(e)[:7] == 'CAPTURE'", True),
    ("str(e)[8:19] == 'NOT_ALLOWED'", True),
    ("str(e)[:30] == 'CAPTURE_NOT_ALLOWED|Not allowed'", None),
    ("f'{e.text} {e.code}'[-11:] == 'NOT_ALLOWED'", True),
    ("str(e)[-11:] == 'NOT_ALLOWED'", None),
    # data that nobody knows holds no `|`, and may hold a dash or a blank
    (f"f'{{note}}|{{e.code}}|{{e.text}}'.split('|')[1] {IS}", True),
    (f"f'{{note}}-{{e.code}}-{{e.text}}'.split('-')[1] {IS}", None),
    (f"f'{{note}} {{e.code}} {{e.text}}'.split()[1] {IS}", None),
    # a separator that may stand half in the message
    ("f'{e.code}:{e.text}'.partition(': ')[1] == ''", None),
]


@pytest.mark.parametrize(("condition", "holds"), TOLD)
def test_a_part(condition: str, holds: bool | None) -> None:
    facts = walk(CAPTURE.replace("CONDITION", condition), operation="captureOrder")
    (refused,) = (one for one in facts.lanes if one.answer.code == "CAPTURE_NOT_ALLOWED")
    assert refused.fate == {True: "raised", False: "handled", None: "unknown"}[holds]


@pytest.mark.parametrize(
    ("condition", "rules"),
    [
        (f"str(e).partition('|')[0] {IS}", set()),
        ("str(e).partition('|')[0] == 'CAPTURE_NOT_ALOWED'", {"SP401"}),
        ("str(e).split('|')[0] in ('CAPTURE_NOT_ALLOWED', 'CANCEL_NOT_ALLOWED')", {"SP402"}),
        ("f'{e.status} {e.code}'.split()[1] == 'CAPTURE_NOT_ALOWED'", {"SP401"}),
        ("f'E-{e.code}'.removeprefix('E-') == 'CAPTURE_NOT_ALOWED'", {"SP401"}),
        # the message, and what holds more than the code
        ("str(e).partition('|')[2] == 'Not allowed'", {"SP301"}),
        ("str(e).split('|', 1)[1] == 'Not allowed'", {"SP301"}),
        ("f'{e.status} {e.code}'.split()[0] == '404'", set()),
        ("f'E-{e.code}: {e.text}'.partition(':')[0] == 'E-CAPTURE_NOT_ALOWED'", set()),
    ],
)
def test_what_is_found_of_a_part(condition: str, rules: set[str]) -> None:
    found = {one.rule for one in check_source(CAPTURE.replace("CONDITION", condition))}
    assert {rule for rule in found if rule[:3] in ("SP3", "SP4")} - {"SP303"} == rules


def test_the_raw_text_is_not_taken_apart() -> None:
    """Nobody knows where its blanks and separators are."""
    facts = walk(CAPTURE.replace("CONDITION", "answer.text.partition(', ')[1] == ', '"))
    assert {one.fate for one in facts.lanes} == {"unknown"}
