"""Health check: are the Applications of our storefronts still there?"""
import os
from contextlib import ExitStack

import requests

ROOT = "https://checkout.us-east-2.aws.commercetools.com/{}/applications/{}"


class ProbeFailed(Exception):
    pass


def _problem(response):
    body = response.json()
    return ProbeFailed(body["message"], [e["code"] for e in body["errors"]])


def exists(*application_ids):
    with ExitStack() as stack:
        session = stack.enter_context(requests.Session())
        session.headers["Authorization"] = f"Bearer {os.environ.get('CTP_TOKEN', 't')}"
        for application_id in application_ids:
            response = session.head(ROOT.format("my-shop", application_id), timeout=5)
            if response.status_code == requests.codes.not_found:
                return False
            if response.status_code == requests.codes.service_unavailable:
                return None
            if response.status_code != requests.codes.ok:
                raise _problem(response)
    return True
