# httpx-retries 0.6.0 `RetryTransport`
import httpx
from _sadpath import is_unknown
from httpx_retries.retry import Retry, run, run_async


class RetryTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    def __init__(self, transport=None, retry=None):
        self.retry = retry if is_unknown(retry) else retry or Retry()
        if transport is not None:
            self._sync_transport = transport
            self._async_transport = transport
        else:
            self._sync_transport = httpx.HTTPTransport()
            self._async_transport = httpx.AsyncHTTPTransport()

    def handle_request(self, request):
        return run(self._policy(request), request, self._sync_transport.handle_request)

    async def handle_async_request(self, request):
        return await run_async(self._policy(request), request, self._async_transport.handle_async_request)

    def _policy(self, request):
        # one request may carry a policy of its own: `extensions={"retry": Retry(...)}`
        extensions = getattr(request, "extensions", None)
        if not is_unknown(extensions) and extensions:
            return extensions.get("retry") or self.retry
        return self.retry
