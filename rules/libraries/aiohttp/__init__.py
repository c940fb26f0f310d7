# aiohttp 3.14.5: the client part of the package. Source: the installed package, tried against a stub server (facts: A01-A12).
from . import client_exceptions
from .client import (
    BaseConnector, BasicAuth, ClientSession, ClientTimeout, CookieJar, DummyCookieJar, FormData, TCPConnector, UnixConnector, request,
)
from .client_exceptions import *
from .responses import ClientRequest, ClientResponse, RequestInfo, StreamReader, answered
from .tracing import (
    TraceConfig, TraceConnectionCreateEndParams, TraceConnectionCreateStartParams, TraceConnectionReuseconnParams, TraceRequestChunkSentParams,
    TraceRequestEndParams, TraceRequestExceptionParams, TraceRequestHeadersSentParams, TraceRequestRedirectParams, TraceRequestStartParams,
    TraceResponseChunkReceivedParams,
)
