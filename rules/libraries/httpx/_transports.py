# httpx 0.28.1: the private name of this module.
from .transports import *
