# A client of which only the URL is known: it answers as the HTTP library that the program imports.
from _sadpath import send as _send


def send(method, url, headers, modules):
    answer = _send(method, url, headers)
    if "httpx" in modules and "requests" not in modules:
        import httpx
        response = httpx.answered(answer, httpx.Request(method, url))
        response.read()
        return response
    if "aiohttp" in modules and "requests" not in modules:
        import aiohttp
        return aiohttp.answered(answer)
    import requests
    return requests.models.answered(answer)
