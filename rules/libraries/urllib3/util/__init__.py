# urllib3 2.8.0 `urllib3.util`
from urllib3.util.retry import Retry


class Timeout:
    def __init__(self, *args, **kwargs):
        pass
