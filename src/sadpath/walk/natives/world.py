"""`os`, `sys`, `time`, `uuid`, `random`, `urllib.parse`, `http`: the world outside."""

from __future__ import annotations

import re
import urllib.parse
from functools import partial
from typing import Any

from sadpath.walk.containers.iteration import to_list
from sadpath.walk.environment import may_be_missing
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import checked, of_library, plain_class, pure, real, system_exit
from sadpath.walk.natives.intrinsics import MODULE as INTRINSICS
from sadpath.walk.objects.namespaces import ModulesV
from sadpath.walk.operators.concrete import only_plain, python_error
from sadpath.walk.operators.texts import build_text, join_text, to_text
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    Instance,
    Lanes,
    ModuleV,
    Native,
    Text,
    Unknown,
    Value,
)


def os_module(m: Machine) -> dict[str, Value]:
    """`os`: environment variables have their default where the code gives one, else nobody knows them."""

    def getenv(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        name = m.single(args[0])
        default = args[1] if len(args) > 1 else kw.get("default")
        if default is None or default == "":
            return m.unknown("environment", name)
        return default

    def is_set(m: Machine, name: Value) -> Value:
        return m.unknown("compare", "In", name, "environ", kind="bool")

    def getitem(m: Machine, name: Value) -> Value:
        if may_be_missing(m) and not m.truth(is_set(m, name)):
            raise m.key_error(name)
        return m.unknown("environment", name, kind="str")

    environ_class = plain_class(m, "_Environ")
    environ_class.attrs.update(
        {
            "get": Native("get", lambda m, args, kw: getenv(m, args[1:], kw)),
            "__getitem__": Native("getitem", lambda m, args, kw: getitem(m, args[1])),
            "__contains__": Native("contains", lambda m, args, kw: is_set(m, args[1])),
            "setdefault": Native("setdefault", lambda m, args, kw: getenv(m, args[1:], kw)),
            "__setitem__": Native("setitem", lambda m, args, kw: None),
            "copy": Native("copy", lambda m, args, kw: m.new_dict({}, m.unknown("environ"))),
            "items": Native("items", lambda m, args, kw: m.unknown("environ", "items")),
        }
    )
    path = ModuleV("os.path", path_module(m), opaque=True)
    return {"environ": Instance(environ_class, {}, 0), "getenv": Native("getenv", getenv), "path": path}


def path_module(m: Machine) -> dict[str, Value]:
    """`posixpath`, with which URLs are joined too: what is unknown of a part is taken not to begin with a slash."""
    import posixpath

    def join(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        pieces: list[Value] = []
        for part in (m.single(a) for a in args):
            known = part.parts[0] if isinstance(part, Text) else part
            if isinstance(known, str) and known.startswith("/"):
                pieces = []
            last = pieces[-1].parts[-1] if pieces and isinstance(pieces[-1], Text) else pieces[-1] if pieces else "/"
            if not (isinstance(last, str) and last.endswith("/")):
                pieces.append("/")
            pieces.append(to_text(m, part))
        return build_text(m, pieces)

    made: dict[str, Value] = {
        name: pure(name, getattr(posixpath, name), "str")
        for name in ("basename", "dirname", "normpath", "split", "splitext")
    }
    return made | {"join": Native("join", join)}


UNQUOTING = ("unquote", "unquote_plus", "unquote_to_bytes", "parse_qs", "parse_qsl")


def urllib_parse_module(m: Machine) -> dict[str, Value]:
    """`urllib.parse`: joins of partly known URLs keep what is known."""

    def urljoin(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        base, path = m.single(args[0]), m.single(args[1])
        if isinstance(base, str) and isinstance(path, str):
            return urllib.parse.urljoin(base, path)
        marks: list[Any] = []

        def spell(value: Value) -> str:
            out = ""
            for piece in value.parts if isinstance(value, Text) else (value,):
                if isinstance(piece, str):
                    out += piece
                else:
                    marks.append(piece)
                    out += f"zqhole{len(marks) - 1}z"
            return out

        joined = urllib.parse.urljoin(spell(base), spell(path))
        if isinstance(base, Unknown):  # whatever it is, it ends the host
            joined = urllib.parse.urljoin("https://zqbasez/", spell(path)).replace("https://zqbasez", "zqhole0z", 1)
        pieces = re.split(r"zqhole(\d+)z", joined)
        return join_text([marks[int(p)] if i % 2 else p for i, p in enumerate(pieces)])

    def quoted(name: str) -> Native:
        def quote(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
            value = args[0] if args else kw.get("string")
            known = isinstance(value, (str, bytes)) or (type(value) is Lanes and only_plain(m, value))
            return (
                run.call(m, args, kw) if known else value if isinstance(value, (Unknown, Text)) else to_text(m, value)
            )

        def otherwise(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
            return args[0] if args and isinstance(args[0], (Unknown, Text)) else m.unknown(name, *args, kind="str")

        run = real(name, getattr(urllib.parse, name), otherwise)
        return Native(name, quote)

    def urlencode(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        plain = {key: value for key, value in kw.items() if key != "quote_via"}
        how = kw.get("quote_via")
        name = how.name if isinstance(how, Native) else "quote_plus" if how is None else ""

        def otherwise(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
            return m.unknown("urlencode", args[0], kind="str")

        if name not in ("quote", "quote_plus"):
            return otherwise(m, args, kw)
        run = partial(urllib.parse.urlencode, quote_via=getattr(urllib.parse, name))
        return real("urlencode", run, otherwise).call(m, args, plain)

    split_result = plain_class(m, "SplitResult", "namedtuple")
    split_result.fields = [(name, ABSENT, None, True) for name in ("scheme", "netloc", "path", "query", "fragment")]
    split_result.attrs["geturl"] = Native("geturl", lambda m, args, kw: unsplit(m, [args[0]], {}))

    def split(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        if isinstance(value, Text):
            return split_text(value)
        if not isinstance(value, str):
            return m.unknown("urlsplit", value)
        try:
            parts = urllib.parse.urlsplit(str(value))
            more = {name: getattr(parts, name) for name in ("hostname", "port", "username", "password")}
        except ValueError as error:
            raise python_error(m, error) from None
        return Instance(split_result, {**parts._asdict(), **more, "params": ""}, m.now)

    def parse(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        """As `split`, with what stands after a `;` in the last segment apart."""
        made = split(m, args, kw)
        path = made.attrs["path"] if isinstance(made, Instance) else None
        if isinstance(path, str) and ";" in path.rpartition("/")[2]:
            before, last = path[: path.rfind("/") + 1], path.rpartition("/")[2]
            segment, _, params = last.partition(";")
            made.attrs.update({"path": before + segment, "params": params})
        return made

    defrag_result = plain_class(m, "DefragResult", "namedtuple")
    defrag_result.fields = [(name, ABSENT, None, True) for name in ("url", "fragment")]

    def defrag(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        if not isinstance(value, str):
            return m.unknown("urldefrag", value)
        return Instance(defrag_result, dict(urllib.parse.urldefrag(str(value))._asdict()), m.now)

    def split_text(value: Text) -> Value:
        """The parts of a URL of which not all is known, as far as its holes stand inside of them."""
        holes = [p for p in value.parts if not isinstance(p, str)]
        numbers = iter(range(len(holes)))
        spelt = "".join(p if isinstance(p, str) else f"zqhole{next(numbers)}z" for p in value.parts)
        try:
            parts = urllib.parse.urlsplit(spelt)
        except ValueError:
            return m.unknown("urlsplit", value)

        def filled(text: str | None) -> Value:
            if text is None:
                return None
            return join_text(
                [
                    holes[int(piece)] if index % 2 else piece
                    for index, piece in enumerate(re.split(r"zqhole(\d+)z", text))
                ]
            )

        made = {
            name: filled(text) for name, text in {**parts._asdict(), "hostname": parts.hostname, "params": ""}.items()
        }
        return Instance(split_result, {**made, "port": None, "username": None, "password": None}, m.now)

    def unsplit(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        parts, partly = to_list(m, args[0])
        if partly or len(parts) < 3:
            return m.unknown("urlunsplit", *parts, kind="str")
        if all(isinstance(part, str) for part in parts):
            joined = urllib.parse.urlunsplit if len(parts) == 5 else urllib.parse.urlunparse
            return joined([str(part) for part in parts])
        return build_text(m, [parts[0], "://", parts[1], parts[2]])

    return {
        "urljoin": Native("urljoin", urljoin),
        "quote": quoted("quote"),
        "quote_plus": quoted("quote_plus"),
        **{name: of_library("urllib.parse", name) for name in UNQUOTING},
        "urlencode": Native("urlencode", urlencode),
        "urlsplit": Native("urlsplit", split),
        "urlparse": Native("urlparse", parse),
        "urldefrag": Native("urldefrag", defrag),
        "urlunsplit": Native("urlunsplit", unsplit),
        "urlunparse": Native("urlunparse", unsplit),
    }


def sys_module(m: Machine) -> dict[str, Value]:
    """`sys`."""
    version = plain_class(m, "version_info", "namedtuple")
    told = {"major": 3, "minor": 12, "micro": 0, "releaselevel": "final", "serial": 0}
    version.fields = [(name, ABSENT, None, True) for name in told]
    return {
        "version_info": Instance(version, dict(told), 0),
        "argv": m.new_list([], open=True),
        "exit": Native("exit", system_exit),
        "platform": "linux",
        "exc_info": Native("exc_info", exc_info),
        "maxsize": 2**63 - 1,
        "modules": ModulesV(m),
    }


def exc_info(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`sys.exc_info()`."""
    m.run.context_asked += 1
    for frame in reversed(m.frames):
        if frame.handling:
            exc = frame.handling[-1]
            return (exc.cls, exc, None)
    return (None, None, None)


def attempt_strptime(*args: Any, **kw: Any) -> Any:
    """`time.strptime`, for what it raises."""
    import time

    return time.strptime(*args, **kw)


def time_module(m: Machine) -> dict[str, Value]:
    """`time`: a clock that sleeping moves."""
    sleep, clock = INTRINSICS["slept"], INTRINSICS["clock"]
    return {
        "sleep": sleep,
        "time": clock,
        "monotonic": clock,
        "perf_counter": clock,
        "strptime": checked("time", "strptime", attempt_strptime),
        "time_ns": Native("time_ns", lambda m, args, kw: m.unknown("time_ns", kind="number")),
    }


def fresh(name: str, kind: str | None = None) -> Native:
    """A function that gives something else each time."""
    return Native(name, lambda m, args, kw: m.fresh(name, kind=kind))


def random_module(m: Machine) -> dict[str, Value]:
    """`random` and `secrets`."""
    names = (
        "random",
        "uniform",
        "randint",
        "randrange",
        "expovariate",
        "gauss",
        "betavariate",
        "triangular",
        "randbelow",
    )
    made: dict[str, Value] = {name: fresh(name, "number") for name in names}
    for name in ("token_hex", "token_urlsafe", "choice", "token_bytes"):
        made[name] = fresh(name)
    return made


def http_status(m: Machine) -> ClassV:
    """`http.HTTPStatus`."""
    import http

    cls = plain_class(m, "HTTPStatus", "enum")
    cls.native = "plain"
    cls.mro.insert(1, m.builtins["int"])
    for status in http.HTTPStatus:
        told = {"phrase": status.phrase, "description": status.description}
        made = Instance(cls, {"_name_": status.name, "_value_": int(status), **told}, 0)
        cls.members[status.name] = made
        cls.attrs[status.name] = made
    return cls


METHODS = ("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE")


def http_method(m: Machine) -> ClassV:
    """`http.HTTPMethod`, which Python has since 3.11."""
    cls = plain_class(m, "HTTPMethod", "enum")
    cls.native = "plain"
    cls.mro.insert(1, m.builtins["str"])
    for name in METHODS:
        cls.members[name] = cls.attrs[name] = Instance(cls, {"_name_": name, "_value_": name}, 0)
    return cls
