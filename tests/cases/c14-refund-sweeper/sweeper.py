"""Cancels refund requests that the customer withdrew."""
from __future__ import annotations

import asyncio
import logging
from typing import Iterable, TypeGuard

from bitpay_http import RefundCancelError, bitpay, cancel_refund

log = logging.getLogger("sweeper")


def _failed(result: object) -> TypeGuard[BaseException]:
    return isinstance(result, BaseException)


def _harmless(exc: BaseException) -> bool:
    """The refund went out in the meantime."""
    return "040207" in str(exc)


async def sweep(guids: Iterable[str]) -> dict[str, str]:
    """State by guid; an ExceptionGroup where a refund may still go out."""
    guids = list(guids)
    async with bitpay() as client:
        results = await asyncio.gather(*(cancel_refund(client, guid) for guid in guids), return_exceptions=True)

    states: dict[str, str] = {}
    trouble: list[Exception] = []
    for guid, result in zip(guids, results, strict=True):
        if not _failed(result):
            states[guid] = result
        elif isinstance(result, RefundCancelError) and _harmless(result):
            states[guid] = "paid out"
        elif isinstance(result, Exception):
            trouble.append(result)
        else:
            raise result
    if trouble:
        log.error("%d of %d refunds were not canceled", len(trouble), len(guids))
        raise ExceptionGroup("refunds not canceled", trouble)
    return states


async def main(path: str) -> int:
    with open(path, encoding="utf-8") as file:
        guids = [line.strip() for line in file if line.strip()]
    try:
        await sweep(guids)
    except* RefundCancelError as group:
        for error in group.exceptions:
            print(error)
    return 0


if __name__ == "__main__":
    import sys

    sys.exit(asyncio.run(main(sys.argv[1])))
