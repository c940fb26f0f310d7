# tenacity 9.2.1 `tenacity.stop`: what ends the attempts. Source: the installed package.
from _sadpath import is_unknown

UNKNOWN_LIMIT = 3  # attempts, where the code's limit is a value that nobody knows
LONGEST = 12  # attempts within a time limit: without waits there would be hundreds, all of them the same


def _seconds(value):
    if is_unknown(value) or isinstance(value, (int, float)):
        return value
    return value.total_seconds()


def decided(told, retry_state):
    """What a stop says. What nobody knows is reached with the third attempt."""
    return retry_state.attempt_number >= UNKNOWN_LIMIT if is_unknown(told) else told


def reached(stop, retry_state):
    """Whether `stop` says so."""
    return decided(stop if is_unknown(stop) else stop(retry_state), retry_state)


class stop_base:
    def __call__(self, retry_state):
        return False

    def __and__(self, other):
        return stop_all(self, other)

    def __or__(self, other):
        return stop_any(self, other)


class stop_any(stop_base):
    def __init__(self, *stops):
        self.stops = stops

    def __call__(self, retry_state):
        for stop in self.stops:
            if reached(stop, retry_state):
                return True
        return False


class stop_all(stop_base):
    def __init__(self, *stops):
        self.stops = stops

    def __call__(self, retry_state):
        for stop in self.stops:
            if not reached(stop, retry_state):
                return False
        return True


class _stop_never(stop_base):
    def __call__(self, retry_state):
        return False


stop_never = _stop_never()


class stop_when_event_set(stop_base):
    def __init__(self, event):
        self.event = event

    def __call__(self, retry_state):
        # somebody may set it at any time, or never
        return self.event.is_set()


class stop_after_attempt(stop_base):
    def __init__(self, max_attempt_number):
        self.max_attempt_number = max_attempt_number

    def __call__(self, retry_state):
        limit = self.max_attempt_number
        if is_unknown(limit):
            limit = UNKNOWN_LIMIT
        return retry_state.attempt_number >= limit


class stop_after_delay(stop_base):
    def __init__(self, max_delay):
        self.max_delay = _seconds(max_delay)

    def __call__(self, retry_state):
        return _late(retry_state, retry_state.seconds_since_start, self.max_delay)


class stop_before_delay(stop_base):
    def __init__(self, max_delay):
        self.max_delay = _seconds(max_delay)

    def __call__(self, retry_state):
        return _late(retry_state, retry_state.seconds_since_start + retry_state.upcoming_sleep, self.max_delay)


def _late(retry_state, elapsed, limit):
    if is_unknown(limit) or is_unknown(elapsed):
        return retry_state.attempt_number >= UNKNOWN_LIMIT
    return elapsed >= limit or retry_state.attempt_number >= LONGEST
