# requests 2.34.2: the transport, with urllib3's retry policy in it (requests/adapters.py). niquests takes this file too.
from _sadpath import is_unknown, send
from urllib3.util.retry import Retry, run_policy
from .exceptions import RetryError
from .models import answered

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

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None, **kwargs):
        method = request.method
        outcome = run_policy(self.max_retries, method, lambda: send(method, request.url, request.headers))
        if outcome.exhausted:
            raise RetryError(outcome.error, request=request)
        return answered(outcome.answer, request, self)

    def init_poolmanager(self, *args, **kwargs):
        pass

    def proxy_manager_for(self, proxy, **kwargs):
        pass

    def add_headers(self, request, **kwargs):
        pass

    def close(self):
        return None
