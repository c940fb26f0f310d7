"""The HTTP libraries: lines that send the operation's request, and how its answer is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from merchant.draw import indent
from merchant.world import World

Inside = Callable[["View"], list[str]]


@dataclass
class View:
    """How code looks at an answer. `whole` is the response's variable, where it can leave the function."""

    status: str
    good: list[str]
    parsed: list[str]
    text: list[str]
    whole: str | None = None
    raising: str | None = None
    headers: str | None = None
    empty: str | None = None  # says whether the body is empty


@dataclass(eq=False)
class Library:
    """One way to send. `error` is what `raise_for_status` (or the library by itself) raises, `seen` how to look into that."""

    name: str
    is_async: bool
    error: tuple[str, ...]
    seen: Callable[[str], View]
    send: Callable[[World, Inside], list[str]] = field(default=lambda w, inside: inside(View("", [], [], [])))
    raises_itself: bool = False


# ---------------------------------------------------------------- the libraries with a response object


def response_view(name: str, good: list[str]) -> View:
    """A response as requests and httpx have it; they differ in what says that it is a `good` one."""
    return View(
        f"{name}.status_code", good,
        [f"{name}.json()", f"{name}.json()", f"{name}.json()", f"json.loads({name}.text)", f"json.loads({name}.content)"],
        [f"{name}.text"], name, f"{name}.raise_for_status()", f"{name}.headers", f"not {name}.content",
    )  # fmt: skip


def requests_view(name: str) -> View:
    ok = f"{name}.ok"
    return response_view(name, [ok, ok, f"{name}.status_code == requests.codes.ok or {ok}"])


def httpx_view(name: str) -> View:
    success = f"{name}.is_success"
    return response_view(name, [success, success, f"not {name}.is_error"])


def aiohttp_view(name: str) -> View:
    return View(
        f"{name}.status", [f"{name}.ok"],
        [f"await {name}.json()", f"await {name}.json()", f"json.loads(await {name}.text())", f"await {name}.json(content_type=None)"],
        [f"await {name}.text()"], None, f"{name}.raise_for_status()", f"{name}.headers", None,
    )  # fmt: skip


def raw_view(status: str, raw: str, headers: str | None) -> View:
    return View(
        status,
        [f"{status} < 400", f"{status} < 300"],
        [f"json.loads({raw})", f"json.loads({raw}.decode())", f'json.loads({raw} or b"{{}}")'],
        [f"{raw}.decode()"],
        None,
        None,
        headers,
        f"not {raw}",
    )


def call(w: World, opener: str, url: str, headers: str, payload: str | None, verb: bool = True) -> str:
    """`opener.post(url, json=..., headers=...)`, or `opener.request("POST", url, ...)`."""
    method = w.subject.method
    more = [f"json={payload}"] if payload else []
    if headers:
        more.append(f"headers={headers}")
    if w.draw.chance(0.6) and "session" not in opener:
        more.append("timeout=10")
    verb = verb and not (method == "DELETE" and payload)
    first = f"{opener}.{method.lower()}({url}" if verb else f'{opener}.request("{method}", {url}'
    return ", ".join([first, *more]) + ")"


def prepared(w: World, relative: bool = False) -> tuple[list[str], str, str, str | None]:
    """What comes before the call: lines, URL, headers, payload."""
    before, url = w.url(relative)
    more, headers = w.headers()
    before += more
    payload = None
    if w.subject.writes:
        more, payload = w.payload()
        before += more
    return before, url, headers, payload


def send_requests(w: World, inside: Inside, mount: str = "") -> list[str]:
    """With `requests`; `mount` are the arguments of an adapter's retry policy."""
    draw = w.draw
    kinds = {
        "function": 0 if mount else 4,
        "request": 0 if mount else 1,
        "module": 3,
        "local": 2,
        "self": 4 if w.in_class else 0,
        "built": 2,
    }
    kind = draw.weighted(kinds)
    before, url, headers, payload = prepared(w)
    name = draw.pick("resp", "response", "r")
    verb = draw.chance(0.8)
    opener = "requests"
    lines: list[str] = []
    adapter = []
    if mount:
        w.module("client").imports.add(
            "from urllib3.util.retry import Retry" if draw.chance(0.6) else "from urllib3.util import Retry"
        )
        adapter = (
            [f"adapter = HTTPAdapter(max_retries=Retry({mount}))", '@S.mount("https://", adapter)']
            if draw.chance(0.5)
            else [f'@S.mount("https://", HTTPAdapter(max_retries=Retry({mount})))']
        )
    if kind == "module":
        opener = "session"
        setup = ["session = requests.Session()", *(line.replace("@S", "session") for line in adapter)]
        w.add("client", 0, setup, "session")
    elif kind == "self":
        opener = "self.session"
        w.init += ["self.session = requests.Session()", *(line.replace("@S", "self.session") for line in adapter)]
    elif kind == "built":
        setup = [
            "session = requests.Session()",
            f"session.headers.update({headers if headers.isupper() else '{' + chr(34) + 'Accept' + chr(34) + ': ' + chr(34) + 'application/json' + chr(34) + '}'})",
        ]
        w.function(
            "_session",
            [],
            [*setup, *(line.replace("@S", "session") for line in adapter), "return session"],
            helper=True,
            sync=True,
        )
        opener = "_session()"
    elif kind == "local":
        with_it = draw.chance(0.6)
        sent = [f"{name} = {call(w, 'session', url, headers, payload, verb)}"]
        view = inside(requests_view(name))
        extra = [line.replace("@S", "session") for line in adapter]
        if with_it and draw.chance(0.5):
            return [*before, "with requests.Session() as session:", *indent([*extra, *sent, *view])]
        if with_it:
            return [*before, "with requests.Session() as session:", *indent([*extra, *sent]), *view]
        return [*before, "session = requests.Session()", *extra, *sent, *view]
    lines += [*before, f"{name} = {call(w, opener, url, headers, payload, verb and kind != 'request')}"]
    return lines + inside(requests_view(name))


def send_httpx(w: World, inside: Inside, transport: str = "") -> list[str]:
    """With `httpx`; `transport` is an expression, for a client that sends again."""
    draw = w.draw
    cls = "httpx.AsyncClient" if w.is_async else "httpx.Client"
    kind = draw.weighted(
        {
            "function": 0 if w.is_async or transport else 4,
            "module": 0 if w.is_async else 2,
            "local": 4,
            "self": 4 if w.in_class and not w.is_async else 0,
        }
    )
    relative = kind != "function" and draw.chance(0.6)
    before, url, headers, payload = prepared(w, relative)
    name = draw.pick("resp", "response", "r")
    verb = draw.chance(0.85)
    options = (
        ([f"base_url={w.base()}"] if relative else [])
        + ([f"transport={transport}"] if transport else [])
        + (["timeout=20.0"] if draw.chance(0.5) else [])
    )
    made = f"{cls}({', '.join(options)})"
    if kind == "function":
        sent = [f"{name} = {call(w, 'httpx', url, headers, payload, verb)}"]
        return [*before, *sent, *inside(httpx_view(name))]
    if kind in ("module", "self"):
        if "self." in made and kind == "module":
            kind = "self"
        opener = "client" if kind == "module" else "self.http"
        if kind == "module":
            w.add("client", 1, [f"client = {made}"], "client")
        else:
            w.init.append(f"self.http = {made}")
        return [*before, f"{name} = {call(w, opener, url, headers, payload, verb)}", *inside(httpx_view(name))]
    opened = f"{'async with' if w.is_async else 'with'} {made} as client:"
    sent = [f"{name} = {w.aw}{call(w, 'client', url, headers, payload, verb)}"]
    if draw.chance(0.5):
        return [*before, opened, *indent([*sent, *inside(httpx_view(name))])]
    return [*before, opened, *indent(sent), *inside(httpx_view(name))]


def send_aiohttp(w: World, inside: Inside, opener: str = "") -> list[str]:
    """With `aiohttp`; `opener` makes another client than `aiohttp.ClientSession()`."""
    draw = w.draw
    relative = not opener and draw.chance(0.2)
    before, url, headers, payload = prepared(w, relative)
    name = draw.pick("resp", "response")
    made = opener or f"aiohttp.ClientSession({w.base() if relative else ''})"
    sent = call(w, "session", url, headers, payload, draw.chance(0.9))
    view = inside(aiohttp_view(name))
    kind = draw.pick("nested", "nested", "one", "await")
    if kind == "one":
        return [*before, f"async with {made} as session, {sent} as {name}:", *indent(view)]
    if kind == "await":
        return [*before, f"async with {made} as session:", *indent([f"{name} = await {sent}", *view])]
    return [*before, f"async with {made} as session:", *indent([f"async with {sent} as {name}:", *indent(view)])]


# ---------------------------------------------------------------- the standard library


def request_object(w: World) -> list[str]:
    """`request = urllib.request.Request(...)`."""
    before, url, headers, payload = prepared(w)
    data = [f"data=json.dumps({payload}).encode()"] if payload else []
    method = [] if w.subject.method == "GET" and w.draw.chance(0.5) else [f'method="{w.subject.method}"']
    return [*before, f"request = urllib.request.Request({', '.join([url, *data, f'headers={headers}', *method])})"]


def send_urllib(w: World, inside: Inside) -> list[str]:
    """With `urllib.request`, the HTTPError made a status like any other."""
    name = w.draw.pick("resp", "response")
    lines = [
        *request_object(w), "try:", f"    with urllib.request.urlopen(request, timeout=10) as {name}:",
        f"        status, raw = {w.draw.pick(f'{name}.status', f'{name}.getcode()')}, {name}.read()",
        "except urllib.error.HTTPError as error:", "    status, raw = error.code, error.read()",
    ]  # fmt: skip
    return lines + inside(raw_view("status", "raw", None))


def send_urllib_raising(w: World, inside: Inside) -> list[str]:
    """With `urllib.request`, which raises by itself."""
    draw = w.draw
    name = draw.pick("resp", "response")
    view = raw_view(f"{name}.status", f"{name}.read()", f"{name}.headers")
    if draw.chance(0.7):
        return [
            *request_object(w),
            f"with urllib.request.urlopen(request, timeout=10) as {name}:",
            *indent(inside(view)),
        ]
    lines = [*request_object(w), f"{name} = urllib.request.urlopen(request)", f"raw = {name}.read()"]
    return lines + inside(raw_view(f"{name}.status", "raw", f"{name}.headers"))


def send_http_client(w: World, inside: Inside) -> list[str]:
    """With `http.client`."""
    draw = w.draw
    before, url, headers, payload = prepared(w, relative=True)
    host = re.sub(r"^https://", "", w.subject.host)
    host_name = w.constant(draw.pick(f'HOST = "{host}"', f'HOST = os.environ.get("API_HOST", "{host}")'), "HOST")
    body = [f"body=json.dumps({payload})"] if payload else []
    asked = [
        f'connection.request("{w.subject.method}", {", ".join([url, *body, f"headers={headers}"])})',
        "response = connection.getresponse()",
    ]
    view = raw_view("response.status", "raw", "response.headers")
    made = f"http.client.HTTPSConnection({host_name}, timeout=10)"
    kind = draw.pick("finally", "finally", "closing", "plain")
    if kind == "closing":
        return [
            *before,
            f"with closing({made}) as connection:",
            *indent([*asked, "raw = response.read()"]),
            *inside(view),
        ]
    if kind == "plain":
        return [*before, f"connection = {made}", *asked, "raw = response.read()", *inside(view)]
    if draw.chance(0.5):
        return [
            *before,
            f"connection = {made}",
            "try:",
            *indent([*asked, "raw = response.read()"]),
            "finally:",
            "    connection.close()",
            *inside(view),
        ]
    return [
        *before,
        f"connection = {made}",
        "try:",
        *indent([*asked, "raw = response.read()", *inside(view)]),
        "finally:",
        "    connection.close()",
    ]


def aiohttp_error(name: str) -> View:
    return View(f"{name}.status", [], [], [f"{name}.message"])


LIBRARIES: tuple[Library, ...] = (
    Library("requests", False, ("requests.HTTPError", "requests.exceptions.HTTPError", "requests.RequestException", "requests.exceptions.RequestException"), lambda e: requests_view(f"{e}.response"), send_requests),
    Library("httpx", False, ("httpx.HTTPStatusError", "httpx.HTTPStatusError", "httpx.HTTPError"), lambda e: httpx_view(f"{e}.response"), send_httpx),
    Library("httpx", True, ("httpx.HTTPStatusError", "httpx.HTTPStatusError", "httpx.HTTPError"), lambda e: httpx_view(f"{e}.response"), send_httpx),
    Library("aiohttp", True, ("aiohttp.ClientResponseError", "aiohttp.ClientResponseError", "aiohttp.ClientError"), aiohttp_error, send_aiohttp),
    Library("urllib", False, (), lambda e: raw_view(f"{e}.code", f"{e}.read()", f"{e}.headers"), send_urllib),
    Library("urllib-raising", False, ("urllib.error.HTTPError", "urllib.error.HTTPError", "urllib.error.URLError"), lambda e: raw_view(f"{e}.code", f"{e}.read()", f"{e}.headers"), send_urllib_raising, True),
    Library("http.client", False, (), lambda e: raw_view("0", "b''", None), send_http_client),
)  # fmt: skip
WEIGHTS = (8, 6, 4, 4, 1.5, 2, 1.5)


def choose_library(w_draw: object) -> Library:
    """One of the libraries, as common as they are."""
    return w_draw.weighted(dict(zip(LIBRARIES, WEIGHTS, strict=True)))  # type: ignore[attr-defined,no-any-return]
