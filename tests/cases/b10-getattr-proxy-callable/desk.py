"""The service desk releases an order by hand."""
from gateway import Gateway, NotYet, Problem

gateway = Gateway.sandbox()


def release(order_id):
    try:
        return gateway.order.dispatch(orderId=order_id)["dispatchId"]
    except NotYet as wait:
        return "wait ({})".format(wait.args[0])
    except Problem as problem:
        if problem == "OrderNotPaid":
            return "pay first"
        raise
