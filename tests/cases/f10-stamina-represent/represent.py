"""Answer a Klarna dispute with our evidence.

`represent` may be called by two workers for the same dispute, Klarna keeps the first answer.
"""
import os
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import httpx
import stamina

HOST = os.getenv("KLARNA_DISPUTES_HOST", "https://api.klarna.com")


class DisputeClosed(Exception):
    pass


def worth_another_try(exc: Exception) -> bool | timedelta:
    if isinstance(exc, httpx.TransportError):
        return True
    if not isinstance(exc, httpx.HTTPStatusError):
        return False
    code = exc.response.json().get("error_code")
    if code == "RATE_LIMITED":
        return timedelta(seconds=int(exc.response.headers.get("Retry-After", "5")))
    return code in ("TIMEOUT", "INTERNAL_ERROR", "TEMPORARILY_UNAVAILABLE")


def request_key(dispute_id: str, comment: str) -> str:
    digest = sha256(f"{dispute_id}|{comment}".encode()).digest()
    return str(UUID(bytes=digest[:16], version=4))


@stamina.retry(on=worth_another_try, attempts=4, wait_max=20)
async def _submit(client: httpx.AsyncClient, dispute_id: str, evidence: dict, key: str) -> dict:
    answer = await client.post(
        f"/v4/payment/disputes/{dispute_id}/represent",
        json=evidence,
        headers={"Klarna-Idempotency-Key": key},
    )
    answer.raise_for_status()
    return answer.json()


async def represent(dispute_id: str, comment: str, *attachments: str) -> str:
    evidence = {"comment": comment, "attachment_ids": list(attachments)}
    async with httpx.AsyncClient(base_url=HOST, auth=("user", os.getenv("KLARNA_PW", "pw"))) as client:
        try:
            result = await _submit(client, dispute_id, evidence, request_key(dispute_id, comment))
        except httpx.HTTPStatusError as exc:
            if exc.response.status_code == 409 and exc.response.json()["error_code"] == "RESOURCE_CONFLICT":
                raise DisputeClosed(dispute_id) from exc
            if exc.response.status_code == 403 and exc.response.json()["error_code"] == "UNAUTHORIZED":
                raise SystemExit("no permission for disputes") from exc
            raise
    return result["status"]
