# requests 2.34.2: urllib3.util.retry under its old name.
from urllib3.util.retry import Retry
