# requests 2.34.2: urllib3 under its old name.
from urllib3 import *
