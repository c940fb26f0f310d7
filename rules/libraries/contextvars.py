# contextvars of Python 3.12: a variable has its default until it is set.
from _sadpath import unknown

_NOTHING = object()


class Token:
    MISSING = _NOTHING

    def __init__(self, old):
        self.old_value = old


class ContextVar:
    def __init__(self, name, *, default=_NOTHING):
        self.name = name
        self._value = default

    def get(self, default=_NOTHING):
        if self._value is not _NOTHING:
            return self._value
        return unknown("context variable", self.name) if default is _NOTHING else default

    def set(self, value):
        token = Token(self._value)
        self._value = value
        return token

    def reset(self, token):
        self._value = token.old_value


class Context:
    def run(self, function, *args, **kwargs):
        return function(*args, **kwargs)


def copy_context():
    return Context()
