# urllib3 2.8.0: HTTPResponse (urllib3/response.py): no `raise_for_status`, no `ok`.
class BaseHTTPResponse:
    __shown__ = ("status",)

    def __init__(self, answer, retries=None):
        self._answer = answer
        self.status = answer.status
        self.reason = answer.reason
        self.headers = answer.headers
        self.url = answer.url
        self.version = 11
        self.retries = retries  # what is left of the policy, with its history
        self.decode_content = True
        self.connection = None
        self._consumed = False

    @property
    def data(self):
        return self._answer.text

    def json(self):
        return self._answer.json()

    def read(self, amt=None, decode_content=None, cache_content=False):
        if self._consumed:
            return b""
        self._consumed = True
        return self._answer.text

    def read1(self, amt=None, decode_content=None):
        return self.read()

    def stream(self, amt=65536, decode_content=None):
        if not self._consumed:
            yield self.read()

    def read_chunked(self, amt=None, decode_content=None):
        return self.stream()

    def __iter__(self):
        return self.stream()

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def getheaders(self):
        return self.headers

    def get_redirect_location(self):
        return self.headers.get("location") if self.status in (301, 302, 303, 307, 308) else False

    def release_conn(self):
        pass

    def drain_conn(self):
        pass

    def close(self):
        pass

    @property
    def closed(self):
        return False

    def isclosed(self):
        return False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class HTTPResponse(BaseHTTPResponse):
    pass
