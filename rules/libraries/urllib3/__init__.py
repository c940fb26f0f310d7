# urllib3 2.8
from urllib3.util.retry import Retry
from urllib3.util import Timeout
