# celery 5.7.0 `celery.exceptions`
class CeleryError(Exception):
    pass


class TaskPredicate(CeleryError):
    pass


class Retry(TaskPredicate):
    def __init__(self, message=None, exc=None, when=None, is_eager=False, sig=None, **kwargs):
        self.message = message
        self.exc = exc
        self.when = when
        super().__init__(message, exc, when)


RetryTaskError = Retry


class Ignore(TaskPredicate):
    pass


class Reject(TaskPredicate):
    def __init__(self, reason=None, requeue=False):
        self.reason = reason
        self.requeue = requeue
        super().__init__(reason, requeue)


class TaskError(CeleryError):
    pass


class MaxRetriesExceededError(TaskError):
    def __init__(self, *args, **kwargs):
        self.task_args = kwargs.pop("task_args", [])
        self.task_kwargs = kwargs.pop("task_kwargs", {})
        super().__init__(*args)


class ImproperlyConfigured(CeleryError):
    pass


class NotRegistered(KeyError, TaskError):
    pass


class SoftTimeLimitExceeded(Exception):
    pass


class TimeLimitExceeded(Exception):
    pass


class TimeoutError(TaskError):
    pass


class OperationalError(Exception):
    pass
