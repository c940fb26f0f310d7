from .orders import iter_orders

__all__ = ["iter_orders"]
