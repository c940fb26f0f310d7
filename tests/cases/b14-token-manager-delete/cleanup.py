"""Removes applications of shops that moved out."""
from __future__ import annotations

import logging

from ct import Api, ApiProblem, Transport

log = logging.getLogger("cleanup")


class Cleaner:
    def __init__(self, api: Transport) -> None:
        self.api = api

    def remove(self, key: str, attempts: int = 4) -> bool:
        path = f"/applications/key={key}"
        version = self.api.call("GET", path)["version"]
        last: ApiProblem | None = None
        for _ in range(attempts):
            try:
                self.api.call("DELETE", path, params={"version": version})
                return True
            except ApiProblem as problem:
                last = problem
                if problem.has("ResourceNotFound"):
                    log.info("%s was removed by someone else", key)
                    return False
                if not problem.has("ConcurrentModification", "General"):
                    raise
        raise RuntimeError(f"{key}: {last}") from last
