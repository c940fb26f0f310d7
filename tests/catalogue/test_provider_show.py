"""Catalogues as text and JSON."""

from __future__ import annotations

import json

import pytest

from sadpath.catalogue import Provider
from sadpath.catalogue.show import WIDTH, render_list, render_provider, to_json

NAMES = ("bitpay", "commercetools-checkout", "kinguin", "klarna-network", "klarna-order-management", "lemanpay")


def test_list(providers: dict[str, Provider]) -> None:
    lines = render_list(providers.values()).splitlines()
    assert [line.split()[0] for line in lines] == ["ID", *NAMES]
    assert lines[2].endswith("17")


@pytest.mark.parametrize("name", NAMES)
def test_text_is_readable_in_100_columns(name: str, providers: dict[str, Provider]) -> None:
    lines = render_provider(providers[name]).splitlines()
    assert [line for line in lines if len(line) > WIDTH and "https://" not in line] == []
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("name", NAMES)
def test_text_and_json_tell_every_operation_and_error(name: str, providers: dict[str, Provider]) -> None:
    provider = providers[name]
    text, data = render_provider(provider), json.loads(json.dumps(to_json(provider)))
    assert [o["id"] for o in data["operations"]] == [o.id for o in provider.operations]
    assert [(e["code"], e["status"]) for e in data["errors"]] == [(e.code, list(e.statuses)) for e in provider.errors]
    for operation in provider.operations:
        assert f"  {operation.id}: {operation.method}" in text and operation.path in text
    for error in provider.errors:
        assert error.code in text


def test_assumed_statuses_and_conditions_are_said(providers: dict[str, Provider]) -> None:
    assert "  400 (assumed) xx0110\n      retry: never\n" in render_provider(providers["bitpay"])
    orders = render_provider(providers["klarna-order-management"])
    assert "  502/503/504 TEMPORARILY_UNAVAILABLE\n" in orders
    assert "retry: backoff (writes without an idempotency key: never)" in orders
    assert "captureOrder: POST -> 201" in orders
    assert "  429 RATE_LIMITED [ACCESS_ERROR]\n" in render_provider(providers["klarna-network"])
    assert "Codes of another API: Klarna Hosted Payment Page v1\n  (no table" in orders
