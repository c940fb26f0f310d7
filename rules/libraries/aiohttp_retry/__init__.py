# aiohttp-retry 2.9.1: a client around aiohttp's that sends again. Source: the installed package, tried against a stub server.
from aiohttp_retry.client import RequestParams, RetryClient
from aiohttp_retry.retry_options import (
    ExponentialRetry, FibonacciRetry, JitterRetry, ListRetry, RandomRetry, RetryOptions, RetryOptionsBase,
)
