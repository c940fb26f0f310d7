"""One exception class for each kind of problem, made from the table of the documentation."""


class EsaError(Exception):
    retry_after = None

    def __init__(self, detail, trace=""):
        super().__init__(detail)
        self.trace = trace

    @property
    def wait(self):
        return self.retry_after


def _make(kind, base=EsaError, **attrs):
    return type(kind + "Error", (base,), {"kind": kind, "__module__": __name__, **attrs})


NotYet = type("NotYet", (EsaError,), {"__doc__": "Ask again later.", "retry_after": 60})

_TABLE = [
    ("OrderNotDispatched", NotYet, {}),
    ("OrderPartiallyDispatched", NotYet, {"retry_after": 20}),
    ("OrderHold", NotYet, {"retry_after": 3600}),
    ("ProcessingPreorder", NotYet, {"retry_after": None}),
    ("InsufficientBalance", EsaError, {}),
    ("OrderNotFound", EsaError, {}),
    ("Authorization", EsaError, {}),
]
BY_KIND = {kind: _make(kind, base, **attrs) for kind, base, attrs in _TABLE}


def raise_for(problem):
    raise BY_KIND.get(problem["kind"], EsaError)(problem["detail"], problem.get("trace", "")) from None
