"""Decorators that our Klarna calls share. The order matters: log, then translate, then retry."""
import functools
import itertools
import logging
import time

import requests

from orders import settings


class OrderError(Exception):
    """Base of what callers see."""


class Busy(OrderError):
    pass


class Refused(OrderError):
    def __init__(self, code, correlation_id):
        super().__init__(code)
        self.correlation_id = correlation_id


def logged(level=logging.INFO, *, name="klarna"):
    def decorate(fn):
        log = logging.getLogger(f"{name}.{fn.__name__}")

        @functools.wraps(fn)
        def inner(*args, **kwargs):
            try:
                result = fn(*args, **kwargs)
            except Exception:
                log.exception("failed: %r", args)
                raise
            else:
                log.log(level, "done: %r", result)
                return result

        return inner

    return decorate


def translated(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        try:
            return fn(*args, **kwargs)
        except requests.HTTPError as err:
            response = err.response
            if response.status_code == 429:
                raise Busy from None
            body = response.json()
            raise Refused(body["error_code"], body.get("correlation_id")) from err

    return inner


def retried(tries=settings.get("TRIES", 5), pause=settings.get("PAUSE", 1.0)):
    def decorate(fn):
        @functools.wraps(fn)
        def inner(*args, **kwargs):
            for attempt in itertools.count(1):
                response = fn(*args, **kwargs)
                if attempt >= tries or response.status_code not in (409, 500):
                    response.raise_for_status()
                    return response
                time.sleep(pause * attempt)

        return inner

    return decorate
