# rq 3.0.0: jobs as a worker runs them. What `Queue.enqueue(f, retry=...)` says of a plain function is not seen at the function. Source: the
# installed package, tried with fakeredis.
from rq.job import Callback, Job, Retry
from _sadpath import unknown


class Queue:
    def __init__(self, *args, **kwargs):
        pass

    def enqueue(self, f, *args, **kwargs):
        # runs elsewhere, later: its outcome is not the caller's
        return unknown("rq", "job")

    enqueue_call = enqueue
    enqueue_at = enqueue
    enqueue_in = enqueue
    enqueue_many = enqueue


def get_current_job(*args, **kwargs):
    return unknown("rq", "job")
