"""Nightly run: pays back everything that customer service approved during the day.

    python refund_run.py approved.json
"""
import json
import logging
import os
import sys
import uuid
from collections import deque
from dataclasses import dataclass, field
from time import sleep

import httpx

log = logging.getLogger("refund_run")

API = "https://bitpay.com"
HEADERS = {
    "X-Accept-Version": "2.0.0",
    "X-Identity": os.environ.get("BITPAY_IDENTITY", "02abc"),
    "X-Signature": os.environ.get("BITPAY_SIGNATURE", "3045"),
}
TURNS = 3

# last four digits; the first two only say which HTTP method was used
HOPELESS = {"0201", "0202", "0203", "0205", "0207", "0208"}
ALREADY_THERE = "0204"


@dataclass
class Job:
    invoice_id: str
    amount: float
    currency: str = "EUR"
    turn: int = 1


@dataclass
class Report:
    paid: dict = field(default_factory=dict)
    duplicate: list = field(default_factory=list)
    hopeless: dict = field(default_factory=dict)
    parked: dict = field(default_factory=dict)


def send(client, job):
    return client.post(
        "/refunds",
        json={
            "token": os.environ.get("BITPAY_TOKEN", "tok"),
            "invoiceId": job.invoice_id,
            "amount": job.amount,
            "currency": job.currency,
            "guid": str(uuid.uuid4()),
        },
    )


def run(rows):
    pending = deque(Job(**row) for row in rows)
    report = Report()
    with httpx.Client(base_url=API, headers=HEADERS, timeout=30) as client:
        while pending:
            job = pending.popleft()
            try:
                resp = send(client, job)
            except httpx.TimeoutException:
                code = "timeout"
            else:
                if resp.is_success:
                    report.paid[job.invoice_id] = resp.json()["data"]["id"]
                    continue
                code = resp.json().get("code") or "none"

            suffix = code[2:]
            if suffix == ALREADY_THERE:
                report.duplicate.append(job.invoice_id)
            elif suffix in HOPELESS:
                report.hopeless[job.invoice_id] = code
            elif job.turn >= TURNS:
                log.error("%s parked after %d turns: %s", job.invoice_id, job.turn, code)
                report.parked[job.invoice_id] = code
            else:
                job.turn += 1
                pending.append(job)
                sleep(5 * job.turn)
    return report


if __name__ == "__main__":
    with open(sys.argv[1]) as f:
        print(run(json.load(f)))
