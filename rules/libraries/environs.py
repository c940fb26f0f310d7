# environs 14: a variable has the default that the code gives, else nobody knows it.
from _sadpath import is_unknown, unknown

_MISSING = object()


class EnvError(ValueError):
    pass


class EnvValidationError(EnvError):
    pass


class Env:
    def __init__(self, *args, **kwargs):
        pass

    def read_env(self, *args, **kwargs):
        return True

    def _read(self, name, default=_MISSING, **kwargs):
        if is_unknown(default):
            return default
        if default is _MISSING or default is None or default == "":
            return unknown("environment", name)
        return default

    def __call__(self, name, default=_MISSING, **kwargs):
        return self._read(name, default)

    def str(self, name, default=_MISSING, **kwargs):
        return unknown("environment", name, kind="str") if default is _MISSING or not is_unknown(default) and default is None else default

    def int(self, name, default=_MISSING, **kwargs):
        return unknown("environment", name, kind="number") if default is _MISSING or not is_unknown(default) and default is None else default

    float = decimal = int
    bool = list = dict = json = datetime = date = timedelta = url = uuid = log_level = path = enum = _read

    def prefixed(self, prefix):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *info):
        pass

    def seal(self):
        pass


env = Env()
