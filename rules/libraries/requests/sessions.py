# requests 2.34.2: Session (requests/sessions.py). niquests takes this file too.
from _sadpath import certain_prefix, folded_headers, is_unknown
from .adapters import HTTPAdapter
from .auth import AuthBase
from .models import PreparedRequest, Request, Response, _hooks


class Session:
    def __init__(self):
        self.headers = folded_headers({"User-Agent": "python-requests", "Accept-Encoding": "gzip, deflate", "Accept": "*/*", "Connection": "keep-alive"})
        self.auth = None
        self.params = {}
        self.verify = True
        self.cert = None
        self.proxies = {}
        self.cookies = {}
        self.stream = False
        self.hooks = {"response": []}
        self.trust_env = True
        self.max_redirects = 30
        self.adapters = {}
        self.mount("https://", HTTPAdapter())
        self.mount("http://", HTTPAdapter())

    def mount(self, prefix, adapter):
        self.adapters[prefix] = adapter

    def get_adapter(self, url):
        # the longest prefix wins; what is unknown of a URL is taken not to be in the way
        best = None
        longest = -1
        known = certain_prefix(url).lower()
        for prefix, adapter in self.adapters.items():
            if len(prefix) > longest and known.startswith(prefix.lower()):
                best = adapter
                longest = len(prefix)
        if best is None and is_unknown(url):
            best = self.adapters.get("https://")
        return best if best is not None else HTTPAdapter()

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None, allow_redirects=True, proxies=None,
                hooks=None, stream=None, verify=None, cert=None, json=None):
        request = Request(method=method.upper(), url=url, headers=headers, data=data, json=json, auth=auth, hooks=hooks)
        return self.send(self.prepare_request(request))

    def prepare_request(self, request):
        made = PreparedRequest()
        hooks = _hooks(request.hooks)["response"] or _hooks(self.hooks)["response"]
        made.prepare(
            method=request.method, url=request.url, headers=folded_headers(self.headers, request.headers), data=request.data, json=request.json,
            auth=request.auth if is_unknown(request.auth) or request.auth is not None else self.auth, hooks={"response": hooks},
        )
        return made

    def send(self, request, **kwargs):
        response = self.get_adapter(request.url).send(request, **kwargs)
        for hook in _hooks(request.hooks)["response"]:
            replaced = hook(response, **kwargs)
            if replaced is not None:
                response = replaced
        return response

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    def merge_environment_settings(self, url, proxies, stream, verify, cert):
        return {}

    def resolve_redirects(self, *args, **kwargs):
        return iter([])

    def get_redirect_target(self, resp):
        return None

    def should_strip_auth(self, old_url, new_url):
        return False

    def rebuild_auth(self, prepared_request, response):
        pass

    def rebuild_method(self, prepared_request, response):
        pass

    def rebuild_proxies(self, prepared_request, proxies):
        return {}

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


def session():
    return Session()
