#!/usr/bin/env python3
"""Takes down the Checkout application of a shop that was open for a season only."""
import http.client
import json
import os
import sys
import time
from contextlib import closing
from functools import singledispatch
from http import HTTPStatus
from itertools import dropwhile
from urllib.parse import quote, urlencode

HOST = "checkout.us-central1.gcp.commercetools.com"
PROJECT = os.environ.get("CTP_PROJECT_KEY", "my-shop")
AGAIN = object()


class ApiProblem(Exception):
    def __init__(self, status, body):
        self.status = HTTPStatus(status)
        self.codes = [error["code"] for error in body.get("errors", ())]
        super().__init__(f"{self.status.value} {self.status.phrase}: {self.codes}")


class Gone(ApiProblem):
    pass


class Stale(ApiProblem):
    pass


class Down(ApiProblem):
    pass


def make_problem(status, body):
    kinds = {
        "ResourceNotFound": Gone,
        "ConcurrentModification": Stale,
        "ServiceUnavailable": Down,
        # the server fell over, see the docs
        "GeneralError": Down,
    }
    code, *_ = [error["code"] for error in body["errors"]]
    return kinds.get(code, ApiProblem)(status, body)


@singledispatch
def verdict(outcome):
    return "deleted"


@verdict.register
def _(problem: ApiProblem):
    raise problem


@verdict.register
def _(problem: Gone):
    return "was gone"


@verdict.register(Stale)
def _(problem):
    print("changed by somebody else, look at it first:", problem, file=sys.stderr)
    return "kept"


def drop_application(key, version):
    tries_left = 3

    def attempt():
        nonlocal tries_left
        tries_left -= 1
        path = f"/{PROJECT}/applications/key={quote(key)}?{urlencode({'version': version})}"
        with closing(http.client.HTTPSConnection(HOST, timeout=30)) as connection:
            connection.request("DELETE", path, headers={"Authorization": f"Bearer {os.environ.get('CTP_TOKEN', 't')}"})
            response = connection.getresponse()
            body = json.loads(response.read() or "{}")
        if HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
            return None
        problem = make_problem(response.status, body)
        if isinstance(problem, Down) and tries_left:
            time.sleep(4)
            return AGAIN
        return problem

    return verdict(next(dropwhile(lambda outcome: outcome is AGAIN, iter(attempt, None)), None))


if __name__ == "__main__":
    print(drop_application(sys.argv[1], int(sys.argv[2])))
