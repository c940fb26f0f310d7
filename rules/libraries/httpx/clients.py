# httpx 0.28.1: Client and AsyncClient (httpx/_client.py). The base URL is always put in front, auth flows and hooks run around each send.
from _sadpath import certain_prefix, folded_headers, is_unknown
from .auth import Auth, FunctionAuth
from .messages import Request, Response, URL
from .transports import AsyncHTTPTransport, HTTPTransport


class UseClientDefault:
    pass


USE_CLIENT_DEFAULT = UseClientDefault()


def _joined(base, url):
    url = str(url)
    if (not is_unknown(base) and not base) or certain_prefix(url).lower().startswith(("http://", "https://")):
        return url
    return base.rstrip("/") + "/" + url.lstrip("/")


def _hooks(given):
    if is_unknown(given) or not given:
        return {"request": [], "response": []}
    return {"request": list(given.get("request", [])), "response": list(given.get("response", []))}


class BaseClient:
    def __init__(self, *, auth=None, params=None, headers=None, cookies=None, verify=True, cert=None, trust_env=True, http1=True, http2=False, proxy=None,
                 proxies=None, mounts=None, timeout=None, follow_redirects=False, limits=None, max_redirects=20, event_hooks=None, base_url="", transport=None,
                 app=None, default_encoding="utf-8"):
        self._base = str(base_url)
        self._auth = auth
        self.params = params
        self.headers = folded_headers({"Accept": "*/*", "Connection": "keep-alive", "User-Agent": "python-httpx"}, headers)
        self.cookies = {} if not is_unknown(cookies) and cookies is None else cookies
        self.timeout = timeout
        self.follow_redirects = follow_redirects
        self.max_redirects = max_redirects
        self.trust_env = trust_env
        self.event_hooks = _hooks(event_hooks)
        self._transport = self._default_transport() if is_unknown(transport) or transport is None else transport
        self._mounts = {} if is_unknown(mounts) or mounts is None else mounts
        self.is_closed = False

    @property
    def base_url(self):
        return URL(self._base)

    @base_url.setter
    def base_url(self, url):
        self._base = str(url)

    @property
    def auth(self):
        return self._auth

    @auth.setter
    def auth(self, auth):
        self._auth = auth

    def build_request(self, method, url, *, content=None, data=None, files=None, json=None, params=None, headers=None, cookies=None, timeout=None, extensions=None):
        return Request(method, _joined(self._base, url), headers=folded_headers(self.headers, headers), content=content, data=data, json=json, extensions=extensions)

    def _transport_for_url(self, url):
        if not self._mounts:
            return self._transport
        known = certain_prefix(str(url))
        best = self._transport
        longest = -1
        for pattern, transport in self._mounts.items():
            fits = known.startswith(pattern) or pattern == "all://" or (pattern.startswith("all://") and "://" + pattern[6:].lstrip("*.") in known)
            if fits and len(pattern) > longest:
                best = transport
                longest = len(pattern)
        return best if best is not None else self._default_transport()

    def _auth_of(self, auth):
        if auth is USE_CLIENT_DEFAULT:
            auth = self._auth
        if is_unknown(auth) or auth is None or isinstance(auth, tuple):
            return None
        if isinstance(auth, Auth):
            return auth
        return FunctionAuth(auth) if callable(auth) else None


class Client(BaseClient):
    def _default_transport(self):
        return HTTPTransport()

    def request(self, method, url, *, content=None, data=None, files=None, json=None, params=None, headers=None, cookies=None, auth=USE_CLIENT_DEFAULT,
                follow_redirects=None, timeout=None, extensions=None):
        request = self.build_request(method, url, content=content, data=data, json=json, headers=headers, extensions=extensions)
        return self.send(request, auth=auth)

    def stream(self, method, url, *, auth=USE_CLIENT_DEFAULT, follow_redirects=None, **kwargs):
        return _Stream(self, self.build_request(method, url, **kwargs), auth)

    def send(self, request, *, stream=False, auth=USE_CLIENT_DEFAULT, follow_redirects=None):
        if self.is_closed:
            raise RuntimeError("Cannot send a request, as the client has been closed.")
        response = self._through_auth(request, self._auth_of(auth))
        if not stream:
            response.read()
        return response

    def _through_auth(self, request, auth):
        if auth is None:
            return self._once(request)
        flow = auth.sync_auth_flow(request)
        request = next(flow)
        while True:
            response = self._once(request)
            try:
                request = flow.send(response)
            except StopIteration:
                return response
            response.read()

    def _once(self, request):
        for hook in self.event_hooks.get("request", []):
            hook(request)
        response = self._transport_for_url(request.url).handle_request(request)
        if isinstance(response, Response) and response._request is None:
            response.request = request
        for hook in self.event_hooks.get("response", []):
            hook(response)
        return response

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)

    def post(self, url, **kwargs):
        return self.request("POST", url, **kwargs)

    def put(self, url, **kwargs):
        return self.request("PUT", url, **kwargs)

    def patch(self, url, **kwargs):
        return self.request("PATCH", url, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    def close(self):
        self.is_closed = True

    def __enter__(self):
        return self

    def __exit__(self, kind=None, value=None, trace=None):
        self.is_closed = True


class _Stream:
    def __init__(self, client, request, auth):
        self.client = client
        self.request = request
        self.auth = auth

    def __enter__(self):
        self.response = self.client.send(self.request, auth=self.auth, stream=True)
        return self.response

    def __exit__(self, kind=None, value=None, trace=None):
        self.response.close()

    async def __aenter__(self):
        self.response = await self.client.send(self.request, auth=self.auth, stream=True)
        return self.response

    async def __aexit__(self, kind=None, value=None, trace=None):
        await self.response.aclose()


class AsyncClient(BaseClient):
    def _default_transport(self):
        return AsyncHTTPTransport()

    async def request(self, method, url, *, content=None, data=None, files=None, json=None, params=None, headers=None, cookies=None, auth=USE_CLIENT_DEFAULT,
                      follow_redirects=None, timeout=None, extensions=None):
        request = self.build_request(method, url, content=content, data=data, json=json, headers=headers, extensions=extensions)
        return await self.send(request, auth=auth)

    def stream(self, method, url, *, auth=USE_CLIENT_DEFAULT, follow_redirects=None, **kwargs):
        return _Stream(self, self.build_request(method, url, **kwargs), auth)

    async def send(self, request, *, stream=False, auth=USE_CLIENT_DEFAULT, follow_redirects=None):
        if self.is_closed:
            raise RuntimeError("Cannot send a request, as the client has been closed.")
        response = await self._through_auth(request, self._auth_of(auth))
        if not stream:
            await response.aread()
        return response

    async def _through_auth(self, request, auth):
        if auth is None:
            return await self._once(request)
        flow = auth.async_auth_flow(request)
        request = await flow.__anext__()
        while True:
            response = await self._once(request)
            try:
                request = await flow.asend(response)
            except StopAsyncIteration:
                return response
            await response.aread()

    async def _once(self, request):
        for hook in self.event_hooks.get("request", []):
            await _awaitable(hook(request))
        response = await self._transport_for_url(request.url).handle_async_request(request)
        if isinstance(response, Response) and response._request is None:
            response.request = request
        for hook in self.event_hooks.get("response", []):
            await _awaitable(hook(response))
        return response

    async def get(self, url, **kwargs):
        return await self.request("GET", url, **kwargs)

    async def options(self, url, **kwargs):
        return await self.request("OPTIONS", url, **kwargs)

    async def head(self, url, **kwargs):
        return await self.request("HEAD", url, **kwargs)

    async def post(self, url, **kwargs):
        return await self.request("POST", url, **kwargs)

    async def put(self, url, **kwargs):
        return await self.request("PUT", url, **kwargs)

    async def patch(self, url, **kwargs):
        return await self.request("PATCH", url, **kwargs)

    async def delete(self, url, **kwargs):
        return await self.request("DELETE", url, **kwargs)

    async def aclose(self):
        self.is_closed = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind=None, value=None, trace=None):
        self.is_closed = True


def _awaitable(made):
    # a plain function as a hook: what it gives can't be awaited
    if not is_unknown(made) and made is None:
        raise TypeError("object NoneType can't be used in 'await' expression")
    return made
