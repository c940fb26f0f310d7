# requests 2.34: what sends, what the response says, what raises. Source: the installed package, tried against a stub server.
from _sadpath import send, folded_headers, raised_by_library
import json as _json
from requests import exceptions
from requests.exceptions import *
from requests.exceptions import HTTPError, RetryError, JSONDecodeError
from requests.adapters import HTTPAdapter
from requests import adapters, auth


class Response:
    __shown__ = ("status_code",)

    def __init__(self, answer):
        self._answer = answer
        self.status_code = answer.status
        self.reason = answer.reason
        self.headers = answer.headers
        self.text = answer.text
        self.content = answer.text
        self.url = answer.url
        self.encoding = "utf-8"
        self.history = []

    @property
    def ok(self):
        return self.status_code < 400

    def __bool__(self):
        return self.status_code < 400

    @property
    def is_redirect(self):
        return False

    def json(self, **kwargs):
        return self._answer.json()

    def raise_for_status(self):
        if 400 <= self.status_code < 600:
            raise HTTPError(f"{self.status_code} Error: {self.reason} for url: {self.url}", response=self)

    def iter_content(self, *args, **kwargs):
        yield self.content

    def iter_lines(self, *args, **kwargs):
        yield self.text

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


class Request:
    def __init__(self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None, cookies=None, hooks=None, json=None):
        self.method = method
        self.url = url
        self.headers = headers
        self.hooks = hooks

    def prepare(self):
        return self


PreparedRequest = Request


class Session:
    def __init__(self):
        self.headers = folded_headers({"User-Agent": "python-requests", "Accept": "*/*"})
        self.auth = None
        self.params = {}
        self.verify = True
        self.cert = None
        self.proxies = {}
        self.cookies = {}
        self.hooks = {"response": []}
        self.trust_env = True
        self.adapters = {"https://": HTTPAdapter(), "http://": HTTPAdapter()}

    def mount(self, prefix, adapter):
        self.adapters[prefix] = adapter

    def get_adapter(self, url):
        # the longest prefix wins
        best = None
        length = -1
        for prefix, adapter in self.adapters.items():
            if len(prefix) > length and url.lower().startswith(prefix.lower()):
                best = adapter
                length = len(prefix)
        return best

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None,
                allow_redirects=True, proxies=None, hooks=None, stream=None, verify=None, cert=None, json=None):
        merged = folded_headers(self.headers, headers)
        request = Request(method, url, merged)
        return self._dispatch(request, hooks)

    def prepare_request(self, request):
        return Request(request.method, request.url, folded_headers(self.headers, request.headers), hooks=request.hooks)

    def send(self, request, **kwargs):
        return self._dispatch(request, request.hooks)

    def _dispatch(self, request, hooks=None):
        adapter = self.get_adapter(request.url)
        if adapter is None:
            adapter = HTTPAdapter()
        response = adapter.send(request)
        if not isinstance(response, Response):
            response = Response(response)
        response.request = request
        for hook in _hooks_of(self.hooks) + _hooks_of(hooks):
            replaced = hook(response)
            if replaced is not None:
                response = replaced
        return response

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


def _hooks_of(hooks):
    if not hooks:
        return []
    found = hooks.get("response")
    if not found:
        return []
    if isinstance(found, (list, tuple)):
        return list(found)
    return [found]


def session():
    return Session()


def request(method, url, **kwargs):
    return Session().request(method, url, **kwargs)


def get(url, params=None, **kwargs):
    return request("GET", url, params=params, **kwargs)


def options(url, **kwargs):
    return request("OPTIONS", url, **kwargs)


def head(url, **kwargs):
    return request("HEAD", url, **kwargs)


def post(url, data=None, json=None, **kwargs):
    return request("POST", url, data=data, json=json, **kwargs)


def put(url, data=None, **kwargs):
    return request("PUT", url, data=data, **kwargs)


def patch(url, data=None, **kwargs):
    return request("PATCH", url, data=data, **kwargs)


def delete(url, **kwargs):
    return request("DELETE", url, **kwargs)


class codes:
    ok = okay = 200
    created = 201
    accepted = 202
    no_content = 204
    bad_request = bad = 400
    unauthorized = 401
    payment_required = payment = 402
    forbidden = 403
    not_found = 404
    method_not_allowed = not_allowed = 405
    conflict = 409
    gone = 410
    precondition_failed = precondition = 412
    unprocessable_entity = unprocessable = 422
    too_many_requests = too_many = 429
    internal_server_error = server_error = 500
    bad_gateway = 502
    service_unavailable = unavailable = 503
    gateway_timeout = 504
