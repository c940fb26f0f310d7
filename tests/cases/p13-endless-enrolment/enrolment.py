"""Enrol our merchants for dispute notifications (run once after a merchant signed the contract)."""
import logging
import os
import time
from collections import deque

import httpx

logger = logging.getLogger(__name__)


class Enrolment:
    url = "https://api-global.klarna.com/v4/payment/disputes/merchants/{merchant}/enroll"

    def __init__(self, merchants):
        self.queue = deque(merchants)
        self.enrolled = []
        self.refused = {}

    def run(self):
        while self.queue:
            merchant = self.queue.popleft()
            response = self._enroll(merchant)
            if response.is_success:
                self.enrolled.append(merchant)
            elif "RATE_LIMITED" in response.text or b"UNAVAILABLE" in response.content:
                self.queue.append(merchant)
                time.sleep(5)
            else:
                self._refuse(merchant, **response.json())
        return self.enrolled, sorted(self.refused)

    def _enroll(self, merchant):
        return httpx.post(
            self.url.format(merchant=merchant),
            headers={"Authorization": "Basic " + os.environ.get("KLARNA_API_KEY", "k")},
            json={"webhook_url": "https://shop.example/klarna"},
        )

    def _refuse(self, merchant, *, error_code, error_id, **_more):
        logger.error("%s: %s (%s)", merchant, error_code, error_id)
        self.refused[merchant] = error_code
