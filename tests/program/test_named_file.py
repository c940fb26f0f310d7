"""A single file that is named: what it imports counts, named or not."""

from pathlib import Path

import pytest

from sadpath.analyse import analyse
from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.source.discover import discover

CLIENT = """
import requests

def refund(order_id):
    return requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order_id}/refunds", json={})
"""
CALLER = """
from client import refund

def stop(order):
    refund(order.id)
    order.stopped = True
    return order
"""


def test_a_caller_of_a_client_that_is_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "client.py").write_text(CLIENT)
    (tmp_path / "caller.py").write_text(CALLER)
    monkeypatch.chdir(tmp_path)
    providers = load_providers()
    named = analyse(discover(["caller.py"]).files, config=Config(), providers=providers)
    whole = analyse(discover(["."]).files, config=Config(), providers=providers)
    assert [walk.entry for walk in named.walks] == ["caller:stop"]
    assert [f.rule for f in named.findings] == [f.rule for f in whole.findings] == ["SP101"]
