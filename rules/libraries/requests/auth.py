class AuthBase:
    def __call__(self, r):
        return r


class HTTPBasicAuth(AuthBase):
    def __init__(self, username, password):
        self.username = username
        self.password = password


class HTTPDigestAuth(HTTPBasicAuth):
    pass


class HTTPProxyAuth(HTTPBasicAuth):
    pass
