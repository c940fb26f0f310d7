# aiohttp 3.14.5: ClientRequest and ClientResponse (aiohttp/client_reqrep.py): a body can be read until the response is released, and from then on only if it was read before.
from _sadpath import folded_headers, run_coroutine, send, suspended, unknown
from .client_exceptions import ClientConnectionError, ClientResponseError
from .tracing import Traces


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

    def __init__(self, method, url, *, request_info=None, traces=None, session=None, **kwargs):
        self._answer = None
        self._read = False
        self._released = False
        self._in_context = False
        self._session = session
        self._traces = traces
        self.status = None
        self.reason = None
        self.method = method
        self.request_info = request_info
        self.url = url
        self.real_url = url
        self.history = ()
        self.cookies = {}
        self.content = StreamReader(self)
        self.version = None
        self.connection = None
        self.links = {}
        self.raw_headers = ()

    async def start(self, connection):
        answer = connection.answer
        self._answer = answer
        self.status = answer.status
        self.reason = answer.reason
        self.headers = answer.headers
        self.url = answer.url
        self.real_url = answer.url
        return self

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
        if not self._read and self._traces is not None:
            await self._traces.received(self.method, self.url, self._answer.text)
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
    def __init__(self, method, url, *, params=None, headers=None, skip_auto_headers=None, data=None, loop=None, response_class=None, session=None,
                 traces=None, **kwargs):
        self.method = method.upper()
        self.url = url
        self.original_url = url
        self.headers = folded_headers(headers)
        self.body = data
        self.loop = loop
        self.session = session
        self.response_class = response_class if response_class is not None else ClientResponse
        self.response = None
        self._traces = traces if traces is not None else Traces(session, None)

    @property
    def request_info(self):
        return RequestInfo(self.url, self.method, self.headers, self.original_url)

    async def send(self, conn):
        await self._traces.headers_sent(self.method, self.url, self.headers)
        conn.answer = send(self.method, str(self.url), self.headers)
        suspended()
        self.response = self.response_class(
            self.method, self.original_url, writer=None, continue100=None, timer=None, request_info=self.request_info, traces=self._traces,
            loop=self.loop, session=self.session, stream_writer=None,
        )
        return self.response


class _Answered:
    def __init__(self, answer):
        self.answer = answer


def answered(answer):
    """The response for an answer of the network, outside a session."""
    request = ClientRequest(answer.method, answer.url)
    made = ClientResponse(answer.method, answer.url, request_info=request.request_info)
    run_coroutine(made.start(_Answered(answer)))
    return made
