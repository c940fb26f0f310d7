"""What to do about BitPay's error codes. Their first two digits are the HTTP method, the rest is the error."""
import enum


class Do(enum.Flag):
    NOTHING = 0
    AGAIN = enum.auto()
    FORGET = enum.auto()
    WAKE_SOMEBODY = enum.auto()


TABLE = {
    "0000": Do.AGAIN | Do.WAKE_SOMEBODY,
    "0001": Do.WAKE_SOMEBODY,
    "0002": Do.WAKE_SOMEBODY,
    "0003": Do.WAKE_SOMEBODY,
    "0100": Do.AGAIN,
    "0101": Do.FORGET,
    "0106": Do.FORGET,
    "0107": Do.FORGET,
}


def advice(code):
    if not code or len(code) != 6:
        return Do.WAKE_SOMEBODY
    return TABLE.get(code[2:], Do.WAKE_SOMEBODY | Do.FORGET)
