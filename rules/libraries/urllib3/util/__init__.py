from urllib3.util.retry import Retry


class Timeout:
    def __init__(self, *args, **kwargs):
        pass
