# aiohttp 3.14.5: ClientSession (aiohttp/client.py). A request is sent when it is awaited or entered, never before.
from urllib.parse import urljoin
from _sadpath import certain_prefix, folded_headers, is_unknown
from .client_exceptions import *
from .responses import ClientRequest, ClientResponse
from .tracing import Traces

_UNSET = object()


class ClientTimeout:
    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None, ceil_threshold=5):
        self.total = total
        self.connect = connect
        self.sock_read = sock_read
        self.sock_connect = sock_connect


def _path_of(url):
    if "://" not in url:
        return url
    rest = url.split("://", 1)[1]
    return "/" + rest.split("/", 1)[1] if "/" in rest else "/"


class _Sending:
    """What `session.get(...)` gives: it can be awaited, or entered with `async with`."""

    def __init__(self, start, closing=None):
        self._start = start
        self._closing = closing
        self._response = None

    async def __awaited__(self):
        return await self._start()

    async def __aenter__(self):
        self._response = await self._start()
        await self._response.__aenter__()
        return self._response

    async def __aexit__(self, kind, value, trace):
        await self._response.__aexit__(kind, value, trace)
        if self._closing is not None:
            await self._closing.close()

    def close(self):
        return None


class ClientSession:
    def __init__(self, base_url=None, *, connector=None, loop=None, cookies=None, headers=None, proxy=None, proxy_auth=None, skip_auto_headers=None, auth=None,
                 json_serialize=None, json_serialize_bytes=None, request_class=ClientRequest, response_class=ClientResponse, ws_response_class=None, version=None,
                 cookie_jar=None, connector_owner=True, raise_for_status=False, read_timeout=None, conn_timeout=None, timeout=None, auto_decompress=True,
                 trust_env=False, requote_redirect_url=True, trace_configs=None, read_bufsize=65536, max_line_size=8190, max_field_size=8190, max_headers=128,
                 fallback_charset_resolver=None, middlewares=(), ssl_shutdown_timeout=None):
        self._base = str(base_url) if is_unknown(base_url) or base_url is not None else None
        if self._base is not None and not is_unknown(self._base) and not _path_of(self._base).endswith("/"):
            raise ValueError("base_url must have a trailing '/'")
        self.headers = folded_headers(headers)
        self._raise_for_status = raise_for_status
        self._middlewares = middlewares
        self._request_class = request_class
        self._response_class = response_class
        self._connected = False
        self.auth = auth
        self.cookie_jar = cookie_jar if cookie_jar is not None else CookieJar()
        self.connector = connector
        self.timeout = timeout if is_unknown(timeout) or timeout is not None else ClientTimeout(total=300, sock_connect=30)
        self.loop = loop
        self.closed = False
        self.trust_env = trust_env
        self.trace_configs = trace_configs or []
        self.json_serialize = json_serialize

    @property
    def raise_for_status(self):
        return self._raise_for_status

    def _url(self, url):
        url = str(url)
        if self._base is None or certain_prefix(url).lower().startswith(("http://", "https://")):
            return url
        return urljoin(self._base, url)

    async def _request(self, method, url, *, headers=None, data=None, json=None, raise_for_status=None, middlewares=None, trace_request_ctx=None, **kwargs):
        if self.closed:
            raise RuntimeError("Session is closed")
        response = None
        about = method.upper(), self._url(url), folded_headers(self.headers, headers)
        traces = Traces(self, trace_request_ctx)
        try:
            await traces.started(*about)
            request = self._request_class(
                method, about[1], headers=about[2], data=data, loop=self.loop, response_class=self._response_class, session=self, traces=traces
            )
            handler = _transmit
            layers = self._middlewares if middlewares is None else middlewares
            if not is_unknown(layers) and layers:
                for middleware in reversed(layers):
                    handler = _layer(middleware, handler)
            response = await handler(request)
            check = self._raise_for_status if raise_for_status is None else raise_for_status
            if not is_unknown(check) and check is not None and check is not False:
                if callable(check):
                    await check(response)
                elif check:
                    response.raise_for_status()
            await traces.ended(*about, response)
        except BaseException as error:
            if response is not None:
                response.close()
            await traces.failed(*about, error)
            raise
        return response

    def request(self, method, url, **kwargs):
        return _Sending(lambda: self._request(method, url, **kwargs))

    def get(self, url, *, allow_redirects=True, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, *, allow_redirects=True, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, *, allow_redirects=False, **kwargs):
        return self.request("HEAD", url, **kwargs)

    def post(self, url, *, data=None, **kwargs):
        return self.request("POST", url, data=data, **kwargs)

    def put(self, url, *, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, *, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    async def close(self):
        self.closed = True

    def detach(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *info):
        self.closed = True


class _Connection:
    """A connection to the server; the answer comes through it."""

    def __init__(self):
        self.answer = None
        self.protocol = None
        self.transport = None

    def close(self):
        pass


async def _transmit(request):
    connection = _Connection()
    await request._traces.connected()
    response = await request.send(connection)
    try:
        await response.start(connection)
    except BaseException:
        response.close()
        raise
    return response


def _layer(middleware, inner):
    async def handler(request):
        return await middleware(request, inner)
    return handler


def request(method, url, **kwargs):
    for_session = {}
    for name in ("connector", "loop", "cookies", "version"):
        if name in kwargs:
            for_session[name] = kwargs.pop(name)
    session = ClientSession(**for_session)
    return _Sending(lambda: session._request(method, url, **kwargs), session)


class CookieJar:
    def __init__(self, *args, **kwargs):
        pass

    def update_cookies(self, cookies, response_url=None):
        pass

    def clear(self, predicate=None):
        pass

    def filter_cookies(self, request_url=None):
        return {}


class DummyCookieJar(CookieJar):
    pass


class BaseConnector:
    def __init__(self, *args, **kwargs):
        self.closed = False

    async def close(self):
        self.closed = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, *info):
        pass


class TCPConnector(BaseConnector):
    pass


class UnixConnector(BaseConnector):
    pass


class BasicAuth:
    def __init__(self, login, password="", encoding="latin1"):
        self.login = login
        self.password = password

    def encode(self):
        from _sadpath import unknown

        return unknown("basic auth", self.login, kind="str")


class FormData:
    def __init__(self, *args, **kwargs):
        pass

    def add_field(self, *args, **kwargs):
        pass

    def add_fields(self, *args):
        pass
