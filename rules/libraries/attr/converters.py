# attr.converters of attrs 26.1. Source: the installed package.


def optional(converter):
    def convert(value):
        return None if value is None else converter(value)

    return convert


def default_if_none(default=None, factory=None):
    def convert(value):
        if value is not None:
            return value
        return default if factory is None else factory()

    return convert


def pipe(*converters):
    def convert(value):
        for converter in converters:
            value = converter(value)
        return value

    return convert


def to_bool(value):
    if isinstance(value, str):
        value = value.lower()
    if value in (True, "true", "t", "yes", "y", "on", "1", 1):
        return True
    if value in (False, "false", "f", "no", "n", "off", "0", 0):
        return False
    raise ValueError(f"Cannot convert value to bool: {value!r}")
