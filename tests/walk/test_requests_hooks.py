"""What a program overrides of requests: adapters and sessions."""

from __future__ import annotations

import pytest
from helpers import assert_conflict_alone_is_handled, indented, lane, same, sends, walk

URL = '"https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id'

ADAPTER = """
import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

class Adapter(HTTPAdapter):
{methods}

def f(order_id):
    s = requests.Session()
    s.mount("https://", Adapter())
    r = s.post({url})
"""

SESSION = """
import requests

class Client(requests.Session):
{methods}

def f(order_id):
    r = Client().post({url})
"""


def adapter(methods: str, body: str) -> str:
    """A module that posts through an adapter with these methods, and goes on with this body."""
    return ADAPTER.format(methods=indented(methods), url=URL) + indented(body) + "\n"


def session(methods: str, body: str) -> str:
    """A module that posts through a session with these methods, and goes on with this body."""
    return SESSION.format(methods=indented(methods), url=URL) + indented(body) + "\n"


# ---------------------------------------------------------------- adapters of requests

BUSY = """
def build_response(self, req, resp):
    made = super().build_response(req, resp)
    made.busy = resp.status == 409 and req.method == "POST" and made.connection is self
    return made
"""
TELL = "if r.busy:\n    return 'busy'\nreturn 1"


def test_adapter_builds_its_own_response() -> None:
    assert_conflict_alone_is_handled(adapter(BUSY, TELL))


def test_adapter_builds_its_own_response_in_a_mixin() -> None:
    code = adapter("pass", TELL).replace("class Adapter(", f"class Busy:\n{indented(BUSY)}\n\nclass Adapter(Busy, ")
    assert_conflict_alone_is_handled(code)


def test_adapter_builds_another_kind_of_response() -> None:
    methods = """
def build_response(self, req, resp):
    made = Answer()
    made.__dict__.update(super().build_response(req, resp).__dict__)
    return made
"""
    code = adapter(methods, TELL).replace(
        "class Adapter(",
        "class Answer(requests.Response):\n    busy = property(lambda self: self.status_code == 409)\n\nclass Adapter(",
    )
    assert_conflict_alone_is_handled(code)


def test_adapter_that_raises_where_the_response_is_built() -> None:
    methods = """
def build_response(self, req, resp):
    made = super().build_response(req, resp)
    made.raise_for_status()
    return made
"""
    assert same(adapter(methods, "return 1")) == "raised"


def test_adapter_that_changes_the_body() -> None:
    methods = """
def build_response(self, req, resp):
    made = super().build_response(req, resp)
    made._content = b'{"error_code": "MINE"}'
    return made
"""
    assert same(adapter(methods, "return r.json()['error_code'] + r.text")) == "unnoticed"


def test_adapter_sees_the_response_after_the_policy() -> None:
    methods = """
def __init__(self):
    super().__init__(max_retries=Retry(2, status_forcelist=[500], allowed_methods=None, raise_on_status=False))

def build_response(self, req, resp):
    made = super().build_response(req, resp)
    made.tried = len(resp.retries.history)
    made.last = [h.status for h in resp.retries.history][-1:]
    return made
"""
    facts = walk(adapter(methods, "if r.tried == 2 and r.last == [500]:\n    return 'gave up'\nreturn 1"))
    assert {lane(facts, 500).fate, lane(facts, 404).fate} == {"handled", "unnoticed"}
    assert sends(facts, 500) == {3}
    assert sends(facts, 404) == {1}


HOOKS = {
    "add_headers": "def add_headers(self, request, **kwargs):\n    super().add_headers(request, **kwargs)\n",
    "init_poolmanager": "def init_poolmanager(self, *args, **kwargs):\n    kwargs['ssl_context'] = None\n"
    "    super().init_poolmanager(*args, **kwargs)\n    self.poolmanager.connection_pool_kw['timeout'] = 3\n",
    "init_poolmanager of its own": "def init_poolmanager(self, connections, maxsize, block=False):\n    import urllib3\n"
    "    self.poolmanager = urllib3.PoolManager(num_pools=connections, maxsize=maxsize, block=block)\n",
    "proxy_manager_for": "def proxy_manager_for(self, proxy, **kwargs):\n    return super().proxy_manager_for(proxy, **kwargs)\n",
    "cert_verify": "def cert_verify(self, conn, url, verify, cert):\n    super().cert_verify(conn, url, verify, cert)\n"
    "    conn.assert_hostname = False\n",
    "request_url": "def request_url(self, request, proxies):\n    return super().request_url(request, proxies)\n",
    "get_connection": "def get_connection(self, url, proxies=None):\n    return super().get_connection(url, proxies)\n",
    "get_connection_with_tls_context": "def get_connection_with_tls_context(self, request, verify, proxies=None, cert=None):\n"
    "    conn = super().get_connection_with_tls_context(request, verify, proxies=proxies, cert=cert)\n"
    "    conn.assert_hostname = None\n    return conn\n",
    "build_connection_pool_key_attributes": "def build_connection_pool_key_attributes(self, request, verify, cert=None):\n"
    "    host, tls = super().build_connection_pool_key_attributes(request, verify, cert)\n"
    "    tls['ssl_context'] = None\n    return host, tls\n",
    "proxy_headers": "def proxy_headers(self, proxy):\n    return {**super().proxy_headers(proxy), 'X': '1'}\n",
    "send": "def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):\n"
    "    return super().send(request, stream, timeout or 5, verify, cert, proxies)\n",
    "close": "def close(self):\n    super().close()\n",
}


@pytest.mark.parametrize("hook", HOOKS)
def test_adapter_hooks_leave_the_answer_as_it_is(hook: str) -> None:
    assert_conflict_alone_is_handled(adapter(HOOKS[hook], "if r.status_code == 409:\n    return 'busy'\nreturn 1"))


def test_adapter_hooks_are_asked() -> None:
    methods = """
def init_poolmanager(self, *args, **kwargs):
    super().init_poolmanager(*args, **kwargs)
    self.asked = ["pool"]

def get_connection_with_tls_context(self, request, verify, proxies=None, cert=None):
    self.asked.append("connection")
    return super().get_connection_with_tls_context(request, verify, proxies, cert)

def cert_verify(self, conn, url, verify, cert):
    self.asked.append("cert")

def request_url(self, request, proxies):
    self.asked.append("url")
    return super().request_url(request, proxies)

def add_headers(self, request, **kwargs):
    self.asked.append(sorted(kwargs))
"""
    body = """
if s.get_adapter("https://x").asked[:4] == ["pool", "connection", "cert", "url"]:
    if s.get_adapter("https://x").asked[4] == ["cert", "proxies", "stream", "timeout", "verify"]:
        r.raise_for_status()
return 1"""
    assert same(adapter(methods, body)) == "raised"


# ---------------------------------------------------------------- sessions of requests

SESSION_HOOKS = {
    "get_adapter": "def get_adapter(self, url):\n    return super().get_adapter(url)\n",
    "prepare_request": "def prepare_request(self, request):\n    p = super().prepare_request(request)\n"
    "    p.headers['X-Id'] = '1'\n    return p\n",
    "merge_environment_settings": "def merge_environment_settings(self, url, proxies, stream, verify, cert):\n"
    "    found = super().merge_environment_settings(url, proxies, stream, verify, cert)\n"
    "    found['verify'] = found['verify'] and found['proxies'] is not None\n    return found\n",
    "rebuild_auth": "def rebuild_auth(self, prepared_request, response):\n    super().rebuild_auth(prepared_request, response)\n",
    "resolve_redirects": "def resolve_redirects(self, *args, **kwargs):\n    yield from super().resolve_redirects(*args, **kwargs)\n",
    "get_redirect_target": "def get_redirect_target(self, resp):\n    return super().get_redirect_target(resp)\n",
    "should_strip_auth": "def should_strip_auth(self, old, new):\n    return super().should_strip_auth(old, new)\n",
    "rebuild_proxies": "def rebuild_proxies(self, prepared, proxies):\n    return super().rebuild_proxies(prepared, proxies)\n",
    "request": "def request(self, method, url, *args, **kwargs):\n    kwargs.setdefault('timeout', 5)\n"
    "    return super().request(method, url, *args, **kwargs)\n",
    "send": "def send(self, request, **kwargs):\n    kwargs['timeout'] = kwargs['timeout'] or 5\n"
    "    return super().send(request, **kwargs)\n",
    "close": "def close(self):\n    super().close()\n",
}


@pytest.mark.parametrize("hook", SESSION_HOOKS)
def test_session_hooks_leave_the_answer_as_it_is(hook: str) -> None:
    code = session(SESSION_HOOKS[hook], "if r.status_code == 409:\n    return 'busy'\nreturn 1")
    assert_conflict_alone_is_handled(code)


def test_session_raises_where_it_looks_for_a_redirect() -> None:
    methods = "def get_redirect_target(self, resp):\n    resp.raise_for_status()\n    return super().get_redirect_target(resp)\n"
    assert same(session(methods, "return 1")) == "raised"
    unasked = session(methods, "return 1").replace("% order_id", "% order_id, allow_redirects=False")
    assert same(unasked) == "unnoticed"


def test_session_that_follows_an_error_sends_again() -> None:
    methods = "def get_redirect_target(self, resp):\n    return resp.url if resp.status_code == 409 and not resp.history else None\n"
    facts = walk(session(methods, "return 1"))
    assert sends(facts, 404) == {1}
    assert min(sends(facts, 409)) > 1


def test_session_takes_an_adapter_of_its_own() -> None:
    methods = """
def get_adapter(self, url):
    return requests.adapters.HTTPAdapter(max_retries=requests.packages.urllib3.Retry(1, status_forcelist=[500], allowed_methods=None))
"""
    facts = walk(session(methods, "return 1"))
    assert lane(facts, 500).raises == ("RetryError",)
    assert sends(facts, 500) == {2}


def test_session_settings_reach_the_adapter() -> None:
    methods = """
def merge_environment_settings(self, url, proxies, stream, verify, cert):
    return {**super().merge_environment_settings(url, proxies, stream, verify, cert), "verify": "ca.pem"}

def get_adapter(self, url):
    return Checking()
"""
    head = """
class Checking(requests.adapters.HTTPAdapter):
    def send(self, request, **kwargs):
        made = super().send(request, **kwargs)
        if kwargs["verify"] == "ca.pem" and kwargs["timeout"] == 7 and "allow_redirects" not in kwargs:
            made.raise_for_status()
        return made

class Client("""
    code = session(methods, "return 1").replace("class Client(", head).replace("% order_id", "% order_id, timeout=7")
    assert same(code) == "raised"


def test_requests_hooks_are_called_with_the_settings() -> None:
    code = f"""
import requests

def check(r, *, timeout, verify, cert, stream, proxies):
    r.raise_for_status()

def f(order_id):
    r = requests.post({URL}, hooks={{"response": check}})
    return 1
"""
    assert same(code) == "raised"
