"""A wait for a bare retry (SP202): in the loop, with its import, or as an argument of the library's constructor."""

from __future__ import annotations

import pytest
from fixing import findings_of, fixed, fixes_of

from sadpath.fixes.imports import needed
from sadpath.fixes.tree import NoFix, Tree
from sadpath.source.read import Source

LOOP = '''\
"""Reads."""
{imports}

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


def read(order_id):
{body}
    response.raise_for_status()
    return response.json()
'''
FOR = """\
    for attempt in range(4):
        response = requests.get(f"{ORDERS}/{order_id}")
        if response.status_code not in (429, 503):
            break
"""


def loop(body: str = FOR, imports: str = "import requests") -> str:
    return LOOP.format(imports=imports, body=body.rstrip("\n"))


def test_at_the_end_of_the_body():
    text = loop()
    assert fixed(text, "SP202") == text.replace("import requests", "import time\n\nimport requests").replace(
        "            break\n", "            break\n        time.sleep(2**attempt)\n"
    )


def test_the_fix_is_unsafe():
    (fix,) = fixes_of(loop(), "SP202")
    assert (fix.title, fix.safe) == ("Wait before the next try", False)


@pytest.mark.parametrize(
    ("head", "wait"),
    [
        ("for attempt in range(1, 5):", "2**attempt"),
        ("for attempt in range(20):", "min(2**attempt, 60)"),
        ("for attempt in range(TRIES):", "min(2**attempt, 60)"),
        ("for _ in range(4):", "1"),
        ("for timeout in (1, 2, 3):", "1"),
    ],
)
def test_how_long(head, wait):
    text = loop(FOR.replace("for attempt in range(4):", head), "import time\n\nimport requests\n\nTRIES = 4")
    assert fixed(text, "SP202") == text.replace(
        "            break\n", f"            break\n        time.sleep({wait})\n"
    )


def test_before_a_continue():
    text = loop(
        """\
    tries = 0
    while tries < 4:
        tries += 1
        response = requests.get(f"{ORDERS}/{order_id}")
        if response.status_code == 429:
            # too fast
            continue
        if response.status_code == 503:
            continue
        break
""",
        "from time import sleep\n\nimport requests",
    )
    assert fixed(text, "SP202") == text.replace(
        "            continue\n", "            sleep(1)\n            continue\n"
    )


def test_after_a_handler():
    text = loop(
        """\
    for attempt in range(3):
        try:
            response = requests.get(f"{ORDERS}/{order_id}")
            response.raise_for_status()
            return response.json()
        except requests.HTTPError as error:  # again
            if error.response.status_code not in (429, 503):
                raise
""",
        "import time as clock\n\nimport requests",
    )
    assert fixed(text, "SP202") == text.replace(
        "                raise\n", "                raise\n        clock.sleep(2**attempt)\n"
    )


ASYNC = """\
{imports}

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


async def read(order_id):
    async with httpx.AsyncClient() as client:
        for attempt in range(4):
            response = await client.get(f"{{ORDERS}}/{{order_id}}")
            if response.status_code not in (429, 503):
                break
    response.raise_for_status()
    return response.json()
"""


@pytest.mark.parametrize(
    ("imports", "added", "call"),
    [
        ("import httpx", "import asyncio\n\nimport httpx", "asyncio.sleep"),
        ("import asyncio\n\nimport httpx", "import asyncio\n\nimport httpx", "asyncio.sleep"),
    ],
)
def test_in_a_coroutine(imports, added, call):
    text = ASYNC.format(imports=imports)
    assert fixed(text, "SP202") == text.replace(imports, added, 1).replace(
        "                break\n", f"                break\n            await {call}(2**attempt)\n"
    )


def test_in_a_coroutine_of_another_event_loop():
    assert fixes_of(ASYNC.format(imports="import anyio\nimport httpx"), "SP202") == []


@pytest.mark.parametrize(
    "text",
    [
        loop(imports="from datetime import time\n\nimport requests"),  # the name is taken
        loop(
            FOR.replace("            break\n", "            break\n    # no loop\n").replace("    for", "  \n    for")
        ),
    ],
)
def test_names_that_are_taken(text):
    assert len(findings_of(text, "SP202")) == 1
    assert bool(fixes_of(text, "SP202")) == ("datetime" not in text)


def test_success_comes_by_there_too():
    text = loop(
        """\
    for page in range(3):
        for attempt in range(3):
            response = requests.get(f"{ORDERS}/{order_id}")
            if response.ok and attempt:
                break
"""
    )
    assert all(not fixes_of(text, "SP202") for _ in findings_of(text, "SP202"))


POLICY = """\
import requests
from requests.adapters import HTTPAdapter
{imports}

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


def read(order_id):
    session = requests.Session()
    session.mount("https://", HTTPAdapter(max_retries={policy}))
    response = session.get(f"{{ORDERS}}/{{order_id}}")
    response.raise_for_status()
    return response.json()
"""


@pytest.mark.parametrize(
    ("policy", "wanted"),
    [
        (
            "Retry(total=3, status_forcelist=[502], respect_retry_after_header=False)",
            "Retry(total=3, status_forcelist=[502], respect_retry_after_header=False, backoff_factor=0.5)",
        ),
        (
            "Retry(total=3, backoff_factor=0, status_forcelist=[502])",
            "Retry(total=3, backoff_factor=0.5, status_forcelist=[502])",
        ),
        (
            "Retry(\n        total=3,\n        status_forcelist=[502],\n    )",
            "Retry(\n        total=3,\n        status_forcelist=[502],\n        backoff_factor=0.5,\n    )",
        ),
        (
            "Retry(\n        total=3,\n        status_forcelist=[502],  # only\n    )",
            "Retry(\n        total=3,\n        status_forcelist=[502],  # only\n        backoff_factor=0.5,\n    )",
        ),
    ],
)
def test_retry_of_a_transport(policy, wanted):
    text = POLICY.format(imports="from urllib3.util.retry import Retry", policy=policy)
    assert fixed(text, "SP202") == text.replace(policy, wanted)


TENACITY = """\
import requests
{imports}

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


{decorator}
def read(order_id):
    response = requests.get(f"{{ORDERS}}/{{order_id}}")
    response.raise_for_status()
    return response.json()
"""


@pytest.mark.parametrize(
    ("imports", "wanted_imports", "decorator", "wanted"),
    [
        (
            "import tenacity",
            "import tenacity",
            "@tenacity.retry(stop=tenacity.stop_after_attempt(3))",
            "@tenacity.retry(stop=tenacity.stop_after_attempt(3), wait=tenacity.wait_random_exponential(max=60))",
        ),
        (
            "from tenacity import retry, stop_after_attempt",
            "from tenacity import retry, stop_after_attempt, wait_random_exponential",
            "@retry(stop=stop_after_attempt(3))",
            "@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(max=60))",
        ),
        (
            "from tenacity import (\n    retry,\n    stop_after_attempt,\n)",
            "from tenacity import (\n    retry,\n    stop_after_attempt,\n    wait_random_exponential,\n)",
            "@retry(stop=stop_after_attempt(3))",
            "@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(max=60))",
        ),
        (
            "import retrying",
            "import retrying",
            "@retrying.retry(stop_max_attempt_number=3)",
            "@retrying.retry(stop_max_attempt_number=3, wait_exponential_multiplier=500)",
        ),
    ],
)
def test_retry_of_a_library(imports, wanted_imports, decorator, wanted):
    text = TENACITY.format(imports=imports, decorator=decorator)
    assert fixed(text, "SP202") == text.replace(imports, wanted_imports).replace(decorator, wanted)


# ---------------------------------------------------------------------- imports


def imported(text: str, module: str = "time") -> str:
    tree = Tree(Source("a.py", text, text.encode(), "utf-8"))
    spelt, changes = needed(tree, module, "sleep")
    assert spelt == f"{module}.sleep"
    (change,) = changes
    return text[: change.start] + change.text + text[change.end :]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 1\n", "import time\n\nx = 1\n"),
        ("# a comment\n\nx = 1\n", "# a comment\n\nimport time\n\nx = 1\n"),
        ("#!/usr/bin/python\n# about x\nx = 1\n", "#!/usr/bin/python\n\nimport time\n\n# about x\nx = 1\n"),
        ('"""Doc."""\nx = 1\n', '"""Doc."""\n\nimport time\n\nx = 1\n'),
        ('"""Doc."""\n\nx = 1\n', '"""Doc."""\n\nimport time\n\nx = 1\n'),
        (
            "from __future__ import annotations\n\nimport os\n",
            "from __future__ import annotations\n\nimport os\nimport time\n",
        ),
        ("import os\nimport uuid\n", "import os\nimport time\nimport uuid\n"),
        ("import os  # why\nfrom re import sub\n", "import os  # why\nimport time\nfrom re import sub\n"),
        ("from os import path\n", "import time\nfrom os import path\n"),
        ("import requests\n", "import time\n\nimport requests\n"),
        ("import json\n\nimport requests\n", "import json\nimport time\n\nimport requests\n"),
        ("import requests\n\nimport json\n", "import requests\n\nimport json\nimport time\n"),
        ("import httpx\nimport os\nimport requests\n", "import httpx\nimport os\nimport requests\nimport time\n"),
    ],
)
def test_where_an_import_goes(before, after):
    assert imported(before) == after
    compile(after, "a.py", "exec")


@pytest.mark.parametrize(
    "text",
    [
        "def f(time): pass\n",
        "from datetime import time\n",
        "import datetime as time\n",
        "for time in (): pass\n",
        "def time(): pass\n",
        "with open('x') as time: pass\n",
    ],
)
def test_a_name_that_is_something_else(text):
    with pytest.raises(NoFix):
        imported(text)
