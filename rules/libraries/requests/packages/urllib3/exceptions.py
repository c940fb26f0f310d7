# requests 2.34.2: urllib3.exceptions under its old name.
from urllib3.exceptions import *
