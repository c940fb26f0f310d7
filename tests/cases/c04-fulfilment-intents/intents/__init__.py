from .api import CheckoutApi
from .problem import Problem

__all__ = ["CheckoutApi", "Problem"]
