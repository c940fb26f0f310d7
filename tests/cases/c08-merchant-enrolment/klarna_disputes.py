import os
import uuid

import httpx

from resilient import Resilient


class DisputeEnrolment:
    """Disputes API of Klarna, the enrol calls."""

    def __init__(self, client: httpx.AsyncClient):
        self.client = client

    @classmethod
    def connect(cls):
        return cls(
            httpx.AsyncClient(
                base_url=os.environ.get("KLARNA_DISPUTES_URL", "https://api.klarna.com/v4/payment/disputes"),
                headers={"Authorization": "Basic " + os.environ.get("KLARNA_API_KEY", "key")},
            )
        )

    async def close(self):
        await self.client.aclose()

    @Resilient(attempts=4)
    async def enroll(self, merchant_id: str, webhook: str) -> dict:
        response = await self.client.post(
            f"/merchants/{merchant_id}/enroll",
            json={"notification_url": webhook},
            headers={"Klarna-Idempotency-Key": str(uuid.uuid4())},
        )
        response.raise_for_status()
        return response.json()
