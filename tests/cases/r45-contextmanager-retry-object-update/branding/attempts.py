"""`for attempt in Attempts(3): with attempt: ...` like tenacity, without the dependency."""
import time


class Attempt:
    def __init__(self, number, last, retry_on):
        self.number, self.last, self.retry_on = number, last, retry_on
        self.failed = False

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        if exc_type is None:
            return False
        self.failed = True
        if self.last or not self.retry_on(exc):
            return False
        time.sleep(0.1 * self.number)
        return True


class Attempts:
    def __init__(self, total, retry_on):
        self.total, self.retry_on = total, retry_on

    def __iter__(self):
        for number in range(1, self.total + 1):
            attempt = Attempt(number, number == self.total, self.retry_on)
            yield attempt
            if not attempt.failed:
                return
