"""The names of statuses that httpx has, held against httpx."""

from __future__ import annotations

import httpx
from helpers import assert_conflict_alone_is_handled, same

URL = '"https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id'


def test_httpx_codes_say_what_httpx_says() -> None:
    asked = [*httpx.codes.__members__, *(name.lower() for name in httpx.codes.__members__)]
    numbers = [100, 150, 200, 226, 299, 301, 404, 418, 429, 451, 499, 503, 599, 600]
    checks = [name for name in vars(httpx.codes) if name.startswith(("is_", "get_"))]
    named = {name: int(getattr(httpx.codes, name)) for name in asked}
    judged = {(name, n): getattr(httpx.codes, name)(n) for name in checks for n in numbers}
    head = "import httpx\n\ndef f(order_id):\n    r = httpx.post(" + URL + ")\n    right = ["
    parts = [f"getattr(httpx.codes, {name!r}) == {value}" for name, value in named.items()]
    parts += [f"httpx.codes.{name}({n}) == {value!r}" for (name, n), value in judged.items()]
    parts += [
        "str(httpx.codes.CONFLICT) == '409'",
        "httpx.codes(409).phrase == 'Conflict'",
        "httpx.codes.CONFLICT is httpx.codes(409)",
    ]
    assert len(checks) == 7
    assert (
        same(head + ", ".join(parts) + "]\n    if all(right):\n        r.raise_for_status()\n    return 1\n")
        == "raised"
    )


def test_httpx_reason_phrase_of_the_answer() -> None:
    code = (
        f"import httpx\n\ndef f(order_id):\n    r = httpx.post({URL})\n"
        "    if httpx.codes.get_reason_phrase(r.status_code) == 'Conflict':\n        return 'busy'\n    return 1\n"
    )
    assert_conflict_alone_is_handled(code)
