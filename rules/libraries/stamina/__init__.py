# stamina 26.1.0: retry with a limit of attempts and of time. Source: the installed package, tried against a stub server.
import functools as _functools

from _sadpath import clock, is_async, is_generator_function, is_unknown, slept

from stamina import instrumentation

UNKNOWN_LIMIT = 3  # attempts, where the code's limit is a value that nobody knows
LONGEST = 12  # attempts within a time limit alone


def is_active():
    return True


def set_active(active):
    return None


def is_testing():
    return False


class _Testing:
    def __enter__(self):
        return None

    def __exit__(self, *args):
        return None


def set_testing(testing, *, attempts=1, cap=False):
    return _Testing()


def _seconds(value):
    if is_unknown(value) or value is None or isinstance(value, (int, float)):
        return value
    return value.total_seconds()


class Attempt:
    def __init__(self, loop, num):
        self._loop = loop
        self.num = num

    @property
    def next_wait(self):
        return self._loop.backoff(0)

    def __enter__(self):
        return None

    def __exit__(self, exc_type, exc_value, traceback):
        self._loop.error = exc_value
        return exc_value is not None


class _Loop:
    """One way through the attempts: an iterator, sync and async."""

    def __init__(self, context):
        self.context = context
        self.num = 0
        self.start = 0
        self.error = None
        self.custom = None

    def __iter__(self):
        return self

    def __aiter__(self):
        return self

    def __next__(self):
        if self.num == 0:
            self.start = clock()
        elif not self.again():
            raise StopIteration
        self.num += 1
        return Attempt(self, self.num)

    async def __anext__(self):
        if self.num == 0:
            self.start = clock()
        elif not self.again():
            raise StopAsyncIteration
        self.num += 1
        return Attempt(self, self.num)

    def again(self):
        """Whether another attempt follows, once the wait is over; raises the last exception where the limits are used up."""
        error = self.error
        if error is None:
            return False
        if not self.wanted(error):
            raise error
        if self.used_up():
            raise error
        wait = self.custom if self.custom is not None else self.backoff(self.context.wait_jitter)
        self.custom = None
        slept(wait)
        self.error = None
        return True

    def wanted(self, error):
        context = self.context
        if context.by_type:
            return isinstance(error, context.on)
        told = context.on(error)
        # what nobody knows is taken to be a truth value
        if is_unknown(told) or told is None or isinstance(told, bool):
            return told
        # a number means "after that many seconds", 0 included
        self.custom = _seconds(told)
        return True

    def used_up(self):
        context = self.context
        attempts = UNKNOWN_LIMIT if is_unknown(context.attempts) else context.attempts
        if attempts is not None and self.num >= attempts:
            return True
        timeout = context.timeout
        now = clock()
        if not is_unknown(timeout) and timeout is None:
            return False
        if is_unknown(timeout) or is_unknown(now):
            return attempts is None and self.num >= UNKNOWN_LIMIT
        return now - self.start >= timeout or (attempts is None and self.num >= LONGEST)

    def backoff(self, jitter):
        # the jitter's mean
        context = self.context
        value = context.wait_initial * context.wait_exp_base ** (self.num - 1) + (jitter / 2 if is_unknown(jitter) or jitter else 0)
        if is_unknown(value) or is_unknown(context.wait_max):
            return value
        return min(context.wait_max, value)


class _Context:
    def __init__(self, on, attempts=10, timeout=45.0, wait_initial=0.1, wait_max=5.0, wait_jitter=1.0, wait_exp_base=2):
        self.on = on
        self.by_type = not is_unknown(on) and isinstance(on, (type, tuple))
        self.attempts = attempts
        self.timeout = _seconds(timeout)
        self.wait_initial = _seconds(wait_initial)
        self.wait_max = _seconds(wait_max)
        self.wait_jitter = _seconds(wait_jitter)
        self.wait_exp_base = wait_exp_base

    def __iter__(self):
        return _Loop(self)

    def __aiter__(self):
        return _Loop(self)


def retry_context(on, attempts=10, timeout=45.0, wait_initial=0.1, wait_max=5.0, wait_jitter=1.0, wait_exp_base=2):
    return _Context(on, attempts, timeout, wait_initial, wait_max, wait_jitter, wait_exp_base)


def _call(context, fn, args, kwargs):
    loop = _Loop(context)
    loop.start = clock()
    while True:
        loop.num += 1
        try:
            return fn(*args, **kwargs)
        except BaseException as error:
            loop.error = error
        loop.again()


async def _call_async(context, fn, args, kwargs):
    loop = _Loop(context)
    loop.start = clock()
    while True:
        loop.num += 1
        try:
            return await fn(*args, **kwargs)
        except BaseException as error:
            loop.error = error
        loop.again()


def retry(*, on, attempts=10, timeout=45.0, wait_initial=0.1, wait_max=5.0, wait_jitter=1.0, wait_exp_base=2):
    context = _Context(on, attempts, timeout, wait_initial, wait_max, wait_jitter, wait_exp_base)

    def decorate(wrapped):
        if is_generator_function(wrapped):
            # generators are started again from their beginning
            @_functools.wraps(wrapped)
            def inner(*args, **kwargs):
                for attempt in context:
                    with attempt:
                        return (yield from wrapped(*args, **kwargs))
        elif is_async(wrapped):
            @_functools.wraps(wrapped)
            async def inner(*args, **kwargs):
                return await _call_async(context, wrapped, args, kwargs)
        else:
            @_functools.wraps(wrapped)
            def inner(*args, **kwargs):
                return _call(context, wrapped, args, kwargs)
        inner.__wrapped__ = wrapped
        return inner

    return decorate


class RetryingCaller:
    _configured = ("attempts", "timeout")

    def __init__(self, attempts=10, timeout=45.0, wait_initial=0.1, wait_max=5.0, wait_jitter=1.0, wait_exp_base=2):
        self._settings = (attempts, timeout, wait_initial, wait_max, wait_jitter, wait_exp_base)

    def __call__(self, on, callable_, /, *args, **kwargs):
        return _call(_Context(on, *self._settings), callable_, args, kwargs)

    def on(self, on, /):
        return BoundRetryingCaller(self, on)


class BoundRetryingCaller:
    def __init__(self, caller, on):
        self._caller = caller
        self._on = on

    def __call__(self, callable_, /, *args, **kwargs):
        return self._caller(self._on, callable_, *args, **kwargs)


class AsyncRetryingCaller(RetryingCaller):
    async def __call__(self, on, callable_, /, *args, **kwargs):
        return await _call_async(_Context(on, *self._settings), callable_, args, kwargs)

    def on(self, on, /):
        return BoundAsyncRetryingCaller(self, on)


class BoundAsyncRetryingCaller(BoundRetryingCaller):
    async def __call__(self, callable_, /, *args, **kwargs):
        return await self._caller(self._on, callable_, *args, **kwargs)
