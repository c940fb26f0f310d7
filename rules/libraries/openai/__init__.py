# openai 3.54.0: the client's own resends, POST included and without an idempotency key. Only `get`, `post` and the exceptions are modelled.
# Source: tried against a stub server.
from _sadpath import folded_headers, is_unknown, send, slept, statuses

UNKNOWN_LIMIT = 2  # resends, where the code's limit is a value that nobody knows


class OpenAIError(Exception):
    pass


class APIError(OpenAIError):
    def __init__(self, message, request=None, *, body=None):
        super().__init__(message)
        self.message = message
        self.request = request
        self.body = body
        self.code = body.get("code") if isinstance(body, dict) else None


class APIConnectionError(APIError):
    pass


class APITimeoutError(APIConnectionError):
    pass


class APIStatusError(APIError):
    def __init__(self, message, *, response, body):
        super().__init__(message, None, body=body)
        self.response = response
        self.status_code = response.status


class BadRequestError(APIStatusError):
    pass


class AuthenticationError(APIStatusError):
    pass


class PermissionDeniedError(APIStatusError):
    pass


class NotFoundError(APIStatusError):
    pass


class ConflictError(APIStatusError):
    pass


class UnprocessableEntityError(APIStatusError):
    pass


class RateLimitError(APIStatusError):
    pass


class InternalServerError(APIStatusError):
    pass


_BY_STATUS = {
    400: BadRequestError, 401: AuthenticationError, 403: PermissionDeniedError, 404: NotFoundError, 409: ConflictError,
    422: UnprocessableEntityError, 429: RateLimitError,
}
RESENT = (408, 409, 429)


def _error(answer):
    body = answer.json()
    if isinstance(body, dict):
        body = body.get("error", body)
    cls = InternalServerError if answer.status >= 500 else _BY_STATUS.get(answer.status, APIStatusError)
    return cls(f"Error code: {answer.status}", response=answer, body=body)


class OpenAI:
    def __init__(self, *, api_key=None, organization=None, project=None, base_url=None, timeout=None, max_retries=2, default_headers=None, **kwargs):
        self.base_url = base_url if base_url is not None else "https://api.openai.com/v1"
        self.max_retries = max_retries
        self.default_headers = default_headers

    def _request(self, method, path, headers=None):
        url = path if path.startswith(("http://", "https://")) else self.base_url.rstrip("/") + "/" + path.lstrip("/")
        most = UNKNOWN_LIMIT if is_unknown(self.max_retries) else self.max_retries
        number = 0
        while True:
            answer = send(method, url, folded_headers(self.default_headers, headers))
            if answer.status < 400:
                return answer.json()
            listed = answer.status in RESENT
            statuses(method, answer.status, RESENT, listed)
            if number >= most or not (listed or answer.status >= 500):
                raise _error(answer)
            # 0.5 s, doubled each time, up to 8 s; or what Retry-After says
            slept(min(0.5 * 2 ** number, 8))
            number += 1

    def get(self, path, *, cast_to=None, options=None, **kwargs):
        return self._request("GET", path)

    def post(self, path, *, cast_to=None, body=None, options=None, **kwargs):
        return self._request("POST", path)


class AsyncOpenAI(OpenAI):
    async def get(self, path, *, cast_to=None, options=None, **kwargs):
        return self._request("GET", path)

    async def post(self, path, *, cast_to=None, body=None, options=None, **kwargs):
        return self._request("POST", path)
