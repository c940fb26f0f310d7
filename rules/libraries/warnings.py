# warnings of Python 3.12: a warning has no effect unless a filter makes an error of it, or somebody listens. Source: Lib/warnings.py.
import re as _re

from _sadpath import constant, is_unknown

_IGNORED = [("ignore", None, kind, None, 0) for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)]

filters = list(_IGNORED)
defaultaction = "default"
_listeners = []  # the lists of `catch_warnings(record=True)`, the innermost last
_seen = []  # what was told since the filters changed


class WarningMessage:
    def __init__(self, message, category, filename=None, lineno=0, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source


def showwarning(message, category, filename, lineno, file=None, line=None):
    pass


_printing = showwarning


def formatwarning(message, category, filename, lineno, line=None):
    return f"{filename}:{lineno}: {category.__name__}: {message}\n"


def warn(message, category=None, stacklevel=1, source=None, **kwargs):
    if not _listeners and showwarning is _printing and not any(item[0] == "error" for item in filters):
        return
    warn_explicit(message, category, "<unknown>", 0)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if not is_unknown(message) and isinstance(message, Warning):
        category = message.__class__
        text = str(message)
    else:
        category = category or UserWarning
        text = message
        message = category(message)
    action = _action(text, category)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action not in ("always", "all") and constant(text):
        if (text, category) in _seen:
            return
        _seen.append((text, category))
    if showwarning is not _printing:
        showwarning(message, category, filename, lineno)
    elif _listeners:
        _listeners[-1].append(WarningMessage(message, category, filename, lineno))


def _action(text, category):
    for action, wanted, kind, module, line in filters:
        # which module warns is not asked: a filter for one of them is taken to mean it
        if issubclass(category, kind) and (wanted is None or wanted.match(text)):
            return action
    return defaultaction


def _changed(item, append):
    _seen.clear()
    if append:
        filters.append(item)
    else:
        filters.insert(0, item)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _changed((action, _re.compile(message, _re.I) if message else None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _changed((action, None, category, None, lineno), append)


def resetwarnings():
    _seen.clear()
    filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        global showwarning
        self._filters = filters[:]
        self._showwarning = showwarning
        self._listeners = _listeners[:]
        _seen.clear()
        log = None
        if self._record:
            log = []
            _listeners.append(log)
            showwarning = _printing
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *info):
        global showwarning
        filters[:] = self._filters
        _listeners[:] = self._listeners
        showwarning = self._showwarning
        _seen.clear()


def deprecated(*args, **kwargs):
    return lambda function: function
