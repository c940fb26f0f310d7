"""When a mail may be asked for again."""
import logging

import aiohttp
import backoff

logger = logging.getLogger("mails")

TEMPORARY = range(500, 600)


def fatal_status(*statuses):
    """giveup predicate: stop at once on these statuses."""

    def giveup(exc):
        return getattr(exc, "status", None) in statuses

    return giveup


def _report(details):
    logger.warning("gave up after %d tries in %.1f s", details["tries"], details["elapsed"])


def polite(func):
    slow = backoff.on_predicate(backoff.constant, lambda sent: sent is None, interval=5, max_tries=2, jitter=None)
    fast = backoff.on_exception(
        backoff.expo,
        (aiohttp.ClientResponseError, aiohttp.ClientConnectionError),
        max_tries=3,
        giveup=fatal_status(403, 404, 409, 413, 422),
        on_giveup=_report,
        max_time=30,
    )
    return slow(fast(func))
