"""State of a LemanPay order, for the "thank you" page."""
import asyncio
import os
from collections import ChainMap
from contextlib import asynccontextmanager
from enum import Enum
from functools import total_ordering

import aiohttp

HOST = "https://publicoffice.lemanpay.net"
EMPTY = {"reason": None, "code": None}


@total_ordering
class Grade(Enum):
    LATER = 1
    GONE = 2
    OURS = 3

    def __lt__(self, other):
        return self.value < other.value if isinstance(other, Grade) else NotImplemented


REASONS = {
    "InternalServerError": Grade.LATER,
    "RateLimitException": Grade.LATER,
    "PageNotFound": Grade.OURS,
    "BadCredentials": Grade.OURS,
}
NUMBERS = {"0000": Grade.LATER, "0100": Grade.LATER, "0200": Grade.LATER, "0001": Grade.GONE, "0101": Grade.GONE}


class Busy(Exception):
    wait = property(lambda self: self.args[0])


class StateUnknown(Exception):
    def __init__(self, order_id, said):
        super().__init__(f"{order_id=}: {said}")


def pauses(first, limit):
    """Growing pauses; throw a Busy in to have the server's own wish honoured once."""
    pause = first
    for _ in range(limit):
        try:
            yield pause
        except Busy as busy:
            pause = busy.wait
        else:
            pause *= 2


@asynccontextmanager
async def lemanpay():
    headers = {"X-LP-ClientId": os.environ.get("LP_CLIENT_ID", "demo")}
    async with aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(total=20)) as session:
        yield lambda order_id: session.get(f"{HOST}/v2/merchant/Currencies/order/{order_id}")


async def order_state(order_id):
    plan = pauses(1.0, 4)
    pause = next(plan)
    async with lemanpay() as get:
        while pause is not None:
            async with get(order_id) as response:
                body = ChainMap(await response.json(), EMPTY)
            if response.ok:
                return body["data"]["status"].casefold()
            reason, number = body["reason"], (body["code"] or "")[-4:]
            if response.status == 400 and reason == "RecordNotFound":
                return "unknown"
            grade = max(REASONS.get(reason, Grade.LATER), NUMBERS.get(number, Grade.LATER))
            if grade > Grade.GONE:
                raise StateUnknown(order_id, reason or number)
            if grade is Grade.GONE:
                return "unknown"
            await asyncio.sleep(pause)
            try:
                pause = plan.throw(Busy(float(response.headers["Retry-After"]))) if response.status == 429 else next(plan, None)
            except StopIteration:
                break
    raise StateUnknown(order_id, reason or number)
