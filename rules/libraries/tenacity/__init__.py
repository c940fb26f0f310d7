# tenacity 9.2.1: the loop around the attempts, sync and async. Source: the installed package, tried against a stub server.
import functools as _functools

from _sadpath import is_async, is_unknown, run_coroutine, slept, suspended, unsure
from tenacity._states import AttemptManager, Future, RetryAction, RetryCallState, RetryError, TryAgain
from tenacity.retry import (
    retry_all, retry_always, retry_any, retry_base, retry_if_exception, retry_if_exception_cause_type, retry_if_exception_message,
    retry_if_exception_type, retry_if_not_exception_message, retry_if_not_exception_type, retry_if_not_result, retry_if_result, retry_never,
    retry_unless_exception_type,
)
from tenacity.stop import (
    decided, stop_after_attempt, stop_after_delay, stop_all, stop_any, stop_base, stop_before_delay, stop_never, stop_when_event_set,
)
from tenacity.wait import (
    wait_base, wait_chain, wait_combine, wait_exception, wait_exponential, wait_exponential_jitter, wait_fixed, wait_full_jitter,
    wait_incrementing, wait_none, wait_random, wait_random_exponential,
)


def sleep(seconds):
    slept(seconds)


def sleep_using_event(event):
    return sleep


async def _portable_async_sleep(seconds):
    slept(seconds)
    suspended()


_unset = object()


def _known(callback):
    # callbacks that nobody knows are taken to do nothing that matters
    return None if is_unknown(callback) else callback


class BaseRetrying:
    _configured = ("stop", "wait", "retry", "reraise")
    _default_sleep = staticmethod(sleep)

    def __init__(self, sleep=_unset, stop=stop_never, wait=None, retry=retry_if_exception_type(), before=None, after=None, before_sleep=None,
                 reraise=False, retry_error_cls=RetryError, retry_error_callback=None, name=None, enabled=True):
        self.sleep = self._default_sleep if is_unknown(sleep) or sleep is _unset else sleep
        self.stop = stop
        self.wait = wait
        self.retry = retry
        self.before = _known(before)
        self.after = _known(after)
        self.before_sleep = _known(before_sleep)
        self.reraise = reraise
        self.retry_error_cls = retry_error_cls
        self.retry_error_callback = retry_error_callback
        self.name = name
        self.enabled = enabled
        self.statistics = {}

    def copy(self, sleep=_unset, stop=_unset, wait=_unset, retry=_unset, before=_unset, after=_unset, before_sleep=_unset, reraise=_unset,
             retry_error_cls=_unset, retry_error_callback=_unset, name=_unset, enabled=_unset):
        return self.__class__(
            sleep=self.sleep if sleep is _unset else sleep,
            stop=self.stop if stop is _unset else stop,
            wait=self.wait if wait is _unset else wait,
            retry=self.retry if retry is _unset else retry,
            before=self.before if before is _unset else before,
            after=self.after if after is _unset else after,
            before_sleep=self.before_sleep if before_sleep is _unset else before_sleep,
            reraise=self.reraise if reraise is _unset else reraise,
            retry_error_cls=self.retry_error_cls if retry_error_cls is _unset else retry_error_cls,
            retry_error_callback=self.retry_error_callback if retry_error_callback is _unset else retry_error_callback,
            name=self.name if name is _unset else name,
            enabled=self.enabled if enabled is _unset else enabled,
        )

    def begin(self, fn=None, args=(), kwargs=None):
        self.statistics["attempt_number"] = 1
        self.statistics["idle_for"] = 0
        state = RetryCallState(self, fn, args, kwargs if kwargs is not None else {})
        if self.before is not None:
            self._asked(self.before, state)
        return state

    def _asked(self, callback, state):
        # what a coroutine function gives here is never awaited
        return callback(state)

    def _paused(self, seconds):
        self.sleep(seconds)

    def again(self, state):
        """After an attempt: True where another one follows (the wait is over), else False with the result in `state.final`."""
        outcome = state.outcome
        if not (outcome.failed and isinstance(outcome._exception, TryAgain)):
            if not self._asked(self.retry, state):
                state.final = outcome.result()
                return False
        if self.after is not None:
            self._asked(self.after, state)
        if is_unknown(self.wait):
            state.upcoming_sleep = self.wait
        elif callable(self.wait):
            state.upcoming_sleep = self._asked(self.wait, state)
        if decided(self.stop if is_unknown(self.stop) else self._asked(self.stop, state), state):
            if is_unknown(self.retry_error_callback) or self.retry_error_callback:
                state.final = self._asked(self.retry_error_callback, state)
                return False
            error = self.retry_error_cls(outcome)
            if self.reraise:
                error.reraise()
            raise error from outcome._exception
        pause = state.upcoming_sleep
        state.next_action = RetryAction(pause)
        state.idle_for = state.idle_for + pause
        self.statistics["idle_for"] = state.idle_for
        self.statistics["attempt_number"] = state.attempt_number + 1
        if self.before_sleep is not None:
            self._asked(self.before_sleep, state)
        state.prepare_for_next_attempt()
        if self.sleep is not None:
            self._paused(pause)
        if self.before is not None:
            self._asked(self.before, state)
        return True

    def __iter__(self):
        if not self.enabled:
            state = RetryCallState(self, None, (), {})
            yield AttemptManager(state)
            if state.outcome is not None and state.outcome.failed:
                raise state.outcome._exception
            return
        state = self.begin()
        yield AttemptManager(state)
        while self.again(state):
            yield AttemptManager(state)

    def wraps(self, fn):
        @_functools.wraps(fn)
        def wrapped(*args, **kwargs):
            if not self.enabled:
                return fn(*args, **kwargs)
            return self(fn, *args, **kwargs)

        return self._dressed(fn, wrapped)

    def _dressed(self, fn, wrapped):
        wrapped.__wrapped__ = fn
        wrapped.retry = self
        wrapped.retry_with = lambda *args, **kwargs: self.copy(*args, **kwargs).wraps(fn)
        wrapped.statistics = self.statistics
        return wrapped


class Retrying(BaseRetrying):
    def __call__(self, fn, *args, **kwargs):
        if not self.enabled:
            return fn(*args, **kwargs)
        state = self.begin(fn, args, kwargs)
        while True:
            try:
                result = fn(*args, **kwargs)
            except BaseException as exc:
                state.set_exception((None, exc, None))
            else:
                state.set_result(result)
            if not self.again(state):
                return state.final


class AsyncRetrying(BaseRetrying):
    _default_sleep = staticmethod(_portable_async_sleep)

    def _asked(self, callback, state):
        # awaited by what the callback is, not by what it gives: a lambda that gives a coroutine is not
        told = callback(state)
        return run_coroutine(told) if is_async(callback) else told

    def _paused(self, seconds):
        from tenacity.asyncio.retry import awaited

        awaited(self.sleep(seconds))

    async def __call__(self, fn, *args, **kwargs):
        awaited = is_async(fn)
        if not self.enabled:
            return await fn(*args, **kwargs) if awaited else fn(*args, **kwargs)
        state = self.begin(fn, args, kwargs)
        while True:
            try:
                result = fn(*args, **kwargs)
                if awaited:
                    result = await result
            except BaseException as exc:
                state.set_exception((None, exc, None))
            else:
                state.set_result(result)
            if not self.again(state):
                return state.final

    def __iter__(self):
        raise TypeError("AsyncRetrying object is not iterable")

    def __aiter__(self):
        return _AsyncAttempts(self)

    def wraps(self, fn):
        @_functools.wraps(fn)
        async def wrapped(*args, **kwargs):
            if not self.enabled:
                return await fn(*args, **kwargs)
            return await self(fn, *args, **kwargs)

        return self._dressed(fn, wrapped)


class _AsyncAttempts:
    def __init__(self, retrying):
        self.retrying = retrying
        self.state = None

    def __aiter__(self):
        return self

    async def __anext__(self):
        state = self.state
        if state is None:
            self.state = self.retrying.begin()
            return AttemptManager(self.state)
        if not self.retrying.enabled:
            if state.outcome is not None and state.outcome.failed:
                raise state.outcome._exception
            raise StopAsyncIteration
        if self.retrying.again(state):
            return AttemptManager(state)
        raise StopAsyncIteration


def retry(*dargs, **dkw):
    if len(dargs) == 1 and not dkw and callable(dargs[0]):
        if isinstance(dargs[0], (stop_base, wait_base, retry_base)):
            # `@retry(stop_after_attempt(3))` decorates the stop object: importing such a module never ends
            return _never_imported
        return retry()(dargs[0])

    def wrap(f):
        if isinstance(f, retry_base):
            unsure("retry() of a predicate")
        if is_async(f) or ("sleep" in dkw and is_async(dkw["sleep"])):
            return AsyncRetrying(*dargs, **dkw).wraps(f)
        return Retrying(*dargs, **dkw).wraps(f)

    return wrap


def _never_imported(fn):
    def wrapped(*args, **kwargs):
        unsure("retry() of a stop strategy")

    return wrapped


def _nothing(retry_state):
    return None


def before_nothing(retry_state):
    return None


def after_nothing(retry_state):
    return None


def before_sleep_nothing(retry_state):
    return None


def before_log(logger, log_level, *args, **kwargs):
    return _nothing


def after_log(logger, log_level, *args, **kwargs):
    return _nothing


def before_sleep_log(logger, log_level, *args, **kwargs):
    return _nothing
