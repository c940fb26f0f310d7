from __future__ import annotations

import uuid

import httpx

from jobs.base import Task, task

KLARNA = "https://api-global.test.klarna.com"


class SessionError(Exception):
    def __init__(self, status: int, body: dict) -> None:
        self.status, self.code, self.kind = status, body["error_code"], body["error_type"]
        super().__init__(f"{status} {self.code}")


@task(max_retries=2)
def open_session(self: Task, customer: dict) -> str | None:
    response = httpx.post(
        f"{KLARNA}/v1/shopping/sessions",
        json=customer,
        headers={"Klarna-Idempotency-Key": str(uuid.uuid4())},
    )
    try:
        response.raise_for_status()
    except httpx.HTTPStatusError as exc:
        error = SessionError(exc.response.status_code, exc.response.json())
        if error.kind == "TECHNICAL_ERROR":
            self.retry(exc=error, countdown=2**self.retries)
        if error.code in ("RATE_LIMITED", "THROTTLED"):
            self.retry(countdown=30)
        if error.kind == "INPUT_ERROR":
            return None
        raise error from exc
    return response.json()["shopping_session_id"]
