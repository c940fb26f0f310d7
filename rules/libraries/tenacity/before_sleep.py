# tenacity 9.2.1 `tenacity.before_sleep`
from tenacity import before_sleep_log, before_sleep_nothing
