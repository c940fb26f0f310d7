"""Deadlines of the open disputes, for the morning list of customer service."""
from __future__ import annotations

import asyncio
import os
import sys
from types import TracebackType
from typing import NamedTuple, Self

import httpx


class Problem(NamedTuple):
    error_type: str
    error_code: str
    error_id: str

    @classmethod
    def of(cls, response: httpx.Response) -> Problem:
        body = response.json()
        return cls(*(body[name] for name in cls._fields))


class DisputeError(Exception):
    def __init__(self, dispute: str, problem: Problem) -> None:
        super().__init__(dispute, problem.error_code)
        self.dispute, self.problem = dispute, problem


class Gone(DisputeError):
    """Klarna does not know the dispute (any more)."""


class Busy(DisputeError):
    pass


class DisputeApi:
    def __init__(self) -> None:
        root = os.environ.get("KLARNA_ROOT", "https://api-global.klarna.com")
        self._http = httpx.AsyncClient(base_url=f"{root}/v4/payment", timeout=10)
        self._slots = asyncio.Semaphore(4)

    async def __aenter__(self) -> Self:
        await self._http.__aenter__()
        self._http.headers["Authorization"] = "Basic " + os.environ.get("KLARNA_API_KEY", "key")
        return self

    async def __aexit__(self, kind: type | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        await self._http.aclose()

    async def details(self, dispute: str) -> dict:
        async with self._slots:
            response = await self._http.get(f"/disputes/{dispute}")
        if response.is_success:
            return response.json()
        problem = Problem.of(response)
        match problem:
            case Problem(error_type="RESOURCE_ERROR", error_code="RESOURCE_NOT_FOUND" | "NO_SUCH_DISPUTE"):
                raise Gone(dispute, problem)
            case Problem("ACCESS_ERROR", "RATE_LIMITED") | Problem("TECHNICAL_ERROR", _, _):
                raise Busy(dispute, problem)
        raise DisputeError(dispute, problem)


async def overview(disputes: tuple[str, ...]) -> list[str]:
    deadlines: list[str] = []
    try:
        async with DisputeApi() as api, asyncio.TaskGroup() as group:
            tasks = [group.create_task(api.details(dispute)) for dispute in disputes]
    except* Gone as gone:
        deadlines.extend(f"{exc.dispute}: gone" for exc in gone.exceptions)
    except* Busy as busy:
        print("klarna is busy:", *(exc.problem.error_id for exc in busy.exceptions), file=sys.stderr)
        raise
    else:
        deadlines.extend(task.result()["deadline"] for task in tasks)
    return sorted(deadlines)
