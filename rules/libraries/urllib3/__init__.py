# urllib3 2.8.0: pools that send with `Retry(3)` unless told otherwise. Source: the installed package, tried against a stub server.
from . import exceptions, util
from .connectionpool import HTTPConnectionPool, HTTPSConnectionPool, connection_from_url
from .poolmanager import PoolManager, ProxyManager, proxy_from_url
from .response import BaseHTTPResponse, HTTPResponse
from .util import Retry, Timeout
from .util.request import make_headers

_DEFAULT_POOL = PoolManager()


def request(method, url, *, body=None, fields=None, headers=None, preload_content=True, decode_content=True, redirect=True, retries=None, timeout=3, json=None):
    return _DEFAULT_POOL.request(method, url, body=body, fields=fields, headers=headers, retries=retries, json=json)


def disable_warnings(category=None):
    pass


def add_stderr_logger(level=10):
    pass


class HTTPHeaderDict(dict):
    pass
