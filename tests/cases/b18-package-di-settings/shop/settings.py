from __future__ import annotations

import os
from typing import Any, get_type_hints


class BaseSettings:
    """Reads annotated attributes from the environment; what is not there keeps its default."""

    prefix = ""

    def __init__(self, **given: Any) -> None:
        for name in get_type_hints(type(self)):
            default = getattr(type(self), name, None)
            setattr(self, name, given.get(name, os.environ.get(f"{self.prefix}{name}".upper(), default)))


class KlarnaSettings(BaseSettings):
    prefix = "klarna_"
    region: str = "eu"
    user: str = "user"
    password: str = "password"

    @property
    def url(self) -> str:
        return {"eu": "https://api.klarna.com", "na": "https://api-na.klarna.com"}.get(self.region, "https://api-oc.klarna.com")
