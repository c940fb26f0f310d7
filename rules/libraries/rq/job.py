# rq 3.0.0 `rq.job`
class Retry:
    def __init__(self, max, interval=0, enqueue_at_front=False):
        self.max = max
        self.intervals = list(interval) if isinstance(interval, (list, tuple)) else [interval]
        self.enqueue_at_front = enqueue_at_front


class Job:
    pass


class Callback:
    def __init__(self, func, timeout=None):
        self.func = func


def get_current_job(*args, **kwargs):
    from _sadpath import unknown

    return unknown("rq", "job")
