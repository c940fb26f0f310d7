# tenacity 9.2.1 `tenacity.asyncio`: predicates that are coroutine functions, which only asynchronous code awaits.
from tenacity import AsyncRetrying
from tenacity.asyncio.retry import async_retry_base, retry_all, retry_any, retry_if_exception, retry_if_result
