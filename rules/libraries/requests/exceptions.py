# The hierarchy of requests 2.34 (requests/exceptions.py).
import json as _json


class RequestException(IOError):
    def __init__(self, *args, response=None, request=None):
        self.response = response
        self.request = request
        super().__init__(*args)


class InvalidJSONError(RequestException):
    pass


class JSONDecodeError(InvalidJSONError, _json.JSONDecodeError):
    pass


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class ProxyError(ConnectionError):
    pass


class SSLError(ConnectionError):
    pass


class Timeout(RequestException):
    pass


class ConnectTimeout(ConnectionError, Timeout):
    pass


class ReadTimeout(Timeout):
    pass


class URLRequired(RequestException):
    pass


class TooManyRedirects(RequestException):
    pass


class MissingSchema(RequestException, ValueError):
    pass


class InvalidSchema(RequestException, ValueError):
    pass


class InvalidURL(RequestException, ValueError):
    pass


class InvalidHeader(RequestException, ValueError):
    pass


class ChunkedEncodingError(RequestException):
    pass


class ContentDecodingError(RequestException):
    pass


class StreamConsumedError(RequestException, TypeError):
    pass


class RetryError(RequestException):
    pass


class UnrewindableBodyError(RequestException):
    pass


# All public names that it has: whoever asks for another one gets an AttributeError.
_NAMES = tuple("""
Any BaseHTTPError ChunkedEncodingError CompatJSONDecodeError ConnectTimeout ConnectionError ContentDecodingError FileModeWarning
HTTPError InvalidHeader InvalidJSONError InvalidProxyURL InvalidSchema InvalidURL JSONDecodeError MissingSchema ProxyError ReadTimeout
RequestException RequestsDependencyWarning RequestsWarning RetryError SSLError StreamConsumedError TYPE_CHECKING Timeout TooManyRedirects
URLRequired UnrewindableBodyError annotations
""".split())
