"""Functions of small modules of the standard library, which are run for real on known arguments."""

from __future__ import annotations

from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import checked, lazily, library_class, of_library, plain_class, pure, unknown_call
from sadpath.walk.operators.concrete import abstract
from sadpath.walk.values import BoundMethod, ClassV, FunctionV, Instance, Native, Unknown, Value

Members = dict[str, Value]


def email_utils_module(m: Machine) -> Members:
    """`email.utils`: a date that is no date is refused; of others nothing more is known."""

    def dated(*args: Any, **kw: Any) -> Any:
        from email.utils import parsedate_to_datetime

        return parsedate_to_datetime(*args, **kw)

    names = ("parsedate", "parsedate_tz", "mktime_tz", "parseaddr", "formataddr", "quote", "unquote")
    made: Members = {name: of_library("email.utils", name) for name in names}
    return made | {"parsedate_to_datetime": checked("email.utils", "parsedate_to_datetime", dated)}


def textwrap_module(m: Machine) -> Members:
    """`textwrap`."""
    return {name: of_library("textwrap", name) for name in ("shorten", "dedent", "indent", "fill", "wrap")}


def statistics_module(m: Machine) -> Members:
    """`statistics`."""
    names = (
        "mean",
        "fmean",
        "median",
        "median_low",
        "median_high",
        "mode",
        "multimode",
        "stdev",
        "pstdev",
        "variance",
        "pvariance",
    )
    made: Members = {name: pure(name, lazily("statistics", name), "number") for name in names}

    class StatisticsError(ValueError):
        __module__, __qualname__ = "statistics", "StatisticsError"

    return made | {"StatisticsError": library_class(m, StatisticsError)}


def fnmatch_module(m: Machine) -> Members:
    """What the model of `fnmatch` does not say in Python."""
    return {"translate": of_library("fnmatch", "translate")}


KINDS = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY", "VAR_KEYWORD")


def signatures(m: Machine) -> Members:
    """`inspect.signature` and the classes of what it gives; of what they are asked besides, nothing is known."""
    signature_class, parameter_class = plain_class(m, "Signature"), plain_class(m, "Parameter")
    signature_class.opaque = parameter_class.opaque = True
    empty, kind_class = plain_class(m, "_empty"), plain_class(m, "_ParameterKind")
    kinds = {name: Instance(kind_class, {"name": name, "value": number}, 0) for number, name in enumerate(KINDS)}
    signature_class.attrs["empty"] = parameter_class.attrs["empty"] = empty
    parameter_class.attrs.update(kinds)

    def parameter(m: Machine, function: FunctionV, argument: Any, kind: str, default: Value) -> Instance:
        asked = m.unknown("annotation", function.qualname, argument.arg) if argument.annotation is not None else empty
        attrs = {"name": argument.arg, "kind": kinds[kind], "default": default, "annotation": asked}
        return Instance(parameter_class, attrs, m.now)

    def parameters(m: Machine, function: FunctionV) -> list[Instance]:
        told = function.node.args
        by_place = [*told.posonlyargs, *told.args]
        missing = len(by_place) - len(function.defaults)
        found = [
            parameter(
                m,
                function,
                argument,
                KINDS[0] if index < len(told.posonlyargs) else KINDS[1],
                function.defaults[index - missing] if index >= missing else empty,
            )
            for index, argument in enumerate(by_place)
        ]
        found += [parameter(m, function, told.vararg, KINDS[2], empty)] if told.vararg else []
        found += [parameter(m, function, a, KINDS[3], function.kw_defaults.get(a.arg, empty)) for a in told.kwonlyargs]
        return found + ([parameter(m, function, told.kwarg, KINDS[4], empty)] if told.kwarg else [])

    def signature(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        function = value.fn if isinstance(value, BoundMethod) else value
        while isinstance(function, FunctionV) and "__wrapped__" in function.attrs:
            function = function.attrs["__wrapped__"]
        if not isinstance(function, FunctionV):
            return unknown_call(m, "inspect", "signature", args, kw)
        found = parameters(m, function)[1 if isinstance(value, BoundMethod) else 0 :]
        return Instance(signature_class, {"parameters": m.new_dict({one.attrs["name"]: one for one in found})}, m.now)

    def is_a(name: str, kind: type) -> Native:
        def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
            value = m.single(args[0])
            return unknown_call(m, "inspect", name, args, kw) if isinstance(value, Unknown) else isinstance(value, kind)

        return Native(name, run)

    return {
        "signature": Native("signature", signature),
        "Parameter": parameter_class,
        "Signature": signature_class,
        "_empty": empty,
        "isfunction": is_a("isfunction", FunctionV),
        "ismethod": is_a("ismethod", BoundMethod),
    }


def http_client_module(m: Machine, status: ClassV) -> Members:
    """What of `http.client` follows from `http.HTTPStatus`: the phrases and the constants."""
    import http

    return {
        "responses": abstract(m, {int(one): one.phrase for one in http.HTTPStatus}),
        **dict(status.members),
    }
