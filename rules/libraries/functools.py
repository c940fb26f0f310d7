# functools of Python 3.12. A cache holds what was called with arguments that are surely the same. Source: Lib/functools.py.
from _sadpath import annotated_class, cached, is_unknown, same_call, unknown
from collections import namedtuple

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    if is_unknown(wrapped) or is_unknown(wrapper):
        return wrapper
    wrapper.__wrapped__ = wrapped
    for name in ("__name__", "__qualname__"):
        try:
            setattr(wrapper, name, getattr(wrapped, name))
        except AttributeError:
            pass
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped)


class partial:
    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        return partial(self.func, obj, *self.args, **self.keywords)


_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _cache(maxsize)
    return _cache


def cache(user_function):
    return _cache(user_function)


def _cache(function):
    if is_unknown(function):
        return function
    results = {}

    def wrapper(*args, **kwargs):
        key = same_call(args, kwargs)
        if key is None:
            return function(*args, **kwargs)
        if key not in results:
            results[key] = (function(*args, **kwargs), args)
        return results[key][0]

    def cache_info():
        return _CacheInfo(*[unknown("cache", wrapper, name, kind="number") for name in ("hits", "misses", "maxsize", "currsize")])

    wrapper.cache_clear = results.clear
    wrapper.cache_info = cache_info
    return update_wrapper(wrapper, function)


cached_property = cached
_missing = object()


def reduce(function, iterable, initial=_missing):
    values = iter(iterable)
    if initial is _missing:
        initial = next(values, _missing)
        if initial is _missing:
            raise TypeError("reduce() of empty iterable with no initial value")
    result = initial
    for value in values:
        result = function(result, value)
    return result


class _Compared:
    def __init__(self, compare, obj):
        self.compare = compare
        self.obj = obj

    def __lt__(self, other):
        return self.compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self.compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self.compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self.compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self.compare(self.obj, other.obj) >= 0


def cmp_to_key(compare):
    return lambda obj: _Compared(compare, obj)


def total_ordering(cls):
    if hasattr(cls, "__lt__"):
        cls.__gt__ = getattr(cls, "__gt__", None) or (lambda self, other: not (self < other or self == other))
        cls.__le__ = getattr(cls, "__le__", None) or (lambda self, other: self < other or self == other)
        cls.__ge__ = getattr(cls, "__ge__", None) or (lambda self, other: not self < other)
    elif hasattr(cls, "__gt__"):
        cls.__lt__ = lambda self, other: not (self > other or self == other)
        cls.__ge__ = getattr(cls, "__ge__", None) or (lambda self, other: self > other or self == other)
        cls.__le__ = getattr(cls, "__le__", None) or (lambda self, other: not self > other)
    elif hasattr(cls, "__le__"):
        cls.__lt__ = lambda self, other: self <= other and not self == other
        cls.__gt__ = lambda self, other: not self <= other
        cls.__ge__ = getattr(cls, "__ge__", None) or (lambda self, other: not self <= other or self == other)
    return cls


class _Dispatcher:
    def __init__(self, function):
        self.__wrapped__ = function
        self.__name__ = function.__name__
        self._registered = []

    @property
    def registry(self):
        return {object: self.__wrapped__, **{cls: function for cls, function in self._registered}}

    def register(self, cls, func=None):
        if func is not None:
            for part in cls if isinstance(cls, tuple) else (cls,):  # a union
                self._registered.append((part, func))
            return func
        if isinstance(cls, (type, tuple)):
            return lambda function: self.register(cls, function)
        return self.register(annotated_class(cls), cls)  # a function: its first parameter's annotation says for which class

    def dispatch(self, cls):
        best = None
        chosen = self.__wrapped__
        for base, function in self._registered:
            if issubclass(cls, base) and (best is None or issubclass(base, best)):
                best = base
                chosen = function
        return chosen

    def _chosen(self, value):
        best = None
        chosen = self.__wrapped__
        for cls, function in self._registered:
            if isinstance(value, cls) and (best is None or issubclass(cls, best)):
                best = cls
                chosen = function
        return chosen


class singledispatch(_Dispatcher):
    def __call__(self, *args, **kwargs):
        return self._chosen(args[0])(*args, **kwargs)


class singledispatchmethod(_Dispatcher):
    def __init__(self, function):
        self.__wrapped__ = function
        self._registered = []

    def __get__(self, obj, cls=None):
        return lambda *args, **kwargs: self._chosen(args[0])(obj, *args, **kwargs)
