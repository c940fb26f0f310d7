import requests

from .metrics import requests_total
from .retrying import retry

session = requests.Session()
session.headers = {"X-Api-Key": "key", "Accept": "application/json"}


class ApiError(Exception):
    def __init__(self, response):
        problem = response.json()
        self.kind = problem.get("kind")
        self.property = problem.get("propertyPath", "")
        super().__init__("[%d] %s" % (response.status_code, problem.get("detail")))


@retry(times=3, wait=2, on=(ApiError, requests.Timeout), until=lambda e: getattr(e, "kind", None) in ("ConstraintViolation", "Authorization"))
def page(number, limit=100, **query):
    query.update(page=number, limit=limit)
    r = session.get("https://gateway.kinguin.net/esa/api/v1/products", params=query, timeout=20)
    requests_total.labels(status=r.status_code).inc()
    if r.status_code != 200:
        raise ApiError(r)
    return r.json()
