# logging of Python 3.12: nothing that is logged has any effect on the code. Source: Lib/logging/__init__.py.
from _sadpath import constant, unknown

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
lastResort = None
raiseExceptions = True


class Filterer:
    def __init__(self, *args, **kwargs):
        self.filters = []

    def addFilter(self, filter):
        pass

    def removeFilter(self, filter):
        pass

    def filter(self, record):
        return True


class Handler(Filterer):
    def __init__(self, *args, **kwargs):
        self.filters = []
        self.level = NOTSET
        self.formatter = None
        self.name = None

    def setLevel(self, level):
        self.level = level

    def setFormatter(self, formatter):
        self.formatter = formatter

    def format(self, record):
        return unknown("log line", kind="str")

    def emit(self, record):
        pass

    def handle(self, record):
        pass

    def handleError(self, record):
        pass

    def flush(self):
        pass

    def close(self):
        pass

    def acquire(self):
        pass

    def release(self):
        pass


class StreamHandler(Handler):
    terminator = "\n"


class FileHandler(StreamHandler):
    pass


class NullHandler(Handler):
    pass


class Formatter:
    def __init__(self, *args, **kwargs):
        pass

    def format(self, record):
        return unknown("log line", kind="str")

    def formatTime(self, record, datefmt=None):
        return unknown("log time", kind="str")

    def formatException(self, info):
        return unknown("log trace", kind="str")


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return True


class LogRecord:
    def __getattr__(self, name):
        return unknown("log record", name)


class Logger(Filterer):
    def __init__(self, name="root", level=NOTSET):
        self.name = name
        self.level = level
        self.handlers = []
        self.filters = []
        self.propagate = True
        self.disabled = False
        self.parent = None

    def debug(self, *args, **kwargs):
        pass

    def info(self, *args, **kwargs):
        pass

    def warning(self, *args, **kwargs):
        pass

    def warn(self, *args, **kwargs):
        pass

    def error(self, *args, **kwargs):
        pass

    def exception(self, *args, **kwargs):
        pass

    def critical(self, *args, **kwargs):
        pass

    def fatal(self, *args, **kwargs):
        pass

    def log(self, *args, **kwargs):
        pass

    def handle(self, record):
        pass

    def callHandlers(self, record):
        pass

    def setLevel(self, level):
        pass

    def addHandler(self, handler):
        pass

    def removeHandler(self, handler):
        pass

    def hasHandlers(self):
        return True

    def isEnabledFor(self, level):
        return level >= WARNING  # nothing is configured unless the program does

    def getEffectiveLevel(self):
        return unknown("log level", self.name, kind="number")

    def getChild(self, suffix):
        return getLogger(suffix if self is root else self.name + "." + suffix)

    def __getattr__(self, name):
        return unknown("logger", name)


class LoggerAdapter(Logger):
    def __init__(self, logger=None, extra=None, merge_extra=False):
        super().__init__("adapter")
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        return msg, kwargs


RootLogger = Logger
root = Logger()


_loggers = {}


def getLogger(name=None):
    if not constant(name):
        return Logger(name)
    if not name or name == "root":
        return root
    if name not in _loggers:
        _loggers[name] = Logger(name)
    return _loggers[name]


def getLoggerClass():
    return Logger


def setLoggerClass(cls):
    pass


def debug(*args, **kwargs):
    pass


info = warning = warn = error = exception = critical = fatal = log = debug


def basicConfig(**kwargs):
    pass


def disable(level=CRITICAL):
    pass


def shutdown():
    pass


def captureWarnings(capture):
    pass


def addLevelName(level, name):
    pass


def getLevelName(level):
    return unknown("log level", level)
