"""Retries whose options nobody knows (`o` is a module's object that is not there); written as in `retry_forms.py`."""
# ruff: noqa
# fmt: off

#: tenacity, callbacks: 503 = 3 raises HTTPError
@retry(stop=stop_after_attempt(o.tries), wait=o.wait, before_sleep=o.cb, after=o.cb, before=o.cb, sleep=o.sleep, reraise=True)
def f():
    return post()

#: tenacity, stop: 503 = 3 raises HTTPError
@retry(stop=o.stop, wait=wait_exponential(multiplier=o.m, max=o.max, min=o.min) + wait_random(o.a, o.b), reraise=True)
def f():
    return post()

#: tenacity, limits: 503 = 3 returns value
@retry(stop=stop_after_delay(o.d)|stop_after_attempt(o.n), wait=wait_exponential_jitter(initial=o.m, max=o.max, jitter=o.j), retry_error_callback=o.cb)
def f():
    return post()

#: tenacity, waits: 503 = 1 raises HTTPError
@retry(stop=stop_after_attempt(3), retry=retry_if_exception_type(o.E), wait=wait_incrementing(o.a,o.b,o.c), reraise=True)
def f():
    return post()

#: backoff: 503 = 3 raises HTTPError
@backoff.on_exception(backoff.expo, requests.HTTPError, max_tries=o.n, max_time=o.t, jitter=o.j, on_backoff=o.h, on_giveup=o.h, factor=o.f, max_value=o.mv, base=o.b)
def f():
    return post()

#: backoff, a generator of waits: 503 = 3 raises HTTPError
@backoff.on_exception(o.gen, requests.HTTPError, max_tries=o.n)
def f():
    return post()

#: backoff, fibo: 503 = 3 returns response
@backoff.on_predicate(backoff.fibo, lambda r: not r.ok, max_tries=o.n, max_value=o.m)
def f():
    return requests.post(U)

#: backoff, constant: 503 = 3 returns response
@backoff.on_predicate(backoff.constant, lambda r: not r.ok, max_time=o.n, interval=o.m)
def f():
    return requests.post(U)

#: stamina: 503 = 3 raises HTTPError
@stamina.retry(on=requests.HTTPError, attempts=o.n, timeout=o.t, wait_initial=o.a, wait_max=o.b, wait_jitter=o.c, wait_exp_base=o.d)
def f():
    return post()

#: urllib3: 503 = 3 raises RetryError
from urllib3 import Retry
from requests.adapters import HTTPAdapter
def f():
    s = requests.Session()
    s.mount('http://', HTTPAdapter(max_retries=Retry(total=o.n, connect=o.n, read=o.n, status=o.n, backoff_factor=o.b, status_forcelist=[503], allowed_methods=None, backoff_max=o.x, backoff_jitter=o.j)))
    return s.post(U)

#: urllib3, a number: 503 = 1 returns response
from requests.adapters import HTTPAdapter
def f():
    s = requests.Session()
    s.mount('http://', HTTPAdapter(max_retries=o.n))
    return s.post(U)

#: httpx-retries: 503 = 3 returns response
from httpx_retries import *
def f():
    with httpx.Client(transport=RetryTransport(retry=Retry(total=o.n, backoff_factor=o.b, backoff_jitter=o.j, max_backoff_wait=o.m, allowed_methods=['POST'], total_timeout=o.t))) as c:
        return c.post(U)

#: aiohttp-retry: 503 = 3 returns response
from aiohttp_retry import *
async def f():
    async with RetryClient(retry_options=ExponentialRetry(attempts=o.n, start_timeout=o.s, max_timeout=o.m, factor=o.f)) as c:
        async with c.post(U, timeout=o.t, headers=o.h) as r:
            return r

#: aiohttp-retry, jitter: 503 = 3 returns response
from aiohttp_retry import *
async def f():
    async with RetryClient(retry_options=JitterRetry(attempts=o.n, random_interval_size=o.s), logger=o.l) as c:
        async with c.post(U, timeout=o.t, headers=o.h) as r:
            return r

#: retrying: 503 = 3 raises HTTPError
@retrying.retry(stop_max_attempt_number=o.n, wait_fixed=o.w, wait_exponential_multiplier=o.m, wait_exponential_max=o.x, wait_jitter_max=o.j, stop_max_delay=o.d)
def f():
    return post()

#: retry (invl): 503 = 3 raises HTTPError
import retry as R
@R.retry(requests.HTTPError, tries=o.n, delay=o.d, backoff=o.b, jitter=o.j, max_delay=o.m, logger=o.l)
def f():
    return post()

#: redo: 503 = 3 raises HTTPError
import redo
@redo.retriable(attempts=o.n, sleeptime=o.d, jitter=o.j, max_sleeptime=o.m, retry_exceptions=(Exception,))
def f():
    return post()

#: opnieuw: 503 = 3 raises HTTPError
import opnieuw
@opnieuw.retry(retry_on_exceptions=Exception, max_calls_total=o.n, retry_window_after_first_call_in_seconds=o.w)
def f():
    return post()

#: google: 503 = 3 raises RetryError
from google.api_core import retry as g
@g.Retry(predicate=g.if_exception_type(Exception), initial=o.i, maximum=o.m, multiplier=o.x, timeout=o.t, on_error=o.e)
def f():
    return post()

#: celery: 503 = 4 raises HTTPError
@celery.shared_task(autoretry_for=(Exception,), max_retries=o.n, retry_backoff=o.b, retry_backoff_max=o.m, retry_jitter=o.j, default_retry_delay=o.d)
def f():
    return post()

#: celery, self.retry: 503 = 4 raises HTTPError
@celery.shared_task(bind=True, max_retries=3)
def f(self):
    try:
        return post()
    except Exception as e:
        raise self.retry(exc=e, countdown=o.c, max_retries=o.m)

#: dramatiq: 503 = 4 raises HTTPError
@dramatiq.actor(max_retries=o.n, min_backoff=o.a, max_backoff=o.b)
def f():
    return post()

#: huey: 503 = 4 raises HTTPError
h=huey.RedisHuey()
@h.task(retries=o.n, retry_delay=o.a, retry_backoff=o.b)
def f():
    return post()
