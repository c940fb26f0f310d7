"""Ways to write retries: each form begins with its name and, by answer, how often `f` sends and how it ends."""
# ruff: noqa
# fmt: off

#: a policy that is called: 400 = 2 raises HTTPError; ok = 1 returns response
def f():
    return Retrying(stop=stop_after_attempt(2), reraise=True)(post)

#: an async policy that is called: 400 = 2 raises RetryError; ok = 1 returns response
async def f():
    return await AsyncRetrying(stop=stop_after_attempt(2))(apost)

#: async for: 503 = 3 raises HTTPStatusError; ok = 1 returns response
async def f():
    async for attempt in AsyncRetrying(stop=stop_after_attempt(3), reraise=True):
        with attempt:
            return await apost()

#: set_result by hand: 503 = 3 returns response; 400 = 1 returns response
def f():
    for attempt in Retrying(retry=retry_if_result(lambda r: r.status_code == 503), stop=stop_after_attempt(3),
                            retry_error_callback=lambda s: s.outcome.result()):
        with attempt:
            r = requests.post(U)
        if not attempt.retry_state.outcome.failed:
            attempt.retry_state.set_result(r)
    return r

#: retry_with: 400 = 2 raises HTTPError
@retry(stop=stop_after_attempt(5), reraise=True)
def g():
    return post()
def f():
    return g.retry_with(stop=stop_after_attempt(2))()

#: a changed policy: 400 = 2 raises HTTPError
@retry(stop=stop_after_attempt(5), reraise=True)
def g():
    return post()
def f():
    g.retry.stop = stop_after_attempt(2)
    return g()

#: switched off: 400 = 1 raises HTTPError
@retry(stop=stop_after_attempt(5), enabled=False)
def f():
    return post()

#: attempts that nobody knows: 400 = 3 raises HTTPError
import os
@retry(stop=stop_after_attempt(int(os.environ['TRIES'])), reraise=True)
def f():
    return post()

#: a limit of time: 400 = 7 raises HTTPError
@retry(stop=stop_after_delay(30), wait=wait_exponential(multiplier=1, max=10), reraise=True)
def f():
    return post()

#: a limit of time without waits: 400 = 12 raises RetryError
@retry(stop=stop_after_delay(30))
def f():
    return post()

#: either limit: 400 = 2 raises RetryError
@retry(stop=stop_after_delay(600) | stop_after_attempt(2))
def f():
    return post()

#: TryAgain and reraise: 503 = 2 raises HTTPError; 400 = 1 returns None
@retry(stop=stop_after_attempt(2), reraise=True)
def f():
    try:
        return post()
    except requests.HTTPError as e:
        if e.response.status_code == 503:
            raise TryAgain
        return None

#: what RetryError knows: 503 = 2 returns None; 400 = 2 raises HTTPError
@retry(stop=stop_after_attempt(2))
def g():
    return post()
def f():
    try:
        return g()
    except RetryError as e:
        if e.last_attempt.exception().response.status_code == 503:
            return None
        raise e.last_attempt.exception() from None

#: an error class of the project: 503 = 2 returns None; 400 = 2 raises GaveUp
class GaveUp(Exception):
    def __init__(self, last):
        self.status = last.exception().response.status_code
@retry(stop=stop_after_attempt(2), retry_error_cls=GaveUp)
def g():
    return post()
def f():
    try:
        return g()
    except GaveUp as e:
        if e.status >= 500:
            return None
        raise

#: a callable that reads the state: 429 = 3 raises HTTPError; 503 = 1 raises HTTPError
def again(state):
    return state.outcome.failed and state.outcome.exception().response.status_code == 429
@retry(stop=stop_after_attempt(3), retry=again, reraise=True)
def f():
    return post()

#: a cause: 503 = 3 raises Wrapped; 400 = 1 raises HTTPError
class Wrapped(Exception):
    pass
@retry(stop=stop_after_attempt(3), retry=retry_if_exception_cause_type(requests.HTTPError), reraise=True)
def f():
    try:
        return post()
    except requests.HTTPError as e:
        if e.response.status_code == 503:
            raise Wrapped() from e
        raise

#: an async predicate: 503 = 3 raises RetryError; 400 = 1 returns response
async def bad(r):
    return r.status_code == 503
@retry(stop=stop_after_attempt(3), retry=tenacity.asyncio.retry_if_result(bad))
async def f():
    async with httpx.AsyncClient() as c:
        return await c.post(U)

#: a method: 400 = 2 raises HTTPError
class Api:
    @retry(stop=stop_after_attempt(2), reraise=True)
    def send(self, path):
        return post()
def f():
    return Api().send('x')

#: a plain def around a coroutine: 503 = 1 raises HTTPStatusError
@retry(stop=stop_after_attempt(3))
def g():
    return apost()
async def f():
    return await g()

#: a generator function: 503 = 1 raises HTTPError
@retry(stop=stop_after_attempt(3))
def g():
    yield post()
def f():
    return list(g())

#: a predicate that fails: 503 = 1 raises AttributeError
@retry(stop=stop_after_attempt(3), retry=retry_if_exception(lambda e: e.no_such_thing))
def f():
    return post()

#: a shared policy under another name: 400 = 2 raises HTTPError
again = retry(stop=stop_after_attempt(2), reraise=True, before_sleep=before_sleep_log(None, 20), wait=wait_fixed(1) + wait_random(0, 2))
@again
def f():
    return post()

#: backoff, async: 503 = 3 raises HTTPStatusError; 400 = 1 raises HTTPStatusError
@backoff.on_exception(backoff.expo, httpx.HTTPError, max_tries=3, giveup=lambda e: e.response.status_code < 500)
async def f():
    return await apost()

#: backoff, an async giveup: 503 = 2 raises HTTPStatusError; 400 = 1 raises HTTPStatusError
async def hopeless(e):
    return e.response.status_code < 500
@backoff.on_exception(backoff.fibo, (httpx.HTTPError,), max_tries=lambda: 2, giveup=hopeless, max_value=5)
async def f():
    return await apost()

#: backoff, a limit of time: 400 = 7 raises HTTPError
@backoff.on_exception(backoff.constant, requests.HTTPError, max_time=60, interval=10, jitter=None)
def f():
    return post()

#: backoff, what the answer asks for: 429+RA = 3 returns response; 429 = 3 returns response; 400 = 1 returns response
@backoff.on_predicate(backoff.runtime, predicate=lambda r: r.status_code == 429, value=lambda r: int(r.headers.get('Retry-After', 1)),
                      jitter=None, max_tries=3)
def f():
    return requests.post(U)

#: backoff, a handler that raises: 400 = 2 raises Gone
class Gone(Exception):
    pass
def told(details):
    raise Gone(details['tries'])
@backoff.on_exception(backoff.expo, requests.HTTPError, max_tries=2, on_giveup=told)
def f():
    return post()

#: backoff, a sequence of waits: 400 = 3 raises HTTPError
@backoff.on_exception(backoff.constant, requests.HTTPError, interval=[1, 2])
def f():
    return post()

#: stamina, a caller: 400 = 2 raises HTTPError
def f():
    return stamina.RetryingCaller(attempts=2).on(requests.HTTPError)(post)

#: stamina, an async caller: 400 = 2 raises HTTPStatusError
async def f():
    return await stamina.AsyncRetryingCaller(attempts=2)(httpx.HTTPError, apost)

#: stamina, time alone: 400 = 8 raises HTTPError
@stamina.retry(on=requests.HTTPError, attempts=None, timeout=10.0)
def f():
    return post()

#: stamina, no limit: 400 = endless
@stamina.retry(on=requests.HTTPError, attempts=None, timeout=None)
def f():
    return post()

#: stamina, a generator: 503 = 3 raises HTTPError
@stamina.retry(on=requests.HTTPError, attempts=3)
def g():
    yield post()
def f():
    return list(g())

#: stamina, async for: 503 = 3 raises HTTPStatusError; 400 = 1 raises HTTPStatusError
async def f():
    async for attempt in stamina.retry_context(on=lambda e: status_of(e) >= 500, attempts=3):
        with attempt:
            return await apost()

#: a policy of one's own: 503 = 3 raises RetryError; 429+RA = 1 returns response
from requests.adapters import HTTPAdapter
from requests.packages.urllib3.util.retry import Retry
class Careful(Retry):
    def is_retry(self, method, status_code, has_retry_after=False):
        return status_code == 503
def f():
    s = requests.Session()
    s.mount('http://', HTTPAdapter(max_retries=Careful(total=2)))
    return s.post(U)

#: urllib3, listed and exhausted: 503 = 2 raises MaxRetryError; 400 = 1 returns response
import urllib3
def f():
    return urllib3.PoolManager().request('POST', U, retries=urllib3.Retry(1, status_forcelist=[503], allowed_methods=None))

#: httpx-retries, async: 503 = 3 returns response; 500 = 1 returns response
from httpx_retries import Retry, RetryTransport
async def f():
    async with httpx.AsyncClient(transport=RetryTransport(retry=Retry(total=2, allowed_methods=['POST']))) as c:
        return await c.post(U)

#: httpx-retries around a transport: 503 = 3 returns response; 500 = 1 returns response
from httpx_retries import Retry, RetryTransport
def f():
    with httpx.Client(transport=RetryTransport(transport=httpx.HTTPTransport(retries=3), retry=Retry(total=2, allowed_methods=['POST']))) as c:
        return c.post(U)

#: aiohttp-retry, a list of waits: 503 = 2 returns response; 400 = 1 returns response
from aiohttp_retry import ListRetry, RetryClient
async def f():
    async with RetryClient(retry_options=ListRetry([1, 2])) as c:
        r = await c.post(U)
        return r

#: aiohttp-retry, other options for one request: 400 = 2 returns response; 404 = 1 returns response
from aiohttp_retry import ExponentialRetry, FibonacciRetry, RandomRetry, RetryClient
async def f():
    async with RetryClient(retry_options=RandomRetry(attempts=4)) as c:
        async with c.post(U, retry_options=FibonacciRetry(attempts=2, statuses={400})) as r:
            return r

#: redo: 400 = 3 raises HTTPError
import redo
@redo.retriable(attempts=3, retry_exceptions=(requests.HTTPError,))
def f():
    return post()

#: redo, called: 400 = 2 raises HTTPError
from redo import retry as again
def f():
    return again(post, attempts=2, sleeptime=1)

#: opnieuw: 400 = 4 raises HTTPStatusError
import opnieuw
@opnieuw.retry(retry_on_exceptions=httpx.HTTPError, max_calls_total=4)
async def f():
    return await apost()

#: retry_call: 400 = 2 raises HTTPError
from retry.api import retry_call
def f():
    return retry_call(post, exceptions=requests.HTTPError, tries=2)

#: retry (invl) does not await: 400 = 1 raises HTTPStatusError
import retry as again
@again.retry(tries=3)
async def f():
    return await apost()

#: retrying, a limit of time: 400 = 6 raises HTTPError
@retrying.retry(stop_max_delay=10000, wait_fixed=2000)
def f():
    return post()

#: google, by time: 400 = 9 raises RetryError
from google.api_core import retry as gretry
@gretry.Retry(predicate=gretry.if_exception_type(requests.HTTPError))
def f():
    return post()

#: google, async: 400 = 4 raises RetryError
from google.api_core.retry_async import AsyncRetry
from google.api_core import exceptions, retry as gretry
@AsyncRetry(timeout=5, predicate=gretry.if_exception_type(httpx.HTTPError))
async def f():
    return await apost()

#: celery, a call of the task: 400 = 1 raises HTTPError
app = celery.Celery()
@app.task(autoretry_for=(Exception,))
def g():
    return post()
def f():
    return g()

#: celery, shared: 400 = 2 raises HTTPError
@celery.shared_task(autoretry_for=(requests.HTTPError,), retry_kwargs={'max_retries': 1}, retry_backoff=True)
def f(order):
    return post()

#: celery, a base class: 400 = 2 returns None
class Base(celery.Task):
    autoretry_for = (requests.HTTPError,)
    max_retries = 2
@celery.shared_task(base=Base, bind=True)
def f(self, order):
    if self.request.retries == 2:
        return None
    return post()

#: celery, no limit: 400 = endless
@celery.shared_task(autoretry_for=(Exception,), max_retries=None)
def f():
    return post()

#: dramatiq, a call: 400 = 1 raises HTTPError
@dramatiq.actor
def g():
    return post()
def f():
    return g()

#: huey, cancelled: 400 = 1 raises CancelExecution; 503 = 3 raises HTTPError
h = huey.RedisHuey()
@h.task(retries=2)
def f():
    r = requests.post(U)
    if r.status_code < 500 and not r.ok:
        raise huey.CancelExecution(retry=False)
    r.raise_for_status()

#: rq, a job: 400 = 3 raises HTTPError
from rq import Retry
from rq.decorators import job
@job('default', retry=Retry(max=2, interval=[1, 5]))
def f():
    return post()
