"""Kinguin's API by attribute access: gateway.order.dispatch(...) is POST /order/dispatch."""
import logging
from functools import partialmethod
from time import sleep

from requests import Session

logger = logging.getLogger(__name__)


class Problem(Exception):
    kind = property(lambda self: self.args[0])

    def __eq__(self, other):
        return self.kind == other

    __hash__ = Exception.__hash__


class NotYet(Problem):
    """Comes right by waiting."""


class Endpoint:
    def __init__(self, gateway, *parts):
        self._gateway = gateway
        self._parts = parts

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return type(self)(self._gateway, *self._parts, name)

    def __call__(self, **payload):
        return self._gateway.post("/".join(self._parts), payload)


class Gateway:
    waits = (1, 2, 4)

    def __init__(self, host, key):
        self.root = "https://" + host + "/esa/api/v1/"
        self.session = Session()
        self.session.headers["X-Api-Key"] = key

    @classmethod
    def sandbox(cls, key="key"):
        return cls("gateway.sandbox.kinguin.net", key)

    def __getattr__(self, name):
        return Endpoint(self, name)

    def send(self, method, path, payload=None, waits=None):
        answer = self.session.request(method, self.root + path, json=payload)
        if answer:
            return answer.json()
        told = answer.json()
        kind = told["kind"]
        pending = self.waits if waits is None else waits
        if told.get("retryable", False):
            if not pending:
                raise NotYet(kind, told["detail"])
            sleep(pending[0])
            return self.send(method, path, payload, pending[1:])
        if answer.status_code in (409, 422):
            logger.warning("%s is refused: %s", path, kind)
        raise Problem(kind)

    post = partialmethod(send, "POST")
    get = partialmethod(send, "GET")
