"""Natives of the standard library: what models can't say in Python, or what would be slow that way."""

from __future__ import annotations

import ast
import datetime
import json
import operator
import re
import urllib.parse
from collections.abc import Callable
from typing import Any

from sadpath.walk.calls import call, call_method
from sadpath.walk.classes import functional_enum, make_dataclass, new_class
from sadpath.walk.intrinsics import MODULE as INTRINSICS
from sadpath.walk.iteration import to_list
from sadpath.walk.limits import LONGEST_TEXT, explosive
from sadpath.walk.machine import Machine
from sadpath.walk.operations import (
    NotConcrete,
    abstract,
    build_text,
    concrete,
    join_text,
    only_data_unknown,
    only_plain,
    python_error,
    to_text,
)
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Descriptor,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ListV,
    ModuleV,
    Native,
    Text,
    Unknown,
    Value,
    is_constant,
    origin_of,
)

Modules = dict[str, dict[str, Value]]


def pure(name: str, function: Callable[..., Any], kind: str | None = None) -> Native:
    """A function that is run for real on known arguments, lane by lane, and gives a symbol otherwise."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        if any(type(a) is Lanes for a in args):
            if all(type(a) is not Lanes or only_plain(m, a) for a in args):
                return m.lift(lambda *plain: run(m, list(plain), kw), *args)
            args = [m.single(a) for a in args]
        try:
            return abstract(m, function(*[concrete(a) for a in args], **{k: concrete(v) for k, v in kw.items()}))
        except NotConcrete:
            return m.unknown(name, *args, kind=kind)
        except Exception as error:
            raise python_error(m, error) from None

    return Native(name, run)


def plain_class(m: Machine, name: str, flavour: str = "") -> ClassV:
    """A class of the standard library of which only the name and the hierarchy matter."""
    cls = ClassV(name, [m.builtins["object"]], {}, None, 0)
    cls.mro = [cls, m.builtins["object"]]
    cls.flavour = flavour
    return cls


def modules(m: Machine) -> Modules:
    """All native modules by name."""
    return {
        "_sadpath": INTRINSICS, "json": json_module(m), "simplejson": json_module(m), "orjson": json_module(m), "ujson": json_module(m),
        "re": re_module(m), "os": os_module(m), "enum": enum_module(m), "dataclasses": dataclasses_module(m), "typing": typing_module(m),
        "typing_extensions": typing_module(m), "abc": abc_module(m), "collections": collections_module(m), "operator": operator_module(m),
        "urllib.parse": urllib_parse_module(m), "sys": sys_module(m), "time": time_module(m), "copy": copy_module(m), "uuid": uuid_module(m),
        "random": random_module(m), "secrets": random_module(m), "types": types_module(m), "inspect": inspect_module(m), "decimal": decimal_module(m),
        "warnings": {"warn": Native("warn", lambda m, args, kw: None)}, "collections.abc": collections_abc_module(m),
        "http": {"HTTPStatus": http_status(m)}, "traceback": {}, "importlib": importlib_module(m), "itertools": itertools_module(m), "posixpath": path_module(m), "os.path": path_module(m), "string": {}, "math": math_module(m),
    }  # fmt: skip


def importlib_module(m: Machine) -> dict[str, Value]:
    """`importlib`: modules that are loaded by their name."""

    def load(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        from sadpath.walk.imports import import_module

        name, package = m.single(args[0]), m.single(args[1] if len(args) > 1 else kw.get("package"))
        if not isinstance(name, str):
            return m.unknown("module", name)
        if name.startswith(".") and isinstance(package, str):
            level = len(name) - len(name.lstrip("."))
            base = package.split(".")
            name = ".".join([*base[: len(base) - level + 1], name.lstrip(".")])
        return import_module(m, str(name))

    return {"import_module": Native("import_module", load), "reload": Native("reload", lambda m, args, kw: args[0])}


# ---------------------------------------------------------------- json


def json_module(m: Machine) -> dict[str, Value]:
    """`json`, whose `loads` knows the text of the answer."""
    error = ClassV("JSONDecodeError", [m.builtins["ValueError"]], {}, None, 0)
    existing = m.caches.get("JSONDecodeError")
    if existing is None:
        error.mro = [error, *m.builtins["ValueError"].mro]
        m.caches["JSONDecodeError"] = error
    return {
        "loads": Native("loads", lambda m, args, kw: loads(m, args[0])), "load": Native("load", load_file), "dumps": Native("dumps", dumps),
        "dump": Native("dump", lambda m, args, kw: None), "JSONDecodeError": m.caches["JSONDecodeError"],
    }  # fmt: skip


def loads(m: Machine, text: Value) -> Value:
    """`json.loads(text)`; the answer's raw text gives the answer's body."""
    origin = origin_of(text)
    if "text" in origin and origin.exact and m.answers.target is not None and type(text) is Lanes:
        return m.answers.body(m, m.answers.target)
    if isinstance(text, Unknown) and text.answer is not None and text.key[0] == "text":
        if m.answers.target is not None and text.key[1] == m.answers.target.operation.id and len(text.key) == 2:
            return m.answers.body(m, m.answers.target)
    text = m.single(text)
    if isinstance(text, (str, bytes)):
        try:
            return abstract(m, json.loads(text))
        except ValueError:
            raise decode_error(m) from None
    if isinstance(text, Unknown):
        made = m.unknown("json", text)
        made.answer = text.answer
        return made
    if isinstance(text, Text):
        if "text" in text.origin and m.answers.target is not None:
            return m.answers.body(m, m.answers.target)
        return m.unknown("json", text)
    if isinstance(text, Instance):
        return m.unknown("json", text)
    raise m.error("TypeError", "the JSON object must be str, bytes or bytearray")


def decode_error(m: Machine) -> Any:
    """A JSON decoding error, by accident."""
    from sadpath.walk.values import Raised

    made = Instance(m.caches["JSONDecodeError"], {"args": ("Expecting value",)}, m.now)
    made.accident = True
    return Raised(made)


def load_file(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`json.load(file)`."""
    from sadpath.walk.calls import call_method

    value = m.single(args[0])
    if isinstance(value, Unknown):
        return m.unknown("json", value)
    return loads(m, call_method(m, value, "read", []))


def dumps(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`json.dumps(value)`."""
    try:
        return json.dumps(concrete(args[0]))
    except (NotConcrete, TypeError, ValueError):
        return to_text(m, args[0]) if isinstance(args[0], (DictV, ListV)) else m.unknown("dumps", args[0], kind="str")


# ---------------------------------------------------------------- re


def re_module(m: Machine) -> dict[str, Value]:
    """`re`: patterns run for real on known text."""
    pattern_class, match_class = plain_class(m, "Pattern"), plain_class(m, "Match")
    m.caches["match class"] = match_class

    def compile_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        source = m.single(args[0])
        if isinstance(source, Instance):
            return source
        flags = args[1] if len(args) > 1 and isinstance(args[1], int) else kw.get("flags", 0)
        made = Instance(pattern_class, {"pattern": source}, m.now)
        if isinstance(source, str):
            try:
                made.payload = re.compile(str(source), flags if isinstance(flags, int) else 0)
            except re.error as error:
                raise m.error("ValueError", str(error)) from None
        return made

    def search_with(name: str) -> Native:
        def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
            pattern = compile_(m, [args[0], *([args[2 if name not in ("sub", "subn") else 3]] if len(args) > (2 if name not in ("sub", "subn") else 3) else [])], kw)
            return apply_pattern(m, pattern, name, args[1:])

        return Native(name, run)

    for name in PATTERN_METHODS:

        def method(m: Machine, args: list[Value], kw: dict[str, Value], name: str = name) -> Value:
            return apply_pattern(m, args[0], name, args[1:])

        pattern_class.attrs[name] = Native(name, method)
    made: dict[str, Value] = {name: search_with(name) for name in PATTERN_METHODS}
    made |= {"compile": Native("compile", compile_), "escape": pure("escape", re.escape, "str"), "Pattern": pattern_class, "Match": match_class}
    made |= {name: int(getattr(re, name)) for name in ("I", "IGNORECASE", "M", "MULTILINE", "S", "DOTALL", "X", "VERBOSE", "A", "ASCII", "U", "UNICODE")}
    made["error"] = m.builtins["ValueError"]
    for name, read in MATCH_ATTRIBUTES.items():
        match_class.attrs[name] = Descriptor("property", Native(name, lambda m, args, kw, read=read: match_value(m, args[0], read)))  # type: ignore[misc]
    for name, function in MATCH_METHODS.items():
        match_class.attrs[name] = Native(name, function)
    return made


PATTERN_METHODS = ("match", "search", "fullmatch", "findall", "finditer", "split", "sub", "subn")


def apply_pattern(m: Machine, pattern: Instance, name: str, args: list[Value]) -> Value:
    """`pattern.match(text)` and its relatives."""
    text = args[1] if name in ("sub", "subn") and len(args) > 1 else args[0]
    m.events.searched(m, text, pattern.attrs.get("pattern"))
    if pattern.payload is None:
        return m.unknown("regex", name, pattern.attrs.get("pattern"), text)
    origin = origin_of(text)

    def one(value: Value) -> Value:
        if isinstance(value, str):
            return run_pattern(m, pattern.payload, name, str(value), args)
        if value is None:
            raise m.error("TypeError", "expected string or bytes-like object")
        if isinstance(value, Text) and (known := search_partly(m, pattern.payload, name, value)) is not ABSENT:
            return known
        if isinstance(value, Text) and name in ("match", "search", "fullmatch"):
            found = match_of_text(pattern.payload, name, value)
            if found is not False:
                return None if found is None else Instance(m.caches["match class"], {}, m.now, payload=found)
        return m.unknown("regex", name, pattern.attrs.get("pattern"), value, origin=origin_of(value), kind="str" if name == "sub" else None)

    if type(text) is Lanes and only_plain(m, text):
        results = {lane: one(text.values[lane]) for lane in m.active if not (text.values[lane] is None)}
        if len(results) < len(m.active):
            return one(m.single(text))
        if all(is_constant(r) for r in results.values()):
            return m.lanes(lambda lane: results[lane], origin.derived())
        return merged_matches(m, results, origin)
    return one(m.single(text))


FILLINGS = ("x", "Some words, and more.", "0123456789012")


def match_of_text(pattern: re.Pattern[str], name: str, text: Text) -> Any:
    """The match of a pattern in a text that is known in part, where it lies in what is known; None for no match; False where nobody knows."""
    known = text.parts[0] if isinstance(text.parts[0], str) else ""
    found = [getattr(pattern, name)("".join(p if isinstance(p, str) else filling for p in text.parts)) for filling in FILLINGS]
    if all(f is not None and f.end() <= len(known) and f.span() == found[0].span() for f in found):
        return found[0]
    return None if not any(found) and only_data_unknown(text) else False


def search_partly(m: Machine, pattern: re.Pattern[str], name: str, text: Text) -> Value:
    """A match that lies in the known pieces of a text; None where the pattern asks for documented codes and finds none there, as prose
    carries no codes; `ABSENT` where nobody knows."""
    hole = "\ue000"
    full = "".join(part if isinstance(part, str) else hole for part in text.parts)
    if name not in ("search", "match", "findall") or (name == "match" and full.startswith(hole)):
        return ABSENT
    words = re.findall(r"\w\w+", pattern.pattern)
    only_codes = bool(words) and all(m.answers.is_code(word) for word in words)
    if name == "findall":
        return abstract(m, pattern.findall(full)) if only_codes else ABSENT
    found = pattern.search(full) if name == "search" else pattern.match(full)
    if found is None:
        return None if only_codes else ABSENT
    return ABSENT if hole in found.group() else Instance(m.caches["match class"], {}, m.now, payload=found)


def merged_matches(m: Machine, results: dict[int, Value], origin: Any) -> Value:
    """Matches of several lanes as one match object with values by lane, where all lanes match; else the lanes part."""
    groups: dict[str, list[int]] = {}
    for lane, made in results.items():
        kind = "none" if made is None else "match" if isinstance(made, Instance) else "unknown" if isinstance(made, Unknown) else f"list{lane}"
        groups.setdefault(kind, []).append(lane)
    options = [tuple(g) for g in groups.values()]
    chosen = options[m.decide(options)]
    first = results[chosen[0]]
    if not isinstance(first, Instance):
        return first
    found = {lane: results[lane].payload for lane in chosen}
    return Instance(m.caches["match class"], {}, m.now, payload=("lanes", found, origin))


def run_pattern(m: Machine, pattern: re.Pattern[str], name: str, text: str, args: list[Value]) -> Value:
    """The real thing, on known text; not where it might take for ever."""
    if len(text) > 20 and (len(text) > LONGEST_TEXT // 10 or explosive(str(pattern.pattern), pattern.flags)):
        return m.unknown("regex", name, str(pattern.pattern), text, kind="str" if name == "sub" else None)
    if name in ("match", "search", "fullmatch"):
        found = getattr(pattern, name)(text)
        return None if found is None else Instance(m.caches["match class"], {}, m.now, payload=found)
    if name in ("sub", "subn"):
        if isinstance(args[0], (FunctionV, BoundMethod)) and name == "sub":
            return substituted(m, pattern, text, args[0])
        if not isinstance(args[0], str):
            return m.unknown("sub", text, kind="str")
        return abstract(m, getattr(pattern, name)(str(args[0]), text))
    if name == "finditer":
        return m.new_list([Instance(m.caches["match class"], {}, m.now, payload=f) for f in pattern.finditer(text)])
    return abstract(m, getattr(pattern, name)(text))


def substituted(m: Machine, pattern: re.Pattern[str], text: str, function: Value) -> Value:
    """`pattern.sub(function, text)`."""
    pieces: list[Value] = []
    position = 0
    for found in pattern.finditer(text):
        pieces += [text[position : found.start()], to_text(m, call(m, function, [Instance(m.caches["match class"], {}, m.now, payload=found)], {}))]
        position = found.end()
    return build_text(m, [*pieces, text[position:]])


def match_value(m: Machine, match: Value, read: Callable[[re.Match[str]], Any]) -> Value:
    """Something of a match object, by lane where it has lanes."""
    payload = match.payload if isinstance(match, Instance) else None
    if isinstance(payload, tuple) and payload[0] == "lanes":
        return m.lanes(lambda lane: abstract(m, read(payload[1][lane])), payload[2].derived())
    return abstract(m, read(payload)) if payload is not None else m.unknown("match", match)


def match_method(read: Callable[..., Any]) -> Callable[[Machine, list[Value], dict[str, Value]], Value]:
    """A method of match objects."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        plain = [m.single(a) for a in args[1:]]
        try:
            return match_value(m, args[0], lambda match: read(match, *plain))
        except IndexError as error:
            raise python_error(m, error) from None

    return run


MATCH_ATTRIBUTES: dict[str, Callable[[re.Match[str]], Any]] = {
    "lastgroup": lambda match: match.lastgroup, "lastindex": lambda match: match.lastindex, "string": lambda match: match.string,
    "pos": lambda match: match.pos, "endpos": lambda match: match.endpos,
}  # fmt: skip
MATCH_METHODS: dict[str, Any] = {
    "group": match_method(lambda match, *names: match.group(*names)), "__getitem__": match_method(lambda match, name: match[name]),
    "groups": match_method(lambda match, *default: match.groups(*default)), "groupdict": match_method(lambda match, *default: match.groupdict(*default)),
    "start": match_method(lambda match, *group: match.start(*group)), "end": match_method(lambda match, *group: match.end(*group)),
    "span": match_method(lambda match, *group: match.span(*group)),
}  # fmt: skip


# ---------------------------------------------------------------- the rest, module by module


def os_module(m: Machine) -> dict[str, Value]:
    """`os`: environment variables have their default where the code gives one, else nobody knows them."""

    def getenv(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        name = m.single(args[0])
        default = args[1] if len(args) > 1 else kw.get("default")
        if default is None or default == "":
            return m.unknown("environment", name)
        return default

    environ_class = plain_class(m, "_Environ")
    environ_class.attrs.update({
        "get": Native("get", lambda m, args, kw: getenv(m, args[1:], kw)), "__getitem__": Native("getitem", lambda m, args, kw: m.unknown("environment", args[1], kind="str")),
        "__contains__": Native("contains", lambda m, args, kw: m.unknown("compare", "In", args[1], "environ", kind="bool")),
        "setdefault": Native("setdefault", lambda m, args, kw: getenv(m, args[1:], kw)), "__setitem__": Native("setitem", lambda m, args, kw: None),
        "copy": Native("copy", lambda m, args, kw: m.new_dict({}, m.unknown("environ"))), "items": Native("items", lambda m, args, kw: m.unknown("environ", "items")),
    })  # fmt: skip
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

    made: dict[str, Value] = {name: pure(name, getattr(posixpath, name), "str") for name in ("basename", "dirname", "normpath", "split", "splitext")}
    return made | {"join": Native("join", join)}


def enum_module(m: Machine) -> dict[str, Value]:
    """`enum`."""
    made: dict[str, Value] = {}
    for name in ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"):
        cls = plain_class(m, name, "enum")
        if name != "Enum":
            cls.bases = [made["Enum"]]
            cls.mro = [cls, *([m.builtins["int"]] if name == "IntEnum" else [m.builtins["str"]] if name == "StrEnum" else []), made["Enum"], m.builtins["object"]]
        if name in ("IntEnum", "StrEnum"):
            cls.native = "plain"
        made[name] = cls
    made["auto"] = plain_class(m, "auto")
    made["unique"] = Native("unique", lambda m, args, kw: args[0])
    made["property"] = m.builtins["property"]
    made["EnumMeta"] = made["EnumType"] = plain_class(m, "EnumMeta")
    made["functional"] = Native("functional", lambda m, args, kw: functional_enum(m, args[0], str(args[1]), [concrete(a) for a in to_list(m, args[2])[0]]))
    return made


def dataclasses_module(m: Machine) -> dict[str, Value]:
    """`dataclasses`."""
    field_class = plain_class(m, "Field")

    def dataclass(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        if args and isinstance(args[0], ClassV):
            return make_dataclass(m, args[0], kw)
        return Native("dataclass", lambda m, inner, _kw: make_dataclass(m, inner[0], kw) if isinstance(inner[0], ClassV) else inner[0])

    def field(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        return Instance(field_class, {"default": kw.get("default", ABSENT), "default_factory": kw.get("default_factory"), "init": kw.get("init", True), "kw_only": kw.get("kw_only"), "compare": kw.get("compare", True)}, m.now)

    def replace(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        return Instance(value.cls, {**value.attrs, **kw}, m.now) if isinstance(value, Instance) else m.unknown("replace", value)

    def asdict(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        return m.new_dict({str(f[0]): value.attrs.get(f[0]) for f in value.cls.fields}) if isinstance(value, Instance) else m.unknown("asdict", value)

    def fields(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        cls = value.cls if isinstance(value, Instance) else value
        if not isinstance(cls, ClassV):
            return m.unknown("fields", value)
        return tuple(Instance(field_class, {"name": f[0], "type": m.unknown("annotation", cls, f[0]), "init": bool(f[3])}, m.now) for f in cls.fields)

    def astuple(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        return tuple(value.attrs.get(f[0]) for f in value.cls.fields) if isinstance(value, Instance) else m.unknown("astuple", value)

    return {
        "fields": Native("fields", fields), "astuple": Native("astuple", astuple),
        "dataclass": Native("dataclass", dataclass), "field": Native("field", field), "replace": Native("replace", replace), "asdict": Native("asdict", asdict),
        "is_dataclass": Native("is_dataclass", lambda m, args, kw: isinstance(args[0], (Instance, ClassV))), "FrozenInstanceError": m.builtins["AttributeError"],
        "KW_ONLY": m.unknown("KW_ONLY"), "InitVar": plain_class(m, "InitVar"), "Field": field_class,
    }  # fmt: skip


def type_hints(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`get_type_hints` of a class: its annotated names, those of the bases first; what they say is unknown."""
    from sadpath.walk.objects import annotated_names

    value = m.single(args[0]) if args else None
    if not isinstance(value, ClassV):
        return m.unknown("hints", value)
    return m.new_dict({name: m.unknown("annotation", cls, name) for cls in reversed(value.mro) for name in annotated_names(cls)})


def typing_module(m: Machine) -> dict[str, Value]:
    """`typing`: what runs of it."""
    named, typed = plain_class(m, "NamedTuple", "namedtuple"), plain_class(m, "TypedDict", "typeddict")
    first = Native("identity", lambda m, args, kw: args[0] if args else None)
    made: dict[str, Value] = {
        "NamedTuple": named, "TypedDict": typed, "TYPE_CHECKING": False, "cast": Native("cast", lambda m, args, kw: args[1]), "overload": first, "final": first,
        "no_type_check": first, "runtime_checkable": first, "override": first, "NewType": Native("NewType", lambda m, args, kw: first),
        "assert_never": Native("assert_never", lambda m, args, kw: raise_(m, "AssertionError")), "get_type_hints": Native("hints", type_hints),
        "TypeVar": Native("TypeVar", lambda m, args, kw: m.unknown("typevar")), "ParamSpec": Native("ParamSpec", lambda m, args, kw: m.unknown("typevar")),
        "assert_type": first, "reveal_type": first, "dataclass_transform": Native("dataclass_transform", lambda m, args, kw: first),
    }  # fmt: skip
    for name in ("Generic", "Protocol"):
        made[name] = plain_class(m, name)
    for alias, builtin in (("Dict", "dict"), ("List", "list"), ("Set", "set"), ("FrozenSet", "frozenset"), ("Tuple", "tuple"), ("Type", "type"), ("Text", "str")):
        made[alias] = m.builtins[builtin]
    return made


def raise_(m: Machine, name: str) -> Value:
    """Raise a builtin exception on purpose."""
    raise m.error(name, accident=False)


def abc_module(m: Machine) -> dict[str, Value]:
    """`abc`."""

    def abstractmethod(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = args[0].fn if isinstance(args[0], Descriptor) else args[0]
        if isinstance(value, FunctionV):
            value.attrs["__isabstractmethod__"] = True
        return args[0]

    return {"ABC": plain_class(m, "ABC"), "ABCMeta": plain_class(m, "ABCMeta"), "abstractmethod": Native("abstractmethod", abstractmethod), "abstractproperty": m.builtins["property"]}


def collections_module(m: Machine) -> dict[str, Value]:
    """`collections`."""

    def defaultdict(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        made = call(m, m.builtins["dict"], args[1:], kw)
        made.kind, made.default = "defaultdict", args[0] if args else None
        return made

    def namedtuple(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        names = concrete(args[1])
        names = names.replace(",", " ").split() if isinstance(names, str) else list(names)
        cls = new_class(m, str(args[0]), [], {}, None)
        cls.flavour = "namedtuple"
        defaults = list(concrete(kw["defaults"])) if "defaults" in kw else []
        for index, name in enumerate(names):
            back = index - (len(names) - len(defaults))
            cls.fields.append((str(name), defaults[back] if back >= 0 else ABSENT, None, True))
        return cls

    def counter(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        made = m.new_dict({str(k): v for k, v in kw.items()})
        made.kind = "counter"
        if args:
            call_method(m, made, "update", args[:1])
        return made

    def chain_map(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        made = m.new_dict()
        for value in reversed(args):
            if isinstance(value, DictV):
                made.items.update(value.items)
                made.base = made.base or value.base
        return made

    return {
        "defaultdict": Native("defaultdict", defaultdict), "OrderedDict": m.builtins["dict"], "deque": Native("deque", lambda m, args, kw: call(m, m.builtins["list"], args[:1], {})),
        "namedtuple": Native("namedtuple", namedtuple), "Counter": Native("Counter", counter), "ChainMap": Native("ChainMap", chain_map),
    }  # fmt: skip


def collections_abc_module(m: Machine) -> dict[str, Value]:
    """`collections.abc`: classes to ask `isinstance` with."""
    names = ("Mapping", "MutableMapping", "Sequence", "MutableSequence", "Iterable", "Iterator", "Callable", "Collection", "Set", "Hashable", "Sized", "Awaitable",
             "Coroutine", "AsyncIterator", "AsyncIterable", "Generator", "AsyncGenerator", "Container", "MutableSet", "KeysView", "ItemsView", "ValuesView")  # fmt: skip
    return {name: plain_class(m, name) for name in names}


def operator_module(m: Machine) -> dict[str, Value]:
    """`operator`."""
    from sadpath.walk.containers import get_item
    from sadpath.walk.objects import get_attribute
    from sadpath.walk.operations import compare_plain

    def itemgetter(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        keys = list(args)
        return Native("itemgetter", lambda m, inner, _kw: get_item(m, inner[0], keys[0]) if len(keys) == 1 else tuple(get_item(m, inner[0], k) for k in keys))

    def attrgetter(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        def read(m: Machine, inner: list[Value], _kw: dict[str, Value]) -> Value:
            value = inner[0]
            for part in str(args[0]).split("."):
                value = get_attribute(m, value, part)
            return value

        return Native("attrgetter", read)

    def methodcaller(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        from sadpath.walk.calls import call_method

        return Native("methodcaller", lambda m, inner, _kw: call_method(m, inner[0], str(args[0]), args[1:], kw))

    made: dict[str, Value] = {"itemgetter": Native("itemgetter", itemgetter), "attrgetter": Native("attrgetter", attrgetter), "methodcaller": Native("methodcaller", methodcaller)}
    for name, op in (("eq", ast.Eq), ("ne", ast.NotEq), ("lt", ast.Lt), ("le", ast.LtE), ("gt", ast.Gt), ("ge", ast.GtE), ("is_", ast.Is), ("is_not", ast.IsNot)):
        made[name] = Native(name, lambda m, args, kw, op=op: compare_plain(m, op, m.single(args[0]), m.single(args[1])))  # type: ignore[misc]
    made["contains"] = Native("contains", lambda m, args, kw: compare_plain(m, ast.In, m.single(args[1]), m.single(args[0])))
    made["not_"] = Native("not_", lambda m, args, kw: not m.truth(args[0]))
    made["truth"] = Native("truth", lambda m, args, kw: m.truth(args[0]))
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod"):
        made[name] = pure(name, getattr(operator, name))
    made["getitem"] = Native("getitem", lambda m, args, kw: get_item(m, args[0], args[1]))
    return made


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
            return join_text([holes[int(piece)] if index % 2 else piece for index, piece in enumerate(re.split(r"zqhole(\d+)z", text))])

        made = {name: filled(text) for name, text in {**parts._asdict(), "hostname": parts.hostname, "params": ""}.items()}
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
        "urljoin": Native("urljoin", urljoin), "quote": Native("quote", quote), "quote_plus": Native("quote", quote), "urlencode": Native("urlencode", urlencode),
        "urlsplit": Native("urlsplit", split), "urlparse": Native("urlparse", split), "urlunsplit": Native("urlunsplit", unsplit), "urlunparse": Native("urlunparse", unsplit),
    }  # fmt: skip


def sys_module(m: Machine) -> dict[str, Value]:
    """`sys`."""
    return {
        "version_info": (3, 12, 0, "final", 0), "argv": m.new_list([], open=True), "exit": Native("exit", lambda m, args, kw: raise_(m, "SystemExit")),
        "platform": "linux", "exc_info": Native("exc_info", exc_info), "maxsize": 2**63 - 1,
    }  # fmt: skip


def exc_info(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`sys.exc_info()`."""
    for frame in reversed(m.frames):
        if frame.handling:
            exc = frame.handling[-1]
            return (exc.cls, exc, None)
    return (None, None, None)


def time_module(m: Machine) -> dict[str, Value]:
    """`time`: a clock that sleeping moves."""
    sleep, clock = INTRINSICS["slept"], INTRINSICS["clock"]
    return {"sleep": sleep, "time": clock, "monotonic": clock, "perf_counter": clock, "time_ns": Native("time_ns", lambda m, args, kw: m.unknown("time_ns", kind="number"))}


def copy_module(m: Machine) -> dict[str, Value]:
    """`copy`."""

    def copy(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        if isinstance(value, DictV):
            made = m.new_dict(dict(value.items), value.base)
            made.fold_case, made.kind, made.default, made.schema = value.fold_case, value.kind, value.default, value.schema
            return made
        if isinstance(value, ListV):
            return m.new_list(list(value.items), value.open, value.origin)
        if isinstance(value, Instance):
            return Instance(value.cls, dict(value.attrs), m.now, value.payload)
        return value

    return {"copy": Native("copy", copy), "deepcopy": Native("deepcopy", copy)}


def uuid_module(m: Machine) -> dict[str, Value]:
    """`uuid`: 4 and 1 are new each time, 5 and 3 follow from their arguments."""
    made: dict[str, Value] = {name: Native(name, lambda m, args, kw, name=name: m.fresh(name, kind="uuid")) for name in ("uuid1", "uuid4", "uuid7")}  # type: ignore[misc]
    for name in ("uuid3", "uuid5", "UUID"):
        made[name] = Native(name, lambda m, args, kw, name=name: m.unknown(name, *args, kind="uuid"))  # type: ignore[misc]
    return made


def random_module(m: Machine) -> dict[str, Value]:
    """`random` and `secrets`."""
    names = ("random", "uniform", "randint", "randrange", "expovariate", "gauss", "betavariate", "triangular", "randbelow")
    made: dict[str, Value] = {name: Native(name, lambda m, args, kw, name=name: m.fresh(name, kind="number")) for name in names}  # type: ignore[misc]
    for name in ("token_hex", "token_urlsafe", "choice", "token_bytes"):
        made[name] = Native(name, lambda m, args, kw, name=name: m.fresh(name))  # type: ignore[misc]
    return made


def types_module(m: Machine) -> dict[str, Value]:
    """`types`."""
    return {
        "MappingProxyType": Native("MappingProxyType", lambda m, args, kw: args[0]), "SimpleNamespace": simple_namespace(m),
        "TracebackType": plain_class(m, "TracebackType"), "ModuleType": plain_class(m, "ModuleType"), "FunctionType": plain_class(m, "FunctionType"),
        "NoneType": plain_class(m, "NoneType"),
    }  # fmt: skip


def simple_namespace(m: Machine) -> ClassV:
    """`types.SimpleNamespace`."""
    cls = plain_class(m, "SimpleNamespace")

    def init(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        args[0].attrs.update(kw)
        return None

    cls.attrs["__init__"] = Native("__init__", init)
    return cls


def inspect_module(m: Machine) -> dict[str, Value]:
    """`inspect`: the questions that decorators ask."""
    return {
        "iscoroutinefunction": INTRINSICS["is_async"], "isawaitable": INTRINSICS["is_coroutine"], "iscoroutine": INTRINSICS["is_coroutine"],
        "isgeneratorfunction": INTRINSICS["is_generator_function"], "isasyncgenfunction": Native("isasyncgenfunction", lambda m, args, kw: False),
        "isclass": Native("isclass", lambda m, args, kw: isinstance(m.single(args[0]), ClassV)),
    }  # fmt: skip


def decimal_module(m: Machine) -> dict[str, Value]:
    """`decimal`: numbers that are not computed."""
    invalid = ClassV("InvalidOperation", [m.builtins["ArithmeticError"]], {}, None, 0)
    invalid.mro = [invalid, *m.builtins["ArithmeticError"].mro]
    cls = plain_class(m, "Decimal", "builtin")
    cls.native = Native("Decimal", lambda m, args, kw: m.unknown("Decimal", *args, kind="number"))
    return {"Decimal": cls, "InvalidOperation": invalid, "DecimalException": m.builtins["ArithmeticError"], "ROUND_HALF_UP": "ROUND_HALF_UP"}


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


def itertools_module(m: Machine) -> dict[str, Value]:
    """`itertools`: what loops of retries use natively; the rest is a model."""
    from sadpath.walk.values import IteratorV

    def count(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        start = m.single(args[0] if args else kw.get("start", 0))
        step_by = m.single(args[1] if len(args) > 1 else kw.get("step", 1))
        current = [start if isinstance(start, int) else 0]

        def step() -> Value:
            current[0] += step_by if isinstance(step_by, int) else 1
            return current[0] - (step_by if isinstance(step_by, int) else 1)

        return IteratorV(step, m.now)

    return {"count": Native("count", count)}


def math_module(m: Machine) -> dict[str, Value]:
    """`math`."""
    import math

    made: dict[str, Value] = {name: pure(name, getattr(math, name), "number") for name in ("ceil", "floor", "sqrt", "log", "log2", "pow", "exp", "isclose", "trunc")}
    return made | {"inf": math.inf, "pi": math.pi}


__all__ = ["datetime", "modules"]
