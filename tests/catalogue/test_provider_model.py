"""What a provider answers about codes, fields and retry terms."""

from __future__ import annotations

import pytest

from sadpath.catalogue import ErrorRow, Provider, field_vocabulary, load_providers


def test_terms_differ_by_context(providers: dict[str, Provider]) -> None:
    error = providers["klarna-order-management"].errors_of("INTERNAL_SERVER_ERROR")[0]
    assert error.terms("GET", False) == error.terms("HEAD", False) == "backoff"
    assert error.terms("POST", True) == "backoff"
    assert error.terms("POST", False) == "never"
    assert error.conditional("POST", False)
    assert not error.conditional("POST", True)
    assert not error.conditional("GET", False)


def test_a_methods_own_terms_come_before_the_key() -> None:
    error = ErrorRow("X", (500,), None, "never", {"POST": "poll", "keyed": "backoff"})
    assert error.terms("POST", True) == error.terms("POST", False) == "poll"
    assert error.terms("PATCH", True) == "backoff"
    assert error.terms("PATCH", False) == "never"


@pytest.mark.parametrize(
    ("code", "known"),
    [("010110", True), ("040110", True), ("000110", True), ("050110", False), ("010199", False), ("xx0110", False)],
)
def test_six_digits_are_known_under_every_method(code: str, known: bool, providers: dict[str, Provider]) -> None:
    assert providers["bitpay"].knows(code) is known


def test_operations_of_a_code(providers: dict[str, Provider]) -> None:
    orders, bitpay = providers["klarna-order-management"], providers["bitpay"]
    assert orders.code_operations("CAPTURE_NOT_ALLOWED") == {"captureOrder"}
    assert orders.code_operations("CONFLICT") == {operation.id for operation in orders.operations}
    assert orders.code_operations("NO_SUCH_CODE") == set()
    assert bitpay.code_operations("010207") == {"createRefund", "requestRefundWebhook"}
    assert "createRefund" not in bitpay.code_operations("020207")
    assert bitpay.code_operations("000207") == {o.id for o in bitpay.operations if "efund" in o.id}


def test_statuses_of_a_code(providers: dict[str, Provider]) -> None:
    assert providers["klarna-order-management"].code_statuses("NOT_FOUND") == {400, 404}
    assert providers["lemanpay"].code_statuses("020000") == {500}
    assert providers["lemanpay"].code_statuses("nothing") == frozenset()


@pytest.mark.parametrize(
    ("provider", "code", "closest"),
    [
        ("klarna-order-management", "CAPTURE_NOT_ALOWED", "CAPTURE_NOT_ALLOWED"),
        ("klarna-order-management", "capture-not-allowed", "CAPTURE_NOT_ALLOWED"),
        ("klarna-order-management", "RATE_LIMITED", None),
        ("klarna-order-management", "ORDER_NOT_FOUND", None),
        ("klarna-network", "TOO_MANY_REQUESTS", None),
        ("klarna-network", "CONFLICT", None),
        ("commercetools-checkout", "ResourceNotFoundError", "ResourceNotFound"),
        ("commercetools-checkout", "GeneralError", "General"),
        ("commercetools-checkout", "Timeout", None),
        ("lemanpay", "10110", "010110"),
        ("lemanpay", "010199", None),
        ("bitpay", "RecordNotFund", None),
        ("kinguin", "OrderNotPayed", "OrderNotPaid"),
    ],
)
def test_closest(provider: str, code: str, closest: str | None, providers: dict[str, Provider]) -> None:
    assert providers[provider].closest(code) == closest


def test_a_siblings_code_is_told_as_the_siblings(providers: dict[str, Provider]) -> None:
    orders = providers["klarna-order-management"]
    assert orders.sibling_of("TEMPORARY_UNAVAILABLE") == "Klarna Network"
    assert orders.sibling_of("BAD_VALUE") == "Klarna Payments v1"
    assert orders.sibling_of("NO_SUCH_CODE") is None
    assert providers["lemanpay"].sibling_of("030107") == "BitPay REST API v2"
    assert providers["lemanpay"].sibling_of("990107") is None


def test_fields(providers: dict[str, Provider]) -> None:
    checkout = providers["commercetools-checkout"]
    assert {"errors", "errors[].code", "statusCode", "message", "errors[].currentVersion"} <= checkout.field_paths()
    assert "code" not in checkout.field_paths()
    assert {"errors", "code", "currentVersion"} <= checkout.field_names()
    assert "message" not in providers["kinguin"].field_names()
    assert "error_messages" not in providers["klarna-network"].field_names()
    assert {"status", "data", "error", "code", "param"} <= providers["bitpay"].field_names()


def test_documented_code_and_text_fields_are_in_the_vocabulary(providers: dict[str, Provider]) -> None:
    words = field_vocabulary()
    everything = words.code_like | words.message_like | words.ambiguous
    for provider in providers.values():
        for path in (*provider.fields.code, *provider.fields.message):
            assert path.split(".")[-1] in everything, (provider.id, path)
    assert not everything & {"status", "data", "id", "name"}
    assert not words.code_like & words.message_like
    assert not words.ambiguous & (words.code_like | words.message_like)


def test_an_operation_that_is_not_there(providers: dict[str, Provider]) -> None:
    with pytest.raises(KeyError):
        providers["bitpay"].operation("captureOrder")


def test_catalogues_are_read_once() -> None:
    assert load_providers() is load_providers(())
