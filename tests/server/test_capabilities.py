"""What the server says that it can do, for a modern editor and for an old one, held against a recorded answer.

    python -m pytest tests/server/test_capabilities.py --regenerate

records it anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .client import PULL, PUSH, Client

RECORDED = Path(__file__).with_name("capabilities.json")


def test_capabilities(start: Callable[..., Client], request: pytest.FixtureRequest) -> None:
    found: dict[str, Any] = {}
    for name, capabilities in (("modern", PULL), ("old", PUSH)):
        client = start({}, begin=False)
        result = client.start(capabilities)
        client.wait_started()
        asked = [r for message in client.requests for r in (message.get("params") or {}).get("registrations", [])]
        found[name] = {**result["capabilities"], "registered": asked}
    if request.config.getoption("--regenerate", default=False):
        RECORDED.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n")
    assert found == json.loads(RECORDED.read_text())
