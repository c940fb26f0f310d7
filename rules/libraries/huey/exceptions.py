# huey 3.5.4 `huey.exceptions`
class HueyException(Exception):
    pass


class CancelExecution(HueyException):
    def __init__(self, retry=None, *args, **kwargs):
        self.retry = retry
        super().__init__(*args)


class RetryTask(HueyException):
    def __init__(self, msg=None, eta=None, delay=None, *args, **kwargs):
        self.eta = eta
        self.delay = delay
        super().__init__(msg, *args)


class TaskLockedException(HueyException):
    pass


class TaskException(HueyException):
    pass


class ResultTimeout(HueyException):
    pass
