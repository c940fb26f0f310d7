# tenacity 9.2.1 `tenacity.wait`: how long it waits before the next attempt. Random parts count with their mean. Source: the installed package.
from _sadpath import is_unknown

MAX_WAIT = 4.6e18


def _seconds(value):
    if is_unknown(value) or isinstance(value, (int, float)):
        return value
    return value.total_seconds()


def _within(value, low, high):
    if is_unknown(value) or is_unknown(low) or is_unknown(high):
        return value
    return max(0, low, min(value, high))


class wait_base:
    def __call__(self, retry_state):
        return 0

    def __add__(self, other):
        return wait_combine(self, other)

    def __radd__(self, other):
        if isinstance(other, int):  # sum() begins with 0
            return self
        return wait_combine(other, self)


class wait_fixed(wait_base):
    def __init__(self, wait):
        self.wait_fixed = _seconds(wait)

    def __call__(self, retry_state):
        return self.wait_fixed


class wait_none(wait_fixed):
    def __init__(self):
        self.wait_fixed = 0


class wait_random(wait_base):
    def __init__(self, min=0, max=1):
        self.wait_random_min = _seconds(min)
        self.wait_random_max = _seconds(max)

    def __call__(self, retry_state):
        return (self.wait_random_min + self.wait_random_max) / 2


class wait_combine(wait_base):
    def __init__(self, *strategies):
        self.wait_funcs = strategies

    def __call__(self, retry_state):
        total = 0
        for strategy in self.wait_funcs:
            total = total + strategy(retry_state)
        return total


class wait_chain(wait_base):
    def __init__(self, *strategies):
        self.strategies = strategies

    def __call__(self, retry_state):
        last = len(self.strategies)
        number = retry_state.attempt_number if retry_state.attempt_number < last else last
        return self.strategies[number - 1](retry_state)


class wait_exception(wait_base):
    def __init__(self, predicate):
        self.predicate = predicate

    def __call__(self, retry_state):
        exception = retry_state.outcome.exception()
        if exception is None:
            raise RuntimeError("outcome failed but the exception is None")
        return self.predicate(exception)


class wait_incrementing(wait_base):
    def __init__(self, start=0, increment=100, max=MAX_WAIT):
        self.start = _seconds(start)
        self.increment = _seconds(increment)
        self.max = _seconds(max)

    def __call__(self, retry_state):
        return _within(self.start + self.increment * (retry_state.attempt_number - 1), 0, self.max)


class wait_exponential(wait_base):
    def __init__(self, multiplier=1, max=MAX_WAIT, exp_base=2, min=0):
        self.multiplier = multiplier
        self.min = _seconds(min)
        self.max = _seconds(max)
        self.exp_base = exp_base

    def __call__(self, retry_state):
        return _within(self.multiplier * self.exp_base ** (retry_state.attempt_number - 1), self.min, self.max)


class wait_random_exponential(wait_exponential):
    def __call__(self, retry_state):
        return (self.min + super().__call__(retry_state)) / 2


wait_full_jitter = wait_random_exponential


class wait_exponential_jitter(wait_base):
    def __init__(self, initial=1, max=MAX_WAIT, exp_base=2, jitter=1, min=0, multiplier=1):
        # `initial` is the older name of `multiplier`
        self.multiplier = initial if multiplier == 1 else multiplier
        self.max = _seconds(max)
        self.exp_base = exp_base
        self.jitter = _seconds(jitter)
        self.min = _seconds(min)

    def __call__(self, retry_state):
        value = self.multiplier * self.exp_base ** (retry_state.attempt_number - 1) + self.jitter / 2
        return _within(value, self.min, self.max)
