# django.utils.functional (Django 5): what decides how a property is read.
from functools import cached_property


def lazy(func, *resultclasses):
    return func


def keep_lazy(*resultclasses):
    return lambda func: func


keep_lazy_text = lambda func: func


def SimpleLazyObject(func):
    return func()


LazyObject = object
