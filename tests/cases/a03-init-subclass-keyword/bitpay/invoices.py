from .faults import Fault, InvalidPrice, NotFound
from .session import BitPaySession


def open_invoice(order, price, currency, session=None):
    session = session or BitPaySession()
    response = session.post("invoices", json={"token": session.token, "price": price, "currency": currency, "orderId": order})
    body = response.json()
    if "error" in body:
        fault = Fault.of(body)
        if fault.customer_can_fix:
            return {"ok": False, "field": "price" if isinstance(fault, InvalidPrice) else "form"}
        if isinstance(fault, NotFound):
            return {"ok": False, "field": None}
        raise fault
    return {"ok": True, "url": body["data"]["url"]}
