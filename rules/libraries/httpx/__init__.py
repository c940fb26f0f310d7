# httpx 0.28.1: the package. Source: the installed package, tried against a stub server (facts: H01-H17).
from _sadpath import folded_headers
from .auth import Auth, BasicAuth, DigestAuth, FunctionAuth, NetRCAuth
from .clients import USE_CLIENT_DEFAULT, AsyncClient, Client
from .codes import codes
from .exceptions import *
from .messages import URL, Request, Response, answered
from .transports import ASGITransport, AsyncBaseTransport, AsyncHTTPTransport, BaseTransport, HTTPTransport, MockTransport, WSGITransport


def Headers(headers=None, encoding=None):
    return folded_headers(headers)


class Timeout:
    def __init__(self, timeout=5.0, *, connect=None, read=None, write=None, pool=None):
        self.connect = connect if connect is not None else timeout
        self.read = read if read is not None else timeout
        self.write = write if write is not None else timeout
        self.pool = pool if pool is not None else timeout


class Limits:
    def __init__(self, *, max_connections=None, max_keepalive_connections=None, keepalive_expiry=5.0):
        self.max_connections = max_connections
        self.max_keepalive_connections = max_keepalive_connections
        self.keepalive_expiry = keepalive_expiry


class Proxy:
    def __init__(self, url, *, ssl_context=None, auth=None, headers=None):
        self.url = URL(url)
        self.auth = auth



def request(method, url, *, cookies=None, verify=True, cert=None, proxy=None, proxies=None, timeout=None, trust_env=True, **kwargs):
    return Client().request(method, url, **kwargs)


def stream(method, url, *, cookies=None, verify=True, cert=None, proxy=None, proxies=None, timeout=None, trust_env=True, **kwargs):
    return Client().stream(method, url, **kwargs)


def get(url, **kwargs):
    return request("GET", url, **kwargs)


def options(url, **kwargs):
    return request("OPTIONS", url, **kwargs)


def head(url, **kwargs):
    return request("HEAD", url, **kwargs)


def post(url, **kwargs):
    return request("POST", url, **kwargs)


def put(url, **kwargs):
    return request("PUT", url, **kwargs)


def patch(url, **kwargs):
    return request("PATCH", url, **kwargs)


def delete(url, **kwargs):
    return request("DELETE", url, **kwargs)


# All public names that it has: whoever asks for another one gets an AttributeError.
_NAMES = tuple("""
ASGITransport AsyncBaseTransport AsyncByteStream AsyncClient AsyncHTTPTransport Auth BaseTransport BasicAuth ByteStream Client
CloseError ConnectError ConnectTimeout CookieConflict Cookies DecodingError DigestAuth HTTPError HTTPStatusError HTTPTransport Headers
InvalidURL Limits LocalProtocolError MockTransport NetRCAuth NetworkError PoolTimeout ProtocolError Proxy ProxyError QueryParams ReadError
ReadTimeout RemoteProtocolError Request RequestError RequestNotRead Response ResponseNotRead StreamClosed StreamConsumed StreamError
SyncByteStream Timeout TimeoutException TooManyRedirects TransportError URL USE_CLIENT_DEFAULT UnsupportedProtocol WSGITransport WriteError
WriteTimeout codes create_ssl_context delete get head main options patch post put request stream
""".split())
