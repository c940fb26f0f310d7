from __future__ import annotations

import logging
from collections.abc import Mapping

import httpx
import stamina

from .registry import agent, handles

log = logging.getLogger(__name__)
BASE = httpx.URL("https://gateway.kinguin.net/esa/api/v2/order/")


class Problem(Exception, Mapping):
    """A problem document; also the mapping of its fields."""

    def __init__(self, fields: dict) -> None:
        super().__init__(fields.get("title", "problem"))
        self._fields = fields

    def __getitem__(self, name):
        return self._fields[name]

    def __iter__(self):
        return iter(self._fields)

    def __len__(self):
        return len(self._fields)


class Locked(Problem):
    pass


@stamina.retry(on=Locked, attempts=3, timeout=None)
def post_return(order: str) -> list[dict]:
    response = httpx.post(BASE.join(f"{order}/keys/return"), headers={"X-Api-Key": "k", "X-Agent": agent.get()})
    if response.is_success:
        return response.json()
    fields = response.json()
    raise (Locked if fields["kind"] == "ResourceLock" else Problem)(fields)


@handles("return_keys")
def return_keys(order: str) -> dict:
    try:
        rows = post_return(order)
    except Problem as problem:
        match problem:
            case {"kind": "NoKeysToReturn" | "OrderNotFound" as kind}:
                return {"returned": 0, "why": kind}
            case {"kind": "OrderNotSupported"}:
                return {"returned": 0, "why": "legacy order"}
            case {"status": status, "kind": kind} if status >= 500:
                log.error("%s for %s", kind, order)
                return {"returned": None, "why": "try later"}
        raise
    return {"returned": sum(row["status"] == "RETURNED" for row in rows)}
