# urllib3 2.8.0: PoolManager and ProxyManager (urllib3/poolmanager.py).
from _sadpath import folded_headers, is_unknown
from .connectionpool import RequestMethods, _UrlPool, transmit


class PoolManager(RequestMethods):
    def __init__(self, num_pools=10, headers=None, **connection_pool_kw):
        self.headers = headers
        self.connection_pool_kw = connection_pool_kw

    def urlopen(self, method, url, redirect=True, body=None, headers=None, retries=None, **kwargs):
        if retries is None:
            retries = self.connection_pool_kw.get("retries")
        # headers of a request take the place of the manager's
        return transmit(method, url, folded_headers(self.headers if not is_unknown(headers) and headers is None else headers), retries)

    def connection_from_url(self, url, pool_kwargs=None):
        return _UrlPool(url, retries=self.connection_pool_kw.get("retries"))

    def connection_from_host(self, host, port=None, scheme="http", pool_kwargs=None):
        return _UrlPool(f"{scheme}://{host}", retries=self.connection_pool_kw.get("retries"))

    def clear(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class ProxyManager(PoolManager):
    def __init__(self, proxy_url, num_pools=10, headers=None, proxy_headers=None, **connection_pool_kw):
        super().__init__(num_pools, headers, **connection_pool_kw)


def proxy_from_url(url, **kw):
    return ProxyManager(proxy_url=url, **kw)
