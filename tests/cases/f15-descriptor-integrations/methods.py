"""Which payment methods does the checkout page offer?"""
from __future__ import annotations

import time

from ctcheckout.client import Integrations
from ctcheckout.endpoint import CheckoutError

_integrations = Integrations("garden-centre")


def offered(keys: list[str], patience: int = 2) -> list[str]:
    names = []
    for key in keys:
        for attempt in range(patience + 1):
            try:
                integration = _integrations.get(key=key)
            except CheckoutError as error:
                # reading may be repeated
                if (error.status == 503 or error.has("GeneralError")) and attempt < patience:
                    time.sleep(0.3 * (attempt + 1))
                    continue
                raise
            if integration and integration["status"] == "Active":
                names.append(integration["name"])
            break
    return names
