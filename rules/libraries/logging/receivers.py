# logging of Python 3.12: filters and handlers (Lib/logging/__init__.py). What the handlers of the library write nobody reads, but for a text kept in memory.
from _sadpath import is_unknown
from .records import NOTSET, Formatter, LogRecord, checked


class Filter:
    def __init__(self, name=""):
        self.name = name
        self.nlen = len(name)

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if is_unknown(filter):
            return
        if filter not in self.filters:
            self.filters.append(filter)
        listen()

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for one in self.filters:
            told = one.filter(record) if hasattr(one, "filter") else one(record)
            if not told:
                return False
            if isinstance(told, LogRecord):
                record = told
        return record


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.name = None
        self.level = checked(level)
        self.formatter = None

    def get_name(self):
        return self.name

    def set_name(self, name):
        self.name = name

    def setLevel(self, level):
        self.level = checked(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _plain).format(record)

    def emit(self, record):
        pass

    def handle(self, record):
        told = self.filter(record)
        if told:
            self.emit(told if isinstance(told, LogRecord) else record)
        return told

    def handleError(self, record):
        pass

    def createLock(self):
        pass

    def acquire(self):
        pass

    def release(self):
        pass

    def flush(self):
        pass

    def close(self):
        pass


_plain = Formatter()


class StreamHandler(Handler):
    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream

    def setStream(self, stream):
        before = self.stream
        self.stream = stream
        return before

    def emit(self, record):
        if is_unknown(self.stream) or self.stream is None:
            return
        try:
            self.stream.write(self.format(record) + self.terminator)
        except Exception:
            self.handleError(record)


class FileHandler(StreamHandler):
    def __init__(self, filename=None, mode="a", encoding=None, delay=False, errors=None, **kwargs):
        super().__init__()
        self.baseFilename = filename


class NullHandler(Handler):
    def handle(self, record):
        pass


class _Heard:
    """Whether anything that is logged reaches code of the program: asked before all else, as nearly all code logs."""

    def __init__(self):
        self.loggers = []


_heard = _Heard()


def listen():
    """From now on, what is logged is heard."""
    for logger in _heard.loggers:
        logger._heard = True


def listens(handler):
    """Whether a handler does more than to write what nobody reads."""
    if handler.filters or type(handler) not in QUIET:
        return True
    return type(handler) is StreamHandler and not is_unknown(handler.stream) and handler.stream is not None


QUIET = [StreamHandler, FileHandler, NullHandler]
