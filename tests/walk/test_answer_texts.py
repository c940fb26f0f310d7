"""The text of an answer as JSON, in all ways in which code asks for it."""

from __future__ import annotations

import pytest
from helpers import HOST, fates, walk

START = f"import json\nimport requests\nURL = '{HOST}/ordermanagement/v1/orders/o/captures'\n"


@pytest.mark.parametrize("text", ["r.text or '{}'", "r.content or b'{}'", "r.text if r.text else '{}'"])
def test_another_text_in_the_place_of_an_empty_one(text: str) -> None:
    code = f"""
def f():
    r = requests.post(URL, json={{}})
    try:
        told = json.loads({text})
    except ValueError:
        told = {{}}
    return told.get("error_code")
"""
    assert set(fates(walk(START + code)).values()) == {"passed"}


@pytest.mark.parametrize("read", ["raw_decode(r.text)[0]", "raw_decode(r.content.decode())[0]", "decode(r.text)"])
def test_a_decoder(read: str) -> None:
    code = f"""
def f():
    r = requests.post(URL, json={{}})
    if r.ok:
        return 1
    if json.JSONDecoder().{read}["error_code"] == "CAPTURE_NOT_ALLOWED":
        return 2
    raise RuntimeError
"""
    told = fates(walk(START + code))
    assert told[403] == "handled"
    assert told[404] == "raised"
