"""`os`, `sys`, `time`, `uuid`, `random`, `urllib.parse`, `http`: the world outside."""

from __future__ import annotations

import re
import urllib.parse
from typing import Any

from sadpath.walk.containers.iteration import to_list
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import plain_class, pure, raise_
from sadpath.walk.natives.intrinsics import MODULE as INTRINSICS
from sadpath.walk.operators.concrete import NotConcrete, concrete, python_error
from sadpath.walk.operators.texts import build_text, join_text, to_text
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    Instance,
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

    environ_class = plain_class(m, "_Environ")
    environ_class.attrs.update(
        {
            "get": Native("get", lambda m, args, kw: getenv(m, args[1:], kw)),
            "__getitem__": Native("getitem", lambda m, args, kw: m.unknown("environment", args[1], kind="str")),
            "__contains__": Native(
                "contains", lambda m, args, kw: m.unknown("compare", "In", args[1], "environ", kind="bool")
            ),
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

    def quote(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = args[0]
        if isinstance(value, str):
            return urllib.parse.quote(value, safe=str(kw.get("safe", args[1] if len(args) > 1 else "/")))
        return value if isinstance(value, (Unknown, Text)) else to_text(m, value)

    def urlencode(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        try:
            return urllib.parse.urlencode(concrete(args[0]))
        except (NotConcrete, TypeError, ValueError):
            return m.unknown("urlencode", args[0], kind="str")

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
        "quote": Native("quote", quote),
        "quote_plus": Native("quote", quote),
        "urlencode": Native("urlencode", urlencode),
        "urlsplit": Native("urlsplit", split),
        "urlparse": Native("urlparse", split),
        "urlunsplit": Native("urlunsplit", unsplit),
        "urlunparse": Native("urlunparse", unsplit),
    }


def sys_module(m: Machine) -> dict[str, Value]:
    """`sys`."""
    return {
        "version_info": (3, 12, 0, "final", 0),
        "argv": m.new_list([], open=True),
        "exit": Native("exit", lambda m, args, kw: raise_(m, "SystemExit")),
        "platform": "linux",
        "exc_info": Native("exc_info", exc_info),
        "maxsize": 2**63 - 1,
    }


def exc_info(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`sys.exc_info()`."""
    m.run.context_asked += 1
    for frame in reversed(m.frames):
        if frame.handling:
            exc = frame.handling[-1]
            return (exc.cls, exc, None)
    return (None, None, None)


def time_module(m: Machine) -> dict[str, Value]:
    """`time`: a clock that sleeping moves."""
    sleep, clock = INTRINSICS["slept"], INTRINSICS["clock"]
    return {
        "sleep": sleep,
        "time": clock,
        "monotonic": clock,
        "perf_counter": clock,
        "time_ns": Native("time_ns", lambda m, args, kw: m.unknown("time_ns", kind="number")),
    }


def fresh(name: str, kind: str | None = None) -> Native:
    """A function that gives something else each time."""
    return Native(name, lambda m, args, kw: m.fresh(name, kind=kind))


def uuid_module(m: Machine) -> dict[str, Value]:
    """`uuid`: 4 and 1 are new each time, 5 and 3 follow from their arguments."""
    made: dict[str, Value] = {name: fresh(name, "uuid") for name in ("uuid1", "uuid4", "uuid7")}
    for name in ("uuid3", "uuid5", "UUID"):
        made[name] = Native(name, lambda m, args, kw, name=name: m.unknown(name, *args, kind="uuid"))  # type: ignore[misc]
    return made


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
        made = Instance(cls, {"_name_": status.name, "_value_": int(status), "phrase": status.phrase}, 0)
        cls.members[status.name] = made
        cls.attrs[status.name] = made
    return cls
