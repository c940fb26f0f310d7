# threading of Python 3.12. A thread runs when it is started, until it waits; what it raises never reaches anybody. Source: Lib/threading.py.
from _sadpath import fresh, running, slept, started, unknown, waits, wake

TIMEOUT_MAX = 4294967.0


class ThreadError(RuntimeError):
    pass


class BrokenBarrierError(RuntimeError):
    pass


class Thread:
    daemon = False
    _runs = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        self.name = name
        if daemon is not None:
            self.daemon = daemon
        self.ident = 1
        self.native_id = 1

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def start(self):
        self._runs = True
        started(self._bootstrap, self, not self.daemon)

    def _bootstrap(self):
        try:
            self.run()
        except BaseException:
            pass
        self._runs = False
        wake(self)

    def join(self, timeout=None):
        while self._runs and waits(self, timeout is not None):
            if timeout is not None:
                break

    def is_alive(self):
        return self._runs

    def getName(self):
        return self.name

    def setDaemon(self, daemonic):
        self.daemon = daemonic


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(target=function, args=args or (), kwargs=kwargs)
        self.interval = interval

    def run(self):
        slept(self.interval)
        super().run()

    def cancel(self):
        pass


class Lock:
    def __init__(self, *args, **kwargs):
        self._held = False

    def acquire(self, blocking=True, timeout=-1):
        self._held = True
        return True

    def release(self):
        self._held = False

    def locked(self):
        return self._held

    def __enter__(self):
        self._held = True
        return True

    def __exit__(self, *info):
        self._held = False


class RLock(Lock):
    pass


class Semaphore(Lock):
    pass


class BoundedSemaphore(Semaphore):
    pass


class Condition(Lock):
    def __init__(self, lock=None):
        super().__init__()
        self._notified = 0

    def wait(self, timeout=None):
        self.release()
        notified = waits(self, timeout is not None)
        self._held = True
        return notified or timeout is None

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        while not result and waits(self, timeout is not None):
            result = predicate()
        return result

    def notify(self, n=1):
        if self._held:
            self._notified += n  # who waits goes on when the lock is given back
        else:
            wake(self, n)

    def notify_all(self):
        self.notify(1000)

    notifyAll = notify_all

    def release(self):
        self._held = False
        notified = self._notified
        if notified:
            self._notified = 0
            wake(self, notified)

    def __exit__(self, *info):
        self.release()


class Event:
    def __init__(self):
        self._set = False

    def set(self):
        self._set = True
        wake(self)

    def clear(self):
        self._set = False

    def is_set(self):
        return self._set or unknown("event", kind="bool")  # another thread may set it

    isSet = is_set

    def wait(self, timeout=None):
        if self._set:
            return True
        told = waits(self, timeout is not None)
        if self._set or (told and running() is not None):
            return True
        # nobody sets it: a wait for a flag is a pause
        slept(timeout if timeout is not None else fresh("event", kind="number"))
        return self._set


class local:
    pass


class Barrier:
    def __init__(self, *args, **kwargs):
        pass

    def wait(self, timeout=None):
        return 0


_MAIN = Thread(name="MainThread")


def current_thread():
    return running() or _MAIN


def main_thread():
    return _MAIN


currentThread = current_thread


def get_ident():
    return unknown("thread", kind="number")


def active_count():
    return 1


def enumerate():
    return [_MAIN]
