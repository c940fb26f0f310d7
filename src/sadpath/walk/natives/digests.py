"""`hashlib`, `hmac`, `base64`, `binascii`, `zlib`: computed for real on known bytes, symbols of their arguments on others."""

from __future__ import annotations

from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import library_class, of_library, plain_class, real, unknown_call
from sadpath.walk.operators.concrete import only_plain
from sadpath.walk.values import ClassV, Descriptor, Instance, Lanes, Native, Value

Members = dict[str, Value]

HASHES = (
    *("md5", "sha1", "sha224", "sha256", "sha384", "sha512"),
    *("sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"),
)


def is_known(m: Machine, value: Value) -> bool:
    """Whether a value, or each active lane of it, is bytes or a string."""
    if type(value) is Lanes:
        return only_plain(m, value) and all(isinstance(value.values[lane], (str, bytes)) for lane in m.active)
    return isinstance(value, (str, bytes))


def hash_class(m: Machine) -> ClassV:
    """The class of hash objects: `name` says how, `_data` is a tuple of what was put in, `_key` the key of an `hmac` or None, `_more`
    the other arguments."""
    cls = plain_class(m, "HASH")

    def update(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        m.touch(args[0])
        args[0].attrs["_data"] = (*args[0].attrs["_data"], args[1])
        return None

    def copied(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        return Instance(cls, dict(args[0].attrs), m.now)

    def digest(name: str) -> Native:
        def read(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
            attrs = args[0].attrs
            known = real(name, digested, lambda m, inner, _kw: m.unknown("call", "hashlib", *inner, kind="str"))
            return known.call(m, [name, attrs["name"], attrs["_key"], attrs["_more"], *attrs["_data"]], {})

        return Native(name, read)

    def size(name: str) -> Descriptor:
        return Descriptor(
            "property",
            Native(name, lambda m, args, kw: getattr(made(args[0].attrs["name"], None, args[0].attrs["_more"]), name)),
        )

    cls.attrs.update({"update": Native("update", update), "copy": Native("copy", copied)})
    cls.attrs.update({name: digest(name) for name in ("digest", "hexdigest")})
    cls.attrs.update({name: size(name) for name in ("digest_size", "block_size")})
    return cls


def made(name: str, key: bytes | None, more: tuple[tuple[str, Any], ...]) -> Any:
    """The real hash object of that name, or `hmac` object where there is a key."""
    import hashlib
    import hmac

    return hashlib.new(str(name), **dict(more)) if key is None else hmac.new(key, digestmod=str(name))


def digested(what: str, name: str, key: bytes | None, more: tuple[tuple[str, Any], ...], *data: bytes) -> Any:
    """The digest of the data, as bytes (`digest`) or text (`hexdigest`)."""
    running = made(name, key, more)
    for piece in data:
        running.update(piece)
    return getattr(running, what)()


def hashlib_module(m: Machine) -> Members:
    """`hashlib`: of what is not known when it is put in first, nothing is known."""
    cls = hash_class(m)
    m.caches["hash class"] = cls

    def start(m: Machine, module_name: str, name: str, args: list[Value], kw: dict[str, Value]) -> Value:
        data = args[:1] or ([kw["data"]] if "data" in kw else [])
        more = {key: value for key, value in kw.items() if key not in ("data", "usedforsecurity")}
        if not all(is_known(m, value) for value in data) or not all(isinstance(v, int) for v in more.values()):
            return unknown_call(m, "hashlib", module_name, args, kw)
        for value in data:  # a string is refused
            real(name, lambda piece: made(name, None, tuple(more.items())).update(piece), nothing).call(m, [value], {})
        return Instance(cls, {"name": name, "_key": None, "_more": tuple(more.items()), "_data": tuple(data)}, m.now)

    def new(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        name = m.single(args[0] if args else kw.get("name"))
        if not isinstance(name, str) or name.lower() not in HASHES:
            return unknown_call(m, "hashlib", "new", args, kw)
        return start(m, "new", str(name).lower(), args[1:], {k: v for k, v in kw.items() if k != "name"})

    def by_name(name: str) -> Native:
        return Native(name, lambda m, args, kw: start(m, name, name, args, kw))

    return {name: by_name(name) for name in HASHES} | {"new": Native("new", new)}


def nothing(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """What is made of arguments that are not known, where only the known ones are looked at."""
    return None


def hmac_module(m: Machine) -> Members:
    """`hmac`."""

    def new(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        given = {**dict(zip(("key", "msg", "digestmod"), args, strict=False)), **kw}
        how = m.single(given.get("digestmod"))
        name = how.name if isinstance(how, Native) else how
        data = [given["msg"]] if given.get("msg") is not None else []
        known = type(given.get("key")) is bytes and all(is_known(m, value) for value in data)
        if not known or not isinstance(name, str) or str(name).lower() not in HASHES:
            return unknown_call(m, "hmac", "new", args, kw)
        name = str(name).lower()
        attrs = {"name": name, "_key": given["key"], "_more": (), "_data": tuple(data)}
        return Instance(m.caches["hash class"], attrs, m.now)

    return {
        "new": Native("new", new),
        "compare_digest": of_library("hmac", "compare_digest"),
        "digest": of_library("hmac", "digest"),
    }


def base64_module(m: Machine) -> Members:
    """`base64`."""
    names = (
        "b64encode",
        "b64decode",
        "urlsafe_b64encode",
        "urlsafe_b64decode",
        "standard_b64encode",
        "standard_b64decode",
    )
    more = ("b32encode", "b32decode", "b16encode", "b16decode", "b85encode", "b85decode", "encodebytes", "decodebytes")
    return {name: of_library("base64", name) for name in (*names, *more)}


def binascii_module(m: Machine) -> Members:
    """`binascii`, whose `Error` `base64` raises."""
    import binascii

    names = ("hexlify", "unhexlify", "b2a_hex", "a2b_hex", "b2a_base64", "a2b_base64", "crc32")
    made: Members = {name: of_library("binascii", name) for name in names}
    return made | {"Error": library_class(m, binascii.Error)}


def zlib_module(m: Machine) -> Members:
    """`zlib`: sums; what is packed stays unknown."""
    return {name: of_library("zlib", name) for name in ("crc32", "adler32")}
