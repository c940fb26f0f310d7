STATES = {"paid": "waiting", "confirmed": "paid", "complete": "paid", "expired": "cancelled", "invalid": "review"}

_orders = {"A-5": "new"}


def mark(order_id, invoice_status):
    _orders[order_id] = STATES.get(invoice_status, "review")
    return _orders[order_id]
