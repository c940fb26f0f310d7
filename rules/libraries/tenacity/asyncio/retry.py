# tenacity 9.2.1 `tenacity.asyncio.retry`: predicates that are coroutine functions, and are awaited. Source: the installed package.
from _sadpath import constant, is_async, part, run_coroutine
from tenacity.retry import retry_base


def awaited(given):
    """What awaiting it gives; what is no awaitable is refused, as Python does."""
    given = part(given)
    if constant(given):
        raise TypeError(f"object {type(given).__name__} can't be used in 'await' expression")
    return run_coroutine(given)


def _asked(predicate, retry_state):
    told = predicate(retry_state)
    return run_coroutine(told) if is_async(predicate) else told


class async_retry_base(retry_base):
    async def __call__(self, retry_state):
        return None

    def __and__(self, other):
        return retry_all(self, other)

    def __rand__(self, other):
        return retry_all(other, self)

    def __or__(self, other):
        return retry_any(self, other)

    def __ror__(self, other):
        return retry_any(other, self)


class retry_if_exception(async_retry_base):
    def __init__(self, predicate):
        self.predicate = predicate

    async def __call__(self, retry_state):
        outcome = retry_state.outcome
        if outcome.failed:
            return awaited(self.predicate(outcome._exception))
        return False


class retry_if_result(async_retry_base):
    def __init__(self, predicate):
        self.predicate = predicate

    async def __call__(self, retry_state):
        if retry_state.outcome.failed:
            return False
        return awaited(self.predicate(retry_state.outcome._result))


class retry_any(async_retry_base):
    def __init__(self, *retries):
        self.retries = retries

    async def __call__(self, retry_state):
        for predicate in self.retries:
            if _asked(predicate, retry_state):
                return True
        return False


class retry_all(async_retry_base):
    def __init__(self, *retries):
        self.retries = retries

    async def __call__(self, retry_state):
        for predicate in self.retries:
            if not _asked(predicate, retry_state):
                return False
        return True
