# requests 2.34.2: auth handlers (requests/auth.py). A digest handler sends again on 401 where the server asks for a digest.
class AuthBase:
    def __call__(self, r):
        raise NotImplementedError("Auth hooks must be callable.")


class HTTPBasicAuth(AuthBase):
    def __init__(self, username, password):
        self.username = username
        self.password = password

    def __call__(self, r):
        r.headers["Authorization"] = "Basic"
        return r


class HTTPProxyAuth(HTTPBasicAuth):
    pass


class HTTPDigestAuth(AuthBase):
    def __init__(self, username, password):
        self.username = username
        self.password = password
        self._again = False

    def handle_401(self, r, **kwargs):
        if not 400 <= r.status_code < 500 or self._again:
            return r
        if "digest" in r.headers.get("www-authenticate", "").lower():
            self._again = True
            return r.connection.send(r.request, **kwargs)
        return r

    def __call__(self, r):
        self._again = False
        r.register_hook("response", self.handle_401)
        return r
