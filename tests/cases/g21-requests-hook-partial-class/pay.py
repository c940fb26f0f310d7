"""Payment links."""
from functools import partialmethod
from http import HTTPStatus
from string import Template
from urllib.parse import urljoin

import requests
from requests.compat import json as complexjson
from requests.exceptions import HTTPError, RequestException

HOST = "https://publicoffice.lemanpay.net/"
PATH = Template("$version/merchant/Owner/$what")


class Denied(RequestException):
    def __init__(self, *args, code=None, **kwargs):
        self.code = code
        super().__init__(*args, **kwargs)


def check(response, *args, **kwargs):
    try:
        response.raise_for_status()
    except HTTPError as error:
        document = complexjson.loads(response.text)
        code = document["reason"] if "reason" in document else document["code"]
        raise Denied(str(error), response=response, code=code) from error
    return response


class Gate:
    def __init__(self):
        self.session = requests.Session()
        self.session.hooks["response"].append(check)

    def call(self, method, what, **body):
        url = urljoin(HOST, PATH.substitute(version="v2", what=what))
        return self.session.request(method, url, json=body).json()["data"]

    post = partialmethod(call, "POST")

    def pay(self, order, amount):
        try:
            return self.post("payment", orderId=order, amount=f"{amount:.2f}")["paymentUrl"]
        except Denied as denied:
            status = HTTPStatus(denied.response.status_code)
            if status is HTTPStatus.TOO_MANY_REQUESTS:
                return "/later"
            if denied.code and denied.code.isdigit() and denied.code[2] == "0":
                return f"/sorry?why={status.phrase.lower().replace(' ', '-')}"
            raise
        except RequestException:
            return "/offline"
