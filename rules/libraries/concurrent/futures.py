# concurrent.futures of Python 3.12. What is submitted runs at once, what it raises is kept until somebody asks. Source: Lib/concurrent/futures.
from _sadpath import unknown

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
TimeoutError = TimeoutError


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


class Future:
    def __init__(self):
        self._result = None
        self._exception = None
        self._done = False
        self._running = False
        self._cancelled = False
        self._callbacks = []

    def _run(self, fn, args, kwargs):
        try:
            self._result = fn(*args, **kwargs)
        except BaseException as error:
            self._exception = error
        self._done = True
        return self

    def result(self, timeout=None):
        if self._cancelled:
            raise CancelledError()
        if self._exception is not None:
            raise self._exception
        return self._result if self._done else unknown("future", "result")

    def exception(self, timeout=None):
        if self._cancelled:
            raise CancelledError()
        return self._exception if self._done else unknown("future", "exception")

    def done(self):
        return self._done

    def running(self):
        return self._running and not self._done

    def cancelled(self):
        return self._cancelled

    def cancel(self):
        if self._cancelled:
            return True
        if self._done or self._running:
            return False
        self._cancelled = True
        self._finish()
        return True

    def add_done_callback(self, fn):
        if self._done:
            self._call(fn)
        else:
            self._callbacks.append(fn)

    def _finish(self):
        self._done = True
        for fn in self._callbacks:
            self._call(fn)

    def _call(self, fn):
        try:
            fn(self)
        except Exception:
            pass  # it is logged

    def set_running_or_notify_cancel(self):
        if self._cancelled:
            return False
        self._running = True
        return True

    def set_result(self, result):
        if self._done:
            raise InvalidStateError()
        self._result = result
        self._finish()

    def set_exception(self, exception):
        if self._done:
            raise InvalidStateError()
        self._exception = exception
        self._finish()


class Executor:
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=(), **kwargs):
        pass

    def submit(self, fn, /, *args, **kwargs):
        return Future()._run(fn, args, kwargs)

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        return _results(futures)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *info):
        return False


def _results(futures):
    for future in futures:
        yield future.result()


class ThreadPoolExecutor(Executor):
    pass


class ProcessPoolExecutor(Executor):
    pass


class InterpreterPoolExecutor(Executor):
    pass


class DoneAndNotDoneFutures:
    def __init__(self, done, not_done):
        self.done = done
        self.not_done = not_done

    def __iter__(self):
        return iter([self.done, self.not_done])


def as_completed(fs, timeout=None):
    return list(fs)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    return DoneAndNotDoneFutures(list(fs), [])
