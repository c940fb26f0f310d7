from .api import Api, Transport
from .problem import ApiProblem

__all__ = ["Api", "ApiProblem", "Transport"]
