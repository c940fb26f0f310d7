import time

from leman import Session, read_failure

session = Session()
GENERAL = {0, 1, 2}


def pay(order, *, again=True):
    response = session.post("/v2/merchant/Owner/payment", json={"orderId": order["number"], "amount": order["total"]}, timeout=15)
    failure = read_failure(response)
    match failure:
        case None:
            return response.json()["data"]["paymentUrl"]
        case (_, _, _, True) if again:
            time.sleep(1)
            return pay(order, again=False)
        case ("general", number, *_) if number in GENERAL:
            raise RuntimeError(f"LemanPay {number}")
        case ("payment", 13 | 14, text, _):
            return f"/sms?hint={text}"
    return "/payment-failed"
