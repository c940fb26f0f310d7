# requests 2.34.2: the transport, with urllib3's retry policy in it (requests/adapters.py). niquests takes this file too.
from _sadpath import is_unknown, send, unknown
from urllib3.poolmanager import PoolManager, proxy_from_url
from urllib3.response import HTTPResponse
from urllib3.util.retry import Retry, run_policy
from .exceptions import RetryError
from .models import built

DEFAULT_RETRIES = 0
DEFAULT_POOLSIZE = 10
DEFAULT_POOLBLOCK = False


class BaseAdapter:
    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        raise NotImplementedError

    def close(self):
        raise NotImplementedError


class HTTPAdapter(BaseAdapter):
    def __init__(self, pool_connections=10, pool_maxsize=10, max_retries=DEFAULT_RETRIES, pool_block=False, **kwargs):
        if is_unknown(max_retries) or isinstance(max_retries, Retry) or max_retries != DEFAULT_RETRIES:
            self.max_retries = Retry.from_int(max_retries)
        else:
            self.max_retries = Retry(0, read=False)
        self.config = {}
        self.proxy_manager = {}
        self._pool_connections = pool_connections
        self._pool_maxsize = pool_maxsize
        self._pool_block = pool_block
        self.init_poolmanager(pool_connections, pool_maxsize, block=pool_block)

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None, **kwargs):
        # the hooks are asked as the library does; what they say of the way to the server changes no answer
        connection = self.get_connection_with_tls_context(request, verify, proxies=proxies, cert=cert)
        self.cert_verify(connection, request.url, verify, cert)
        self.request_url(request, proxies)
        self.add_headers(request, stream=stream, timeout=timeout, verify=verify, cert=cert, proxies=proxies)
        method = request.method
        outcome = run_policy(self.max_retries, method, lambda: send(method, request.url, request.headers))
        if outcome.exhausted:
            raise RetryError(outcome.error, request=request)
        return self.build_response(request, HTTPResponse(outcome.answer, outcome.policy))

    def build_response(self, req, resp):
        return built(resp, req, self)

    def init_poolmanager(self, connections, maxsize, block=DEFAULT_POOLBLOCK, **pool_kwargs):
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **pool_kwargs)

    def proxy_manager_for(self, proxy, **proxy_kwargs):
        if proxy not in self.proxy_manager:
            self.proxy_manager[proxy] = proxy_from_url(proxy, proxy_headers=self.proxy_headers(proxy), **proxy_kwargs)
        return self.proxy_manager[proxy]

    def build_connection_pool_key_attributes(self, request, verify, cert=None):
        return unknown("host of", request.url), unknown("TLS settings of", request.url)

    def get_connection_with_tls_context(self, request, verify, proxies=None, cert=None):
        return unknown("connection to", request.url)

    def get_connection(self, url, proxies=None):
        return unknown("connection to", url)

    def cert_verify(self, conn, url, verify, cert):
        pass

    def request_url(self, request, proxies):
        return request.path_url

    def proxy_headers(self, proxy):
        return {}

    def add_headers(self, request, **kwargs):
        pass

    def close(self):
        self.poolmanager.clear()
