import logging

from keys.api import KinguinError, keys_of

log = logging.getLogger("keys")


def fetch(order_id):
    """The serials; an empty list where they are not there yet, None where they never will be."""
    try:
        return [key["serial"] for key in keys_of(order_id)]
    except KinguinError as error:
        log.info("%s: %s", order_id, error.title)
        if error.pending:
            return []
        if "ProcessingPreorder" in str(error):
            return []
        if str(error).count("OrderNotFound") or error.status == 401:
            return None
        raise
