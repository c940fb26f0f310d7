"""Kinguin's problem document."""
from __future__ import annotations

import dataclasses
from typing import Any, Mapping, Self

import httpx

_ALIASES = {"releaseDate": "release_date", "propertyPath": "property_path"}


@dataclasses.dataclass(frozen=True, kw_only=True)
class ProblemDetails:
    kind: str = "about:blank"
    status: int = 0
    title: str = ""
    detail: str = ""
    trace: str | None = None
    release_date: str | None = None
    property_path: str | None = None

    @classmethod
    def from_mapping(cls, document: Mapping[str, Any]) -> Self:
        names = {field.name for field in dataclasses.fields(cls)}
        renamed = {_ALIASES.get(key, key): value for key, value in document.items()}
        return cls(**{key: value for key, value in renamed.items() if key in names})

    @classmethod
    def from_response(cls, response: httpx.Response) -> Self:
        try:
            document = response.json()
        except ValueError:
            return cls(status=response.status_code, detail=response.text[:200])
        if not isinstance(document, dict):
            return cls(status=response.status_code)
        return cls.from_mapping(document)


class ProblemError(Exception):
    def __init__(self, problem: ProblemDetails) -> None:
        super().__init__(f"{problem.kind}: {problem.detail} (trace {problem.trace})")
        self.problem = problem
