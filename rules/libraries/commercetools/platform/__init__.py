# PyPI commercetools 2026.10.12: platform.Client and its request builders (696 generated ladders, all of one form), base_client.py, helpers.py.
from _sadpath import folded_headers, send, unknown
from requests.models import answered
from commercetools.exceptions import CommercetoolsError

CONFLICT_TRIES = 3


class ErrorObject:
    def __init__(self, raw):
        self.code = raw["code"]
        self.message = raw.get("message")


class ErrorResponse:
    def __init__(self, body):
        self.status_code = body.get("statusCode")
        self.message = body.get("message")
        errors = body.get("errors")
        self.errors = [ErrorObject(e) for e in errors] if errors is not None else None


class Client:
    """Each call on the client adds to the path (`orders()`, `with_id(...)`); `get`, `post`, `head` and `delete` send."""

    def __init__(self, client_id=None, client_secret=None, scope=None, url=None, token_url=None, token_saver=None, http_adapter=None):
        self._url = url if url is not None else unknown("commercetools url", kind="str")

    def with_project_key(self, project_key):
        return Builder(self._url.rstrip("/") + f"/{project_key}")

    with_project_key_value = with_project_key


class Builder:
    def __init__(self, path):
        self._path = path

    def with_id(self, id):
        return Builder(f"{self._path}/{id}")

    def with_key(self, key):
        return Builder(f"{self._path}/key={key}")

    def __getattr__(self, name):
        words = name.replace("_", "-")
        return lambda *args, **kwargs: Builder(f"{self._path}/{words}")

    def get(self, **kwargs):
        return self._send("GET", (400, 401, 403, 500, 502, 503), None)

    def head(self, **kwargs):
        return self._send("HEAD", (400, 401, 403, 500, 502, 503), None)

    def post(self, body=None, headers=None, options=None, **kwargs):
        return self._send("POST", (409, 400, 401, 403, 500, 502, 503), options)

    def delete(self, headers=None, options=None, **kwargs):
        return self._send("DELETE", (409, 400, 401, 403, 500, 502, 503), options)

    def _send(self, method, raising, options):
        response = answered(send(method, self._path, None))
        if options and options.get("force_version"):
            tries = 0
            while response.status_code == 409 and tries < CONFLICT_TRIES:  # the answer's currentVersion is pasted in, nothing is read anew
                tries += 1
                response = answered(send(method, self._path, None))
        if 200 <= response.status_code < 300:
            return unknown("commercetools resource", self._path)
        if response.status_code in raising:
            body = response.json()
            raise CommercetoolsError(body.get("message"), body.get("errors", []), ErrorResponse(body), response.headers.get("X-Correlation-ID"))
        return None  # 404, and with no more than a warning every status that the ladder does not name (429, 504, 413)
