# requests-toolbelt 1.0.0 `BaseUrlSession`: joins with urljoin, so a leading "/" drops the path of the base. Source: the installed package, tried.
from urllib.parse import urljoin
from requests import Session


class BaseUrlSession(Session):
    base_url = None

    def __init__(self, base_url=None):
        if base_url:
            self.base_url = base_url
        super().__init__()

    def request(self, method, url, *args, **kwargs):
        return super().request(method, self.create_url(url), *args, **kwargs)

    def prepare_request(self, request, *args, **kwargs):
        request.url = self.create_url(request.url)
        return super().prepare_request(request, *args, **kwargs)

    def create_url(self, url):
        return urljoin(self.base_url, url) if self.base_url else url
