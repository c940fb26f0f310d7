"""Labels of payment methods for mails and invoices."""
from __future__ import annotations

import logging

from .cache import StaleCache
from .checkout_api import CheckoutApi, CheckoutDown, UnknownIntegration

log = logging.getLogger(__name__)

FALLBACK = {"de": "Zahlung", "en": "Payment"}


class IntegrationCatalog:
    def __init__(self, project_key: str, token: str) -> None:
        self._api = CheckoutApi(project_key, token)
        self._cache: StaleCache[dict] = StaleCache(ttl=900, tolerate=CheckoutDown)

    def label(self, key: str, language: str) -> str:
        default = FALLBACK.get(language, FALLBACK["en"])
        try:
            integration = self._cache.get(key, lambda: self._api.integration(key))
        except UnknownIntegration:
            log.info("integration %s was deleted", key)
            self._cache.drop(key)
            return default
        except CheckoutDown:
            return default
        labels = integration.get("displayInfo", {}).get("label", {})
        return labels.get(language) or labels.get("en") or default
