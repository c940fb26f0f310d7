# requests 2.34.2: Request, PreparedRequest and Response (requests/models.py). niquests takes this file too.
from _sadpath import folded_headers, fresh, is_unknown, text_of, unknown
from urllib3.response import HTTPResponse
from .exceptions import HTTPError


def _hooks(given):
    if is_unknown(given) or not given:
        return {"response": []}
    found = given.get("response")
    if is_unknown(found) or not found:
        return {"response": []}
    return {"response": list(found) if isinstance(found, (list, tuple)) else [found]}


class _Hooked:
    def register_hook(self, event, hook):
        if isinstance(hook, (list, tuple)):
            self.hooks[event].extend(hook)
        else:
            self.hooks[event].append(hook)

    def deregister_hook(self, event, hook):
        if hook in self.hooks[event]:
            self.hooks[event].remove(hook)
            return True
        return False


class Request(_Hooked):
    def __init__(self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None, cookies=None, hooks=None, json=None):
        self.method = method
        self.url = url
        self.headers = headers
        self.files = files
        self.data = data
        self.params = params
        self.auth = auth
        self.cookies = cookies
        self.json = json
        self.hooks = _hooks(hooks)

    def prepare(self):
        made = PreparedRequest()
        made.prepare(method=self.method, url=self.url, headers=self.headers, data=self.data, json=self.json, auth=self.auth, hooks=self.hooks)
        return made


class PreparedRequest(_Hooked):
    def __init__(self):
        self.method = None
        self.url = None
        self.headers = None
        self.body = None
        self.hooks = {"response": []}

    def prepare(self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None, cookies=None, hooks=None, json=None):
        self.method = method.upper()
        self.url = str(url)
        self.headers = folded_headers(headers)
        self.body = unknown("request body", kind="str")
        self.hooks = {"response": list(_hooks(hooks)["response"])}
        self.prepare_auth(auth)

    def prepare_auth(self, auth, url=""):
        if is_unknown(auth) or auth is None or isinstance(auth, (tuple, list)) or not callable(auth):
            return
        changed = auth(self)
        if isinstance(changed, PreparedRequest) and changed is not self:
            self.method = changed.method
            self.url = changed.url
            self.headers = changed.headers
            self.hooks = changed.hooks

    def prepare_headers(self, headers):
        self.headers = folded_headers(headers)

    def prepare_url(self, url, params):
        self.url = str(url)

    def prepare_method(self, method):
        self.method = method.upper()

    def prepare_body(self, data, files, json=None):
        self.body = unknown("request body", kind="str")

    def prepare_content_length(self, body):
        pass

    def prepare_cookies(self, cookies):
        pass

    def prepare_hooks(self, hooks):
        self.hooks = _hooks(hooks)

    @property
    def path_url(self):
        return unknown("url", "path", self.url, kind="str")

    def copy(self):
        made = PreparedRequest()
        made.method = self.method
        made.url = self.url
        made.headers = folded_headers(self.headers)
        made.body = self.body
        made.hooks = self.hooks
        return made


class Response:
    __shown__ = ("status_code",)

    def __init__(self):
        self._answer = None
        self._content = False
        self.status_code = None
        self.reason = None
        self.headers = folded_headers({})
        self.url = None
        self.encoding = None
        self.history = []
        self.raw = None
        self.cookies = {}
        self.request = None
        self.connection = None
        self._elapsed = None

    @property
    def elapsed(self):
        if self._elapsed is None:
            import datetime

            self._elapsed = datetime.timedelta(seconds=fresh("elapsed", kind="number"))
        return self._elapsed

    @property
    def ok(self):
        return self.status_code < 400

    def __bool__(self):
        return self.status_code < 400

    @property
    def text(self):
        if self._content is not False:
            return text_of(self._content) if self._content is not None else ""
        return self._answer.text if self._answer is not None else ""

    @property
    def content(self):
        return self.text

    @property
    def apparent_encoding(self):
        return "utf-8"

    @property
    def is_redirect(self):
        return self.status_code in (301, 302, 303, 307, 308) and "location" in self.headers

    @property
    def is_permanent_redirect(self):
        return self.status_code in (301, 308) and "location" in self.headers

    @property
    def next(self):
        return None

    @property
    def links(self):
        return unknown("links", self.url)

    def json(self, **kwargs):
        if self._answer is not None and self._content is False and not kwargs:
            return self._answer.json()
        import json

        return json.loads(self.text, **kwargs)

    def raise_for_status(self):
        if 400 <= self.status_code < 500:
            raise HTTPError(f"{self.status_code} Client Error: {self.reason} for url: {self.url}", response=self, request=self.request)
        if 500 <= self.status_code < 600:
            raise HTTPError(f"{self.status_code} Server Error: {self.reason} for url: {self.url}", response=self, request=self.request)
        return self if __name__ == "niquests.models" else None

    def iter_content(self, chunk_size=1, decode_unicode=False):
        yield self.text

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        yield self.text

    def __iter__(self):
        return self.iter_content()

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


def answered(answer, request=None, adapter=None):
    """The response for an answer of the network."""
    return built(HTTPResponse(answer), request, adapter)


def built(raw, request, adapter):
    """The response around one of urllib3."""
    made = Response()
    made._answer = raw._answer if isinstance(raw, HTTPResponse) else None
    made.status_code = raw.status
    made.headers = folded_headers(raw.headers)
    made.encoding = "utf-8"
    made.raw = raw
    made.reason = raw.reason
    made.url = made._answer.url if made._answer is not None else request.url
    made.request = request
    made.connection = adapter
    return made
