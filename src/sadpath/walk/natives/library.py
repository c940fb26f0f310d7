"""Functions of small modules of the standard library, which are run for real on known arguments."""

from __future__ import annotations

from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import checked, lazily, library_class, of_library, pure
from sadpath.walk.operators.concrete import abstract
from sadpath.walk.values import ClassV, Value

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


def http_client_module(m: Machine, status: ClassV) -> Members:
    """What of `http.client` follows from `http.HTTPStatus`: the phrases and the constants."""
    import http

    return {
        "responses": abstract(m, {int(one): one.phrase for one in http.HTTPStatus}),
        **dict(status.members),
    }
