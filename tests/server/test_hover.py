"""Hover: codes, statuses, fields, requests, rules in suppressions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .client import PULL, Client
from .shop import ENCODINGS, SHOP, VARIANTS, capabilities, position


def hover(client: Client, uri: str, text: str, needle: str, encoding: str = "utf-16", **more: int) -> str | None:
    place = position(text, needle, encoding, **more)
    found = client.request("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})
    value: str | None = found["contents"]["value"] if found else None
    return value


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_what_is_said(start: Callable[..., Client], encoding: str, variant: str) -> None:
    text = VARIANTS[variant]
    client = start({"shop.py": text}, capabilities(encoding, PULL))
    uri = client.open("shop.py")
    assert "placeOrderV1" in (hover(client, uri, text, "requests.post", encoding, offset=2) or "")
    assert "POST /esa/api/v1/order" in (hover(client, uri, text, "requests.post", encoding) or "")
    assert "the code" in (hover(client, uri, text, '"kind"', encoding, offset=1) or "")
    assert "ConstraintViolation" in (hover(client, uri, text, "400", encoding) or "")
    assert (hover(client, uri, text, "SP102]", encoding) or "").startswith("# SP102 crash-on-error")
    assert hover(client, uri, text, "mark =", encoding) is None
    assert hover(client, uri, text, "ProductUnavailabel", encoding) is None


def test_a_code_with_all_that_is_documented(start: Callable[..., Client]) -> None:
    text = SHOP.replace("ProductUnavailabel", "ProductUnavailable")
    client = start({"shop.py": text})
    said = hover(client, client.open("shop.py"), text, "ProductUnavailable") or ""
    for part in (
        "**`ProductUnavailable`**",
        "status ",
        "*Retry:*",
        "*What to do:*",
        "*Answered here by:* `placeOrderV1`",
        "](http",
    ):
        assert part in said


def test_nothing_in_code_that_talks_to_no_provider(start: Callable[..., Client]) -> None:
    text = 'def f(problem):\n    return problem["kind"] == "ProductUnavailable"\n'
    client = start({"other.py": text, "shop.py": SHOP})
    assert hover(client, client.open("other.py"), text, "ProductUnavailable") is None
