"""Which operation of which provider a request is, by its method and URL.

Evidence is a host of the catalogue, else a distinctive path, else the user's configuration. Holes in a URL stand for what is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sadpath.catalogue import Operation, Provider
from sadpath.walk.values import Text, Unknown, Value

HOLE = "\0"


@dataclass(frozen=True)
class Bound:
    """An operation that a request was found to be."""

    provider: Provider
    operation: Operation

    @property
    def key(self) -> tuple[str, str]:
        """(provider id, operation id)."""
        return self.provider.id, self.operation.id


def fold(url: Value) -> str | None:
    """A URL as text with `HOLE`s; None where it is no string at all."""
    if isinstance(url, bytes):
        return url.decode("utf-8", "replace")
    if isinstance(url, str):
        return str(url)
    if isinstance(url, Text):
        return "".join(p if isinstance(p, str) else HOLE for p in url.parts)
    if isinstance(url, Unknown):
        return HOLE
    return None


class Binder:
    """Matches requests against the catalogues. `configured` gives the ids of the providers that a path is bound to by the user."""

    def __init__(
        self, providers: Sequence[Provider], configured: Callable[[str], Collection[str]] | None = None
    ) -> None:
        self.providers = list(providers)
        self.configured = configured
        self.cache: dict[tuple[str, str, str], Bound | None] = {}

    def match(self, method: str, url: Value, path: str = "") -> Bound | None:
        """The operation of a request; `path` is the file that sends it."""
        text = fold(url)
        if text is None or text == HOLE:
            return None
        key = (method, text, path if self.configured else "")
        if key not in self.cache:
            self.cache[key] = self.find(method, text, path)
        return self.cache[key]

    def find(self, method: str, text: str, path: str) -> Bound | None:
        host, route = split_url(text)
        by_users = self.configured(path) if self.configured is not None else ()
        found: list[tuple[int, Bound]] = []
        for provider in self.providers:
            by_host = host is not None and any(host_matches(pattern, host) for pattern in provider.hosts)
            by_user = provider.id in by_users
            for operation in provider.operations:
                if operation.method != method:
                    continue
                score = route_score(operation.path, route, loose=not by_host)
                if score is None:
                    continue
                if by_host or by_user or (host_unknown(host) and distinctive(provider, operation, route)):
                    found.append((score + (100 if by_host else 0), Bound(provider, operation)))
        found.sort(key=lambda pair: -pair[0])
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            return None
        return found[0][1]


def host_unknown(host: str | None) -> bool:
    """Whether nothing of the host is known."""
    return host is None or not host.replace(HOLE, "").strip(".:0123456789")


def split_url(text: str) -> tuple[str | None, str]:
    """(host, path) of a URL with holes; the host is None where there is none, the path has no query."""
    text = re.split(r"[?#]", text, maxsplit=1)[0]
    match = re.match(r"^(?:[a-z\0]+:)?//([^/]*)(/.*)?$", text, re.IGNORECASE)
    if match:
        return match[1].rsplit("@", 1)[-1].split(":")[0].lower(), match[2] or "/"
    if text.startswith("/"):
        return None, text
    head, slash, rest = text.partition("/")
    if "." in head and not head.startswith(HOLE):
        return head.lower(), slash + rest  # a URL without its scheme
    return None, text


@lru_cache(maxsize=4096)
def host_matches(pattern: str, host: str) -> bool:
    """Whether a host (with holes) can be one of the catalogue's pattern (`{x}` stands for one or more labels)."""
    if not host.replace(HOLE, "").strip("."):
        return False
    expression = re.sub(r"\\\{[^}]*\\\}", r"[a-z0-9.\\0-]+", re.escape(pattern))
    if re.fullmatch(expression, host):
        return True
    if HOLE in host:
        known = max((p for p in host.split(HOLE)), key=len)
        if "." not in known.strip("."):
            return False
        return re.fullmatch(".*".join(re.escape(p) for p in host.split(HOLE)), pattern) is not None
    return False


@lru_cache(maxsize=4096)
def route_score(template: str, route: str, loose: bool) -> int | None:
    """How well a path (with holes) fits a template: the number of segments that are literally the same; None where it does not fit.

    `loose`: what stands before the first known segment may be any prefix.
    """
    wanted = [s for s in template.split("/") if s]
    parts = [s for s in route.split("/") if s]
    if loose and parts and HOLE in parts[0]:
        lead = parts[0]
        if lead.replace(HOLE, ""):
            if len(parts) < len(wanted):
                return None
            parts = parts[len(parts) - len(wanted) :]
        else:
            parts = parts[1:]
            if len(parts) < len(wanted):
                return None
            parts = parts[len(parts) - len(wanted) :]
    elif loose and len(parts) > len(wanted):
        parts = parts[len(parts) - len(wanted) :]
    if len(parts) != len(wanted):
        return None
    score = 0
    for want, part in zip(wanted, parts, strict=True):
        if "{" in want:
            prefix = want.split("{")[0]
            if prefix and part == HOLE:
                score -= 1  # it may be, but a template that takes any segment fits better
            elif not part.startswith(prefix):
                return None
            elif prefix:
                score += 1
        elif part == want:
            score += 2
        elif HOLE in part and part != HOLE and re.fullmatch(".*".join(re.escape(p) for p in part.split(HOLE)), want):
            score += 0
        else:
            return None
    return score


def distinctive(provider: Provider, operation: Operation, route: str) -> bool:
    """Whether the path alone is evidence of the provider."""
    for prefix in provider.distinctive_paths:
        if operation.path == prefix or operation.path.startswith(prefix):
            if all(piece in route for piece in re.split(r"\{[^}]*\}", prefix) if piece.strip("/")):
                return True
    return False
