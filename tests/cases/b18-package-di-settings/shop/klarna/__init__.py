from .client import KlarnaClient
from .errors import KlarnaError, OrderMissing, as_klarna_error

__all__ = ["KlarnaClient", "KlarnaError", "OrderMissing", "as_klarna_error"]
