# aiohttp 3.14.5: ClientResponse (aiohttp/client_reqrep.py): its body can be read until it is released, and from then on only if it was read before.
from _sadpath import folded_headers, unknown
from .client_exceptions import ClientConnectionError, ClientResponseError


class RequestInfo:
    def __init__(self, url, method, headers, real_url=None):
        self.url = url
        self.method = method
        self.headers = headers
        self.real_url = real_url if real_url is not None else url


class StreamReader:
    def __init__(self, response):
        self._response = response
        self._consumed = False

    async def read(self, n=-1):
        if self._consumed:
            return b""
        self._consumed = True
        return await self._response.read()

    async def readany(self):
        return await self.read()

    async def readline(self):
        return await self.read()

    async def readchunk(self):
        return await self.read(), True

    async def _once(self):
        if not self._consumed:
            yield await self.read()

    async def _once_told(self):
        if not self._consumed:
            yield await self.read(), True

    def iter_chunked(self, n):
        return self._once()

    def iter_any(self):
        return self._once()

    def iter_chunks(self):
        return self._once_told()

    def __aiter__(self):
        return self._once()

    def at_eof(self):
        return self._consumed


class ClientResponse:
    __shown__ = ("status",)

    def __init__(self, answer, request):
        self._answer = answer
        self._read = False
        self._released = False
        self._in_context = False
        self.status = answer.status
        self.reason = answer.reason
        self.headers = answer.headers
        self.method = answer.method
        self.request_info = RequestInfo(request.url, answer.method, request.headers)
        self.url = answer.url
        self.real_url = answer.url
        self.history = ()
        self.cookies = {}
        self.content = StreamReader(self)
        self.version = None
        self.connection = None
        self.links = {}
        self.raw_headers = ()

    @property
    def ok(self):
        return 400 > self.status

    @property
    def closed(self):
        return self._released

    @property
    def host(self):
        return unknown("url", "host", self.url, kind="str")

    @property
    def url_obj(self):
        return self.url

    @property
    def charset(self):
        return "utf-8"

    @property
    def content_type(self):
        return self.headers.get("Content-Type", "application/octet-stream")

    @property
    def content_length(self):
        return unknown("content length", self.url, kind="number")

    @property
    def content_disposition(self):
        return None

    def get_encoding(self):
        return "utf-8"

    async def read(self):
        if self._released:
            raise ClientConnectionError("Connection closed")
        self._read = True
        return self._answer.text

    async def text(self, encoding=None, errors="strict"):
        if not self._read:
            await self.read()
        return self._answer.text

    async def json(self, *, encoding=None, loads=None, content_type="application/json"):
        if not self._read:
            await self.read()
        if loads is not None:
            return loads(self._answer.text)
        return self._answer.json()

    def raise_for_status(self):
        if not self.ok:
            if not self._in_context:
                self._released = True
            raise ClientResponseError(self.request_info, self.history, status=self.status, message=self.reason, headers=self.headers)

    def release(self):
        self._released = True
        return _Nothing()

    def close(self):
        self._released = True

    async def wait_for_close(self):
        pass

    async def start(self, connection):
        return self

    async def __aenter__(self):
        self._in_context = True
        return self

    async def __aexit__(self, *info):
        self._in_context = False
        self._released = True


class _Nothing:
    def __awaited__(self):
        return None


class ClientRequest:
    def __init__(self, method, url, *, params=None, headers=None, skip_auto_headers=None, data=None, session=None, **kwargs):
        self.method = method.upper()
        self.url = url
        self.headers = folded_headers(headers)
        self.body = data
        self.session = session


def answered(answer):
    """The response for an answer of the network, outside a session."""
    return ClientResponse(answer, ClientRequest(answer.method, answer.url))
