# niquests 3.21.2: requests with a base URL, with retries and with asyncio. Source: the installed package, tried against a stub server.
from _sadpath import certain_prefix
from . import adapters, auth, exceptions, models, sessions
from .adapters import HTTPAdapter
from .exceptions import *
from .models import PreparedRequest, Request, Response
from .status_codes import codes


class MultiplexingError(RequestException):
    pass


class Session(sessions.Session):
    def __init__(self, *, base_url=None, retries=None, headers=None, auth=None, hooks=None, timeout=None, **kwargs):
        super().__init__()
        self.base_url = base_url
        if retries is not None:
            self.mount("https://", HTTPAdapter(max_retries=retries))
            self.mount("http://", HTTPAdapter(max_retries=retries))
        if headers is not None:
            self.headers.update(headers)
        self.auth = auth
        if hooks is not None:
            self.hooks = hooks

    def _joined(self, url):
        if not self.base_url or certain_prefix(url).lower().startswith(("http://", "https://")):
            return url
        return str(self.base_url).rstrip("/") + "/" + str(url).lstrip("/")

    def request(self, method, url, *args, **kwargs):
        return super().request(method, self._joined(url), *args, **kwargs)

    def query(self, url, data=None, json=None, **kwargs):
        return self.request("QUERY", url, data=data, json=json, **kwargs)

    def gather(self, *responses, **kwargs):
        pass


class AsyncSession(Session):
    async def request(self, method, url, *args, **kwargs):
        return await sessions.Session.request(self, method, self._joined(url), *args, **kwargs)

    async def send(self, request, **kwargs):
        return sessions.Session.send(self, request, **kwargs)

    async def get(self, url, **kwargs):
        return await self.request("GET", url, **kwargs)

    async def options(self, url, **kwargs):
        return await self.request("OPTIONS", url, **kwargs)

    async def head(self, url, **kwargs):
        return await self.request("HEAD", url, **kwargs)

    async def post(self, url, data=None, json=None, **kwargs):
        return await self.request("POST", url, data=data, json=json, **kwargs)

    async def put(self, url, data=None, **kwargs):
        return await self.request("PUT", url, data=data, **kwargs)

    async def patch(self, url, data=None, **kwargs):
        return await self.request("PATCH", url, data=data, **kwargs)

    async def delete(self, url, **kwargs):
        return await self.request("DELETE", url, **kwargs)

    async def close(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        pass


def request(method, url, *, retries=None, **kwargs):
    return Session(retries=retries).request(method, url, **kwargs)


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


async def arequest(method, url, *, retries=None, **kwargs):
    return request(method, url, retries=retries, **kwargs)


async def aget(url, params=None, **kwargs):
    return get(url, params, **kwargs)


async def aoptions(url, **kwargs):
    return options(url, **kwargs)


async def ahead(url, **kwargs):
    return head(url, **kwargs)


async def apost(url, data=None, json=None, **kwargs):
    return post(url, data, json, **kwargs)


async def aput(url, data=None, **kwargs):
    return put(url, data, **kwargs)


async def apatch(url, data=None, **kwargs):
    return patch(url, data, **kwargs)


async def adelete(url, **kwargs):
    return delete(url, **kwargs)
