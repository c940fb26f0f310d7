import logging

from warehouse.klarna import Busy, Denied, Klarna, KlarnaProblem, Unknown

log = logging.getLogger(__name__)


def close_order(order_id):
    """The rest of the order is never shipped: give the money back to the customer's limit."""
    try:
        Klarna().order(order_id, "release-remaining-authorization")
    except (Denied, Unknown) as refused:
        log.info("%s: nothing to release (%s)", order_id, refused)
    except KlarnaProblem as problem:
        if problem.later or problem.problem.code in Busy:
            return "later"
        log.error("%s: %s", order_id, problem.problem.text)
        raise
    return "closed"
