# python-decouple 3.8: a setting has the default that the code gives, else nobody knows it.
from _sadpath import is_unknown, unknown


class UndefinedValueError(Exception):
    pass


class _Undefined:
    pass


undefined = _Undefined()


class Config:
    def __init__(self, repository=None, *args, **kwargs):
        pass

    def get(self, option, default=undefined, cast=undefined):
        if is_unknown(default):
            return default
        if isinstance(default, _Undefined) or default is None or default == "":
            return unknown("environment", option)
        return default

    def __call__(self, *args, **kwargs):
        return self.get(*args, **kwargs)


AutoConfig = Config
config = Config()


def Csv(*args, **kwargs):
    return list


def Choices(*args, **kwargs):
    return str


class RepositoryEnv:
    def __init__(self, *args, **kwargs):
        pass


RepositoryIni = RepositoryEmpty = RepositoryEnv
