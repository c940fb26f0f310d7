# google-api-core 2.44.0: the older place of AsyncRetry
from google.api_core.retry import AsyncRetry, if_exception_type, if_transient_error, retry_target_async as retry_target
