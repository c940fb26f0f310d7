"""The search for many tokens at once: each engine gives the same answers."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sadpath.source import tokens
from sadpath.source.tokens import Tokens

TOKENS = [f"api{n}.example.org" for n in range(40)] + ["/orders/v1/", "wörter"]


@pytest.fixture(params=["rust", "plain", "plain-few"])
def build(request, monkeypatch):
    if request.param == "rust":
        pytest.importorskip("ahocorasick_rs")
    else:
        monkeypatch.setattr(tokens, "_rust_find", lambda tokens: None)
    return lambda wanted=TOKENS: Tokens(wanted[-2:] if request.param == "plain-few" else wanted)


def test_any(build):
    one = build()
    assert one.any(b"url = 'https://x/orders/v1/1'") and one.any("# wörter".encode())
    for data in (b"", b"/orders/v", b"API3.EXAMPLE.ORG", b"api.example.org", b"w\xc3\xb6rte"):
        assert not one.any(data) and not one.found(data)


def test_tokens_with_special_letters(build):
    one = build([f"a{n}" for n in range(30)] + ["", "(x|y)*", b"\xff\x00"])
    assert one.any(b"..(x|y)*..") and one.any(b"\xff\x00") and not one.any(b"xy")


def test_no_tokens(monkeypatch):
    assert not Tokens([]).any(b"anything") and not Tokens([]).found(b"anything")
    monkeypatch.setattr(tokens, "_rust_find", lambda tokens: None)
    assert not Tokens([]).any(b"anything") and not Tokens([]).found(b"anything")


@pytest.mark.parametrize("plain", [False, True])
def test_overlapping_tokens_are_all_found(plain, monkeypatch):
    if plain:
        monkeypatch.setattr(tokens, "_rust_find", lambda tokens: None)
    one = Tokens(["/v2/accounts/", "/esa/", "acme", "acme.com", "com/v2"])
    assert one.found(b"https://acme.com/v2/accounts/esa/1") == {
        b"/v2/accounts/",
        b"/esa/",
        b"acme",
        b"acme.com",
        b"com/v2",
    }
    assert one.found(b"acme") == {b"acme"}


few_letters = st.text(alphabet="ab/.", min_size=0, max_size=6)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wanted=st.lists(few_letters, max_size=40), text=st.text(alphabet="ab/.x", max_size=60))
def test_every_engine_finds_what_python_finds(wanted, text):
    expected = {word.encode() for word in wanted if word and word in text}
    one = Tokens(wanted)
    assert one.found(text.encode()) == expected and one.any(text.encode()) == bool(expected)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_rust_find", lambda tokens: None)
        plain = Tokens(wanted)
        assert plain.found(text.encode()) == expected and plain.any(text.encode()) == bool(expected)
