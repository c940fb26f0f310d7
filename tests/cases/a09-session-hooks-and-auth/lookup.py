import os

from ctp import CheckoutError, session

ROOT = "/".join(("https://checkout.europe-west1.gcp.commercetools.com", os.environ.get("CTP_PROJECT", "shop"), "transactions"))


def transaction_state(transaction_id):
    """"missing", "open", "paid" or "unknown" (commercetools is down)."""
    try:
        response = session().get(f"{ROOT}/{transaction_id}", timeout=10)
    except CheckoutError as error:
        if error.code in {"General", "ServiceUnavailable"}:
            return "unknown"
        raise
    if response.status_code == 404:
        return "missing"
    items = response.json()["transactionItems"]
    return "paid" if all("payment" in item for item in items) else "open"
