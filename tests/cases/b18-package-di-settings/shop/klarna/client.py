from __future__ import annotations

from typing import TYPE_CHECKING, Iterator

import requests

from .errors import as_klarna_error

if TYPE_CHECKING:
    from ..settings import KlarnaSettings


class KlarnaClient:
    def __init__(self, settings: KlarnaSettings, session: requests.Session | None = None) -> None:
        self.settings = settings
        self.session = session if session is not None else requests.Session()
        self.session.auth = settings.user, settings.password
        self.session.hooks["response"].append(lambda response, *args, **kwargs: response.raise_for_status())

    @as_klarna_error()
    def captures(self, order_id: str) -> Iterator[dict]:
        path = f"/ordermanagement/v1/orders/{order_id}/captures"
        return iter(self.session.get(self.settings.url + path, timeout=10).json())
