"""Switch a Checkout application on or off from the back office."""
import logging

from .http import client

logger = logging.getLogger(__name__)


class ApplicationError(Exception):
    def __init__(self, key, errors):
        self.key = key
        self.errors = errors
        super().__init__(f"{key}: " + "; ".join(e["message"] for e in errors))


class EditedElsewhere(ApplicationError):
    """Somebody saved the application in the Merchant Center meanwhile."""


class OutcomeUnknown(ApplicationError):
    """commercetools had a problem of its own, look at the application before trying again."""


def _status_action(active: bool) -> dict:
    return {"action": "setStatus", "status": "Active" if active else "Inactive"}


def switch(key: str, active: bool) -> bool:
    """True if something changed."""
    current = client().get(f"applications/key={key}")
    current.raise_for_status()
    application = current.json()
    if (application["status"] == "Active") is active:
        return False

    response = client().post(
        f"applications/key={key}",
        json={"version": application["version"], "actions": [_status_action(active)]},
    )
    if response.is_success:
        logger.info("%s is now version %s", key, response.json()["version"])
        return True

    errors = response.json().get("errors") or [{"code": "", "message": response.json()["message"]}]
    seen = {error["code"] for error in errors}
    if "ConcurrentModification" in seen:
        raise EditedElsewhere(key, errors)
    if seen & {"GeneralError", "ServiceUnavailable"}:
        raise OutcomeUnknown(key, errors)
    if seen <= {"ResourceNotFound"}:
        logger.warning("application %s was deleted", key)
        return False
    raise ApplicationError(key, errors)
