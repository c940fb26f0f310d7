"""Retry constructs, each as one function `name(method, url)`; what each does was measured against a stub server.

`retry_constructs.json` holds the measured sends and ends. The tasks at the end are walked as a worker runs them.
"""
# ruff: noqa

import aiohttp
import backoff
import celery
import dramatiq
import functools
import http.client
import httpx
import huey as hueymod
import niquests
import openai
import requests
import retry as retry_invl
import retrying
import stamina
import tenacity as T
import time
import urllib.parse
import urllib.request
import urllib3
from aiohttp_retry import RetryClient, ExponentialRetry, JitterRetry
from google.api_core import retry as gretry, exceptions as gexc
from httpx_retries import RetryTransport, Retry as HRetry
from niquests.packages.urllib3.util import Retry as NRetry
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry


def _sess(max_retries):
    s = requests.Session()
    a = HTTPAdapter(max_retries=max_retries)
    s.mount("http://", a)
    s.mount("https://", a)
    return s


def req_plain(method, url):
    return requests.request(method, url)


def req_rfs(method, url):
    r = requests.request(method, url)
    r.raise_for_status()
    return r


def req_maxretries_int(method, url):
    return _sess(3).request(method, url)


def req_retry_nolist(method, url):
    return _sess(Retry(total=3)).request(method, url)


def req_retry_std(method, url):
    return _sess(Retry(total=3, backoff_factor=0.1, status_forcelist=[429, 500, 502, 503, 504])).request(method, url)


def req_retry_allmethods(method, url):
    return _sess(Retry(total=3, status_forcelist=[429, 500, 502, 503, 504], allowed_methods=None)).request(method, url)


def req_retry_post(method, url):
    return _sess(Retry(total=3, status_forcelist=[500, 503], allowed_methods={"GET", "POST"})).request(method, url)


def req_retry_lowercase(method, url):
    return _sess(Retry(total=3, status_forcelist=[500, 503], allowed_methods=["get", "post"])).request(method, url)


def req_retry_noraise(method, url):
    return _sess(Retry(total=3, status_forcelist=[429, 500, 502, 503, 504], raise_on_status=False)).request(method, url)


def req_retry_4xx(method, url):
    return _sess(Retry(total=3, status_forcelist=[400, 401, 404, 409, 429, 500])).request(method, url)


def req_retry_range(method, url):
    return _sess(Retry(total=3, status_forcelist=range(500, 600))).request(method, url)


def req_retry_strlist(method, url):
    return _sess(Retry(total=3, status_forcelist=["429", "500", "503"])).request(method, url)


def req_retry_status0(method, url):
    return _sess(Retry(total=5, status=0, status_forcelist=[500, 503])).request(method, url)


def req_retry_total0(method, url):
    return _sess(Retry(total=0, status_forcelist=[500, 503])).request(method, url)


def req_retry_totalnone(method, url):
    return _sess(Retry(total=None, status=2, connect=2, read=2, status_forcelist=[500])).request(method, url)


def req_retry_connectonly(method, url):
    return _sess(Retry(connect=3)).request(method, url)


def req_retry_nora(method, url):
    return _sess(Retry(total=3, respect_retry_after_header=False)).request(method, url)


def req_retry_mount_other(method, url):
    s = requests.Session()
    s.mount("https://", HTTPAdapter(max_retries=Retry(total=3, status_forcelist=[500, 503])))
    return s.request(method, url)


def req_retry_modulefn(method, url):
    session = _sess(Retry(total=3, status_forcelist=[500, 503]))  # noqa: F841
    return requests.request(method, url)


def u3_default(method, url):
    return urllib3.PoolManager().request(method, url)


def u3_false(method, url):
    return urllib3.PoolManager().request(method, url, retries=False)


def u3_zero(method, url):
    return urllib3.PoolManager().request(method, url, retries=0)


def u3_toplevel(method, url):
    return urllib3.request(method, url)


def u3_retry(method, url):
    return urllib3.PoolManager(retries=urllib3.Retry(3, status_forcelist=[500, 503])).request(method, url)


def urllib_urlopen(method, url):
    return urllib.request.urlopen(urllib.request.Request(url, method=method))


def httpclient(method, url):
    u = urllib.parse.urlsplit(url)
    c = http.client.HTTPConnection(u.hostname, u.port)
    c.request(method, u.path + "?" + u.query)
    return c.getresponse()


def hx_plain(method, url):
    return httpx.request(method, url)


def hx_rfs(method, url):
    return httpx.request(method, url).raise_for_status()


def hx_transport_retries(method, url):
    with httpx.Client(transport=httpx.HTTPTransport(retries=3)) as c:
        return c.request(method, url)


async def hx_async_transport(method, url):
    async with httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(retries=3)) as c:
        return await c.request(method, url)


def hx_hook(method, url):
    with httpx.Client(event_hooks={"response": [lambda r: r.raise_for_status()]}) as c:
        return c.request(method, url)


def hxr_default(method, url):
    with httpx.Client(transport=RetryTransport()) as c:
        return c.request(method, url)


def hxr_post(method, url):
    with httpx.Client(
        transport=RetryTransport(
            retry=HRetry(total=3, allowed_methods=["GET", "POST"], status_forcelist=[429, 500, 503])
        )
    ) as c:
        return c.request(method, url)


def hxr_emptylist(method, url):
    with httpx.Client(transport=RetryTransport(retry=HRetry(total=2, status_forcelist=[]))) as c:
        return c.request(method, url)


def hxr_validate(method, url):
    rt = HRetry(total=2, validate_response=lambda r: r.raise_for_status(), retry_on_exceptions=[httpx.HTTPStatusError])
    with httpx.Client(transport=RetryTransport(retry=rt)) as c:
        return c.request(method, url)


async def aio_plain(method, url):
    async with aiohttp.ClientSession() as s:
        async with s.request(method, url) as r:
            return r


async def aio_rfs(method, url):
    async with aiohttp.ClientSession(raise_for_status=True) as s:
        async with s.request(method, url) as r:
            return r


async def aior_default(method, url):
    async with RetryClient() as c:
        async with c.request(method, url) as r:
            return r


async def aior_statuses(method, url):
    async with RetryClient(
        retry_options=ExponentialRetry(attempts=3, statuses={429}, retry_all_server_errors=False)
    ) as c:
        async with c.request(method, url) as r:
            return r


async def aior_exc_rfs(method, url):
    async with RetryClient(
        raise_for_status=True, retry_options=ExponentialRetry(attempts=3, exceptions={aiohttp.ClientError})
    ) as c:
        async with c.request(method, url) as r:
            return r


async def aior_inner_rfs(method, url):
    async with aiohttp.ClientSession(raise_for_status=True) as s:
        c = RetryClient(client_session=s, retry_options=ExponentialRetry(attempts=3))
        async with c.request(method, url) as r:
            return r


async def aior_methods(method, url):
    async with RetryClient(retry_options=ExponentialRetry(attempts=3, methods={"GET"})) as c:
        async with c.request(method, url) as r:
            return r


def ten_bare(method, url):
    @T.retry
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_bare_norfs(method, url):
    @T.retry
    def call():
        return requests.request(method, url)

    return call()


def ten_stop3(method, url):
    @T.retry(stop=T.stop_after_attempt(3))
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_stop3_reraise(method, url):
    @T.retry(stop=T.stop_after_attempt(3), reraise=True)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_type_reqexc(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_if_exception_type(requests.RequestException), reraise=True)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_type_conn(method, url):
    @T.retry(
        stop=T.stop_after_attempt(3),
        retry=T.retry_if_exception_type((requests.ConnectionError, requests.Timeout)),
        reraise=True,
    )
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_builtin_conn(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_if_exception_type(ConnectionError), reraise=True)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_pred_5xx(method, url):
    def transient(e):
        return isinstance(e, requests.HTTPError) and (e.response.status_code == 429 or e.response.status_code >= 500)

    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_if_exception(transient), reraise=True)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_raw_pred(method, url):
    def transient(e):
        return isinstance(e, requests.HTTPError)

    @T.retry(stop=T.stop_after_attempt(3), retry=transient, reraise=True)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_result_5xx(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_if_result(lambda r: r.status_code >= 500))
    def call():
        return requests.request(method, url)

    return call()


def ten_result_rfs(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_if_result(lambda r: r.status_code >= 500))
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_any(method, url):
    @T.retry(
        stop=T.stop_after_attempt(3),
        retry=T.retry_if_exception_type(requests.ConnectionError) | T.retry_if_result(lambda r: r.status_code == 429),
    )
    def call():
        return requests.request(method, url)

    return call()


def ten_all(method, url):
    @T.retry(
        stop=T.stop_after_attempt(3),
        reraise=True,
        retry=T.retry_all(
            T.retry_if_exception_type(requests.HTTPError), T.retry_if_exception(lambda e: e.response.status_code == 503)
        ),
    )
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_all_result_exc(method, url):
    @T.retry(
        stop=T.stop_after_attempt(3),
        reraise=True,
        retry=T.retry_if_exception_type(requests.HTTPError) & T.retry_if_result(lambda r: r.status_code == 503),
    )
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_nottype(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_if_not_exception_type(ValueError), reraise=True)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_unless(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_unless_exception_type(requests.HTTPError))
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_msg(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_if_exception_message(match=r"50\d"), reraise=True)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_msg_body(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_if_exception_message(match=r".*E429"), reraise=True)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_tryagain(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_never)
    def call():
        r = requests.request(method, url)
        if r.status_code == 429:
            raise T.TryAgain
        return r

    return call()


def ten_iter(method, url):
    for attempt in T.Retrying(stop=T.stop_after_attempt(3), reraise=True):
        with attempt:
            r = requests.request(method, url)
            r.raise_for_status()
            return r


def ten_errcb(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry_error_callback=lambda s: None)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def ten_inner_catch(method, url):
    @T.retry(stop=T.stop_after_attempt(3))
    def call():
        try:
            r = requests.request(method, url)
            r.raise_for_status()
            return r
        except requests.HTTPError:
            return None

    return call()


def ten_over_adapter(method, url):
    s = _sess(Retry(total=3, status_forcelist=[500, 503]))

    @T.retry(stop=T.stop_after_attempt(3), reraise=True)
    def call():
        r = s.request(method, url)
        r.raise_for_status()
        return r

    return call()


async def ten_async(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_if_exception_type(httpx.HTTPStatusError), reraise=True)
    async def call():
        async with httpx.AsyncClient() as c:
            return (await c.request(method, url)).raise_for_status()

    return await call()


def ten_hx_reqerr(method, url):
    @T.retry(stop=T.stop_after_attempt(3), retry=T.retry_if_exception_type(httpx.RequestError), reraise=True)
    def call():
        return httpx.request(method, url).raise_for_status()

    return call()


def bo_reqexc(method, url):
    @backoff.on_exception(backoff.expo, requests.exceptions.RequestException, max_tries=3)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def bo_nolimit(method, url):
    @backoff.on_exception(backoff.expo, requests.exceptions.RequestException)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def bo_giveup(method, url):
    def fatal(e):
        return e.response is not None and 400 <= e.response.status_code < 500

    @backoff.on_exception(backoff.expo, requests.exceptions.RequestException, max_tries=3, giveup=fatal)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def bo_giveup_429(method, url):
    def fatal(e):
        s = getattr(e.response, "status_code", None)
        return s is not None and 400 <= s < 500 and s != 429

    @backoff.on_exception(backoff.expo, requests.exceptions.RequestException, max_tries=3, giveup=fatal)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def bo_giveup_truthy(method, url):
    @backoff.on_exception(
        backoff.expo,
        requests.exceptions.RequestException,
        max_tries=3,
        giveup=lambda e: e.response and e.response.status_code < 500,
    )
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def bo_noraise(method, url):
    @backoff.on_exception(backoff.expo, requests.exceptions.RequestException, max_tries=3, raise_on_giveup=False)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def bo_pred_status(method, url):
    @backoff.on_predicate(backoff.constant, lambda r: r.status_code == 429, interval=1, max_tries=3)
    def call():
        return requests.request(method, url)

    return call()


def bo_pred_default(method, url):
    @backoff.on_predicate(backoff.expo, max_tries=3)
    def call():
        return requests.request(method, url)

    return call()


def bo_norfs(method, url):
    @backoff.on_exception(backoff.expo, requests.exceptions.RequestException, max_tries=3)
    def call():
        return requests.request(method, url)

    return call()


def sta_httperr(method, url):
    @stamina.retry(on=httpx.HTTPError)
    def call():
        return httpx.request(method, url).raise_for_status()

    return call()


def sta_hook(method, url):
    def only_5xx(exc):
        if isinstance(exc, httpx.HTTPStatusError):
            return exc.response.status_code >= 500
        return isinstance(exc, httpx.HTTPError)

    @stamina.retry(on=only_5xx, attempts=3)
    def call():
        return httpx.request(method, url).raise_for_status()

    return call()


def sta_hook_int(method, url):
    def hook(exc):
        if isinstance(exc, httpx.HTTPStatusError):
            return float(exc.response.headers.get("Retry-After", 0))
        return False

    @stamina.retry(on=hook, attempts=3)
    def call():
        return httpx.request(method, url).raise_for_status()

    return call()


def sta_ctx(method, url):
    for attempt in stamina.retry_context(on=httpx.HTTPStatusError, attempts=3):
        with attempt:
            return httpx.request(method, url).raise_for_status()


def rtg_bare(method, url):
    @retrying.retry
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def rtg_excfn(method, url):
    @retrying.retry(
        retry_on_exception=lambda e: isinstance(e, requests.HTTPError) and e.response.status_code >= 500,
        stop_max_attempt_number=3,
    )
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def rtg_excclass(method, url):
    @retrying.retry(retry_on_exception=requests.HTTPError, stop_max_attempt_number=3)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def rtg_exctuple(method, url):
    @retrying.retry(retry_on_exception=(requests.HTTPError,), stop_max_attempt_number=3)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def rtg_result(method, url):
    @retrying.retry(retry_on_result=lambda r: r.status_code == 503, stop_max_attempt_number=3)
    def call():
        return requests.request(method, url)

    return call()


def retry_bare(method, url):
    @retry_invl.retry()
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def retry_tries(method, url):
    @retry_invl.retry(requests.HTTPError, tries=3, delay=1, backoff=2)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def gapi_default(method, url):
    @gretry.Retry(timeout=None)
    def call():
        r = requests.request(method, url)
        if not r.ok:
            raise gexc.from_http_response(r)
        return r

    return call()


def gapi_requests(method, url):
    @gretry.Retry()
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def gapi_exception(method, url):
    @gretry.Retry(predicate=gretry.if_exception_type(Exception), timeout=None)
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


def loop_for_ok(method, url):
    for attempt in range(3):
        r = requests.request(method, url)
        if r.ok:
            return r
        time.sleep(2**attempt)
    return r


def loop_for_status(method, url):
    for attempt in range(3):
        r = requests.request(method, url)
        if r.status_code not in (429, 503):
            break
        time.sleep(1)
    r.raise_for_status()
    return r


def loop_exc_continue(method, url):
    while True:
        try:
            r = requests.request(method, url)
            r.raise_for_status()
            return r
        except Exception:
            continue


def loop_exc_continue_norfs(method, url):
    while True:
        try:
            return requests.request(method, url)
        except Exception:
            time.sleep(1)


def loop_else(method, url):
    for attempt in range(3):
        r = requests.request(method, url)
        if r.status_code < 500:
            break
    else:
        raise RuntimeError("gave up")
    return r


def loop_fallthrough(method, url):
    for attempt in range(3):
        try:
            r = requests.request(method, url)
            r.raise_for_status()
            return r
        except requests.HTTPError as e:
            if e.response.status_code < 500:
                raise
            time.sleep(1)


def recursion(method, url, retries=2):
    def call(retries):
        r = requests.request(method, url)
        if r.status_code == 429 and retries > 0:
            time.sleep(1)
            return call(retries - 1)
        return r

    return call(retries)


def with_retry(times=3, on=(Exception,)):
    def deco(fn):
        @functools.wraps(fn)
        def inner(*a, **k):
            last = None
            for i in range(times):
                try:
                    return fn(*a, **k)
                except on as e:
                    last = e
                    time.sleep(2**i)
            raise last

        return inner

    return deco


def project_decorator(method, url):
    @with_retry(times=3, on=(requests.HTTPError,))
    def call():
        r = requests.request(method, url)
        r.raise_for_status()
        return r

    return call()


capp = celery.Celery("t", broker="memory://", backend="cache+memory://")


@capp.task(name="c.auto", autoretry_for=(Exception,))
def c_auto(method, url):
    r = requests.request(method, url)
    r.raise_for_status()
    return r.status_code


@capp.task(name="c.dont", autoretry_for=(Exception,), dont_autoretry_for=(requests.HTTPError,), retry_backoff=True)
def c_dont(method, url):
    r = requests.request(method, url)
    r.raise_for_status()
    return r.status_code


@capp.task(name="c.plain")
def c_plain(method, url):
    r = requests.request(method, url)
    r.raise_for_status()
    return r.status_code


@capp.task(name="c.self", bind=True, max_retries=2)
def c_self(self, method, url):
    r = requests.request(method, url)
    if r.status_code == 429 or r.status_code >= 500:
        raise self.retry(countdown=1)
    r.raise_for_status()
    return r.status_code


@capp.task(name="c.selfexc", bind=True, max_retries=2)
def c_selfexc(self, method, url):
    try:
        r = requests.request(method, url)
        r.raise_for_status()
    except requests.RequestException as exc:
        raise self.retry(exc=exc, countdown=1)
    return r.status_code


@capp.task(name="c.swallow", bind=True, max_retries=2)
def c_swallow(self, method, url):
    try:
        r = requests.request(method, url)
        if r.status_code >= 500:
            raise self.retry(countdown=1)
        return r.status_code
    except Exception:
        return "swallowed"


H = hueymod.MemoryHuey(immediate=False)


@H.task()
def h_plain(method, url):
    r = requests.request(method, url)
    r.raise_for_status()
    return r.status_code


@H.task(retries=2, retry_delay=5)
def h_retries(method, url):
    r = requests.request(method, url)
    r.raise_for_status()
    return r.status_code


@dramatiq.actor(min_backoff=1, max_backoff=2)
def d_default(method, url):
    r = requests.request(method, url)
    r.raise_for_status()


@dramatiq.actor(min_backoff=1, max_backoff=2, max_retries=2, throws=(requests.HTTPError,))
def d_throws(method, url):
    r = requests.request(method, url)
    r.raise_for_status()


@dramatiq.actor(
    min_backoff=1,
    max_backoff=2,
    retry_when=lambda retries, exc: (
        retries < 2 and isinstance(exc, requests.HTTPError) and exc.response.status_code >= 500
    ),
)
def d_when(method, url):
    r = requests.request(method, url)
    r.raise_for_status()


def rq_job(method, url):
    r = requests.request(method, url)
    r.raise_for_status()
    return r.status_code


def niq_plain(method, url):
    return niquests.request(method, url)


def niq_rfs(method, url):
    return niquests.request(method, url).raise_for_status()


def niq_retries_int(method, url):
    with niquests.Session(retries=3) as s:
        return s.request(method, url)


def niq_retry(method, url):
    with niquests.Session(retries=NRetry(total=3, status_forcelist=[500, 503])) as s:
        return s.request(method, url)


async def niq_async(method, url):
    async with niquests.AsyncSession(retries=3) as s:
        return await s.request(method, url)


def sdk_openai(method, url):
    c = openai.OpenAI(api_key="x", base_url="http://127.0.0.1:1")
    return (c.post if method == "POST" else c.get)(url, cast_to=object)
