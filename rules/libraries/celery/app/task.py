# celery 5.7.0 `celery.app.task`: a task, its retries, and what a worker does with it. The walk enters a task as the worker would; a call from
# the project's own code runs the body once and retries nothing.
from _sadpath import is_unknown, outermost, slept, unknown
from celery.exceptions import Ignore, MaxRetriesExceededError, Reject, Retry

UNKNOWN_LIMIT = 3  # retries, where the code's limit is a value that nobody knows


class Context:
    def __init__(self):
        self.id = unknown("celery", "request.id", kind="str")
        self.retries = 0
        self.called_directly = True
        self.is_eager = False
        self.args = ()
        self.kwargs = {}

    def __getattr__(self, name):
        return unknown("celery", "request", name)


class Task:
    MaxRetriesExceededError = MaxRetriesExceededError
    name = None
    max_retries = 3
    default_retry_delay = 180
    autoretry_for = ()
    dont_autoretry_for = ()
    retry_kwargs = {}
    retry_backoff = False
    retry_backoff_max = 600
    retry_jitter = True
    bind = False

    def run(self, *args, **kwargs):
        raise NotImplementedError("Tasks must define the run method.")

    @property
    def request(self):
        if "_request" not in self.__dict__:
            self._request = Context()
        return self._request

    def __call__(self, *args, **kwargs):
        if outermost():
            return self._work(args, kwargs)
        return self._body(args, kwargs)

    def _body(self, args, kwargs):
        """One run of the body, with what `autoretry_for` makes of its exceptions."""
        if not self.autoretry_for:
            return self.run(*args, **kwargs)
        try:
            return self.run(*args, **kwargs)
        except (Ignore, Retry):
            raise
        except tuple(self.dont_autoretry_for):
            raise
        except tuple(self.autoretry_for) as exc:
            options = dict(self.retry_kwargs)
            if is_unknown(self.retry_backoff) or self.retry_backoff:
                options["countdown"] = self._backoff()
            raise self.retry(exc=exc, **options)

    def _backoff(self):
        factor = self.retry_backoff
        if is_unknown(factor):
            return factor
        wait = max(1.0, factor) * 2 ** self.request.retries
        if not is_unknown(self.retry_backoff_max):
            wait = min(wait, self.retry_backoff_max)
        # full jitter: the mean
        return wait / 2 if self.retry_jitter else wait

    def _work(self, args, kwargs):
        """What a worker does: the body, and again for each retry that it asked for, even where it swallowed the exception that `retry` raises."""
        request = self.request
        request.called_directly = False
        request.retries = 0
        while True:
            request.args = args
            request.kwargs = kwargs
            self._again = None
            try:
                result = self._body(args, kwargs)
            except Retry:
                if self._again is None:
                    raise
                result = None
            except (Ignore, Reject):
                return None
            if self._again is None:
                return result
            args, kwargs, wait = self._again
            slept(wait)
            request.retries += 1

    def retry(self, args=None, kwargs=None, exc=None, throw=True, eta=None, countdown=None, max_retries=None, **options):
        request = self.request
        limit = self.max_retries if not is_unknown(max_retries) and max_retries is None else max_retries
        if request.called_directly:
            raise exc if is_unknown(exc) or exc is not None else Retry("Task can be retried", None)
        if is_unknown(limit):
            limit = UNKNOWN_LIMIT
        if limit is not None and request.retries + 1 > limit:
            if is_unknown(exc) or exc is not None:
                raise exc
            raise self.MaxRetriesExceededError(f"Can't retry {self.name}")
        if not is_unknown(countdown) and countdown is None:
            countdown = unknown("celery", "eta") if eta is not None else self.default_retry_delay
        self._again = (request.args if args is None else tuple(args), request.kwargs if kwargs is None else kwargs, countdown)
        again = Retry(None, exc, countdown)
        if throw:
            raise again
        return again

    def apply(self, args=None, kwargs=None, **options):
        result = EagerResult()
        try:
            result.value = self._work(tuple(args or ()), kwargs or {})
        except Exception as error:
            result.error = error
        return result

    def delay(self, *args, **kwargs):
        # runs elsewhere, later: its outcome is not the caller's
        return unknown("celery", "result")

    def apply_async(self, *args, **kwargs):
        return unknown("celery", "result")

    def s(self, *args, **kwargs):
        return unknown("celery", "signature")

    def si(self, *args, **kwargs):
        return unknown("celery", "signature")

    def signature(self, *args, **kwargs):
        return unknown("celery", "signature")


class EagerResult:
    def __init__(self):
        self.value = None
        self.error = None

    def get(self, timeout=None, propagate=True, **kwargs):
        if self.error is not None and propagate:
            raise self.error
        return self.error if self.error is not None else self.value

    @property
    def result(self):
        return self.error if self.error is not None else self.value

    def successful(self):
        return self.error is None

    def failed(self):
        return self.error is not None


def make_task(app, args, options):
    if args and callable(args[0]):
        return _decorate(args[0], app, options)
    return lambda fn: _decorate(fn, app, options)


def _decorate(fn, app, options):
    base = options.get("base") or Task
    task = base()
    task.app = app
    for key, value in options.items():
        if key not in ("base", "run"):
            setattr(task, key, value)
    task.run = fn.__get__(task) if task.bind else fn
    task.__wrapped__ = task.run
    task.__name__ = fn.__name__
    if task.name is None:
        task.name = fn.__name__
    return task
