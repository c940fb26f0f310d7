# asyncio of Python 3.12. What is started runs at once, until it waits for what others do; what it raises is kept until it is awaited.
from _sadpath import fresh, interrupt, is_async, is_coroutine, is_unknown, limited, run_coroutine, running, slept, started, suspended, unknown
from _sadpath import waits, wake
from concurrent.futures import Future as _SharedFuture

from .queues import LifoQueue, PriorityQueue, Queue, QueueEmpty, QueueFull, QueueShutDown

TimeoutError = TimeoutError
FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class CancelledError(BaseException):
    pass


class _NoneLeft(CancelledError):
    pass  # nobody is left who could do what is waited for


class InvalidStateError(Exception):
    pass


class IncompleteReadError(EOFError):
    pass


class LimitOverrunError(Exception):
    pass


class BrokenBarrierError(RuntimeError):
    pass


class Future:
    def __init__(self, *, loop=None):
        self._done = False
        self._cancelled = False
        self._result = None
        self._exception = None
        self._callbacks = []

    def __awaited__(self):
        while not self._done and waits(self):
            pass
        return self.result() if self._done else unknown("future", "result")

    def result(self):
        if self._cancelled:
            raise CancelledError()
        if not self._done:
            raise InvalidStateError("Result is not set.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._cancelled:
            raise CancelledError()
        if not self._done:
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def done(self):
        return self._done

    def cancelled(self):
        return self._cancelled

    def cancel(self, msg=None):
        if self._done:
            return False
        self._cancelled = True
        self._finish()
        return True

    def set_result(self, result):
        if self._done:
            raise InvalidStateError("invalid state")
        self._result = result
        self._finish()

    def set_exception(self, exception):
        if self._done:
            raise InvalidStateError("invalid state")
        self._exception = exception() if isinstance(exception, type) else exception
        self._finish()

    def add_done_callback(self, callback, *, context=None):
        if self._done:
            self._call(callback)
        else:
            self._callbacks.append(callback)

    def _finish(self):
        self._done = True
        callbacks = self._callbacks
        self._callbacks = []
        for callback in callbacks:
            self._call(callback)
        wake(self)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            pass  # the loop tells its exception handler

    def remove_done_callback(self, callback):
        before = len(self._callbacks)
        self._callbacks = [one for one in self._callbacks if one != callback]
        return before - len(self._callbacks)

    def get_loop(self):
        return _LOOP


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None):
        super().__init__()
        self._name = name
        self._coro = coro
        started(self._run, self, False)

    def _run(self):
        try:
            self._result = run_coroutine(self._coro)
        except CancelledError:
            self._cancelled = True
        except BaseException as error:
            self._exception = error
        self._finish()

    def cancel(self, msg=None):
        if self._done:
            return False
        interrupt(self, CancelledError())
        return True

    def get_name(self):
        return self._name or unknown("task name", kind="str")

    def set_name(self, value):
        self._name = value

    def get_coro(self):
        return unknown("coroutine")

    def cancelling(self):
        return 0

    def uncancel(self):
        return 0


def ensure_future(coro_or_future, *, loop=None):
    if isinstance(coro_or_future, Future):
        return coro_or_future
    return Task(coro_or_future)


def create_task(coro, *, name=None, context=None):
    return Task(coro, name=name)


def run(main, *, debug=None, loop_factory=None):
    return run_coroutine(main)


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *info):
        return None

    def run(self, coro, *, context=None):
        return run_coroutine(coro)

    def get_loop(self):
        return _LOOP

    def close(self):
        pass


def gather(*aws, return_exceptions=False):
    return _Gathering([ensure_future(aw) for aw in aws], return_exceptions)


class _Gathering(Future):
    def __init__(self, children, return_exceptions):
        super().__init__()
        self._done = True
        self._children = children
        self._keep = return_exceptions

    def cancel(self, msg=None):
        return any([child.cancel() for child in self._children])

    def result(self):
        results = []
        for child in self._children:
            while not child._done and waits(child):
                pass
            if self._keep and child._done:
                failed = CancelledError() if child._cancelled else child._exception
                results.append(failed if failed is not None else child._result)
            else:
                results.append(child.__awaited__())
        return results

    def exception(self):
        for child in self._children:
            if child._exception is not None and not self._keep:
                return child._exception
        return None


async def wait(aws, *, timeout=None, return_when=ALL_COMPLETED):
    futures = [ensure_future(aw) for aw in aws]
    for future in futures:
        while not future._done and waits(future, timeout is not None):
            if timeout is not None:
                break
    left = [future for future in futures if not future._done]
    if len(left) == len(futures):
        left = []  # who knows what they wait for
    return set([future for future in futures if future not in left]), set(left)


async def wait_for(aw, timeout=None):
    if timeout is None:
        return await aw
    limited(1)
    try:
        return await aw
    except _NoneLeft:
        raise TimeoutError() from None
    finally:
        limited(-1)


def shield(arg):
    return ensure_future(arg)


def as_completed(aws, *, timeout=None):
    return [ensure_future(aw) for aw in aws]


async def sleep(delay, result=None):
    slept(delay)
    suspended()
    return result


async def to_thread(func, /, *args, **kwargs):
    return func(*args, **kwargs)


def iscoroutinefunction(func):
    return is_async(func)


def iscoroutine(value):
    return is_coroutine(value)


def isfuture(value):
    return isinstance(value, Future)


def current_task(loop=None):
    return running() or Future()


def all_tasks(loop=None):
    return set()


def run_coroutine_threadsafe(coro, loop):
    return _SharedFuture()._run(run_coroutine, (coro,), {})


def wrap_future(future, *, loop=None):
    if isinstance(future, Future):
        return future
    made = Future()

    def copy(done):
        if done.cancelled():
            made.cancel()
        elif done.exception() is not None:
            made.set_exception(done.exception())
        else:
            made.set_result(done.result())

    future.add_done_callback(copy)
    return made


class _Timeout:
    def __init__(self, when=None):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, *info):
        return None

    def reschedule(self, when):
        pass

    def when(self):
        return None

    def expired(self):
        return False


def timeout(delay):
    return _Timeout()


def timeout_at(when):
    return _Timeout()


class TaskGroup:
    async def __aenter__(self):
        self._tasks = []
        return self

    def create_task(self, coro, *, name=None, context=None):
        task = Task(coro)
        self._tasks.append(task)
        return task

    async def __aexit__(self, kind, value, trace):
        for task in self._tasks:
            while not task._done and waits(task):
                pass
        errors = [task._exception for task in self._tasks if task._exception is not None]
        if value is not None and not isinstance(value, CancelledError):
            errors.append(value)
        if errors:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", errors) if not all(isinstance(e, Exception) for e in errors) else ExceptionGroup(
                "unhandled errors in a TaskGroup", errors)
        return False


class Lock:
    def __init__(self, *args, **kwargs):
        self._held = False

    async def __aenter__(self):
        self._held = True
        return None

    async def __aexit__(self, *info):
        self._held = False

    async def acquire(self):
        self._held = True
        return True

    def release(self):
        self._held = False

    def locked(self):
        return self._held


class Semaphore(Lock):
    pass


class BoundedSemaphore(Semaphore):
    pass


class Condition(Lock):
    def __init__(self, lock=None):
        super().__init__()
        self._notified = 0

    async def wait(self):
        self.release()
        waits(self)
        self._held = True
        return True

    async def wait_for(self, predicate):
        result = predicate()
        while not result and waits(self):
            result = predicate()
        return result

    def notify(self, n=1):
        self._notified += n  # who waits goes on when the lock is given back

    def notify_all(self):
        self.notify(1000)

    def release(self):
        self._held = False
        notified = self._notified
        if notified:
            self._notified = 0
            wake(self, notified)

    async def __aexit__(self, *info):
        self.release()


class Event:
    def __init__(self, *args, **kwargs):
        self._set = False

    def set(self):
        self._set = True
        wake(self)

    def clear(self):
        self._set = False

    def is_set(self):
        return self._set or unknown("event", kind="bool")

    async def wait(self):
        while not self._set and waits(self):
            if running() is not None:
                return True
        if not self._set:
            slept(fresh("event", kind="number"))
        return True


class AbstractEventLoop:
    def run_until_complete(self, future):
        return run_coroutine(future)

    def run_forever(self):
        pass

    def run_in_executor(self, executor, func, *args):
        future = Future()
        try:
            future.set_result(func(*args))
        except BaseException as error:
            future.set_exception(error)
        return future

    def create_task(self, coro, *, name=None, context=None):
        return Task(coro)

    def create_future(self):
        return Future()

    def call_soon(self, callback, *args, context=None):
        callback(*args)
        return _Handle()

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        slept(delay)
        callback(*args)
        return _Handle()

    call_at = call_later

    def time(self):
        import time

        return time.monotonic()

    def is_running(self):
        return unknown("loop", "is_running", kind="bool")

    def is_closed(self):
        return False

    def close(self):
        pass

    def stop(self):
        pass

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self):
        pass

    def set_debug(self, enabled):
        pass

    def get_debug(self):
        return False

    def set_exception_handler(self, handler):
        pass

    def add_signal_handler(self, sig, callback, *args):
        pass

    def set_default_executor(self, executor):
        pass


class _Handle:
    def cancel(self):
        pass

    def cancelled(self):
        return False


_LOOP = AbstractEventLoop()


def get_event_loop():
    return _LOOP


def get_running_loop():
    return _LOOP


def new_event_loop():
    return _LOOP


def set_event_loop(loop):
    pass


def set_event_loop_policy(policy):
    pass
