from .base import Supplier
from . import esa  # noqa: F401  registers itself

__all__ = ["Supplier"]
