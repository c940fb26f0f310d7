# aiohttp 3.14.5: TraceConfig (aiohttp/tracing.py): coroutine functions that are told of each request. Those of DNS and of queues are never called here.
from types import SimpleNamespace

from _sadpath import is_unknown


class Signal(list):
    async def send(self, *args):
        for receiver in self:
            await receiver(*args)

    def freeze(self):
        pass


class TraceConfig:
    def __init__(self, trace_config_ctx_factory=SimpleNamespace):
        self._trace_config_ctx_factory = trace_config_ctx_factory
        self.on_request_start = Signal()
        self.on_request_chunk_sent = Signal()
        self.on_response_chunk_received = Signal()
        self.on_request_end = Signal()
        self.on_request_exception = Signal()
        self.on_request_redirect = Signal()
        self.on_connection_queued_start = Signal()
        self.on_connection_queued_end = Signal()
        self.on_connection_create_start = Signal()
        self.on_connection_create_end = Signal()
        self.on_connection_reuseconn = Signal()
        self.on_dns_resolvehost_start = Signal()
        self.on_dns_resolvehost_end = Signal()
        self.on_dns_cache_hit = Signal()
        self.on_dns_cache_miss = Signal()
        self.on_request_headers_sent = Signal()

    def trace_config_ctx(self, trace_request_ctx=None):
        return self._trace_config_ctx_factory(trace_request_ctx=trace_request_ctx)

    def freeze(self):
        pass


class _Params:
    """What a callback is given besides the session and its context."""

    def __init__(self, method, url, headers):
        self.method = method
        self.url = url
        self.headers = headers


class TraceRequestStartParams(_Params):
    pass


class TraceRequestHeadersSentParams(_Params):
    pass


class TraceRequestEndParams(_Params):
    def __init__(self, method, url, headers, response):
        super().__init__(method, url, headers)
        self.response = response


class TraceRequestRedirectParams(TraceRequestEndParams):
    pass


class TraceRequestExceptionParams(_Params):
    def __init__(self, method, url, headers, exception):
        super().__init__(method, url, headers)
        self.exception = exception


class TraceResponseChunkReceivedParams:
    def __init__(self, method, url, chunk):
        self.method = method
        self.url = url
        self.chunk = chunk


class TraceRequestChunkSentParams(TraceResponseChunkReceivedParams):
    pass


class TraceConnectionCreateStartParams:
    pass


class TraceConnectionCreateEndParams:
    pass


class TraceConnectionReuseconnParams:
    pass


class Traces:
    """The traces of one request: each configuration with a context of its own."""

    def __init__(self, session, asked):
        self.session = session
        self.asked = asked
        self.contexts = []

    async def started(self, *about):
        configs = self.session.trace_configs
        for config in [] if is_unknown(configs) else configs:
            context = config.trace_config_ctx(trace_request_ctx=self.asked)
            await config.on_request_start.send(self.session, context, TraceRequestStartParams(*about))
            self.contexts.append((config, context))

    async def connected(self):
        reused = self.session._connected
        self.session._connected = True
        for config, context in self.contexts:
            if reused:
                await config.on_connection_reuseconn.send(self.session, context, TraceConnectionReuseconnParams())
            else:
                await config.on_connection_create_start.send(self.session, context, TraceConnectionCreateStartParams())
                await config.on_connection_create_end.send(self.session, context, TraceConnectionCreateEndParams())

    async def headers_sent(self, *about):
        for config, context in self.contexts:
            await config.on_request_headers_sent.send(self.session, context, TraceRequestHeadersSentParams(*about))

    async def received(self, *about):
        for config, context in self.contexts:
            await config.on_response_chunk_received.send(self.session, context, TraceResponseChunkReceivedParams(*about))

    async def ended(self, *about):
        for config, context in self.contexts:
            await config.on_request_end.send(self.session, context, TraceRequestEndParams(*about))

    async def failed(self, *about):
        for config, context in self.contexts:
            await config.on_request_exception.send(self.session, context, TraceRequestExceptionParams(*about))
