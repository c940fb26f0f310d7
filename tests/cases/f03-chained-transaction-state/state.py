import os
import requests

BASE = "https://checkout.europe-west1.gcp.commercetools.com/" + os.environ.get("CTP_PROJECT", "outdoor-shop")
TOKEN = os.environ.get("CTP_TOKEN", "t")


def _transaction(key):
    return requests.get(
        f"{BASE}/transactions/key={key}", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=10
    ).json()


def is_paid(key: str) -> bool:
    """For the thank-you page."""
    try:
        state = _transaction(key)["transactionStatus"]["state"]
    except KeyError:
        return False
    return state == "Completed"


def problems(key: str) -> list[str]:
    return [p["code"] for p in _transaction(key).get("transactionStatus", {}).get("errors", [])]


def thank_you_context(key: str) -> dict:
    paid = is_paid(key)
    return {
        "paid": paid,
        "headline": "Thank you!" if paid else "We are still waiting for your bank",
        "reasons": [] if paid else problems(key),
    }
