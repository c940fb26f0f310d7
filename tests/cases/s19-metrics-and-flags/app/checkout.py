from . import metrics
from .commercetools import CommercetoolsError, post


class CheckoutFailed(Exception):
    """Shown to the customer."""


MESSAGES = {
    "PaymentFailure": "Your payment was declined.",
    "ReferencedResourceNotFound": "Your cart has expired.",
    "DuplicateField": "This cart is being paid already.",
}


def begin_transaction(cart_id):
    draft = {
        "key": cart_id,
        "application": {"typeId": "application", "key": "web"},
        "cart": {"typeId": "cart", "id": cart_id},
        "transactionItems": [{"paymentIntegration": {"typeId": "payment-integration", "key": "klarna"}}],
    }
    try:
        transaction = post("transactions", draft)
    except CommercetoolsError as exc:
        metrics.increment("checkout.failed")
        for code in exc.codes:
            if code in MESSAGES:
                raise CheckoutFailed(MESSAGES[code]) from exc
        raise
    return transaction["id"]
