"""A response that nobody asks for its status is told to raise (SP101)."""

from __future__ import annotations

import pytest
from fixing import findings_of, fixed, fixes_of

ORDER = "https://gateway.kinguin.net/esa/api/v1/order"


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (
            f'def order(i):\n    response = requests.get(f"{ORDER}/{{i}}")  # one\n    return response.json()\n',
            f'def order(i):\n    response = requests.get(f"{ORDER}/{{i}}")  # one\n'
            "    response.raise_for_status()\n    return response.json()\n",
        ),
        (
            f'def order(i):\n    requests.post("{ORDER}", json=i)\n',
            f'def order(i):\n    requests.post("{ORDER}", json=i).raise_for_status()\n',
        ),
        (
            f'async def order(i):\n    async with aiohttp.request("GET", f"{ORDER}/{{i}}") as answer:\n'
            "        # all of it\n        return await answer.json()\n",
            f'async def order(i):\n    async with aiohttp.request("GET", f"{ORDER}/{{i}}") as answer:\n'
            "        # all of it\n        answer.raise_for_status()\n        return await answer.json()\n",
        ),
        (
            "async def order(i):\n    async with httpx.AsyncClient() as client:\n"
            f'        found = await client.get(\n            f"{ORDER}/{{i}}",\n        )\n    return found.json()\n',
            "async def order(i):\n    async with httpx.AsyncClient() as client:\n"
            f'        found = await client.get(\n            f"{ORDER}/{{i}}",\n        )\n'
            "        found.raise_for_status()\n    return found.json()\n",
        ),
    ],
)
def test_where_it_is_called(before, wanted):
    head = "import aiohttp\nimport httpx\nimport requests\n\n\n"
    (fix,) = fixes_of(head + before, "SP101")
    assert (fix.title, fix.safe) == ("Call raise_for_status() on the response", False)
    assert fixed(head + before, "SP101") == head + wanted


@pytest.mark.parametrize(
    "body",
    [
        f'    return requests.get(f"{ORDER}/{{i}}").json()\n',  # no place of its own
        f'    answer = requests.get(f"{ORDER}/{{i}}"); return answer.json()\n',
        f'    answer = requests.get(f"{ORDER}/{{i}}")\n    if answer.status_code == 401:\n        raise OSError\n    return answer.json()\n',
    ],
)
def test_what_is_left(body):
    text = f"import requests\n\n\ndef order(i):\n{body}"
    assert len(findings_of(text, "SP101")) == 1
    assert fixes_of(text, "SP101") == []
