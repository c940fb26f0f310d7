# dramatiq 2.2.1 `dramatiq.errors`
class DramatiqError(Exception):
    pass


class Retry(DramatiqError):
    def __init__(self, message="", delay=None):
        super().__init__(message)
        self.delay = delay
