"""Uploads evidence for a dispute."""
from __future__ import annotations

import functools
import logging
import os
import random
import time
from typing import Callable, ParamSpec, TypeVar

import requests

P = ParamSpec("P")
R = TypeVar("R")
log = logging.getLogger(__name__)


def resend(times: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def deco(fn: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(fn)
        def inner(*args: P.args, **kwargs: P.kwargs) -> R:
            for left in reversed(range(times)):
                try:
                    return fn(*args, **kwargs)
                except requests.exceptions.RequestException as exc:
                    status = exc.response.status_code if exc.response is not None else 0
                    if left == 0 or 0 < status < 500:
                        raise
                    log.warning("%s failed (%s), %d tries left", fn.__name__, status or exc, left)
                    time.sleep(random.uniform(0.5, 1.5))
            raise AssertionError

        return inner

    return deco


@resend(times=3)
def upload(dispute_id: str, content: bytes, *, name: str = "evidence.pdf") -> str:
    response = requests.post(
        f"https://api-global.klarna.com/v4/payment/disputes/{dispute_id}/attachments",
        files={"file": (name, content, "application/pdf")},
        headers={"Authorization": f"Basic {os.environ.get('KLARNA_API_KEY', '')}"},
        timeout=60,
    )
    response.raise_for_status()
    return response.json()["payment_dispute_attachment_id"]
