# huey 3.5.4: tasks as a consumer runs them; a call from the project's own code only puts them into the queue. Source: the installed package,
# tried with MemoryHuey.
from _sadpath import is_unknown, outermost, slept, unknown
from huey.exceptions import CancelExecution, HueyException, RetryTask, TaskException

UNKNOWN_LIMIT = 3  # retries, where the code's limit is a value that nobody knows


class TaskWrapper:
    def __init__(self, func, retries=0, retry_delay=0, retry_backoff=0, context=False):
        self.func = func
        self.__wrapped__ = func
        self.retries = UNKNOWN_LIMIT if is_unknown(retries) else retries
        self.retry_delay = retry_delay
        self.retry_backoff = retry_backoff
        self.context = context

    def __call__(self, *args, **kwargs):
        if not outermost():
            return unknown("huey", "result")
        left = self.retries
        delay = self.retry_delay
        if self.context:
            kwargs.setdefault("task", unknown("huey", "task"))
        while True:
            try:
                return self.func(*args, **kwargs)
            except RetryTask as again:
                # again, whether retries are left or not
                left += 1
                if again.delay is not None:
                    delay = again.delay
            except CancelExecution as cancelled:
                if cancelled.retry or (cancelled.retry is None and left):
                    left = max(left, 1)
                else:
                    raise
            except Exception:
                if not left:
                    raise
            left -= 1
            slept(delay)
            if is_unknown(self.retry_backoff) or self.retry_backoff:
                delay = delay * self.retry_backoff

    def call_local(self, *args, **kwargs):
        return self.func(*args, **kwargs)

    def schedule(self, *args, **kwargs):
        return unknown("huey", "result")

    def map(self, *args, **kwargs):
        return unknown("huey", "result")

    def s(self, *args, **kwargs):
        return unknown("huey", "task")


class Huey:
    def __init__(self, *args, **kwargs):
        pass

    def task(self, retries=0, retry_delay=0, retry_backoff=0, priority=None, context=False, name=None, **kwargs):
        return lambda func: TaskWrapper(func, retries, retry_delay, retry_backoff, context)

    def periodic_task(self, validate_datetime, retries=0, retry_delay=0, priority=None, context=False, name=None, **kwargs):
        return lambda func: TaskWrapper(func, retries, retry_delay, 0, context)

    def lock_task(self, name):
        return TaskLock()


class TaskLock:
    def __call__(self, fn):
        return fn

    def __enter__(self):
        return None

    def __exit__(self, *args):
        return None


RedisHuey = SqliteHuey = MemoryHuey = FileHuey = PriorityRedisHuey = RedisExpireHuey = PriorityRedisExpireHuey = BlackHoleHuey = Huey


def crontab(*args, **kwargs):
    return unknown("huey", "crontab")
