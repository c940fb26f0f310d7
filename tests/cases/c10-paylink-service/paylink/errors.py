"""Every error of LemanPay that we tell apart.

LemanPay answers either with a `reason` (a word) or with a `code` of six digits, of which the
first two only repeat the HTTP method.
"""


class LemanPayError(Exception):
    text = "The payment could not be started."

    def __init__(self, code, status):
        super().__init__(f"{code} (HTTP {status})")
        self.code = code
        self.status = status


class Busy(LemanPayError):
    text = "Too many customers are paying right now."


class Unclear(LemanPayError):
    """A session may exist or not."""


class Misconfigured(LemanPayError):
    pass


class Refused(LemanPayError):
    """The order is the reason."""


_REASONS = {
    "BadCredentials": Misconfigured,
    "PageNotFound": Misconfigured,
    "RateLimitException": Busy,
    "InternalServerError": Unclear,
}

_SUFFIXES = {}

# last four digits, name of the class, what the customer reads
for _suffix, _name, _text in (
    ("0002", "BadParameters", "Please check your entries."),
    ("0003", "MissingParameters", "Please fill in all fields."),
    ("0107", "AmountTooLow", "The amount is too low for this payment method."),
    ("0111", "CurrencyNotAccepted", "This currency cannot be used."),
    ("0112", "AmountTooHigh", "The amount is too high for this payment method."),
):
    _SUFFIXES[_suffix] = type(_name, (Refused,), {"text": _text, "__module__": __name__})

for _suffix in "0000", "0100":
    _SUFFIXES[_suffix] = Unclear


def error_of(status, body):
    if reason := body.get("reason"):
        return _REASONS.get(reason, LemanPayError)(reason, status)
    code = body.get("code") or ""
    return _SUFFIXES.get(code[-4:], LemanPayError)(code, status)
