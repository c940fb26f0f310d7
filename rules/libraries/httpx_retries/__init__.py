# httpx-retries 0.6.0: a transport (and two helpers) that send again. Source: the installed package, tried against a stub server.
from httpx_retries.retry import Retry, run, run_async
from httpx_retries.transport import RetryTransport


def retry_request(client, method, url, *, retry=None, **kwargs):
    options = {key: kwargs.pop(key) for key in ("stream", "auth", "follow_redirects") if key in kwargs}
    request = client.build_request(method, url, **kwargs)
    return run(retry or Retry(), request, lambda given: client.send(given, **options))


async def aretry_request(client, method, url, *, retry=None, **kwargs):
    options = {key: kwargs.pop(key) for key in ("stream", "auth", "follow_redirects") if key in kwargs}
    request = client.build_request(method, url, **kwargs)
    return await run_async(retry or Retry(), request, lambda given: client.send(given, **options))
