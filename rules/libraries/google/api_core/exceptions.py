# google-api-core 2.44.0 `exceptions`: the classes by HTTP status. Source: the installed package.
class GoogleAPIError(Exception):
    pass


class RetryError(GoogleAPIError):
    def __init__(self, message, cause):
        super().__init__(message)
        self.message = message
        self._cause = cause

    @property
    def cause(self):
        return self._cause


class GoogleAPICallError(GoogleAPIError):
    code = None
    grpc_status_code = None

    def __init__(self, message, errors=(), details=(), response=None, error_info=None):
        super().__init__(message)
        self.message = message
        self._errors = errors
        self._details = details
        self._response = response
        self._error_info = error_info

    @property
    def errors(self):
        return list(self._errors)

    @property
    def details(self):
        return list(self._details)

    @property
    def response(self):
        return self._response

    @property
    def reason(self):
        return self._error_info.reason if self._error_info else None


class Redirection(GoogleAPICallError):
    pass


class ClientError(GoogleAPICallError):
    pass


class BadRequest(ClientError):
    code = 400


class InvalidArgument(BadRequest):
    pass


class FailedPrecondition(BadRequest):
    pass


class OutOfRange(BadRequest):
    pass


class Unauthorized(ClientError):
    code = 401


class Unauthenticated(Unauthorized):
    pass


class Forbidden(ClientError):
    code = 403


class PermissionDenied(Forbidden):
    pass


class NotFound(ClientError):
    code = 404


class MethodNotAllowed(ClientError):
    code = 405


class Conflict(ClientError):
    code = 409


class AlreadyExists(Conflict):
    pass


class Aborted(Conflict):
    pass


class LengthRequired(ClientError):
    code = 411


class PreconditionFailed(ClientError):
    code = 412


class RequestRangeNotSatisfiable(ClientError):
    code = 416


class TooManyRequests(ClientError):
    code = 429


class ResourceExhausted(TooManyRequests):
    pass


class Cancelled(ClientError):
    code = 499


class ServerError(GoogleAPICallError):
    pass


class InternalServerError(ServerError):
    code = 500


class Unknown(ServerError):
    pass


class DataLoss(ServerError):
    pass


class MethodNotImplemented(ServerError):
    code = 501


class BadGateway(ServerError):
    code = 502


class ServiceUnavailable(ServerError):
    code = 503


class GatewayTimeout(ServerError):
    code = 504


class DeadlineExceeded(GatewayTimeout):
    pass


_BY_STATUS = {
    400: BadRequest, 401: Unauthorized, 403: Forbidden, 404: NotFound, 405: MethodNotAllowed, 409: Conflict, 411: LengthRequired,
    412: PreconditionFailed, 416: RequestRangeNotSatisfiable, 429: TooManyRequests, 499: Cancelled, 500: InternalServerError,
    501: MethodNotImplemented, 502: BadGateway, 503: ServiceUnavailable, 504: GatewayTimeout,
}


def exception_class_for_http_status(status_code):
    return _BY_STATUS.get(status_code, GoogleAPICallError)


def from_http_status(status_code, message, **kwargs):
    error = exception_class_for_http_status(status_code)(message, **kwargs)
    if error.code is None:
        error.code = status_code
    return error


def from_http_response(response):
    return from_http_status(response.status_code, f"{response.request.method} {response.request.url}: {response.text}", response=response)
