from .errors import EsaError
from .http import dispatch

__all__ = ["EsaError", "dispatch"]
