"""Operations reached through an SDK are walked like those reached over HTTP."""

from __future__ import annotations

from helpers import walk

from sadpath.catalogue import Answer
from sadpath.walk.outcomes import WalkFacts

BITPAY = """
from bitpay.client import Client
from bitpay.exceptions.bitpay_api_exception import BitPayApiException
from bitpay.exceptions.bitpay_exception import BitPayException

client = Client.create_pos_client("token")


def pay(invoice):
    try:
        return client.create_invoice(invoice)
    except BitPayApiException as error:
        if error.get_code() == "010110":
            return None
        raise


def attribute(invoice):
    try:
        return client.create_invoice(invoice)
    except BitPayException as error:
        return error.code
"""

KLARNA = """
from klarna.klarna_client import KlarnaClient
from klarna.exceptions.api_exception import ApiException
from klarna.exceptions.capture_not_allowed_error_message_exception import CaptureNotAllowedErrorMessageException

client = KlarnaClient()


def ship(order_id):
    try:
        client.captures.capture_order(order_id, {"captured_amount": 1})
    except CaptureNotAllowedErrorMessageException as error:
        return error.error_code
    except ApiException as error:
        if error.response_code >= 500:
            return "later"
        raise
    return "shipped"
"""

DISPUTES = """
from klarna.exceptions.api_exception import ApiException
from klarna.exceptions.input_error_validation_error_error_exception import InputErrorValidationErrorErrorException
from klarna.exceptions.resource_error_conflict_error_error_exception import ResourceErrorConflictErrorErrorException
from klarna.exceptions.technical_error_internal_error_error_exception import TechnicalErrorInternalErrorErrorException
from klarna.klarna_client import KlarnaClient

client = KlarnaClient(%s)


def accept(dispute):
    try:
        return client.payment_dispute_api.accept_loss(dispute).body
    except ResourceErrorConflictErrorErrorException:
        return "closed already"
    except TechnicalErrorInternalErrorErrorException as error:
        if error.error_code == "SERVER_CONFIGURATION_ERROR":
            return "call them"
        raise


def represent(dispute, evidence):
    client.client.create_hpp_session({})
    try:
        client.payment_dispute_api.respond_to_dispute_request(dispute, evidence)
    except InputErrorValidationErrorErrorException as error:
        return error.error_id


def appeal(dispute):
    try:
        client.payment_dispute_api.appeal_dispute(dispute, {})
    except InputErrorValidationErrorErrorException as error:
        return error.error_id


def code(dispute):
    try:
        client.payment_dispute_api.accept_loss(dispute)
    except ApiException as error:
        return error.response_code, error.error_code


def conflict(dispute):
    try:
        client.payment_dispute_api.accept_loss(dispute)
    except ApiException as error:
        if getattr(error, "error_code", None) == "RESOURCE_CONFLICT":
            return "closed already"
        raise


def details(dispute):
    return client.payment_dispute_api.get_dispute_details(dispute)
"""

COMMERCETOOLS = """
from commercetools.platform import Client
from commercetools.exceptions import CommercetoolsError

client = Client(url="https://checkout.europe-west1.gcp.commercetools.com")


def rename(key, again=False):
    try:
        return client.with_project_key("p").applications().with_key(key).post({"version": 1}, options={"force_version": %s})
    except CommercetoolsError as error:
        if error.code == "InvalidInput":
            return "check the name"
        raise
"""


def fates(facts: WalkFacts) -> dict[tuple[int, str], str]:
    """The fates by status and code."""
    return {(lane.answer.status, str(lane.answer.code)): lane.fate for lane in facts.lanes}


def resent_answers(facts: WalkFacts) -> list[Answer]:
    """The answers after which the request is sent again."""
    return [lane.answer for lane in facts.lanes if lane.resent]


def test_a_bitpay_error_is_raised_with_its_code() -> None:
    told = fates(walk(BITPAY, "m:pay", "bitpay", "createInvoice"))
    assert told[400, "010110"] == "handled"
    assert {fate for (_, code), fate in told.items() if code != "010110"} == {"raised"}


def test_the_bitpay_exception_has_no_attribute_for_the_code() -> None:
    told = fates(walk(BITPAY, "m:attribute", "bitpay", "createInvoice"))
    assert set(told.values()) == {"crashed"}


def test_klarna_raises_a_class_for_each_status_of_an_operation() -> None:
    told = fates(walk(KLARNA, "m:ship", "klarna-order-management", "captureOrder"))
    assert told[403, "CAPTURE_NOT_ALLOWED"] == "handled"
    assert told[404, "NO_SUCH_ORDER"] == "raised"
    assert told[500, "UNEXPECTED_ERROR"] == "handled"


def dispute(entry: str, operation: str, options: str = "") -> WalkFacts:
    """The facts of a function of `DISPUTES`, with these options for the client."""
    return walk(DISPUTES % options, f"m:{entry}", "klarna-network", operation)


def test_klarna_disputes_raise_a_class_for_each_status() -> None:
    told = fates(dispute("accept", "acceptLoss"))
    handled = {(409, "RESOURCE_CONFLICT"), (500, "SERVER_CONFIGURATION_ERROR")}
    assert {key for key, fate in told.items() if fate == "handled"} == handled
    assert {fate for key, fate in told.items() if key not in handled} == {"raised"}


def test_a_bad_request_has_a_class_of_its_own_for_one_call_only() -> None:
    assert fates(dispute("represent", "representDispute"))[400, "VALIDATION_ERROR"] == "handled"
    assert fates(dispute("appeal", "appealDispute"))[400, "VALIDATION_ERROR"] == "raised"


def test_a_plain_api_exception_has_no_code() -> None:
    told = fates(dispute("code", "acceptLoss"))
    assert {told[400, "VALIDATION_ERROR"], told[503, "TEMPORARY_UNAVAILABLE"]} == {"crashed"}
    assert told[500, "INTERNAL_ERROR"] == "handled"


def test_what_two_commits_of_the_sdk_do_differently_is_unknown() -> None:
    told = fates(dispute("conflict", "acceptLoss"))
    assert told.pop((409, "RESOURCE_CONFLICT")) == "unknown"
    assert set(told.values()) == {"raised"}


def test_klarna_retries_reads_where_it_is_told_to() -> None:
    resent = {answer.status for answer in resent_answers(dispute("details", "getDisputeDetails", "max_retries=2"))}
    assert resent == {429, 500, 503}
    assert not resent_answers(dispute("details", "getDisputeDetails"))
    assert not resent_answers(dispute("accept", "acceptLoss", "max_retries=2"))


def test_a_session_of_ones_own_keeps_its_retries() -> None:
    given = "http_client_instance=requests.Session(), max_retries=2"
    code = "import requests\n" + DISPUTES % given
    assert not resent_answers(walk(code, "m:details", "klarna-network", "getDisputeDetails"))
    code = "import requests\n" + DISPUTES % f"{given}, override_http_client_configuration=True"
    assert resent_answers(walk(code, "m:details", "klarna-network", "getDisputeDetails"))


def test_commercetools_gives_none_for_404_and_raises_for_the_rest() -> None:
    told = fates(walk(COMMERCETOOLS % "False", "m:rename", "commercetools-checkout", "updateApplicationByKey"))
    assert told[404, "ResourceNotFound"] == "passed"
    assert told[400, "InvalidInput"] == "handled"
    assert told[500, "General"] == "raised"


def test_commercetools_sends_a_conflict_again_with_force_version() -> None:
    for forced in (True, False):
        walked = walk(COMMERCETOOLS % forced, "m:rename", "commercetools-checkout", "updateApplicationByKey")
        resent = {lane.answer.code for lane in walked.lanes if lane.resent}
        assert resent == ({"ConcurrentModification"} if forced else set())
