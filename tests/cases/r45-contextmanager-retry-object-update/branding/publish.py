import http.client
import json
import os

from branding.attempts import Attempts

HOST = "checkout.europe-west1.gcp.commercetools.com"
PROJECT = os.environ.get("CTP_PROJECT", "shop")


class ApiError(Exception):
    def __init__(self, status, document):
        self.status = status
        self.codes = {e.get("code") for e in document.get("errors", [])}
        super().__init__(document.get("message"))


def call(method, path, body=None):
    conn = http.client.HTTPSConnection(HOST)
    conn.request(method, "/%s%s" % (PROJECT, path), body and json.dumps(body), {"Authorization": "Bearer t", "Content-Type": "application/json"})
    resp = conn.getresponse()
    document = json.loads(resp.read())
    conn.close()
    if resp.status > 299:
        raise ApiError(resp.status, document)
    return document


def changed_meanwhile(exc):
    return isinstance(exc, ApiError) and exc.status == 412 and "ConcurrentModification" in exc.codes


def publish_logo(app_id, url):
    for attempt in Attempts(3, changed_meanwhile):
        with attempt:
            app = call("GET", "/applications/" + app_id)
            app = call("POST", "/applications/" + app_id, {"version": app["version"], "actions": [{"action": "setLogo", "url": url}]})
    return app["version"]
