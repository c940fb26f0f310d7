"""Operations reached through an SDK are walked like those reached over HTTP."""

from __future__ import annotations

from helpers import walk

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
