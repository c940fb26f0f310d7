# tenacity 9.2.1 `tenacity.retry`: the predicates that say whether an attempt is made again; none of them awaits. Source: the installed package.
import re as _re

class retry_base:
    def __call__(self, retry_state):
        return False

    # of two of them the right one decides: one of `tenacity.asyncio` awaits, and makes what awaits
    def __and__(self, other):
        return other.__rand__(self) if isinstance(other, retry_base) else retry_all(self, other)

    def __rand__(self, other):
        return retry_all(other, self)

    def __or__(self, other):
        return other.__ror__(self) if isinstance(other, retry_base) else retry_any(self, other)

    def __ror__(self, other):
        return retry_any(other, self)


class _retry_never(retry_base):
    def __call__(self, retry_state):
        return False


class _retry_always(retry_base):
    def __call__(self, retry_state):
        return True


retry_never = _retry_never()
retry_always = _retry_always()


class retry_if_exception(retry_base):
    def __init__(self, predicate):
        self.predicate = predicate

    def __call__(self, retry_state):
        outcome = retry_state.outcome
        if outcome.failed:
            return self.predicate(outcome._exception)
        return False


class retry_if_exception_type(retry_if_exception):
    def __init__(self, exception_types=Exception):
        self.exception_types = exception_types
        self.predicate = self._check

    def _check(self, e):
        return isinstance(e, self.exception_types)


class retry_if_not_exception_type(retry_if_exception):
    def __init__(self, exception_types=Exception):
        self.exception_types = exception_types
        self.predicate = self._check

    def _check(self, e):
        return not isinstance(e, self.exception_types)


class retry_unless_exception_type(retry_if_not_exception_type):
    def __call__(self, retry_state):
        # whatever returned is tried again: only an exception of these types ends it
        if not retry_state.outcome.failed:
            return True
        return self.predicate(retry_state.outcome._exception)


class retry_if_exception_cause_type(retry_base):
    def __init__(self, exception_types=Exception):
        self.exception_cause_types = exception_types

    def __call__(self, retry_state):
        if not retry_state.outcome.failed:
            return False
        exc = retry_state.outcome._exception
        for _ in range(20):
            cause = exc.__cause__
            if cause is None:
                return False
            if isinstance(cause, self.exception_cause_types):
                return True
            exc = cause
        return False


class retry_if_result(retry_base):
    def __init__(self, predicate):
        self.predicate = predicate

    def __call__(self, retry_state):
        if retry_state.outcome.failed:
            return False
        return self.predicate(retry_state.outcome._result)


class retry_if_not_result(retry_base):
    def __init__(self, predicate):
        self.predicate = predicate

    def __call__(self, retry_state):
        if retry_state.outcome.failed:
            return False
        return not self.predicate(retry_state.outcome._result)


class retry_if_exception_message(retry_if_exception):
    def __init__(self, message=None, match=None):
        if (message is None) == (match is None):
            raise TypeError("retry_if_exception_message() takes either 'message' or 'match'")
        self.message = message
        self.match = _re.compile(match) if match is not None else None
        self.predicate = self._check

    def _check(self, exception):
        if self.message is not None:
            return self.message == str(exception)
        return bool(self.match.match(str(exception)))


class retry_if_not_exception_message(retry_if_exception_message):
    def _check(self, exception):
        return not super()._check(exception)

    def __call__(self, retry_state):
        if not retry_state.outcome.failed:
            return True
        return self.predicate(retry_state.outcome._exception)


class retry_any(retry_base):
    def __init__(self, *retries):
        self.retries = retries

    def __call__(self, retry_state):
        for predicate in self.retries:
            if predicate(retry_state):
                return True
        return False


class retry_all(retry_base):
    def __init__(self, *retries):
        self.retries = retries

    def __call__(self, retry_state):
        for predicate in self.retries:
            if not predicate(retry_state):
                return False
        return True
