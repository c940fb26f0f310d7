# urllib.error of Python 3.12: an HTTPError is the response too, and its body can be read once. Source: Lib/urllib/error.py.
from urllib.response import addinfourl


class URLError(OSError):
    def __init__(self, reason, filename=None):
        super().__init__(reason)
        self.reason = reason
        if filename is not None:
            self.filename = filename

    def __str__(self):
        return f"<urlopen error {self.reason}>"


class HTTPError(URLError, addinfourl):
    def __init__(self, url, code, msg, hdrs, fp):
        self.args = ()
        self.code = self.status = code
        self.msg = msg
        self.reason = msg
        self.hdrs = self.headers = hdrs
        self.fp = fp
        self.url = self.filename = url
        self._answer = fp._answer if fp is not None else None
        self._consumed = fp is None

    def __str__(self):
        return f"HTTP Error {self.code}: {self.msg}"


class ContentTooShortError(URLError):
    def __init__(self, message, content):
        super().__init__(message)
        self.content = content


# All public names that it has: whoever asks for another one gets an AttributeError.
_NAMES = ("ContentTooShortError", "HTTPError", "URLError", "io", "urllib")
