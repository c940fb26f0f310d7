# aiohttp-retry 2.9.1 `RetryClient`
from aiohttp import ClientSession

from _sadpath import is_unknown, slept, statuses, suspended
from aiohttp_retry.retry_options import ExponentialRetry

UNKNOWN_LIMIT = 3  # sends, where the code's limit is a value that nobody knows


class RequestParams:
    def __init__(self, method, url, headers=None, trace_request_ctx=None, kwargs=None):
        self.method = method
        self.url = url
        self.headers = headers
        self.trace_request_ctx = trace_request_ctx
        self.kwargs = kwargs if kwargs is not None else {}


class _RequestContext:
    def __init__(self, session, params_list, options, raise_for_status):
        self._session = session
        self._params_list = params_list
        self._options = options
        self._raise_for_status = raise_for_status
        self._response = None

    async def _is_last(self, attempt, attempts, method, response):
        options = self._options
        status = response.status
        listed = status in options.statuses
        if options.statuses:
            statuses(method, status, options.statuses, listed)
        if attempt >= attempts or method.upper() not in options.methods:
            return True
        if listed or (status >= 500 and options.retry_all_server_errors):
            return False
        if options.evaluate_response_callback is None:
            return True
        return await options.evaluate_response_callback(response)

    async def _do_request(self):
        options = self._options
        attempts = UNKNOWN_LIMIT if is_unknown(options.attempts) else options.attempts
        attempt = 0
        while True:
            attempt += 1
            params = self._params_list[min(attempt, len(self._params_list)) - 1]
            try:
                response = await self._session.request(
                    params.method, params.url, headers=params.headers,
                    trace_request_ctx={"current_attempt": attempt, **(params.trace_request_ctx or {})}, **params.kwargs,
                )
                if await self._is_last(attempt, attempts, params.method, response):
                    if self._raise_for_status:
                        # inside the try: with fitting `exceptions` a 4xx is sent again
                        response.raise_for_status()
                    self._response = response
                    return response
                wait = options.get_timeout(attempt=attempt, response=response)
            except Exception as error:
                if attempt >= attempts or not isinstance(error, tuple(options.exceptions)):
                    raise
                wait = options.get_timeout(attempt=attempt, response=None)
            slept(wait)
            suspended()

    async def __awaited__(self):
        return await self._do_request()

    async def __aenter__(self):
        return await self._do_request()

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        return None


class RetryClient:
    def __init__(self, client_session=None, logger=None, retry_options=None, raise_for_status=False, *args, **kwargs):
        self._client = client_session if is_unknown(client_session) or client_session is not None else ClientSession(*args, **kwargs)
        self._retry_options = retry_options if is_unknown(retry_options) or retry_options is not None else ExponentialRetry()
        self._raise_for_status = raise_for_status

    @property
    def retry_options(self):
        return self._retry_options

    def requests(self, params_list, retry_options=None, raise_for_status=None):
        return _RequestContext(
            self._client, params_list,
            self._retry_options if retry_options is None else retry_options,
            self._raise_for_status if raise_for_status is None else raise_for_status,
        )

    def request(self, method, url, retry_options=None, raise_for_status=None, headers=None, trace_request_ctx=None, **kwargs):
        urls = url if not is_unknown(url) and isinstance(url, (list, tuple)) else [url]
        return self.requests([RequestParams(method, one, headers, trace_request_ctx, kwargs) for one in urls], retry_options, raise_for_status)

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)

    def post(self, url, **kwargs):
        return self.request("POST", url, **kwargs)

    def put(self, url, **kwargs):
        return self.request("PUT", url, **kwargs)

    def patch(self, url, **kwargs):
        return self.request("PATCH", url, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    async def close(self):
        await self._client.close()

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        await self.close()
