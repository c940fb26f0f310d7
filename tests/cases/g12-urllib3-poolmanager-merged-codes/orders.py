"""Orders as a read-only mapping."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

import urllib3
from urllib3.util import Retry, Timeout

NOT_FOUND = {"OrderNotFound"} | {"OrderNotSupported"}


class Orders(Mapping[str, dict]):
    def __init__(self, key: str) -> None:
        self._pool = urllib3.PoolManager(
            headers={"X-Api-Key": key},
            timeout=Timeout(connect=2, read=10),
            retries=Retry(total=2, status_forcelist=[500], backoff_factor=0.1, raise_on_status=False),
        )
        self._seen: dict[str, dict] = {}

    def __getitem__(self, order: str) -> dict:
        if order in self._seen:
            return self._seen[order]
        answer = self._pool.request("GET", f"https://gateway.kinguin.net/esa/api/v1/order/{order}")
        if answer.status != 200:
            problem = answer.json()
            if problem["kind"] in NOT_FOUND:
                raise KeyError(order)
            if problem.get("code") == 4041:
                raise KeyError(order)
            raise OSError(answer.status, problem["detail"])
        return self._seen.setdefault(order, answer.json())

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen)

    def __len__(self) -> int:
        return len(self._seen)
