"""The values that an answer is made of, which know what of the answer they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sadpath.catalogue import Provider
from sadpath.walk.values import DictV, Instance, ListV, Origin, Value


class SuccessStatus(int):
    """The status of a success: which of 2xx it is, the first comparison with one of them tells."""

    domain: tuple[int, ...] = ()
    told: list[int]

    @classmethod
    def of(cls, domain: Sequence[int]) -> SuccessStatus:
        """A status that can be any of `domain` (any 2xx where it is empty)."""
        made = cls(domain[0] if domain else 200)
        made.domain = tuple(domain)
        made.told = []
        return made

    def equals(self, other: Any) -> bool:
        """Whether it is `other`; the first 2xx that is asked for and possible is taken to be it."""
        if not isinstance(other, int) or isinstance(other, bool):
            return False
        if self.told:
            return self.told[0] == other
        if (other in self.domain) if self.domain else 200 <= other < 300:
            self.told.append(int(other))
            return True
        return False


class Traced(str):
    """A string of the answer in one lane; it stays known as such when it stands alone (in a set, as a key)."""

    origin: Origin

    @classmethod
    def of(cls, text: str, origin: Origin) -> Traced:
        made = cls(text)
        made.origin = origin
        return made


@dataclass(frozen=True)
class SuccessOf:
    """Says of a symbol that it is a part of a success answer: it is none of the provider's codes."""

    provider: Provider

    def never_in_success(self, text: str) -> bool:
        """Whether no success answer says this."""
        return self.provider.knows(text) or text in self.provider.fields.marker.values()


@dataclass(frozen=True)
class BodyPart:
    """A dict or list that is (a part of) an error body: `path` is "" for the whole, "errors[]" for an item of that list."""

    provider: Provider
    path: str

    def of(self, key: str) -> str:
        """The dotted path of a key in this part."""
        return f"{self.path}.{key}" if self.path else key


def holds_answer(value: Instance) -> bool:
    """Whether an object is a response (a model's object around the answer)."""
    return any(isinstance(v, Instance) and v.payload == "target" for v in value.attrs.values())


def hands_over(value: Value, depth: int = 0) -> bool:
    """Whether who is given a value has the answer: the response, its body, or a tuple or list with one of them."""
    if isinstance(value, Instance):
        return holds_answer(value)
    if isinstance(value, DictV):
        return value.schema is not None
    return (
        isinstance(value, (tuple, ListV))
        and depth < 2
        and any(hands_over(item, depth + 1) for item in (value if isinstance(value, tuple) else value.items))
    )
