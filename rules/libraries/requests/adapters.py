# requests.adapters.HTTPAdapter: the transport, with urllib3's retry policy in it.
from _sadpath import send
from requests.exceptions import RetryError
from urllib3.util.retry import Retry, run_policy

DEFAULT_RETRIES = 0


class HTTPAdapter:
    def __init__(self, pool_connections=10, pool_maxsize=10, max_retries=DEFAULT_RETRIES, pool_block=False):
        if max_retries == DEFAULT_RETRIES:
            self.max_retries = Retry(0, read=False)
        else:
            self.max_retries = Retry.from_int(max_retries)

    def send(self, request, *args, **kwargs):
        method = request.method
        outcome = run_policy(self.max_retries, method, lambda: send(method, request.url, request.headers))
        if outcome.exhausted:
            raise RetryError("Max retries exceeded", request=request)
        return outcome.answer

    def close(self):
        return None


BaseAdapter = HTTPAdapter
