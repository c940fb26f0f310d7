# tenacity 9.2.1: what is known of a call and its attempts (tenacity/__init__.py).
from _sadpath import clock


class TryAgain(Exception):
    pass


class Future:
    def __init__(self, attempt_number, failed, value):
        self.attempt_number = attempt_number
        self.failed = failed
        self._exception = value if failed else None
        self._result = None if failed else value

    @property
    def has_exception(self):
        return self.failed

    def exception(self, timeout=None):
        return self._exception

    def result(self, timeout=None):
        if self.failed:
            raise self._exception
        return self._result

    def done(self):
        return True


class RetryError(Exception):
    def __init__(self, last_attempt):
        self.last_attempt = last_attempt
        super().__init__(last_attempt)

    def reraise(self):
        if self.last_attempt.failed:
            exc = self.last_attempt._exception
            if isinstance(exc, TryAgain):
                cause = exc.__cause__ or exc.__context__
                if cause is not None:
                    raise cause
            raise exc
        raise self


class RetryAction:
    def __init__(self, sleep):
        self.sleep = sleep


class RetryCallState:
    def __init__(self, retry_object, fn, args, kwargs):
        self.start_time = clock()
        self.retry_object = retry_object
        self.fn = fn
        self.args = args
        self.kwargs = kwargs
        self.attempt_number = 1
        self.outcome = None
        self.outcome_timestamp = None
        self.idle_for = 0
        self.next_action = None
        self.upcoming_sleep = 0

    @property
    def seconds_since_start(self):
        if self.outcome_timestamp is None:
            return None
        return self.outcome_timestamp - self.start_time

    def get_fn_name(self):
        return getattr(self.fn, "__name__", "<unknown>")

    def prepare_for_next_attempt(self):
        self.outcome = None
        self.outcome_timestamp = None
        self.attempt_number += 1
        self.next_action = None

    def set_result(self, val):
        self.outcome = Future(self.attempt_number, False, val)
        self.outcome_timestamp = clock()

    def set_exception(self, exc_info):
        self.outcome = Future(self.attempt_number, True, exc_info[1])
        self.outcome_timestamp = clock()


class AttemptManager:
    def __init__(self, retry_state):
        self.retry_state = retry_state

    def __enter__(self):
        return None

    def __exit__(self, exc_type, exc_value, traceback):
        if exc_value is not None:
            self.retry_state.set_exception((exc_type, exc_value, traceback))
            return True
        self.retry_state.set_result(None)
        return None

    async def __aenter__(self):
        return None

    async def __aexit__(self, exc_type, exc_value, traceback):
        return self.__exit__(exc_type, exc_value, traceback)
