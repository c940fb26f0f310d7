"""The shipped catalogues say what the reference says: the same operations, rows and retry terms."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from sadpath.catalogue import Operation, Provider

IDS = ("bitpay", "commercetools-checkout", "kinguin", "klarna-network", "klarna-order-management", "lemanpay")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
DIGITS = {"POST": "01", "GET": "02", "PUT": "03", "DELETE": "04"}


def reference_rows(provider: dict[str, Any], operation: Operation) -> list[tuple[int, str, dict[str, Any]]]:
    return [
        (e["status"], DIGITS.get(operation.method, "00") + e["code"][2:] if e.get("by_method") else e["code"], e)
        for e in provider["errors"]
        if e["operations"] == "all" or operation.id in e["operations"]
    ]


def test_all_six_are_there(providers: dict[str, Provider]) -> None:
    assert tuple(providers) == IDS


@pytest.mark.parametrize("name", IDS)
def test_operations_are_the_references(
    name: str, providers: dict[str, Provider], reference: dict[str, dict[str, Any]]
) -> None:
    ours = [(o.id, o.method, o.path, o.assumed_path) for o in providers[name].operations]
    theirs = reference[name]["operations"]
    assert ours == [(o["id"], o["method"], o["path"], o.get("path_verified") is False) for o in theirs]


@pytest.mark.parametrize("name", IDS)
def test_rows_are_the_references(
    name: str, providers: dict[str, Provider], reference: dict[str, dict[str, Any]]
) -> None:
    for operation in providers[name].operations:
        ours = [
            (r.status, r.code, r.error.type, r.error.retryable, r.error.assumed_status, r.error.by_method)
            for r in providers[name].rows(operation)
        ]
        theirs = [
            (status, code, e.get("type", ""), e.get("retryable", False), e.get("assumed_status", False),
             e.get("by_method", False))
            for status, code, e in reference_rows(reference[name], operation)
        ]  # fmt: skip
        assert ours == theirs, operation.id


@pytest.mark.parametrize("name", IDS)
def test_retry_terms_are_the_references(
    name: str, providers: dict[str, Provider], reference: dict[str, dict[str, Any]], replay: ModuleType
) -> None:
    for operation in providers[name].operations:
        rows = providers[name].rows(operation)
        for row, (status, code, theirs) in zip(rows, reference_rows(reference[name], operation), strict=True):
            answer = replay.Answer(status, code, None, terms=theirs)
            for method in METHODS:
                for keyed in (False, True):
                    wanted = replay.terms(answer, method, keyed)
                    assert row.error.terms(method, keyed) == wanted, (operation.id, status, code, method, keyed)
                    conditional = wanted != replay.terms(answer, method, True)
                    assert row.error.conditional(method, keyed) == conditional


def test_every_error_is_explained(providers: dict[str, Provider]) -> None:
    for provider in providers.values():
        for error in provider.errors:
            assert error.meaning.endswith("."), (provider.id, error.code)
            assert error.handling.endswith("."), (provider.id, error.code)
            assert error.link.startswith("https://")
        assert provider.sources


def test_successes_are_of_2xx(providers: dict[str, Provider]) -> None:
    for provider in providers.values():
        assert all(200 <= status < 300 for o in provider.operations for status in o.success)
    assert providers["klarna-order-management"].operation("captureOrder").success == (201,)
    assert providers["klarna-order-management"].operation("cancelOrder").success == (204,)


def test_each_operation_lies_under_its_providers_paths(providers: dict[str, Provider]) -> None:
    for provider in providers.values():
        for operation in provider.operations:
            assert any(operation.path.startswith(prefix) for prefix in provider.path_prefixes), operation
        for path in provider.distinctive_paths:
            assert any(operation.path.startswith(path) for operation in provider.operations), path


def test_klarnas_two_apis_know_each_others_codes(providers: dict[str, Provider]) -> None:
    one, two = providers["klarna-order-management"], providers["klarna-network"]
    for here, there in ((one, two), (two, one)):
        assert all(there.sibling_of(error.code) for error in here.errors)


def test_lemanpay_and_bitpay_know_each_others_codes(providers: dict[str, Provider]) -> None:
    for here, there in (("bitpay", "lemanpay"), ("lemanpay", "bitpay")):
        for operation in providers[here].operations:
            for row in providers[here].rows(operation):
                assert providers[there].knows(row.code) or providers[there].sibling_of(row.code), (there, row.code)


def test_http_api_codes_of_commercetools_are_siblings(providers: dict[str, Provider]) -> None:
    provider = providers["commercetools-checkout"]
    assert len(provider.siblings[0].codes) == 93
    assert provider.sibling_of("OutOfStock") == "commercetools HTTP API"
    assert not provider.knows("OutOfStock")
