import os
from functools import cached_property

from transport import session

CODES = {
    "ResourceNotFound": lambda reader, response: None,
    "General": lambda reader, response: reader.fallback,
    "ServiceUnavailable": lambda reader, response: reader.fallback,
}


class IntegrationReader:
    fallback = "?"

    def __init__(self, integration_id):
        self.id = integration_id

    @cached_property
    def url(self):
        region = os.environ.get("CTP_REGION", "europe-west1.gcp")
        return f"https://checkout.{region}.commercetools.com/{os.environ.get('CTP_PROJECT', 'shop')}/payment-integrations/{self.id}"

    def name(self):
        response = session.get(self.url, headers={"Authorization": "Bearer " + os.environ.get("CTP_TOKEN", "")}, timeout=10)
        if (status := response.status_code) == 200:
            return response.json()["name"]
        error = next(iter(response.json().get("errors") or []), {})
        if handler := CODES.get(error.get("code")):
            return handler(self, response)
        response.raise_for_status()
        raise LookupError(status)


def integration_name(integration_id):
    return IntegrationReader(integration_id).name()
