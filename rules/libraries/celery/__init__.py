# celery 5.7.0: tasks as a worker runs them. Source: the installed package, tried with a worker on the in-memory broker.
from celery import exceptions
from celery.app.task import Task, make_task


class Celery:
    def __init__(self, main=None, *args, **kwargs):
        self.main = main
        # the class of this application's tasks: `app.Task` may be subclassed and given back
        self.Task = Task

    def task(self, *args, **options):
        options.setdefault("base", self.Task)
        return make_task(self, args, options)

    def register_task(self, task, **options):
        return task() if isinstance(task, type) else task

    def autodiscover_tasks(self, *args, **kwargs):
        return None

    def config_from_object(self, *args, **kwargs):
        return None


def shared_task(*args, **options):
    return make_task(None, args, options)
