"""The models of the HTTP clients: what they send, what they raise, and what can be read of an answer."""

from __future__ import annotations

import ast
import importlib
import inspect
from typing import Any

import pytest
from helpers import fates, lane, same, sends, walk

from sadpath.rules import rules_directory

URL = '"https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id'


def sync(body: str, head: str = "") -> str:
    """A module whose `f(order_id)` has this body."""
    return f"{head}\ndef f(order_id):\n" + "\n".join("    " + line for line in body.strip("\n").splitlines())


def asynchronous(body: str, head: str = "") -> str:
    """The same with `async def f`."""
    return sync(body, head).replace("def f(", "async def f(")


# ---------------------------------------------------------------- every client, three ways

PLAIN = {
    "requests": ("import requests", "r = requests.post({url})"),
    "requests session": ("import requests", "with requests.Session() as s:\n    r = s.post({url})"),
    "requests prepared": (
        "import requests",
        "s = requests.Session()\nr = s.send(s.prepare_request(requests.Request('POST', {url})))",
    ),
    "niquests": ("import niquests", "r = niquests.post({url})"),
    "httpx": ("import httpx", "r = httpx.post({url})"),
    "httpx client": ("import httpx", "with httpx.Client() as c:\n    r = c.post({url})"),
    "httpx send": ("import httpx", "c = httpx.Client()\nr = c.send(c.build_request('POST', {url}))"),
    "httpx2": ("import httpx2 as httpx", "r = httpx.post({url})"),
    "toolbelt": (
        "from requests_toolbelt.sessions import BaseUrlSession",
        "r = BaseUrlSession('https://api.klarna.com/ordermanagement/v1/').post('orders/%s/captures' % order_id)",
    ),
}


@pytest.mark.parametrize("client", PLAIN)
def test_answers_are_not_raised_unless_asked(client: str) -> None:
    head, send = PLAIN[client]
    assert same(sync(send.format(url=URL) + "\nreturn 1", head)) == "unnoticed"
    assert same(sync(send.format(url=URL) + "\nr.raise_for_status()\nreturn 1", head)) == "raised"


@pytest.mark.parametrize("client", PLAIN)
def test_status_and_body_can_be_read(client: str) -> None:
    head, send = PLAIN[client]
    told = fates(
        walk(
            sync(send.format(url=URL) + "\nif r.status_code == 409:\n    return r.json()['error_code']\nreturn 1", head)
        )
    )
    assert told.pop(409) == "handled"
    assert set(told.values()) == {"unnoticed"}
    assert same(sync(send.format(url=URL) + "\nreturn r.json()['nothing_of_the_kind']", head)) == "crashed"


ASYNC = {
    "httpx": ("import httpx", "async with httpx.AsyncClient() as c:\n    r = await c.post({url})"),
    "httpx2": ("import httpx2", "async with httpx2.AsyncClient() as c:\n    r = await c.post({url})"),
    "niquests": ("import niquests", "async with niquests.AsyncSession() as c:\n    r = await c.post({url})"),
    "niquests function": ("import niquests", "r = await niquests.apost({url})"),
}


@pytest.mark.parametrize("client", ASYNC)
def test_async_clients(client: str) -> None:
    head, send = ASYNC[client]
    assert same(asynchronous(send.format(url=URL) + "\nreturn 1", head)) == "unnoticed"
    assert same(asynchronous(send.format(url=URL) + "\nr.raise_for_status()\nreturn 1", head)) == "raised"


# ---------------------------------------------------------------- requests


def test_requests_truth_of_a_response_is_ok() -> None:
    assert same(sync(f"r = requests.post({URL})\nif not r:\n    return None\nreturn 1", "import requests")) == "handled"


def test_requests_http_error_carries_the_response() -> None:
    code = f"""
try:
    requests.post({URL}).raise_for_status()
except requests.HTTPError as e:
    if e.response.json()["error_code"] == "CONFLICT":
        return "again"
    raise
return 1"""
    told = fates(walk(sync(code, "import requests")))
    assert told.pop(409) == "handled"
    assert set(told.values()) == {"raised"}


def test_requests_hook_of_the_session() -> None:
    code = (
        f"s = requests.Session()\n"
        f"s.hooks['response'].append(lambda r, *a, **k: r.raise_for_status())\n"
        f"s.post({URL})\nreturn 1"
    )
    assert same(sync(code, "import requests")) == "raised"


def test_requests_auth_that_sends_again() -> None:
    head = """
import requests

class Refresh(requests.auth.AuthBase):
    def __call__(self, request):
        request.register_hook("response", self.again)
        return request

    def again(self, response, **kwargs):
        if response.status_code == 403:
            return response.connection.send(response.request, **kwargs)
        return response
"""
    facts = walk(sync(f"r = requests.post({URL}, auth=Refresh())\nr.raise_for_status()\nreturn 1", head))
    assert sends(facts, 403) == {2}
    assert sends(facts, 404) == {1}


def test_requests_adapter_of_the_project() -> None:
    head = """
import requests
from requests.adapters import HTTPAdapter

class Twice(HTTPAdapter):
    def send(self, request, **kwargs):
        response = super().send(request, **kwargs)
        if response.status_code >= 500:
            response = super().send(request, **kwargs)
        return response
"""
    facts = walk(
        sync(
            (
                f"s = requests.Session()\ns.mount('https://api.klarna.com', Twice())\n"
                f"r = s.post({URL})\nr.raise_for_status()\nreturn 1"
            ),
            head,
        )
    )
    assert sends(facts, 500) == {2}
    assert sends(facts, 409) == {1}


def test_requests_retry_error_has_no_response() -> None:
    head = "import requests\nfrom requests.adapters import HTTPAdapter, Retry"
    code = f"""
s = requests.Session()
s.mount("https://", HTTPAdapter(max_retries=Retry(total=2, status_forcelist=[503], allowed_methods=None)))
try:
    s.post({URL})
except requests.RequestException as e:
    return e.response.status_code
return 1"""
    facts = walk(sync(code, head))
    assert lane(facts, 503).fate == "crashed"
    assert sends(facts, 503) == {3}
    assert lane(facts, 502).fate == "unnoticed"


def test_requests_codes() -> None:
    told = fates(
        walk(
            sync(
                f"r = requests.post({URL})\nif r.status_code == requests.codes.not_found:\n    return 2\nreturn 1",
                "import requests",
            )
        )
    )
    assert told.pop(404) == "handled"
    assert set(told.values()) == {"unnoticed"}


# ---------------------------------------------------------------- httpx


@pytest.mark.parametrize(
    "base", ["https://api.klarna.com", "https://api.klarna.com/", "https://api.klarna.com/ordermanagement/v1/"]
)
@pytest.mark.parametrize("slash", ["", "/"])
def test_httpx_base_url_is_always_put_in_front(base: str, slash: str) -> None:
    path = slash + ("orders" if base.endswith("v1/") else "ordermanagement/v1/orders")
    code = (
        f"with httpx.Client(base_url='{base}') as c:\n"
        f"    c.post(f'{path}/{{order_id}}/captures').raise_for_status()\n"
        f"return 1"
    )
    assert same(sync(code, "import httpx")) == "raised"


def test_httpx_base_url_is_left_out_for_absolute_urls() -> None:
    assert (
        same(
            sync(
                f"c = httpx.Client(base_url='https://elsewhere.example')\nc.post({URL}).raise_for_status()\nreturn 1",
                "import httpx",
            )
        )
        == "raised"
    )


def test_httpx_response_is_always_true() -> None:
    assert same(sync(f"r = httpx.post({URL})\nif not r:\n    return None\nreturn 1", "import httpx")) == "unnoticed"


def test_httpx_request_error_does_not_catch_statuses() -> None:
    code = f"try:\n    httpx.post({URL}).raise_for_status()\nexcept httpx.{{}}:\n    return None\nreturn 1"
    assert same(sync(code.format("RequestError"), "import httpx")) == "raised"
    assert same(sync(code.format("HTTPError"), "import httpx")) == "handled"


def test_httpx_classes_are_not_httpx2s() -> None:
    code = f"try:\n    httpx2.post({URL}).raise_for_status()\nexcept httpx.HTTPError:\n    return None\nreturn 1"
    assert same(sync(code, "import httpx\nimport httpx2")) == "raised"


def test_httpx_raise_for_status_gives_the_response() -> None:
    assert same(sync(f"return httpx.post({URL}).raise_for_status().json()['x']", "import httpx")) == "raised"


def test_httpx_hook_sees_an_unread_body() -> None:
    hook = "def check(r):\n    {}r.raise_for_status()\n"
    code = f"""
with httpx.Client(event_hooks={{"response": [check]}}) as c:
    try:
        c.post({URL})
    except httpx.HTTPStatusError as e:
        return e.response.json()["error_code"]
return 1"""
    assert same(sync(code, "import httpx\n" + hook.format(""))) == "raised"  # ResponseNotRead
    assert same(sync(code, "import httpx\n" + hook.format("r.read(); "))) == "handled"


def test_httpx_stream_body_must_be_read() -> None:
    code = (
        f"with httpx.stream('POST', {URL}) as r:\n    {{}}if r.is_error:\n"
        f"        return r.json()['error_code']\nreturn 1"
    )
    assert same(sync(code.format(""), "import httpx")) == "raised"
    assert same(sync(code.format("r.read()\n    "), "import httpx")) == "handled"


def test_httpx_async_hook_must_be_async() -> None:
    code = f"async with httpx.AsyncClient(event_hooks={{'response': [check]}}) as c:\n    await c.post({URL})\nreturn 1"
    assert same(asynchronous(code, "import httpx\nasync def check(r):\n    r.raise_for_status()")) == "raised"
    facts = walk(asynchronous(code, "import httpx\ndef check(r):\n    return None"))
    assert {leaf.end for leaf in facts.walked.leaves} == {"crashed"}  # success too


def test_httpx_unawaited_request_is_not_sent() -> None:
    with pytest.raises(AssertionError, match="reached"):
        walk(asynchronous(f"c = httpx.AsyncClient()\nc.post({URL})\nreturn 1", "import httpx"))


AUTH = """
import httpx

class Refresh(httpx.Auth):
    def {name}(self, request):
        response = yield request
        if response.status_code == 403:
            request.headers["Authorization"] = "new"
            yield request
"""


def test_httpx_auth_flow_sends_again() -> None:
    facts = walk(
        sync(f"httpx.Client(auth=Refresh()).post({URL}).raise_for_status()\nreturn 1", AUTH.format(name="auth_flow"))
    )
    assert (sends(facts, 403), sends(facts, 404)) == ({2}, {1})
    for name in ("auth_flow", "async_auth_flow"):
        head = AUTH.format(name=name).replace("def async_auth_flow", "async def async_auth_flow")
        facts = walk(
            asynchronous(
                (
                    f"async with httpx.AsyncClient() as c:\n"
                    f"    r = await c.post({URL}, auth=Refresh())\nr.raise_for_status()\n"
                    f"return 1"
                ),
                head,
            )
        )
        assert (sends(facts, 403), sends(facts, 404)) == ({2}, {1})


def test_httpx_transport_of_the_project() -> None:
    head = """
import httpx

class Retrying(httpx.HTTPTransport):
    def handle_request(self, request):
        for _ in range(3):
            response = super().handle_request(request)
            if response.status_code < 500:
                break
        return response
"""
    facts = walk(sync(f"httpx.Client(transport=Retrying()).post({URL}).raise_for_status()\nreturn 1", head))
    assert (sends(facts, 500), sends(facts, 409)) == ({3}, {1})
    facts = walk(
        sync(
            f"httpx.Client(mounts={{'all://api.klarna.com': Retrying()}}).post({URL}).raise_for_status()\nreturn 1",
            head,
        )
    )
    assert (sends(facts, 500), sends(facts, 409)) == ({3}, {1})
    facts = walk(
        sync(
            f"httpx.Client(transport=httpx.HTTPTransport(retries=3)).post({URL}).raise_for_status()\nreturn 1",
            "import httpx",
        )
    )
    assert sends(facts, 503) == {1}


def test_httpx_codes() -> None:
    code = (
        f"r = httpx.post({URL})\n"
        f"if r.status_code in (httpx.codes.NOT_FOUND, httpx.codes.conflict):\n"
        f"    return 2\nreturn 1"
    )
    told = fates(walk(sync(code, "import httpx")))
    assert (told.pop(404), told.pop(409)) == ("handled", "handled")
    assert set(told.values()) == {"unnoticed"}


# ---------------------------------------------------------------- aiohttp


def session(body: str, arguments: str = "", head: str = "") -> str:
    """`f` with a session `s` around `body`."""
    inner = "\n".join("    " + line for line in body.splitlines())
    return asynchronous(
        f"async with aiohttp.ClientSession({arguments}) as s:\n{inner}\nreturn 1", "import aiohttp\n" + head
    )


def test_aiohttp_sends_on_await_and_on_entering() -> None:
    assert same(session(f"async with s.post({URL}) as r:\n    r.raise_for_status()")) == "raised"
    assert same(session(f"r = await s.post({URL})\nr.raise_for_status()")) == "raised"
    assert (
        same(
            asynchronous(
                f"async with aiohttp.request('POST', {URL}) as r:\n    r.raise_for_status()\nreturn 1", "import aiohttp"
            )
        )
        == "raised"
    )
    with pytest.raises(AssertionError, match="reached"):
        walk(session(f"s.post({URL})"))


def test_aiohttp_raise_for_status_of_session_and_call() -> None:
    assert same(session(f"await s.post({URL})", "raise_for_status=True")) == "raised"
    assert same(session(f"await s.post({URL}, raise_for_status=False)", "raise_for_status=True")) == "unnoticed"
    assert same(session(f"await s.post({URL}, raise_for_status=True)")) == "raised"
    check = "async def check(r):\n    if r.status == 409:\n        raise KeyError((await r.json())['error_code'])\n"
    told = fates(walk(session(f"await s.post({URL})", "raise_for_status=check", check)))
    assert told.pop(409) == "raised"
    assert set(told.values()) == {"unnoticed"}


def test_aiohttp_error_has_no_body() -> None:
    code = (
        "try:\n    async with s.post({url}) as r:\n"
        "        r.raise_for_status()\n"
        "except aiohttp.ClientResponseError as e:\n    return e.{what}"
    )
    assert same(session(code.format(url=URL, what="response"))) == "crashed"
    assert same(session(code.format(url=URL, what="status"))) == "handled"


def test_aiohttp_body_is_gone_once_released() -> None:
    after = "async with s.post({url}) as r:\n    {read}pass\nif not r.ok:\n    return (await r.json())['error_code']"
    assert same(session(after.format(url=URL, read=""))) == "raised"  # ClientConnectionError: Connection closed
    assert same(session(after.format(url=URL, read="await r.read()\n    "))) == "handled"
    inside = (
        f"async with s.post({URL}) as r:\n    try:\n"
        f"        r.raise_for_status()\n"
        f"    except aiohttp.ClientResponseError:\n"
        f"        return (await r.json())['error_code']"
    )
    assert same(session(inside)) == "handled"
    outside = (
        f"r = await s.post({URL})\ntry:\n    r.raise_for_status()\n"
        f"except aiohttp.ClientResponseError:\n"
        f"    return (await r.json())['error_code']"
    )
    assert same(session(outside)) == "raised"


def test_aiohttp_response_has_other_names() -> None:
    assert (
        same(
            session(
                f"async with s.post({URL}) as r:\n    if r.status >= 400 and r.status_code == 404:\n        return None"
            )
        )
        == "crashed"
    )


def test_aiohttp_base_url_joins() -> None:
    path = "'/ordermanagement/v1/orders/%s/captures' % order_id"
    assert same(session(f"await s.post({path}, raise_for_status=True)", "'https://api.klarna.com/other/'")) == "raised"
    relative = "'orders/%s/captures' % order_id"
    assert (
        same(
            session(f"await s.post({relative}, raise_for_status=True)", "'https://api.klarna.com/ordermanagement/v1/'")
        )
        == "raised"
    )


def test_aiohttp_middleware_that_sends_again() -> None:
    head = """
async def again(request, handler):
    for _ in range(3):
        response = await handler(request)
        if response.ok:
            break
    return response
"""
    facts = walk(session(f"await s.post({URL}, raise_for_status=True)", "middlewares=(again,)", head))
    assert sends(facts, 409) == {3}


# ---------------------------------------------------------------- the standard library and urllib3


def test_urlopen_raises_every_error_answer() -> None:
    head = "import json\nimport urllib.error\nimport urllib.request"
    assert (
        same(sync(f"with urllib.request.urlopen({URL}, b'{{}}') as r:\n    return json.load(r)['x']", head)) == "raised"
    )
    code = f"""
try:
    urllib.request.urlopen(urllib.request.Request({URL}, data=b"x"))
except urllib.error.URLError as e:
    if json.loads(e.read().decode())["error_code"] == "CONFLICT":
        return 2
    raise
return 1"""
    told = fates(walk(sync(code, head)))
    assert told.pop(409) == "handled"
    assert set(told.values()) == {"raised"}


def test_urllib_body_can_be_read_once() -> None:
    head = "import json\nimport urllib.error\nimport urllib.request"
    code = (
        f"try:\n    urllib.request.urlopen({URL}, b'x')\n"
        f"except urllib.error.HTTPError as e:\n    e.read()\n"
        f"    return json.loads(e.read())\nreturn 1"
    )
    assert same(sync(code, head)) == "crashed"


def test_urllib_method() -> None:
    head = "import urllib.request"
    with pytest.raises(AssertionError, match="getCaptures"):
        walk(sync(f"urllib.request.urlopen({URL})\nreturn 1", head))
    assert (
        same(sync(f"urllib.request.urlopen(urllib.request.Request({URL}, method='POST'))\nreturn 1", head)) == "raised"
    )


def test_urllib_opener_that_does_not_raise() -> None:
    head = """
import urllib.request

class Quiet(urllib.request.HTTPErrorProcessor):
    def http_response(self, request, response):
        return response

    https_response = http_response
"""
    code = f"r = urllib.request.build_opener({{}}).open({URL}, b'x')\nif r.status == 404:\n    return None\nreturn 1"
    told = fates(walk(sync(code.format("Quiet"), head)))
    assert told.pop(404) == "handled"
    assert set(told.values()) == {"unnoticed"}
    assert same(sync(code.format(""), head)) == "raised"
    installed = (
        f"urllib.request.install_opener(urllib.request.build_opener(Quiet()))\n"
        f"urllib.request.urlopen({URL}, b'x')\nreturn 1"
    )
    assert same(sync(installed, head)) == "unnoticed"


def test_http_client_never_raises() -> None:
    head = "import http.client\nimport json"
    path = "'/ordermanagement/v1/orders/%s/captures' % order_id"
    code = (
        f"c = http.client.HTTPSConnection('api.klarna.com')\nc.request('POST', {path}, body='x')\nr = c.getresponse()\n"
    )
    assert same(sync(code + "return 1", head)) == "unnoticed"
    told = fates(
        walk(
            sync(
                code + "if r.status != 201:\n    return json.loads(r.read().decode('utf-8'))['error_code']\nreturn 1",
                head,
            )
        )
    )
    assert set(told.values()) == {"handled"}
    put = (
        f"c = http.client.HTTPSConnection('api.klarna.com')\n"
        f"c.putrequest('POST', {path})\nc.endheaders()\n"
        f"return c.getresponse().status == 201"
    )
    assert same(sync(put, head)) == "passed"


@pytest.mark.parametrize(
    "send",
    [
        f"urllib3.request('POST', {URL})",
        f"urllib3.PoolManager().request('POST', {URL})",
        f"urllib3.PoolManager(retries=False).urlopen('POST', {URL})",
        "urllib3.HTTPSConnectionPool('api.klarna.com')"
        ".request('POST', '/ordermanagement/v1/orders/%s/captures' % order_id)",
    ],
)
def test_urllib3_never_raises_for_a_status(send: str) -> None:
    assert same(sync(f"r = {send}\nreturn 1", "import urllib3")) == "unnoticed"
    assert (
        same(sync(f"r = {send}\nif r.status >= 400:\n    return r.json()['error_code']\nreturn 1", "import urllib3"))
        == "handled"
    )
    assert (
        same(sync(f"r = {send}\nif r.status >= 400:\n    r.raise_for_status()\nreturn 1", "import urllib3"))
        == "crashed"
    )


def test_urllib3_retries_raise_in_the_end() -> None:
    head = "import urllib3\nfrom urllib3.util import Retry"
    facts = walk(
        sync(
            "policy = Retry(2, status_forcelist=[502], allowed_methods=None)\n"
            f"urllib3.PoolManager(retries=policy).request('POST', {URL})\nreturn 1",
            head,
        )
    )
    assert (lane(facts, 502).fate, sends(facts, 502)) == ("raised", {3})
    assert (lane(facts, 404).fate, sends(facts, 404)) == ("unnoticed", {1})


# ---------------------------------------------------------------- the models against the installed libraries

EXCEPTIONS = {
    "httpx/exceptions.py": "httpx",
    "aiohttp/client_exceptions.py": "aiohttp.client_exceptions",
    "requests/exceptions.py": "requests.exceptions",
    "urllib3/exceptions.py": "urllib3.exceptions",
    "urllib/error.py": "urllib.error",
    "http/client.py": "http.client",
    "ssl.py": "ssl",
}


@pytest.mark.parametrize("file", EXCEPTIONS)
def test_exceptions_have_the_real_bases(file: str) -> None:
    real = importlib.import_module(EXCEPTIONS[file])
    tree = ast.parse((rules_directory() / "libraries" / file).read_text("utf-8"))
    seen = 0
    for node in tree.body:
        cls: Any = getattr(real, node.name, None) if isinstance(node, ast.ClassDef) else None
        if not (isinstance(cls, type) and issubclass(cls, BaseException)):
            continue
        assert isinstance(node, ast.ClassDef)
        modelled = [ast.unparse(base).rpartition(".")[2].removeprefix("httplib_") for base in node.bases]
        actual = [base.__name__ for base in cls.__bases__]
        modelled = ["OSError" if name in ("IOError", "EnvironmentError") else name for name in modelled]
        if file.startswith("requests") and node.name == "ContentDecodingError":
            continue  # also urllib3's HTTPError, which the model leaves out
        assert modelled == actual, node.name
        seen += 1
    assert seen > 2


RESPONSES = {
    ("httpx/messages.py", "Response"): ("httpx", "Response"),
    ("aiohttp/responses.py", "ClientResponse"): ("aiohttp", "ClientResponse"),
    ("requests/models.py", "Response"): ("requests", "Response"),
    ("httpx/clients.py", "Client"): ("httpx", "Client"),
    ("httpx/clients.py", "AsyncClient"): ("httpx", "AsyncClient"),
    ("aiohttp/client.py", "ClientSession"): ("aiohttp", "ClientSession"),
    ("requests/sessions.py", "Session"): ("requests", "Session"),
}
LEFT_OUT = {
    "ATTRS",
    "output_size",
    "upload_complete",
    "ws_connect",
    "cookie_jar",
    "skip_auto_headers",
    "requote_redirect_url",
    "auto_decompress",
    "connector_owner",
    "version",
}


@pytest.mark.parametrize("where", RESPONSES, ids=lambda where: f"{where[0]}:{where[1]}")
def test_objects_have_the_real_names(where: tuple[str, str]) -> None:
    """A name that the library has and the model lacks would be an AttributeError of the walk's own making."""
    file, name = where
    module, real_name = RESPONSES[where]
    real = getattr(importlib.import_module(module), real_name)
    tree = ast.parse((rules_directory() / "libraries" / file).read_text("utf-8"))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    found: set[str] = set()
    pending = [name]
    while pending:
        node = classes.get(pending.pop())
        if node is None:
            continue
        pending += [ast.unparse(base) for base in node.bases]
        for inner in ast.walk(node):
            if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found.add(inner.name)
            elif (
                isinstance(inner, ast.Attribute)
                and isinstance(inner.ctx, ast.Store)
                and isinstance(inner.value, ast.Name)
                and inner.value.id in ("self", "made")
            ):
                found.add(inner.attr)
            elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                found.add(inner.id)
    wanted = {n for n in dir(real) if not n.startswith("_")} - LEFT_OUT
    assert wanted <= found, sorted(wanted - found)


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[set[str], bool]:
    """The names of a function's parameters, and whether it takes any keyword."""
    spec = node.args
    return {a.arg for a in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)}, spec.kwarg is not None


@pytest.mark.parametrize(
    "where",
    [
        *RESPONSES,
        ("httpx/__init__.py", ""),
        ("requests/api.py", ""),
        ("aiohttp/client.py", ""),
        ("urllib/request.py", ""),
    ],
    ids=str,
)
def test_functions_take_the_real_arguments(where: tuple[str, str]) -> None:
    """An argument that the library takes and the model does not would be a TypeError of the walk's own making."""
    file, name = where
    module = file.partition("/")[0] if file != "urllib/request.py" else "urllib.request"
    owner = getattr(importlib.import_module(module), name) if name else importlib.import_module(module)
    tree = ast.parse((rules_directory() / "libraries" / file).read_text("utf-8"))
    body = next(
        (node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name),
        [] if name else tree.body,
    )
    for node in body:
        real = getattr(owner, node.name, None) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) else None
        if not inspect.isfunction(real) or (node.name.startswith("_") and node.name != "__init__"):
            continue
        if node.name == "__init__" and owner.__name__ in ("Response", "ClientResponse"):
            continue  # made by the models alone
        assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        names, any_keyword = parameters(node)
        wanted = {
            p.name
            for p in inspect.signature(real).parameters.values()
            if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY) and not p.name.startswith("_")
        }
        assert any_keyword or wanted <= names, (node.name, sorted(wanted - names))


# ---------------------------------------------------------------- what nobody knows must not part the ways

OPTIONS = "headers=o.headers, json=o.json, timeout=o.timeout"
UNKNOWN = {
    "requests": (
        "import requests",
        f"requests.post({URL}, {OPTIONS}, auth=o.auth, hooks=o.hooks, params=o.params, data=o.data)",
    ),
    "requests session": (
        "import requests",
        f"s = requests.Session()\ns.headers.update(o.all)\ns.auth = o.auth\ns.post({URL}, {OPTIONS})",
    ),
    "requests keywords": ("import requests", f"requests.post({URL}, **o)"),
    "httpx": ("import httpx", f"httpx.post({URL}, {OPTIONS}, auth=o.auth, params=o.params, verify=o.verify)"),
    "httpx client": (
        "import httpx",
        "c = httpx.Client(base_url=o.url, headers=o.h, auth=o.auth, cookies=o.c, timeout=o.t,\n"
        "                 transport=o.tr, event_hooks=o.e, mounts=o.m)\n"
        f"c.post('/ordermanagement/v1/orders/%s/captures' % order_id, {OPTIONS})",
    ),
    "httpx keywords": ("import httpx", f"httpx.post({URL}, **o)"),
    "urllib3": (
        "import urllib3",
        f"urllib3.PoolManager(headers=o.h).request('POST', {URL}, body=o.body, headers=o.headers)",
    ),
    "urlopen": (
        "import urllib.request",
        f"try:\n    r = urllib.request.Request({URL}, o.data, o.headers, method='POST')\n"
        "    urllib.request.urlopen(r, timeout=o.timeout)\n"
        "except urllib.error.HTTPError:\n    pass",
    ),
    "http.client": (
        "import http.client",
        "c = http.client.HTTPSConnection(o.host, timeout=o.t)\n"
        "c.request('POST', '/ordermanagement/v1/orders/%s/captures' % order_id, o.body, o.headers)\nc.getresponse()",
    ),
}


@pytest.mark.parametrize("client", UNKNOWN)
def test_unknown_arguments_are_decided_nowhere(client: str) -> None:
    head, send = UNKNOWN[client]
    facts = walk(sync(send + "\nreturn 1", head).replace("(order_id)", "(order_id, o)"))
    assert [leaf.assumed for leaf in facts.walked.leaves if leaf.assumed] == []


def test_unknown_arguments_are_decided_nowhere_with_aiohttp() -> None:
    code = session(
        f"await s.post({URL}, {OPTIONS}, data=o.data, auth=o.auth)",
        "headers=o.headers, timeout=o.timeout, connector=o.connector, auth=o.auth",
    )
    facts = walk(code.replace("(order_id)", "(order_id, o)"))
    assert [leaf.assumed for leaf in facts.walked.leaves if leaf.assumed] == []
    code = asynchronous(
        "async with aiohttp.ClientSession(o.base) as s:\n    await s.post('/ordermanagement/v1/orders/1/captures')",
        "import aiohttp",
    )
    facts = walk(code.replace("(order_id)", "(order_id, o)"))
    assert [leaf.assumed for leaf in facts.walked.leaves if leaf.assumed] == []


@pytest.mark.parametrize(
    "name", ["requests.packages.urllib3.util.retry", "requests.packages.urllib3.util", "urllib3.util", "urllib3"]
)
def test_retry_has_many_names(name: str) -> None:
    head = f"import requests\nfrom requests.adapters import HTTPAdapter\nfrom {name} import Retry"
    code = f"""
s = requests.Session()
s.mount("https://", HTTPAdapter(max_retries=Retry(total=2, status_forcelist=[503], method_whitelist=False)))
s.post({URL})
return 1"""
    assert sends(walk(sync(code, head)), 503) == {3}


def test_exceptions_have_private_names_too() -> None:
    code = f"try:\n    httpx.post({URL}).raise_for_status()\nexcept HTTPStatusError:\n    return None\nreturn 1"
    assert same(sync(code, "import httpx\nfrom httpx._exceptions import HTTPStatusError")) == "handled"
