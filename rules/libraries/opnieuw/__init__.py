# opnieuw 4.0.0: 3 calls within a minute, of the exceptions that are named. Source: the installed package (read, not tried).
from opnieuw.retries import BackoffCalculator, retry, retry_async
