# http.client of Python 3.12: never raises for a status. Source: Lib/http/client.py, tried (facts: U04).
from _sadpath import certain_prefix, send
from urllib.response import addinfourl

HTTP_PORT = 80
HTTPS_PORT = 443


class HTTPException(Exception):
    pass


class NotConnected(HTTPException):
    pass


class InvalidURL(HTTPException):
    pass


class UnknownProtocol(HTTPException):
    pass


class UnknownTransferEncoding(HTTPException):
    pass


class UnimplementedFileMode(HTTPException):
    pass


class IncompleteRead(HTTPException):
    def __init__(self, partial=b"", expected=None):
        self.args = (partial,)
        self.partial = partial
        self.expected = expected


class ImproperConnectionState(HTTPException):
    pass


class CannotSendRequest(ImproperConnectionState):
    pass


class CannotSendHeader(ImproperConnectionState):
    pass


class ResponseNotReady(ImproperConnectionState):
    pass


class BadStatusLine(HTTPException):
    pass


class LineTooLong(HTTPException):
    pass


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    pass


error = HTTPException


class HTTPResponse(addinfourl):
    __shown__ = ("status",)

    def __init__(self, answer):
        self._answer = answer
        self._consumed = False
        self.status = self.code = answer.status
        self.reason = answer.reason
        self.headers = self.msg = answer.headers
        self.url = answer.url
        self.version = 11
        self.length = None
        self.chunked = False
        self.will_close = False
        self.debuglevel = 0
        self.fp = self

    def read1(self, n=-1):
        return self.read()

    def peek(self, n=-1):
        return self._answer.text

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def getheaders(self):
        return list(self.headers.items())

    def begin(self):
        pass


class HTTPConnection:
    default_port = HTTP_PORT
    _scheme = "http://"

    def __init__(self, host, port=None, timeout=None, source_address=None, blocksize=16384, **kwargs):
        self.host = host
        self.port = port
        self.timeout = timeout
        self.sock = None
        self.debuglevel = 0
        self._answer = None
        self._method = None
        self._url = None
        self._headers = {}

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        self._transmit(method, url, headers)

    def _transmit(self, method, url, headers):
        if not certain_prefix(url).startswith(("http://", "https://")):
            url = self._scheme + self.host + url
        self._answer = send(method, url, headers)

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        self._method = method
        self._url = url
        self._headers = {}

    def putheader(self, header, *values):
        self._headers[header] = values[0] if values else ""

    def endheaders(self, message_body=None, *, encode_chunked=False):
        self._transmit(self._method, self._url, self._headers)

    def send(self, data):
        pass

    def getresponse(self):
        if self._answer is None:
            raise ResponseNotReady("Idle")
        response = HTTPResponse(self._answer)
        self._answer = None
        return response

    def set_tunnel(self, host, port=None, headers=None):
        self.host = host

    def set_debuglevel(self, level):
        pass

    def connect(self):
        pass

    def close(self):
        self._answer = None


class HTTPSConnection(HTTPConnection):
    default_port = HTTPS_PORT
    _scheme = "https://"
