# socket of Python 3.12: the exceptions; everything else is a symbol.
error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass
