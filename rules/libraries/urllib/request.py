# urllib.request of Python 3.12: `data` makes it a POST; everything but 2xx is raised. Source: Lib/urllib/request.py, tried (facts: U01-U06).
from _sadpath import folded_headers, is_unknown, send
from http.client import HTTPResponse
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import quote, unquote, urljoin, urlparse, urlsplit, urlunparse


class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = str(url)
        self.data = data
        self.headers = folded_headers(headers)
        self.unredirected_hdrs = {}
        self.timeout = None
        if method:
            self.method = method

    def get_method(self):
        return getattr(self, "method", None) or ("POST" if self.data is not None else "GET")

    def get_full_url(self):
        return self.full_url

    def add_header(self, key, value):
        self.headers[key] = value

    add_unredirected_header = add_header

    def has_header(self, name):
        return name in self.headers

    def get_header(self, name, default=None):
        return self.headers.get(name, default)

    def remove_header(self, name):
        self.headers.pop(name, None)

    def header_items(self):
        return list(self.headers.items())

    def set_proxy(self, host, type):
        pass

    def has_proxy(self):
        return False

    @property
    def host(self):
        return urlsplit(self.full_url).netloc

    @property
    def selector(self):
        return urlsplit(self.full_url).path

    @property
    def type(self):
        return urlsplit(self.full_url).scheme


class BaseHandler:
    handler_order = 500

    def add_parent(self, parent):
        self.parent = parent

    def close(self):
        pass


class HTTPErrorProcessor(BaseHandler):
    handler_order = 1000

    def http_response(self, request, response):
        if not (200 <= response.status < 300):
            return self.parent.error("http", request, response, response.status, response.msg, response.headers)
        return response

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    def http_error_default(self, req, fp, code, msg, hdrs):
        raise HTTPError(req.full_url, code, msg, hdrs, fp)


class HTTPRedirectHandler(BaseHandler):
    pass


class ProxyHandler(BaseHandler):
    def __init__(self, proxies=None):
        pass


class UnknownHandler(BaseHandler):
    pass


class AbstractHTTPHandler(BaseHandler):
    def __init__(self, *args, **kwargs):
        pass


class HTTPHandler(AbstractHTTPHandler):
    pass


class HTTPSHandler(AbstractHTTPHandler):
    pass


class HTTPCookieProcessor(BaseHandler):
    def __init__(self, cookiejar=None):
        self.cookiejar = cookiejar


class HTTPPasswordMgr:
    def add_password(self, realm, uri, user, passwd, is_authenticated=False):
        pass


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    pass


class HTTPPasswordMgrWithPriorAuth(HTTPPasswordMgrWithDefaultRealm):
    pass


class AbstractBasicAuthHandler(BaseHandler):
    def __init__(self, password_mgr=None):
        self.passwd = password_mgr or HTTPPasswordMgr()

    def add_password(self, realm, uri, user, passwd):
        pass


class HTTPBasicAuthHandler(AbstractBasicAuthHandler):
    pass


class HTTPDigestAuthHandler(AbstractBasicAuthHandler):
    pass


class OpenerDirector:
    def __init__(self):
        self.addheaders = [("User-agent", "Python-urllib/3.12")]
        self.handlers = []

    def add_handler(self, handler):
        handler.add_parent(self)
        self.handlers.append(handler)

    def open(self, fullurl, data=None, timeout=None):
        request = Request(fullurl, data) if is_unknown(fullurl) or isinstance(fullurl, str) else fullurl
        if data is not None:
            request.data = data
        for handler in self.handlers:
            if hasattr(handler, "https_request"):
                request = handler.https_request(request)
        headers = folded_headers(self.addheaders, request.headers)
        response = HTTPResponse(send(request.get_method(), request.full_url, headers))
        response.msg = response.reason
        for handler in self.handlers:
            if hasattr(handler, "https_response"):
                response = handler.https_response(request, response)
        return response

    def error(self, proto, request, response, code, msg, hdrs):
        for handler in self.handlers:
            own = getattr(handler, f"http_error_{code}", None)
            if own is not None:
                handled = own(request, response, code, msg, hdrs)
                if handled is not None:
                    return handled
        for handler in self.handlers:
            if hasattr(handler, "http_error_default"):
                return handler.http_error_default(request, response, code, msg, hdrs)

    def close(self):
        pass


def build_opener(*handlers):
    made = [handler() if isinstance(handler, type) else handler for handler in handlers]
    opener = OpenerDirector()
    for handler in made:
        opener.add_handler(handler)
    for default in (HTTPDefaultErrorHandler, HTTPErrorProcessor):
        if not any(isinstance(handler, default) for handler in made):
            opener.add_handler(default())
    return opener


_opener = build_opener()


def install_opener(opener):
    global _opener
    _opener = opener


def urlopen(url, data=None, timeout=None, *, cafile=None, capath=None, cadefault=False, context=None):
    return _opener.open(url, data, timeout)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    response = urlopen(url, data)
    return filename, response.headers


def urlcleanup():
    pass
