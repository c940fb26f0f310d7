from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ApiProblem(Exception):
    """An error document of commercetools."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        super().__init__(document.get("message"))

    def has(self, *codes: str) -> bool:
        return not set(codes).isdisjoint(error["code"] for error in self.document.get("errors", ()))

    def __str__(self) -> str:
        return "{statusCode} {message}".format_map(self.document)
