# tenacity 9.2.1 `tenacity.before`
from tenacity import before_log, before_nothing
