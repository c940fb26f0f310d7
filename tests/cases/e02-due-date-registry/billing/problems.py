"""Klarna's answers as exceptions; a subclass announces the code that it stands for."""
from typing import ClassVar


class KlarnaProblem(Exception):
    registry: ClassVar[dict[str, type["KlarnaProblem"]]] = {}
    fatal: ClassVar[bool] = True

    def __init_subclass__(cls, *, code: str | None = None, fatal: bool = True, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        cls.fatal = fatal
        if code is not None:
            KlarnaProblem.registry[code] = cls

    def __init__(self, status: int, body: dict) -> None:
        super().__init__(status, body.get("error_code"))
        self.status = status
        self.correlation_id = body.get("correlation_id")
        for text in body.get("error_messages", []):
            self.add_note(text)

    def __str__(self) -> str:
        return "{1} (HTTP {0})".format(*self.args)

    @classmethod
    def from_response(cls, response) -> "KlarnaProblem":
        body = response.json()
        kind = cls.registry.get(body.get("error_code"), cls)
        return kind(response.status_code, body)


class Conflict(KlarnaProblem, code="CONFLICT", fatal=False):
    pass


class Unavailable(KlarnaProblem, code="TEMPORARILY_UNAVAILABLE", fatal=False):
    pass


class NotExtendable(
    KlarnaProblem,
    code="NOT_ALLOWED",
): ...


class SlowDown(KlarnaProblem, code="RATE_LIMIT_EXCEEDED", fatal=False):
    pass
