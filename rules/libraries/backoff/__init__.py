# backoff 2.2.1: the two decorators. Source: the installed package, tried against a stub server.
import functools as _functools
import operator as _operator

from _sadpath import clock, is_async, is_coroutine, is_unknown, run_coroutine, slept

UNKNOWN_LIMIT = 3  # tries, where the code's limit is a value that nobody knows
LONGEST = 12  # tries within a time limit


def expo(base=2, factor=1, max_value=None):
    # the first `send` starts a generator of backoff: it gets nothing
    yield
    number = 0
    while True:
        value = factor * base ** number
        number += 1
        yield value if is_unknown(max_value) or is_unknown(value) or max_value is None or value < max_value else max_value


def decay(initial_value=1, decay_factor=1, min_value=None):
    yield
    while True:
        yield min_value if min_value is not None else initial_value / 2


def fibo(max_value=None):
    yield
    one = 1
    two = 1
    while True:
        yield one if is_unknown(max_value) or max_value is None or one < max_value else max_value
        one, two = two, one + two


def constant(interval=1):
    yield
    while True:
        if not is_unknown(interval) and isinstance(interval, (list, tuple)):
            for item in interval:
                yield item
            return
        yield interval


def runtime(*, value):
    given = yield
    while True:
        given = yield value(given)


def full_jitter(value):
    # uniform between 0 and value: the mean
    return value / 2


def random_jitter(value):
    return value + 0.5


def _maybe_call(f):
    if is_unknown(f) or f is None or isinstance(f, (int, float)):
        return f
    return f() if callable(f) else f


class _Waits:
    def __init__(self, wait_gen, wait_kwargs):
        self.generator = wait_gen(**wait_kwargs)
        if not is_unknown(self.generator):
            self.generator.send(None)

    def next(self, given, jitter, elapsed, max_time):
        """The seconds to wait; raises StopIteration where the sequence of waits has an end."""
        value = 1 if is_unknown(self.generator) else self.generator.send(given)
        if is_unknown(jitter) or jitter is not None:
            value = jitter(value)
        if is_unknown(max_time) or max_time is None or is_unknown(value) or is_unknown(elapsed):
            return value
        return min(value, max_time - elapsed)


def _used_up(tries, max_tries, elapsed, max_time):
    if is_unknown(max_tries):
        max_tries = UNKNOWN_LIMIT
    if max_tries is not None and tries == max_tries:
        return True
    if is_unknown(max_time):
        return max_tries is None and tries >= UNKNOWN_LIMIT
    if max_time is None:
        return False
    if is_unknown(elapsed):
        return tries >= UNKNOWN_LIMIT
    return elapsed >= max_time or tries >= LONGEST


def _handlers(given):
    # handlers that nobody knows are taken to do nothing that matters
    if is_unknown(given) or given is None:
        return []
    if isinstance(given, (list, tuple, set)):
        return list(given)
    return [given]


def _tell(handlers, details):
    for handler in handlers:
        made = handler(details)
        if is_coroutine(made):
            run_coroutine(made)


def _told(value):
    return run_coroutine(value) if is_coroutine(value) else value


class _Policy:
    """What both decorators have in common; `again` is asked after a try that did not do."""

    def __init__(self, target, wait_gen, wait_kwargs, max_tries, max_time, jitter, on_success, on_backoff, on_giveup):
        self.target = target
        self.wait_gen = wait_gen
        self.wait_kwargs = wait_kwargs
        self.max_tries = max_tries
        self.max_time = max_time
        self.jitter = jitter
        self.on_success = _handlers(on_success)
        self.on_backoff = _handlers(on_backoff)
        self.on_giveup = _handlers(on_giveup)


class _Call:
    def __init__(self, policy, args, kwargs):
        self.policy = policy
        self.args = args
        self.kwargs = kwargs
        self.max_tries = _maybe_call(policy.max_tries)
        self.max_time = _maybe_call(policy.max_time)
        self.tries = 0
        self.start = clock()
        self.elapsed = 0
        self.waits = None

    def begin_try(self):
        self.tries += 1
        if is_unknown(self.max_time) or self.max_time is not None:
            self.elapsed = clock() - self.start

    def details(self, **more):
        found = {"target": self.policy.target, "args": self.args, "kwargs": self.kwargs, "tries": self.tries, "elapsed": self.elapsed}
        found.update(more)
        return found

    def used_up(self):
        return _used_up(self.tries, self.max_tries, self.elapsed, self.max_time)

    def pause(self, given, **more):
        """Wait before the next try; False where the sequence of waits has an end."""
        policy = self.policy
        if self.waits is None:
            self.waits = _Waits(policy.wait_gen, {key: _maybe_call(value) if key != "value" else value for key, value in policy.wait_kwargs.items()})
        try:
            seconds = self.waits.next(given, policy.jitter, self.elapsed, self.max_time)
        except StopIteration:
            return False
        if policy.on_backoff:
            _tell(policy.on_backoff, self.details(wait=seconds, **more))
        slept(seconds)
        return True

    def succeeded(self, **more):
        if self.policy.on_success:
            _tell(self.policy.on_success, self.details(**more))

    def gave_up(self, **more):
        if self.policy.on_giveup:
            _tell(self.policy.on_giveup, self.details(**more))


def on_exception(wait_gen, exception, *, max_tries=None, max_time=None, jitter=full_jitter, giveup=None, on_success=None, on_backoff=None,
                 on_giveup=None, raise_on_giveup=True, logger="backoff", backoff_log_level=20, giveup_log_level=40, **wait_gen_kwargs):
    if isinstance(exception, list):
        exception = tuple(exception)

    def decorate(target):
        policy = _Policy(target, wait_gen, wait_gen_kwargs, max_tries, max_time, jitter, on_success, on_backoff, on_giveup)

        def another(call, error):
            """After an exception: True where another try follows, False where it gives up quietly; raises it where it gives up."""
            hopeless = _told(giveup(error)) if is_unknown(giveup) or giveup is not None else False
            if hopeless or call.used_up():
                call.gave_up(exception=error)
                if raise_on_giveup:
                    raise error
                return False
            if not call.pause(error, exception=error):
                call.gave_up(exception=error)
                raise error
            return True

        if is_async(target):
            @_functools.wraps(target)
            async def retry(*args, **kwargs):
                call = _Call(policy, args, kwargs)
                while True:
                    call.begin_try()
                    try:
                        result = await target(*args, **kwargs)
                    except exception as error:
                        if not another(call, error):
                            return None
                    else:
                        call.succeeded()
                        return result
        else:
            @_functools.wraps(target)
            def retry(*args, **kwargs):
                call = _Call(policy, args, kwargs)
                while True:
                    call.begin_try()
                    try:
                        result = target(*args, **kwargs)
                    except exception as error:
                        if not another(call, error):
                            return None
                    else:
                        call.succeeded()
                        return result

        retry.__wrapped__ = target
        return retry

    return decorate


def on_predicate(wait_gen, predicate=_operator.not_, *, max_tries=None, max_time=None, jitter=full_jitter, on_success=None, on_backoff=None,
                 on_giveup=None, logger="backoff", backoff_log_level=20, giveup_log_level=40, **wait_gen_kwargs):
    def decorate(target):
        policy = _Policy(target, wait_gen, wait_gen_kwargs, max_tries, max_time, jitter, on_success, on_backoff, on_giveup)

        def another(call, result):
            """After a try: True where another one follows; the last result is handed back, good or bad."""
            bad = not result if predicate is _operator.not_ else predicate(result)
            if not bad:
                call.succeeded(value=result)
                return False
            if call.used_up() or not call.pause(result, value=result):
                call.gave_up(value=result)
                return False
            return True

        if is_async(target):
            @_functools.wraps(target)
            async def retry(*args, **kwargs):
                call = _Call(policy, args, kwargs)
                while True:
                    call.begin_try()
                    result = await target(*args, **kwargs)
                    if not another(call, result):
                        return result
        else:
            @_functools.wraps(target)
            def retry(*args, **kwargs):
                call = _Call(policy, args, kwargs)
                while True:
                    call.begin_try()
                    result = target(*args, **kwargs)
                    if not another(call, result):
                        return result

        retry.__wrapped__ = target
        return retry

    return decorate
