"""A capture that was just made may not be readable at once: ask until it is there, half a minute at most."""
import http.client
import json
import os
import time
from base64 import b64encode
from enum import IntEnum
from itertools import chain, repeat

HOST = os.getenv("KLARNA_HOST", "api.klarna.com")
AUTH = b64encode(b"user:password").decode()


class Status(IntEnum):
    OK = 200
    NOT_FOUND = 404
    CONFLICT = 409
    TOO_MANY = 429


class KlarnaError(Exception):
    def __init__(self, status, document):
        Exception.__init__(self, status, document)
        self.status = status
        self.code = document["error_code"]
        self.messages = document.get("error_messages", [])


def read(path):
    connection = http.client.HTTPSConnection(HOST, timeout=10)
    try:
        connection.request("GET", path, headers={"Authorization": "Basic " + AUTH})
        response = connection.getresponse()
        document = json.loads(response.read() or b"{}")
    finally:
        connection.close()
    try:
        status = Status(response.status)
    except ValueError:
        raise KlarnaError(response.status, document)
    if status is not Status.OK:
        raise KlarnaError(status, document)
    return document


def wait_for_capture(order_id, capture_id, limit=30.0):
    path = f"/ordermanagement/v1/orders/{order_id}/captures/{capture_id}"
    deadline = time.monotonic() + limit
    for pause in chain((1, 2, 4), repeat(8)):
        try:
            return read(path)["captured_amount"]
        except KlarnaError as error:
            if error.code in ("NO_SUCH_CAPTURE", "CONFLICT", "TOO_MANY_REQUESTS"):
                reason = error
            elif error.status == Status.NOT_FOUND and "capture" in " ".join(error.messages).lower():
                reason = error
            else:
                raise
        if time.monotonic() + pause > deadline:
            raise TimeoutError(f"{capture_id} is not there yet") from reason
        time.sleep(pause)
