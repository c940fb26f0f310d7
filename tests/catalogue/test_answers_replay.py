"""The answers that an operation is walked with are those that the replay runs code against."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from sadpath.catalogue import Answer, Operation, Placeholder, Provider

MESSAGE = "Something went wrong"  # the replay's text for every human message
KINDS = {"OTHER": "other", "OTHER, again": "second"}


def same(ours: object, theirs: object) -> bool:
    """Whether two bodies are one, the replay's texts put in for placeholders."""
    if isinstance(ours, Placeholder):
        return theirs == MESSAGE if ours.kind == "message" else isinstance(theirs, str)
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return list(ours) == list(theirs) and all(same(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    return type(ours) is type(theirs) and ours == theirs


def operations(providers: dict[str, Provider]) -> list[tuple[Provider, Operation]]:
    return [(provider, operation) for provider in providers.values() for operation in provider.operations]


def test_answers_are_the_replays_lanes(
    providers: dict[str, Provider], reference: dict[str, dict[str, Any]], replay: ModuleType
) -> None:
    for provider, operation in operations(providers):
        case = {
            "provider": provider.id,
            "operation": operation.id,
            "success": {},
            "match": {"method": operation.method, "path": operation.path},
        }
        success, *lanes = replay.lanes(case, reference)
        first, *answers = provider.answers(operation)
        assert success.code is None and first.kind == "success" and first.code is None and first.status == 0
        assert len(answers) == len(lanes)
        for answer, lane in zip(answers, lanes, strict=True):
            where = (provider.id, operation.id, lane.status, lane.code)
            assert (answer.status, answer.six_digits) == (lane.status, lane.six), where
            assert answer.kind == KINDS.get(lane.code, "error"), where
            assert answer.code == ("OTHER" if answer.kind != "error" else lane.code), where
            assert same(answer.body, lane.body), where
            assert answer.headers == {"Content-Type": "application/json", **lane.headers}, where
            terms = answer.error.terms(operation.method, False) if answer.error else None
            assert terms == replay.terms(lane, operation.method, False), where


def test_the_wire_code_stands_in_the_code_field(providers: dict[str, Provider]) -> None:
    for provider, operation in operations(providers):
        for answer in provider.answers(operation)[1:]:
            assert answer.wire in read_all(answer.body, provider.fields.code)


def read_all(body: Any, paths: tuple[str, ...]) -> list[object]:
    """What stands under each of the dotted `paths`, where it is there."""
    found = []
    for path in paths:
        values = [body]
        for part in path.split("."):
            values = [value.get(part.removesuffix("[]")) for value in values if isinstance(value, dict)]
            if part.endswith("[]"):
                values = [item for value in values for item in value or []]
        found += values
    return found


def answer_of(provider: Provider, operation: str, code: str) -> Answer:
    return next(a for a in provider.answers(provider.operation(operation)) if a.code == code)


def test_a_body_in_full(providers: dict[str, Provider]) -> None:
    answer = answer_of(providers["klarna-order-management"], "captureOrder", "CAPTURE_NOT_ALLOWED")
    assert answer.body == {
        "error_code": "CAPTURE_NOT_ALLOWED",
        "error_messages": [Placeholder("message")],
        "correlation_id": Placeholder("text"),
    }


def test_six_digits_follow_the_method(providers: dict[str, Provider]) -> None:
    bitpay = providers["bitpay"]
    assert answer_of(bitpay, "createInvoice", "010110").body["code"] == "010110"
    assert answer_of(bitpay, "getInvoice", "020110").body["status"] == "error"
    wires = [a.wire for a in bitpay.answers(bitpay.operation("cancelInvoice")) if a.code == "OTHER"]
    assert wires == ["049999", "049898", "049999", "049898"]


def test_a_quoted_message_is_told_beside_the_placeholder(providers: dict[str, Provider]) -> None:
    answer = answer_of(providers["lemanpay"], "createPaymentSession", "010110")
    assert answer.body["error"] == Placeholder("message")
    assert answer.body["error"].quoted == "Invoice price is below minimum threshold"


def test_a_status_with_two_forms_of_codes_has_undocumented_ones_of_both(providers: dict[str, Provider]) -> None:
    lemanpay = providers["lemanpay"]
    answers = lemanpay.answers(lemanpay.operation("createPaymentSession"))
    assert [(a.six_digits, a.wire) for a in answers if a.status == 500 and a.kind == "other"] == [
        (False, "OTHER"),
        (True, "019999"),
    ]


def test_retryable_shows_in_the_body_of_the_rows_that_are(providers: dict[str, Provider]) -> None:
    kinguin = providers["kinguin"]
    assert answer_of(kinguin, "downloadKeys", "OrderHold").body["retryable"] is True
    assert "retryable" not in answer_of(kinguin, "downloadKeys", "OrderNotPaid").body


def test_answers_are_built_once(providers: dict[str, Provider]) -> None:
    for provider, operation in operations(providers):
        assert provider.answers(operation) is provider.answers(operation)


def test_placeholders_compare_by_kind() -> None:
    assert Placeholder("message", "a") == Placeholder("message")
    assert Placeholder("message") != Placeholder("text")
    with pytest.raises(AttributeError):
        Placeholder("text").kind = "message"  # type: ignore[misc]
