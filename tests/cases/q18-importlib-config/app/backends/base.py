class BackendError(Exception):
    retryable = False

    def __init__(self, code, *args):
        super().__init__(code, *args)
        self.code = code


class NotAllowed(BackendError):
    pass


class Temporary(BackendError):
    retryable = True
