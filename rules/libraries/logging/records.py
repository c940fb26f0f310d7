# logging of Python 3.12: levels, records and what makes lines of them. Source: Lib/logging/__init__.py.
import sys

from _sadpath import constant, is_unknown, unknown

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"

_names = {CRITICAL: "CRITICAL", ERROR: "ERROR", WARNING: "WARNING", INFO: "INFO", DEBUG: "DEBUG", NOTSET: "NOTSET"}
_levels = {
    "CRITICAL": CRITICAL, "FATAL": FATAL, "ERROR": ERROR, "WARN": WARNING, "WARNING": WARNING, "INFO": INFO, "DEBUG": DEBUG, "NOTSET": NOTSET,
}


def getLevelName(level):
    if not constant(level):
        return unknown("log level", level)
    if level in _names:
        return _names[level]
    return _levels.get(level, f"Level {level}")


def addLevelName(level, name):
    _names[level] = name
    _levels[name] = level


def getLevelNamesMapping():
    return dict(_levels)


def checked(level):
    """The number of a level that is given as a number or by its name."""
    if not constant(level) or isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError(f"Level not an integer or a valid string: {level!r}")
    if level not in _levels:
        raise ValueError(f"Unknown level: {level!r}")
    return _levels[level]


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        self.name = name
        self.msg = msg
        self.args = args[0] if args and len(args) == 1 and isinstance(args[0], dict) and args[0] else args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        self.filename = unknown("log record", "filename", kind="str")
        self.module = unknown("log record", "module", kind="str")
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = unknown("log record", "created", kind="number")
        self.msecs = unknown("log record", "msecs", kind="number")
        self.relativeCreated = unknown("log record", "relativeCreated", kind="number")
        self.thread = unknown("log record", "thread", kind="number")
        self.threadName = "MainThread"
        self.processName = "MainProcess"
        self.process = unknown("log record", "process", kind="number")
        self.taskName = None

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text


factory = LogRecord


def getLogRecordFactory():
    return factory


def setLogRecordFactory(made_by):
    global factory
    factory = made_by


def makeLogRecord(attributes):
    record = factory(None, None, "", 0, "", (), None, None)
    record.__dict__.update(attributes)
    return record


def asked(exc_info, stack_info):
    """What a call asks to be told besides its message: the exception that is handled, the stack."""
    if not is_unknown(exc_info) and exc_info:
        if isinstance(exc_info, BaseException):
            exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
        elif not isinstance(exc_info, tuple):
            exc_info = sys.exc_info()
    stack = unknown("log record", "stack", kind="str") if stack_info else None
    return exc_info, stack


class Formatter:
    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        self._fmt = "%(message)s" if fmt is None else fmt
        self._braces = style == "{"
        self._dollars = style == "$"
        self._defaults = defaults or {}
        self.datefmt = datefmt

    def usesTime(self):
        return "asctime" in self._fmt

    def formatTime(self, record, datefmt=None):
        return unknown("log time", kind="str")

    def formatException(self, ei):
        return unknown("log trace", kind="str")

    def formatStack(self, stack_info):
        return stack_info

    def formatMessage(self, record):
        values = {**self._defaults, **record.__dict__}
        if is_unknown(self._fmt) or self._dollars:
            return unknown("log line", kind="str")
        return self._fmt.format(**values) if self._braces else self._fmt % values

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        line = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            line = line + "\n" + record.exc_text
        if record.stack_info:
            line = line + "\n" + self.formatStack(record.stack_info)
        return line


class BufferingFormatter:
    def __init__(self, linefmt=None):
        self.linefmt = linefmt or Formatter()

    def formatHeader(self, records):
        return ""

    def formatFooter(self, records):
        return ""

    def format(self, records):
        if not records:
            return ""
        return self.formatHeader(records) + "".join([self.linefmt.format(record) for record in records]) + self.formatFooter(records)
