"""The native modules of the standard library by name."""

from __future__ import annotations

import re
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.natives.class_makers import abc_module, enum_module, types_module, typing_module
from sadpath.walk.natives.copying import copy_module
from sadpath.walk.natives.data import (
    bisect_module,
    collections_module,
    inspect_module,
    itertools_module,
    math_module,
    operator_module,
)
from sadpath.walk.natives.dataclass_tools import dataclasses_module
from sadpath.walk.natives.dates import MODULE as DATES
from sadpath.walk.natives.decimals import decimal_module
from sadpath.walk.natives.digests import base64_module, binascii_module, hashlib_module, hmac_module, zlib_module
from sadpath.walk.natives.heap import heapq_module
from sadpath.walk.natives.helpers import plain_class
from sadpath.walk.natives.intrinsics import MODULE as INTRINSICS
from sadpath.walk.natives.json_text import json_module
from sadpath.walk.natives.library import (
    email_utils_module,
    fnmatch_module,
    http_client_module,
    statistics_module,
    textwrap_module,
)
from sadpath.walk.natives.regex import re_module
from sadpath.walk.natives.signatures import signature_natives
from sadpath.walk.natives.tables import csv_module
from sadpath.walk.natives.thread_intrinsics import MODULE as THREADS
from sadpath.walk.natives.uuids import uuid_module
from sadpath.walk.natives.world import (
    http_method,
    http_status,
    os_module,
    path_module,
    random_module,
    sys_module,
    time_module,
    urllib_parse_module,
)
from sadpath.walk.operators.comparison import only_data_unknown
from sadpath.walk.operators.concrete import abstract
from sadpath.walk.values import (
    ABSENT,
    Instance,
    Native,
    Text,
    Value,
)

Modules = dict[str, dict[str, Value]]


def modules(m: Machine) -> Modules:
    """All native modules by name."""
    status = http_status(m)
    meta = m.caches["ABCMeta"] = plain_class(m, "ABCMeta")
    meta.mro.insert(1, m.builtins["type"])
    return {
        "_sadpath": INTRINSICS | DATES | THREADS,
        "json": json_module(m),
        "simplejson": json_module(m, strict=False),
        "orjson": json_module(m, strict=False),
        "ujson": json_module(m, strict=False),
        "re": re_module(m),
        "os": os_module(m),
        "enum": enum_module(m),
        "dataclasses": dataclasses_module(m),
        "typing": typing_module(m),
        "typing_extensions": typing_module(m),
        "abc": abc_module(m),
        "collections": collections_module(m),
        "operator": operator_module(m),
        "urllib.parse": urllib_parse_module(m),
        "sys": sys_module(m),
        "time": time_module(m),
        "copy": copy_module(m),
        "uuid": uuid_module(m),
        "random": random_module(m),
        "secrets": random_module(m),
        "types": types_module(m),
        "inspect": inspect_module(m) | signature_natives(m),
        "decimal": decimal_module(m),
        "http": {"HTTPStatus": status, "HTTPMethod": http_method(m)},
        "http.client": http_client_module(m, status),
        "email.utils": email_utils_module(m),
        "fnmatch": fnmatch_module(m),
        "hashlib": hashlib_module(m),
        "hmac": hmac_module(m),
        "base64": base64_module(m),
        "binascii": binascii_module(m),
        "zlib": zlib_module(m),
        "csv": csv_module(m),
        "statistics": statistics_module(m),
        "textwrap": textwrap_module(m),
        "traceback": {},
        "importlib": importlib_module(m),
        "itertools": itertools_module(m),
        "posixpath": path_module(m),
        "os.path": path_module(m),
        "string": {},
        "math": math_module(m),
        "bisect": bisect_module(m),
        "heapq": heapq_module(m),
    }


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


FILLINGS = ("x", "Some words, and more.", "0123456789012")


def match_of_text(pattern: re.Pattern[str], name: str, text: Text) -> Any:
    """The match of a pattern in a text that is known in part, where it lies in what is known; True for a match of which nobody knows
    the groups; None for no match; False where nobody knows."""
    known = text.parts[0] if isinstance(text.parts[0], str) else ""
    found = [
        getattr(pattern, name)("".join(p if isinstance(p, str) else filling for p in text.parts))
        for filling in FILLINGS
    ]
    if all(f is not None and f.end() <= len(known) and f.span() == found[0].span() for f in found):
        return found[0]
    if all(found):
        return True
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
