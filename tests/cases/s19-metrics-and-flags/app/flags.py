import os

DEFAULTS = {"retry_bad_gateway": True, "new_checkout": False}


def enabled(flag):
    value = os.environ.get("FLAG_" + flag.upper())
    if value is None:
        return DEFAULTS[flag]
    return value.lower() in ("1", "true", "yes")
