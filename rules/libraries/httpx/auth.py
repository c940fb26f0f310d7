# httpx 0.28.1: auth flows (httpx/_auth.py). A second `yield` of a flow sends the request again.
class Auth:
    requires_request_body = False
    requires_response_body = False

    def auth_flow(self, request):
        yield request

    def sync_auth_flow(self, request):
        flow = self.auth_flow(request)
        request = next(flow)
        while True:
            response = yield request
            if self.requires_response_body:
                response.read()
            try:
                request = flow.send(response)
            except StopIteration:
                break

    async def async_auth_flow(self, request):
        flow = self.auth_flow(request)
        request = next(flow)
        while True:
            response = yield request
            if self.requires_response_body:
                await response.aread()
            try:
                request = flow.send(response)
            except StopIteration:
                break


class FunctionAuth(Auth):
    def __init__(self, func):
        self._func = func

    def auth_flow(self, request):
        yield self._func(request)


class BasicAuth(Auth):
    def __init__(self, username, password):
        self._username = username

    def auth_flow(self, request):
        request.headers["Authorization"] = "Basic"
        yield request


class NetRCAuth(BasicAuth):
    def __init__(self, file=None):
        pass


class DigestAuth(Auth):
    def __init__(self, username, password):
        pass

    def auth_flow(self, request):
        response = yield request
        if response.status_code != 401 or "www-authenticate" not in response.headers:
            return
        yield request
