# tenacity 9.2.1 `tenacity.after`
from tenacity import after_log, after_nothing
