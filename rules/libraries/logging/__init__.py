# logging of Python 3.12: what is logged counts only where a handler, a filter or a logger of the program hears it. Source: Lib/logging/__init__.py.
from .loggers import Logger, LoggerAdapter, Manager, RootLogger, getLogger, manager, root
from .receivers import FileHandler, Filter, Filterer, Handler, NullHandler, StreamHandler
from .records import (
    BASIC_FORMAT, CRITICAL, DEBUG, ERROR, FATAL, INFO, NOTSET, WARN, WARNING, BufferingFormatter, Formatter, LogRecord, addLevelName, getLevelName,
    getLevelNamesMapping, getLogRecordFactory, makeLogRecord, setLogRecordFactory,
)

lastResort = None
raiseExceptions = True


def getLoggerClass():
    return manager.loggerClass or Logger


def setLoggerClass(klass):
    manager.setLoggerClass(klass)


def debug(msg, *args, **kwargs):
    root.debug(msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    root.info(msg, *args, **kwargs)


def warning(msg, *args, **kwargs):
    root.warning(msg, *args, **kwargs)


warn = warning


def error(msg, *args, **kwargs):
    root.error(msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    root.error(msg, *args, exc_info=exc_info, **kwargs)


def critical(msg, *args, **kwargs):
    root.critical(msg, *args, **kwargs)


fatal = critical


def log(level, msg, *args, **kwargs):
    root.log(level, msg, *args, **kwargs)


def basicConfig(*, handlers=None, level=None, force=False, format=None, stream=None, filename=None, **kwargs):
    from _sadpath import is_unknown

    if root.handlers and not force:
        return
    root.handlers.clear()
    for handler in [StreamHandler(stream)] if is_unknown(handlers) or handlers is None else handlers:
        if not is_unknown(handler) and handler.formatter is None:
            handler.setFormatter(Formatter(BASIC_FORMAT if format is None else format))
        root.addHandler(handler)
    if is_unknown(level) or level is not None:
        root.setLevel(level)


def disable(level=CRITICAL):
    manager.disable = level


def shutdown():
    pass


def captureWarnings(capture):
    pass
