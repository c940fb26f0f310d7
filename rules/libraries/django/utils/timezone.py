# django.utils.timezone (Django 5): the clock.
import datetime

utc = datetime.timezone.utc


def now():
    return datetime.datetime.now()


def localtime(value=None, timezone=None):
    return value if value is not None else now()


def localdate(value=None, timezone=None):
    return datetime.date.today()


def make_aware(value, timezone=None):
    return value


def make_naive(value, timezone=None):
    return value


def is_aware(value):
    return True


def is_naive(value):
    return False
