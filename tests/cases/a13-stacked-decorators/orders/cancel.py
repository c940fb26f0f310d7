import requests

from orders import settings
from orders.decorators import Busy, Refused, logged, retried, translated


@logged()
@translated
@retried(tries=2)
def _cancel(order_id):
    return requests.post(
        "%s/ordermanagement/v1/orders/%s/cancel" % (settings.get("HOST"), order_id),
        auth=(settings.klarna.USER, settings.klarna.PASSWORD),
        timeout=10,
    )


def cancel(order_id):
    """True where the order is cancelled, False where it must be refunded instead, None for later."""
    try:
        _cancel(order_id)
    except Busy:
        return None
    except Refused as refused:
        if str(refused) == "CANCEL_NOT_ALLOWED":
            return False
        raise
    return True
