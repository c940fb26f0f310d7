"""Asks Klarna to send the invoice mail of a capture again."""
import os

import aiohttp

from .policy import TEMPORARY, polite, logger

BASE = os.environ.get("KLARNA_API", "https://api.klarna.com")


class MailError(RuntimeError):
    def __init__(self, order_id, reason):
        super().__init__("%s: %s" % (order_id, reason))
        self.reason = reason


@polite
async def _trigger(session, order_id, capture_id):
    path = "/ordermanagement/v1/orders/%s/captures/%s/trigger-send-out" % (order_id, capture_id)
    async with session.post(path) as resp:
        if resp.status in TEMPORARY:
            logger.info("klarna answers %d", resp.status)
            return None
        if resp.status == 403:
            reason = (await resp.json())["error_code"]
            if reason == "NOT_ALLOWED":
                raise MailError(order_id, reason)
        resp.raise_for_status()
        return True


async def resend_invoice(order_id, capture_id):
    credentials = aiohttp.BasicAuth(os.environ.get("KLARNA_USER", "user"), os.environ.get("KLARNA_PASSWORD", "pw"))
    async with aiohttp.ClientSession(BASE, auth=credentials) as session:
        try:
            sent = await _trigger(session, order_id, capture_id)
        except aiohttp.ClientResponseError as exc:
            if exc.status == 404:
                return "unknown capture"
            raise
        return "sent" if sent else "later"
