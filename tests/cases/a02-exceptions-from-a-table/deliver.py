import logging

import esa
from esa.errors import BY_KIND, NotYet

log = logging.getLogger(__name__)


def deliver(order_id):
    """(dispatch id, seconds until the next look)."""
    try:
        return esa.dispatch(order_id), 0
    except NotYet as later:
        if later.wait is None:
            log.info("%s: preorder", order_id)
            return None, 86400
        return None, later.wait
    except BY_KIND["OrderNotFound"]:
        return None, None
    except esa.EsaError as err:
        log.exception("order %s, trace %s", order_id, err.trace)
        raise
