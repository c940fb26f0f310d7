# httpx 0.28.1: URL, Request and Response (httpx/_urls.py, httpx/_models.py), read from the installed package.
from _sadpath import folded_headers, fresh, unknown
from .exceptions import HTTPStatusError, ResponseNotRead, StreamClosed


class URL:
    def __init__(self, url="", **parts):
        self._text = str(url)
        if "path" in parts:
            self._text = self._text.rstrip("/") + parts["path"]
        elif "raw_path" in parts:
            self._text = self._text.rstrip("/") + parts["raw_path"]

    def __str__(self):
        return self._text

    def __eq__(self, other):
        return self._text == str(other)

    def _part(self, name):
        return unknown("url", name, self._text, kind="str")

    @property
    def scheme(self):
        return self._part("scheme")

    @property
    def host(self):
        return self._part("host")

    @property
    def netloc(self):
        return self._part("netloc")

    @property
    def port(self):
        return unknown("url", "port", self._text)

    @property
    def path(self):
        return self._part("path")

    @property
    def raw_path(self):
        return self._part("raw_path")

    @property
    def query(self):
        return self._part("query")

    @property
    def fragment(self):
        return self._part("fragment")

    @property
    def username(self):
        return self._part("username")

    @property
    def password(self):
        return self._part("password")

    @property
    def userinfo(self):
        return self._part("userinfo")

    @property
    def raw_host(self):
        return self._part("raw_host")

    @property
    def raw_scheme(self):
        return self._part("raw_scheme")

    @property
    def params(self):
        return unknown("url", "params", self._text)

    @property
    def is_absolute_url(self):
        return not self.is_relative_url

    @property
    def is_relative_url(self):
        return self._text.startswith("/")

    def join(self, url):
        from urllib.parse import urljoin

        return URL(urljoin(self._text, str(url)))

    def copy_with(self, **parts):
        if "path" in parts or "raw_path" in parts:
            return URL(unknown("url", "origin", self._text, kind="str"), **parts)
        return self

    def copy_set_param(self, key, value=None):
        return self

    copy_add_param = copy_set_param

    def copy_remove_param(self, key):
        return self

    def copy_merge_params(self, params):
        return self


class Request:
    def __init__(self, method, url, *, params=None, headers=None, cookies=None, content=None, data=None, files=None, json=None, stream=None, extensions=None):
        self.method = method.upper()
        self.url = url if isinstance(url, URL) else URL(url)
        self.headers = folded_headers(headers)
        self.content = unknown("request body", kind="str")
        self.stream = stream
        self.extensions = {} if extensions is None else extensions

    def read(self):
        return self.content

    async def aread(self):
        return self.content


class Response:
    __shown__ = ("status_code",)

    def __init__(self, status_code, *, headers=None, content=None, text=None, html=None, json=None, stream=None, request=None, extensions=None, history=None,
                 default_encoding="utf-8", answer=None):
        self.status_code = status_code
        self.headers = answer.headers if answer is not None else folded_headers(headers)
        self.extensions = {} if extensions is None else extensions
        self.history = list(history) if history else []
        self.default_encoding = default_encoding
        self.next_request = None
        self.is_closed = False
        self.is_stream_consumed = False
        self.stream = stream
        self._request = request
        self._answer = answer
        self._json = json
        self._read = answer is None
        self._text = text if text is not None else html if html is not None else content if content is not None else ""

    @property
    def request(self):
        if self._request is None:
            raise RuntimeError("The request instance has not been set on this response.")
        return self._request

    @request.setter
    def request(self, request):
        self._request = request

    @property
    def url(self):
        return self.request.url

    @property
    def reason_phrase(self):
        if self._answer is not None:
            return self._answer.reason
        return unknown("reason phrase", self.status_code, kind="str")

    @property
    def http_version(self):
        return "HTTP/1.1"

    @property
    def encoding(self):
        return "utf-8"

    @encoding.setter
    def encoding(self, value):
        pass

    @property
    def charset_encoding(self):
        return "utf-8"

    @property
    def elapsed(self):
        import datetime

        return datetime.timedelta(seconds=fresh("elapsed", kind="number"))

    @property
    def cookies(self):
        return unknown("cookies", str(self._request.url) if self._request else "")

    @property
    def links(self):
        return unknown("links", str(self._request.url) if self._request else "")

    @property
    def num_bytes_downloaded(self):
        return unknown("length", kind="number")

    @property
    def is_informational(self):
        return 100 <= self.status_code <= 199

    @property
    def is_success(self):
        return 200 <= self.status_code <= 299

    @property
    def is_redirect(self):
        return 300 <= self.status_code <= 399

    @property
    def is_client_error(self):
        return 400 <= self.status_code <= 499

    @property
    def is_server_error(self):
        return 500 <= self.status_code <= 599

    @property
    def is_error(self):
        return 400 <= self.status_code <= 599

    @property
    def has_redirect_location(self):
        return self.status_code in (301, 302, 303, 307, 308) and "Location" in self.headers

    @property
    def text(self):
        if not self._read:
            raise ResponseNotRead()
        return self._answer.text if self._answer is not None else self._text

    @property
    def content(self):
        return self.text

    def json(self, **kwargs):
        if not self._read:
            raise ResponseNotRead()
        if self._answer is not None and not kwargs:
            return self._answer.json()
        if self._json is not None:
            return self._json
        import json

        return json.loads(self.text, **kwargs)

    def read(self):
        if not self._read:
            if self.is_closed:
                raise StreamClosed()
            self._read = True
            self.is_closed = True
        return self.content

    async def aread(self):
        return self.read()

    def raise_for_status(self):
        if self._request is None:
            raise RuntimeError("Cannot call `raise_for_status` as the request instance has not been set on this response.")
        if self.is_success:
            return self
        kind = {1: "Informational response", 3: "Redirect response", 4: "Client error", 5: "Server error"}.get(self.status_code // 100, "Invalid status code")
        message = (
            f"{kind} '{self.status_code} {self.reason_phrase}' for url '{self.url}'\n"
            f"For more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{self.status_code}"
        )
        raise HTTPStatusError(message, request=self._request, response=self)

    def close(self):
        self.is_closed = True

    async def aclose(self):
        self.is_closed = True

    def _streamed(self):
        if self.is_closed and not self._read:
            raise StreamClosed()
        self.is_stream_consumed = True
        return self._answer.text if self._answer is not None else self._text

    def iter_bytes(self, chunk_size=None):
        yield self._streamed()

    def iter_text(self, chunk_size=None):
        yield self._streamed()

    def iter_lines(self):
        yield self._streamed()

    def iter_raw(self, chunk_size=None):
        yield self._streamed()

    async def aiter_bytes(self, chunk_size=None):
        yield self._streamed()

    async def aiter_text(self, chunk_size=None):
        yield self._streamed()

    async def aiter_lines(self):
        yield self._streamed()

    async def aiter_raw(self, chunk_size=None):
        yield self._streamed()


def answered(answer, request=None):
    """The response to `request` for an answer of the network; its body is not read yet."""
    return Response(answer.status, request=request, answer=answer)
