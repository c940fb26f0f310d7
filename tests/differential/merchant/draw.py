"""Drawing at random, and the modules that a drawn program is made of."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")

CONSTANT, CLASS, HELPER, FUNCTION, TABLE, ENTRY = range(6)
"""The order of what stands in a module."""

PLAIN_IMPORTS = (
    "asyncio", "backoff", "enum", "functools", "http.client", "json", "logging", "os", "random", "re", "requests", "httpx", "aiohttp", "stamina",
    "tenacity", "time", "urllib.error", "urllib.request", "uuid",
)  # fmt: skip
FROM_IMPORTS = {
    "abc": ("ABC", "abstractmethod"),
    "aiohttp_retry": ("ExponentialRetry", "JitterRetry", "RetryClient"),
    "collections.abc": ("Callable", "Iterator"),
    "concurrent.futures": ("ThreadPoolExecutor",),
    "contextlib": ("ExitStack", "asynccontextmanager", "closing", "contextmanager", "suppress"),
    "dataclasses": ("dataclass", "field"),
    "enum": ("Enum", "IntEnum"),
    "functools": ("cached_property", "partial", "wraps"),
    "http": ("HTTPStatus",),
    "httpx_retries": ("RetryTransport",),
    "requests.adapters": ("HTTPAdapter",),
    "tenacity": (
        "AsyncRetrying", "RetryError", "Retrying", "before_sleep_log", "retry_any", "retry_if_exception", "retry_if_exception_type",
        "retry_if_not_exception_type", "retry_if_result", "retry_unless_exception_type", "stop_after_attempt", "stop_after_delay", "wait_exponential",
        "wait_fixed", "wait_none", "wait_random_exponential",
    ),
    "typing": ("Any", "NamedTuple", "NoReturn", "Optional"),
    "urllib.parse": ("quote", "urljoin"),
}  # fmt: skip


class Draw:
    """Choices that the seed decides."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def chance(self, share: float) -> bool:
        """True in `share` of all draws."""
        return self.random.random() < share

    def pick(self, *options: T) -> T:
        """One of the options, each as likely."""
        return options[self.random.randrange(len(options))]

    def weighted(self, options: Mapping[T, float]) -> T:
        """One of the options, as likely as its weight says; those of weight 0 never."""
        kinds = list(options)
        return self.random.choices(kinds, [options[k] for k in kinds])[0]

    def some(self, items: Sequence[T], low: int, high: int) -> list[T]:
        """Between `low` and `high` different items (fewer where there are not as many)."""
        count = min(len(items), self.random.randint(low, high))
        return self.random.sample(list(items), count)

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self.random.randint(low, high)


def indent(lines: Sequence[str], depth: int = 1) -> list[str]:
    """The lines one level deeper; empty ones stay empty."""
    return ["    " * depth + line if line else line for line in lines]


@dataclass
class Block:
    """Lines that define `names` in one module."""

    rank: int
    lines: list[str]
    names: tuple[str, ...]


@dataclass
class Module:
    """A module on the way: its text is put together at the end."""

    name: str
    doc: str
    blocks: list[Block] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)

    def body(self) -> str:
        """Everything but the head: constants close together, the rest two lines apart."""
        ranked = sorted(self.blocks, key=lambda b: b.rank)
        parts: list[str] = []
        for index, block in enumerate(ranked):
            if index:
                close = block.rank == ranked[index - 1].rank == CONSTANT
                parts.append("" if close else "\n")
            parts.append("\n".join(block.lines))
        return "\n".join(parts)

    def text(self, others: Sequence[Module]) -> str:
        """The whole module; names that other modules define are imported."""
        body = self.body()
        plain = [
            f"import {name}"
            for name in PLAIN_IMPORTS
            if re.search(rf"(?<![\w.\"'/]){re.escape(name)}(?:\.\w|, method)", body)
        ]
        named: dict[str, list[str]] = {}
        own = {name for block in self.blocks for name in block.names}
        explicit = "\n".join(self.imports)
        for source, names in FROM_IMPORTS.items():
            for name in names:
                if uses(body, name) and name not in own and not uses(explicit, name):
                    named.setdefault(source, []).append(name)
        lines = [
            *sorted(plain),
            *(f"from {source} import {', '.join(sorted(names))}" for source, names in sorted(named.items())),
            *sorted(self.imports),
        ]
        local = [
            f"from {m.name} import {', '.join(used)}"
            for m in others
            if m is not self and (used := sorted(n for b in m.blocks for n in b.names if uses(body, n)))
        ]
        head = [f'"""{self.doc}"""', "from __future__ import annotations", ""]
        return "\n".join([*head, *lines, *([""] if lines and local else []), *local, "", body, ""])


def uses(text: str, name: str) -> bool:
    """Whether the name stands in the text, and not as an attribute, a keyword argument or in quotes."""
    return re.search(rf"(?<![\w.\"']){re.escape(name)}(?![\w\"'])(?!=[^=])", text) is not None
