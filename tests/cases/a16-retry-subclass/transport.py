"""How we talk to commercetools: patient, and loud about it."""
import logging

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

logger = logging.getLogger("ctp.transport")


class LoudRetry(Retry):
    DEFAULT_BACKOFF_MAX = 20

    def __init__(self, *args, reason="ctp", **kwargs):
        self.reason = reason
        super().__init__(*args, **kwargs)

    def new(self, **kw):
        fresh = super().new(**kw)
        fresh.reason = self.reason
        return fresh

    def increment(self, method=None, url=None, response=None, error=None, _pool=None, _stacktrace=None):
        logger.info("%s: %s %s again", self.reason, method, url)
        return super().increment(method, url, response, error, _pool, _stacktrace)


def mounted(session, **options):
    base = LoudRetry(total=None, connect=2, status=2, backoff_factor=0.3, raise_on_status=False)
    policy = base.new(status_forcelist=frozenset(range(500, 505)) - {501}, **options)
    session.mount("https://", HTTPAdapter(max_retries=policy))
    return session


session = mounted(requests.Session(), respect_retry_after_header=False)
