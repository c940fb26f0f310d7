"""Whether a file's bytes have to do with a catalogued API: hosts, distinctive paths, imports of an SDK.

A file that passes is parsed and walked with all that imports it, so a link to a provider's documentation, or its name in a
sentence, must not pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from sadpath.catalogue import Provider
from sadpath.source.imports import imports_of
from sadpath.source.sift import Own, Sift

_LABELS = rb"(?:(?<![A-Za-z0-9.-])|(?<=%[sd])|(?<=\)[sd]))[A-Za-z0-9.-]*"  # from the first letter on, else long runs of letters take for ever
_END = rb"(?![A-Za-z0-9-]|\.[A-Za-z0-9])"


class Evidence(Sift):
    """Tells whether bytes hold evidence of one of the providers.

    Hosts count where they are, or may become by what is put before them, one that the catalogue knows: `"https://docs.acme.com/"`
    does not, `f"https://{region}.acme.com"` does. An import counts where it is the SDK's: in the SDK's own sources, and in a project that
    has a module of that name, it is one of the project's own modules, whose hosts and paths count like everybody's.
    """

    def __init__(self, providers: Iterable[Provider]) -> None:
        self.patterns = sorted({host.lower() for provider in providers for host in provider.hosts})
        domains = sorted({registered_domain(host) for host in self.patterns})
        self.domains = [domain.encode() for domain in domains]
        self.sdks = packages = sorted({package for provider in providers for package in provider.imports})
        self.paths = sorted(
            {longest_piece(path).encode() for provider in providers for path in provider.distinctive_paths}
        )
        names = b"|".join(re.escape(package.encode()) for package in packages)
        self.imports = re.compile(
            rb"^[ \t]*(?:from[ \t]+(?:%b)\b|import[ \t][^#\n]*\b(?:%b)\b)" % (names, names), re.MULTILINE
        )
        hosts = b"|".join(re.escape(domain.encode()) for domain in domains)
        self.hosts = re.compile(
            rb"(?P<before>//|@|%%(?:\(\w*\))?[sd])?(?P<host>%b(?:%b))%b" % (_LABELS, hosts, _END), re.IGNORECASE
        )
        self.packages = [package.encode() for package in packages]
        super().__init__([*domains, *packages, *self.paths])

    def judge(self, data: bytes, found: Set[bytes], own: Own | None = None) -> bool:
        """Whether there is evidence in `data`, which holds the tokens `found`; `own` tells which imports are no SDK's, but
        the project's own modules."""
        if not found.isdisjoint(self.paths):
            return True
        if not found.isdisjoint(self.packages) and self.imports_sdk(data, own):
            return True
        if found.isdisjoint(self.tokens):
            return False
        lower = data.lower()  # the search for a host is slow, and most of what names a provider names no host
        return any(domain in lower for domain in self.domains) and any(map(self.host_counts, self.hosts.finditer(data)))

    def imports_sdk(self, data: bytes, own: Own | None) -> bool:
        """Whether an SDK is imported."""
        if self.imports.search(data) is None:
            return False
        wanted = [i for i in imports_of(data) if not i.level and i.module.partition(".")[0] in self.sdks]
        return bool(wanted) if own is None else not all(map(own, wanted))

    def host_counts(self, found: re.Match[bytes]) -> bool:
        """Whether a host in the text is one of the catalogue's, or may be the end of one."""
        host, before = found["host"].decode().lower(), found["before"]
        if before == b"//" or before == b"@":
            return any(as_regex(pattern).fullmatch(host) for pattern in self.patterns)
        return any(may_end(pattern, host) for pattern in self.patterns)


def registered_domain(host: str) -> str:
    """The last two labels of a host pattern, or what stands after its last hole where that is less."""
    literal = host.rpartition("}")[2].strip(".") or host
    return ".".join(literal.split(".")[-2:])


def longest_piece(path: str) -> str:
    """The longest literal piece of a path template."""
    return max(re.split(r"\{[^}]*\}", path), key=len)


def as_regex(pattern: str) -> re.Pattern[str]:
    """What a host pattern matches: `{x}` stands for one or more labels."""
    return re.compile(r"[a-z0-9.-]+".join(re.escape(piece) for piece in re.split(r"\{[^}]*\}", pattern)))


def may_end(pattern: str, host: str) -> bool:
    """Whether `host` matches the pattern when something stands before it."""
    if as_regex(pattern).fullmatch(host) or pattern.endswith(host):
        return True
    _, hole, tail = pattern.rpartition("}")
    return bool(hole) and host.endswith(tail)
