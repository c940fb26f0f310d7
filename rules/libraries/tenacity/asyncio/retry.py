# tenacity 9.2.1 `tenacity.asyncio.retry`
from tenacity.retry import retry_all, retry_any, retry_base, retry_if_exception, retry_if_result

async_retry_base = retry_base
