from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Callable, ClassVar, TypeVar

T = TypeVar("T", bound="type[Supplier]")


class SupplierError(Exception):
    retry: ClassVar[bool] = False

    def __init__(self, kind: str, detail: str | None = None) -> None:
        super().__init__(kind, detail)
        self.kind = kind

    def __init_subclass__(cls, /, kinds: tuple[str, ...] = (), **kw: Any) -> None:
        super().__init_subclass__(**kw)
        for kind in kinds:
            ERRORS[kind] = cls


ERRORS: dict[str, type[SupplierError]] = {}


class OutOfStock(SupplierError, kinds=("ProductUnavailable", "Preorder")):
    pass


class NoMoney(SupplierError, kinds=("InsufficientBalance", "BalanceRequired")):
    pass


class Busy(SupplierError, kinds=("ResourceLock",)):
    retry = True


class Supplier(ABC):
    _known: ClassVar[dict[str, type["Supplier"]]] = {}
    host: str

    @classmethod
    def register(cls, name: str) -> Callable[[T], T]:
        def wrap(sub: T) -> T:
            cls._known[name] = sub
            return sub

        return wrap

    @classmethod
    def create(cls, name: str, **options: Any) -> "Supplier":
        return cls._known[name](**options)

    @abstractmethod
    def order(self, product: str, qty: int) -> str: ...

    @property
    @abstractmethod
    def currency(self) -> str: ...
