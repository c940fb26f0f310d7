"""What tenacity awaits, and what it doesn't; written as in `retry_forms.py`."""
# ruff: noqa
# fmt: off

#: a coroutine function as an ordinary predicate of exceptions: 503 = 3 raises RetryError; 400 = 3 raises RetryError; ok = 1 returns response
async def again(e):
    return status_of(e) == 503
@retry(stop=stop_after_attempt(3), retry=retry_if_exception(again))
async def f():
    return await apost()

#: a coroutine function as an ordinary predicate of results: ok = 3 raises RetryError; 400 = 1 raises HTTPStatusError
async def bad(r):
    return r.status_code == 503
@retry(stop=stop_after_attempt(3), retry=retry_if_result(bad))
async def f():
    return await apost()

#: a coroutine function as a predicate that is turned round: ok = 1 returns response; 400 = 1 raises HTTPStatusError
async def good(r):
    return r.status_code == 503
@retry(stop=stop_after_attempt(3), retry=retry_if_not_result(good))
async def f():
    return await apost()

#: a coroutine function as the whole predicate: 503 = 3 raises RetryError; 400 = 1 raises HTTPStatusError
async def again(state):
    return state.outcome.failed and status_of(state.outcome.exception()) == 503
@retry(stop=stop_after_attempt(3), retry=again)
async def f():
    return await apost()

#: an object with an async call as the whole predicate: 503 = 3 raises RetryError; 400 = 1 raises HTTPStatusError
class Again:
    async def __call__(self, state):
        return state.outcome.failed and status_of(state.outcome.exception()) == 503
@retry(stop=stop_after_attempt(3), retry=Again())
async def f():
    return await apost()

#: a lambda that gives a coroutine as the whole predicate: 400 = 3 raises RetryError; ok = 3 raises RetryError
async def again(state):
    return False
@retry(stop=stop_after_attempt(3), retry=lambda state: again(state))
async def f():
    return await apost()

#: the asynchronous predicate of exceptions: 503 = 3 raises RetryError; 400 = 1 raises HTTPStatusError; ok = 1 returns response
async def again(e):
    return status_of(e) == 503
@retry(stop=stop_after_attempt(3), retry=tenacity.asyncio.retry_if_exception(again))
async def f():
    return await apost()

#: the asynchronous predicate around a plain function: 400 = 1 raises TypeError; ok = 1 returns response
@retry(stop=stop_after_attempt(3), retry=tenacity.asyncio.retry_if_exception(lambda e: False))
async def f():
    return await apost()

#: the asynchronous predicate in synchronous code: 400 = 3 raises RetryError; ok = 3 raises RetryError
async def again(e):
    return False
@retry(stop=stop_after_attempt(3), retry=tenacity.asyncio.retry_if_exception(again))
def f():
    return post()

#: an ordinary predicate or an asynchronous one: 503 = 3 raises RetryError; 429 = 3 raises RetryError; 400 = 1 raises HTTPStatusError
async def again(e):
    return status_of(e) == 503
@retry(stop=stop_after_attempt(3), retry=retry_if_exception(lambda e: status_of(e) == 429) | tenacity.asyncio.retry_if_exception(again))
async def f():
    return await apost()

#: an asynchronous predicate and an ordinary one: 503 = 3 raises RetryError; 429 = 1 raises HTTPStatusError; 400 = 1 raises HTTPStatusError
async def again(e):
    return status_of(e) in (429, 503)
@retry(stop=stop_after_attempt(3), retry=tenacity.asyncio.retry_if_exception(again) & retry_if_exception(lambda e: status_of(e) >= 500))
async def f():
    return await apost()

#: an asynchronous predicate in the ordinary combination: 400 = 3 raises RetryError; ok = 3 raises RetryError
async def again(e):
    return False
@retry(stop=stop_after_attempt(3), retry=tenacity.retry_any(tenacity.asyncio.retry_if_exception(again), retry_never))
async def f():
    return await apost()

#: coroutine functions as stop and wait: 400 = 2 raises RetryError; ok = 1 returns response
async def enough(state):
    return state.attempt_number >= 2
async def pause(state):
    return 0
@retry(stop=enough, wait=pause)
async def f():
    return await apost()

#: a coroutine function as a part of a stop: 400 = 1 raises RetryError; ok = 1 returns response
async def enough(state):
    return state.attempt_number >= 2
@retry(stop=tenacity.stop_any(enough, stop_after_attempt(5)))
async def f():
    return await apost()

#: a coroutine function as the last word: 400 = 2 returns None; ok = 1 returns response
async def given_up(state):
    return None
@retry(stop=stop_after_attempt(2), retry_error_callback=given_up)
async def f():
    return await apost()

#: a coroutine function as the last word of synchronous code: 400 = 2 returns value; ok = 1 returns value
async def given_up(state):
    return None
@retry(stop=stop_after_attempt(2), retry_error_callback=given_up)
def g():
    return post()
def f():
    if g() is None:
        raise ValueError
    return 1

#: callbacks that raise: 400 = 1 raises KeyError; ok = 1 returns response
async def raises(state):
    raise KeyError('x')
@retry(stop=stop_after_attempt(3), before_sleep=raises)
async def f():
    return await apost()

#: callbacks of synchronous code that would raise: 400 = 3 raises RetryError; ok = 1 returns response
async def raises(state):
    raise KeyError('x')
@retry(stop=stop_after_attempt(3), before_sleep=raises, after=raises)
def f():
    return post()

#: a plain sleep in asynchronous code: 400 = 1 raises TypeError; ok = 1 returns response
@retry(stop=stop_after_attempt(3), sleep=lambda seconds: None)
async def f():
    return await apost()

#: an asynchronous sleep: 400 = 3 raises RetryError; ok = 1 returns response
@retry(stop=stop_after_attempt(3), wait=wait_fixed(0.001), sleep=asyncio.sleep)
async def f():
    return await apost()

#: async for with an ordinary predicate: 400 = 2 raises RetryError; ok = 1 returns response
async def again(e):
    return False
async def f():
    async for attempt in AsyncRetrying(stop=stop_after_attempt(2), retry=retry_if_exception(again)):
        with attempt:
            return await apost()
