from .client import Klarna
from .problems import Busy, Denied, KlarnaProblem, Unknown

__all__ = ["Busy", "Denied", "Klarna", "KlarnaProblem", "Unknown"]
