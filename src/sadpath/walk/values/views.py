"""What `keys()`, `values()` and `items()` of a dict give: views, which show what the dict holds now."""

from __future__ import annotations

from typing import Any

from sadpath.walk.values.containers import DictV, ListV, SetV
from sadpath.walk.values.symbols import NOWHERE, Value


class KeysView(SetV):
    """`dict.keys()`."""

    __slots__ = ("of",)
    type_name = "dict_keys"

    def __init__(self, of: DictV, born: int) -> None:
        self.of, self.born, self.frozen = of, born, False
        self.cls = self.attrs = None

    @property
    def items(self) -> dict[Value, None]:  # type: ignore[override]
        """The keys of now."""
        return dict.fromkeys(self.of.items)

    @property
    def open(self) -> bool:  # type: ignore[override]
        """Whether the dict may have more."""
        return self.of.base is not None

    def snapshot(self) -> Any:
        """A view holds nothing itself."""

    def restore(self, saved: Any) -> None:
        """A view holds nothing itself."""


class ItemsView(ListV):
    """`dict.values()` and, as pairs with their keys, `dict.items()`."""

    __slots__ = ("of", "pairs")

    def __init__(self, of: DictV, pairs: bool, born: int) -> None:
        self.of, self.pairs, self.born, self.origin = of, pairs, born, NOWHERE
        self.schema = self.most = None
        self.cls = self.attrs = None

    @property
    def type_name(self) -> str:
        """The name of its type."""
        return "dict_items" if self.pairs else "dict_values"

    @property
    def items(self) -> list[Value]:  # type: ignore[override]
        """The pairs, or values, of now."""
        return list(self.of.items.items()) if self.pairs else list(self.of.items.values())

    @property
    def open(self) -> bool:  # type: ignore[override]
        """Whether the dict may have more."""
        return self.of.base is not None

    def snapshot(self) -> Any:
        """A view holds nothing itself."""

    def restore(self, saved: Any) -> None:
        """A view holds nothing itself."""


VIEWS = (KeysView, ItemsView)
