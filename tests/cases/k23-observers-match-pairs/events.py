from __future__ import annotations

from dataclasses import dataclass
from typing import Callable


@dataclass(frozen=True, slots=True)
class ApiEvent:
    status: int
    code: str | None = None

    __match_args__ = ("status", "code")


class Bus:
    def __init__(self) -> None:
        self._observers: list[Callable[[ApiEvent], None]] = []
        self.seen: list[ApiEvent] = []

    def subscribe(self, observer: Callable[[ApiEvent], None]) -> Callable[[ApiEvent], None]:
        self._observers.append(observer)
        return observer

    def publish(self, event: ApiEvent) -> ApiEvent:
        self.seen.append(event)
        for observer in self._observers:
            observer(event)
        return event


bus = Bus()
