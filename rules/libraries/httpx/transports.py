# httpx 0.28.1: transports (httpx/_transports). Their `retries=` is about connecting only: no answer is ever sent again.
from _sadpath import send
from .messages import answered


class BaseTransport:
    def handle_request(self, request):
        raise NotImplementedError("The 'handle_request' method must be implemented.")

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind=None, value=None, trace=None):
        self.close()


class AsyncBaseTransport:
    async def handle_async_request(self, request):
        raise NotImplementedError("The 'handle_async_request' method must be implemented.")

    async def aclose(self):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind=None, value=None, trace=None):
        await self.aclose()


class HTTPTransport(BaseTransport):
    def __init__(self, *args, **kwargs):
        pass

    def handle_request(self, request):
        return answered(send(request.method, str(request.url), request.headers), request)


class AsyncHTTPTransport(AsyncBaseTransport):
    def __init__(self, *args, **kwargs):
        pass

    async def handle_async_request(self, request):
        return answered(send(request.method, str(request.url), request.headers), request)


class MockTransport(BaseTransport, AsyncBaseTransport):
    def __init__(self, handler):
        self.handler = handler

    def handle_request(self, request):
        response = self.handler(request)
        response.request = request
        return response

    async def handle_async_request(self, request):
        from _sadpath import is_coroutine

        response = self.handler(request)
        if is_coroutine(response):
            response = await response
        response.request = request
        return response


class WSGITransport(HTTPTransport):
    pass


class ASGITransport(AsyncHTTPTransport):
    pass
