"""The error document as an object, and one exception class for each code."""
from __future__ import annotations


class Problem(dict):
    """The JSON document of an error."""

    @property
    def code(self) -> str:
        return self.get("error_code", "")

    @property
    def text(self) -> str:
        return " ".join(self.get("error_messages", []))

    def __str__(self) -> str:
        return f"{self.code} [{self['correlation_id']}]"


class ByCode(type):
    """Finds the class for a code: `KlarnaProblem["CONFLICT"]`."""

    def __new__(mcs, name, bases, namespace, **options):
        cls = super().__new__(mcs, name, bases, namespace)
        if "codes" in namespace:
            for code in namespace["codes"]:
                mcs.table[code] = cls
        return cls

    table: dict[str, type] = {}

    def __getitem__(cls, code: str) -> type:
        return ByCode.table.get(code, cls)

    def __contains__(cls, code: str) -> bool:
        return code in getattr(cls, "codes", ())


class KlarnaProblem(Exception, metaclass=ByCode):
    later = False

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Denied(KlarnaProblem):
    codes = ("NOT_ALLOWED",)


class Busy(KlarnaProblem):
    codes = ("TOO_MANY_REQUESTS", "TEMPORARILY_UNAVAILABLE")
    later = True


class Unknown(KlarnaProblem):
    codes = ("ORDER_NOT_FOUND",)
