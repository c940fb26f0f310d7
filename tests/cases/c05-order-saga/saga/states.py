from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto


class Step(Enum):
    NEW = auto()
    WAITING_FOR_PSP = auto()
    DECLINED = auto()
    NEEDS_OPERATOR = auto()


class Event(Enum):
    ACCEPTED = auto()
    REFUSED = auto()
    DUPLICATE = auto()
    TEMPORARY = auto()
    OUR_FAULT = auto()


class IllegalMove(RuntimeError):
    pass


TRANSITIONS: dict[tuple[Step, Event], Step] = {
    (Step.NEW, Event.ACCEPTED): Step.WAITING_FOR_PSP,
    (Step.NEW, Event.DUPLICATE): Step.WAITING_FOR_PSP,
    (Step.NEW, Event.REFUSED): Step.DECLINED,
    (Step.NEW, Event.TEMPORARY): Step.NEW,
    (Step.NEW, Event.OUR_FAULT): Step.NEEDS_OPERATOR,
}


@dataclass
class OrderPayment:
    cart_id: str
    step: Step = Step.NEW
    attempts: int = 0
    transaction_id: str | None = None
    history: list[Event] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.cart_id}-1"

    def apply(self, event: Event) -> Step:
        try:
            self.step = TRANSITIONS[self.step, event]
        except KeyError:
            raise IllegalMove(f"{self.step.name} + {event.name}") from None
        self.history.append(event)
        return self.step
