# retry 0.9.2 (invl): forever unless `tries` is given, nothing is awaited. Source: the installed package, tried against a stub server.
from retry.api import retry, retry_call
