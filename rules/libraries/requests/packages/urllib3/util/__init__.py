# requests 2.34.2: urllib3.util under its old name.
from urllib3.util import Retry, Timeout
