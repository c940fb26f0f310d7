import os
import time

import requests

from . import flags, metrics

SESSION = requests.Session()
CHECKOUT = "https://checkout.{region}.commercetools.com/{project}".format(
    region=os.environ.get("CTP_REGION", "europe-west1.gcp"), project=os.environ.get("CTP_PROJECT_KEY", "demo")
)


class CommercetoolsError(Exception):
    def __init__(self, status, body):
        self.status = status
        self.codes = [e["code"] for e in body.get("errors", ())]
        super().__init__(body.get("message", "HTTP %d" % status))


def post(resource, draft, retries=2):
    for left in range(retries, -1, -1):
        with metrics.timer("ct." + resource):
            response = SESSION.post(
                CHECKOUT + "/" + resource, json=draft, headers={"Authorization": "Bearer " + os.environ.get("CTP_TOKEN", "")}
            )
        metrics.increment("ct.response", resource=resource, status=response.status_code)
        if response.ok:
            return response.json()
        if left and response.status_code == 503:
            time.sleep(1)
            continue
        if left and response.status_code == 502 and flags.enabled("retry_bad_gateway"):
            time.sleep(3)
            continue
        raise CommercetoolsError(response.status_code, response.json())
