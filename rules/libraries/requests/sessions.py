# requests 2.34.2: Session (requests/sessions.py). niquests takes this file too.
from urllib.parse import urljoin, urlparse
from _sadpath import certain_prefix, folded_headers, is_unknown
from .adapters import HTTPAdapter
from .auth import AuthBase
from .exceptions import TooManyRedirects
from .models import PreparedRequest, Request, Response, _hooks


class SessionRedirectMixin:
    """What follows a redirect; no documented answer is one, so only what the program overrides ever asks for it."""

    def get_redirect_target(self, resp):
        return None

    def resolve_redirects(self, resp, req, stream=False, timeout=None, verify=True, cert=None, proxies=None, yield_requests=False, **adapter_kwargs):
        history = []
        target = self.get_redirect_target(resp)
        while target:
            prepared = req.copy()
            resp.history = history[:]
            history.append(resp)
            if len(resp.history) >= self.max_redirects:
                raise TooManyRedirects(f"Exceeded {self.max_redirects} redirects.", response=resp)
            prepared.url = urljoin(resp.url, target)
            self.rebuild_method(prepared, resp)
            proxies = self.rebuild_proxies(prepared, proxies)
            self.rebuild_auth(prepared, resp)
            req = prepared
            if yield_requests:
                yield req
            else:
                resp = self.send(
                    req, stream=stream, timeout=timeout, verify=verify, cert=cert, proxies=proxies, allow_redirects=False, **adapter_kwargs
                )
                target = self.get_redirect_target(resp)
                yield resp

    def should_strip_auth(self, old_url, new_url):
        return urlparse(old_url).hostname != urlparse(new_url).hostname

    def rebuild_auth(self, prepared_request, response):
        if "Authorization" in prepared_request.headers and self.should_strip_auth(response.request.url, prepared_request.url):
            del prepared_request.headers["Authorization"]

    def rebuild_method(self, prepared_request, response):
        method = prepared_request.method
        if (response.status_code in (302, 303) and method != "HEAD") or (response.status_code == 301 and method == "POST"):
            prepared_request.method = "GET"

    def rebuild_proxies(self, prepared_request, proxies):
        return proxies or {}


class Session(SessionRedirectMixin):
    def __init__(self):
        self.headers = folded_headers({"User-Agent": "python-requests", "Accept-Encoding": "gzip, deflate", "Accept": "*/*", "Connection": "keep-alive"})
        self.auth = None
        self.params = {}
        self.verify = True
        self.cert = None
        self.proxies = {}
        self.cookies = {}
        self.stream = False
        self.hooks = {"response": []}
        self.trust_env = True
        self.max_redirects = 30
        self.adapters = {}
        self.mount("https://", HTTPAdapter())
        self.mount("http://", HTTPAdapter())

    def mount(self, prefix, adapter):
        self.adapters[prefix] = adapter

    def get_adapter(self, url):
        # the longest prefix wins; what is unknown of a URL is taken not to be in the way
        best = None
        longest = -1
        known = certain_prefix(url).lower()
        for prefix, adapter in self.adapters.items():
            if len(prefix) > longest and known.startswith(prefix.lower()):
                best = adapter
                longest = len(prefix)
        if best is None and is_unknown(url):
            best = self.adapters.get("https://")
        return best if best is not None else HTTPAdapter()

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None, allow_redirects=True, proxies=None,
                hooks=None, stream=None, verify=None, cert=None, json=None):
        request = Request(
            method=method.upper(), url=url, headers=headers, files=files, data=data, json=json, params=params, auth=auth, cookies=cookies, hooks=hooks
        )
        prepared = self.prepare_request(request)
        settings = self.merge_environment_settings(prepared.url, proxies or {}, stream, verify, cert)
        return self.send(prepared, **{"timeout": timeout, "allow_redirects": allow_redirects, **settings})

    def prepare_request(self, request):
        made = PreparedRequest()
        hooks = _hooks(request.hooks)["response"] or _hooks(self.hooks)["response"]
        made.prepare(
            method=request.method, url=request.url, headers=folded_headers(self.headers, request.headers), data=request.data, json=request.json,
            auth=request.auth if is_unknown(request.auth) or request.auth is not None else self.auth, hooks={"response": hooks},
        )
        return made

    def merge_environment_settings(self, url, proxies, stream, verify, cert):
        return {
            "proxies": proxies, "stream": self.stream if stream is None else stream, "verify": self.verify if verify is None else verify,
            "cert": self.cert if cert is None else cert,
        }

    def send(self, request, **kwargs):
        kwargs = {"stream": self.stream, "verify": self.verify, "cert": self.cert, "proxies": self.proxies, **kwargs}
        follow = kwargs.pop("allow_redirects", True)
        response = self.get_adapter(url=request.url).send(request, **kwargs)
        for hook in _hooks(request.hooks)["response"]:
            replaced = hook(response, **kwargs)
            if replaced is not None:
                response = replaced
        if follow:
            for redirected in self.resolve_redirects(response, request, **kwargs):
                response = redirected
        return response

    def get(self, url, params=None, **kwargs):
        kwargs.setdefault("allow_redirects", True)
        return self.request("GET", url, params=params, **kwargs)

    def options(self, url, **kwargs):
        kwargs.setdefault("allow_redirects", True)
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        kwargs.setdefault("allow_redirects", False)
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
        for adapter in self.adapters.values():
            adapter.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


def session():
    return Session()
