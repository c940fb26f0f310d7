# tenacity 9.2.1 `tenacity.asyncio`: predicates that are coroutine functions. `tenacity.retry` awaits what they give.
from tenacity import AsyncRetrying
from tenacity.asyncio.retry import async_retry_base, retry_all, retry_any, retry_if_exception, retry_if_result
