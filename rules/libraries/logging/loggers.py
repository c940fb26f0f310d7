# logging of Python 3.12: loggers and adapters (Lib/logging/__init__.py). Where no code of the program hears it, nothing that is logged has any effect.
from _sadpath import constant, is_unknown, unknown
from . import records
from .receivers import Filterer, Handler, _heard, listen, listens
from .records import CRITICAL, DEBUG, ERROR, INFO, NOTSET, WARNING, checked


class Logger(Filterer):
    _heard = False  # a class of the program may have overridden anything
    _named = False

    def __init_subclass__(cls, **kwargs):
        cls._heard = True

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name = name
        self.level = checked(level)
        self.handlers = []
        self.propagate = True
        self.disabled = False

    @property
    def parent(self):
        if not self._named or self is root:
            return None
        name = self.name
        while "." in name:
            name = name.rpartition(".")[0]
            if name in loggers:
                return loggers[name]
        return root

    @property
    def manager(self):
        return manager

    @property
    def root(self):
        return root

    def debug(self, msg, *args, **kwargs):
        if self._heard and self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **kwargs)

    def info(self, msg, *args, **kwargs):
        if self._heard and self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        if self._heard and self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        if self._heard:
            self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        if self._heard and self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        if self._heard:
            self.error(msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        if self._heard and self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **kwargs)

    def fatal(self, msg, *args, **kwargs):
        if self._heard:
            self.critical(msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        if self._heard and self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        exc_info, stack = records.asked(exc_info, stack_info)
        place = unknown("log record", "pathname", kind="str"), unknown("log record", "lineno", kind="number")
        function = unknown("log record", "funcName", kind="str")
        self.handle(self.makeRecord(self.name, level, *place, msg, args, exc_info, function, extra, stack))

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = records.factory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        if not is_unknown(extra) and extra is not None:
            for key in extra:
                if key in ("message", "asctime") or key in record.__dict__:
                    raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
                record.__dict__[key] = extra[key]
        return record

    def handle(self, record):
        if self.disabled:
            return
        told = self.filter(record)
        if told:
            self.callHandlers(told if isinstance(told, records.LogRecord) else record)

    def callHandlers(self, record):
        logger = self
        while logger is not None:
            for handler in logger.handlers:
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if is_unknown(logger.propagate) or logger.propagate else None

    def setLevel(self, level):
        self.level = checked(level)

    def addHandler(self, hdlr):
        if is_unknown(hdlr):
            return
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)
        if listens(hdlr):
            listen()

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        logger = self
        while logger is not None:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if is_unknown(logger.level) or logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        if self.disabled or manager.disable >= level:
            return False
        least = self.getEffectiveLevel()
        if is_unknown(least):  # a setting: what is worth a warning is taken to be told
            return level >= WARNING or (self._heard and unknown("log level", self.name, level, kind="bool"))
        return level >= least

    def getChild(self, suffix):
        return getLogger(suffix if self is root else self.name + "." + suffix)

    def getChildren(self):
        return {logger for logger in loggers.values() if logger.parent is self}

    def __getattr__(self, name):
        return unknown("logger", name)


class RootLogger(Logger):
    _heard = False

    def __init__(self, level):
        super().__init__("root", level)


class Manager:
    def __init__(self):
        self.root = root
        self.disable = 0
        self.loggerDict = loggers
        self.loggerClass = None

    def getLogger(self, name):
        return getLogger(name)

    def setLoggerClass(self, klass):
        self.loggerClass = klass


loggers = {}
root = RootLogger(WARNING)
manager = Manager()
_heard.loggers.extend([Logger, RootLogger])


def getLogger(name=None):
    made_by = manager.loggerClass or Logger
    if not constant(name):
        return made_by(name)
    if not name or name == "root":
        return root
    if name not in loggers:
        loggers[name] = made_by(name)
        loggers[name]._named = True
    return loggers[name]


class LoggerAdapter:
    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger = logger
        self.extra = extra
        self.merge_extra = merge_extra

    def process(self, msg, kwargs):
        if self.merge_extra and "extra" in kwargs:
            kwargs["extra"] = {**self.extra, **kwargs["extra"]}
        else:
            kwargs["extra"] = self.extra
        return msg, kwargs

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    def warn(self, msg, *args, **kwargs):
        self.warning(msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        if not is_unknown(self.logger) and self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)

    def setLevel(self, level):
        self.logger.setLevel(level)

    def getEffectiveLevel(self):
        return self.logger.getEffectiveLevel()

    def hasHandlers(self):
        return self.logger.hasHandlers()

    @property
    def manager(self):
        return self.logger.manager

    @property
    def name(self):
        return self.logger.name

    def __getattr__(self, name):
        return unknown("logger", name)
