"""The model of `logging`: what a handler, a filter or a logger of the program hears, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from helpers import assert_conflict_alone_is_handled, fates, lane, same, walk
from values import differences

HEAD = """
import logging
import logging.handlers

class Kept(logging.Handler):
    def __init__(self, *args):
        super().__init__(*args)
        self.rows = []

    def emit(self, record):
        self.rows.append((record.name, record.levelno, record.levelname, record.getMessage(), record.msg, record.args))

def logger(name, *handlers, level=None):
    made = logging.getLogger(name)
    made.handlers.clear()
    made.filters.clear()
    made.propagate = "." in name
    made.setLevel(level or logging.NOTSET)
    for handler in handlers:
        made.addHandler(handler)
    return made

h = Kept()
"""

USES = [
    """
    log = logger("one", h)
    log.debug("a")
    log.info("b")
    log.warning("c %s", 1)
    log.error("d %s %d", "x", 2)
    log.critical("e")
    log.log(logging.ERROR, "f %(k)s", {"k": 3})
    log.log(logging.DEBUG, "g")
    r = h.rows
    """,
    """
    log = logger("one", h, level="DEBUG")
    log.debug("a")
    log.setLevel(logging.ERROR)
    log.warning("b")
    h.setLevel("CRITICAL")
    log.error("c")
    log.fatal("d")
    r = h.rows
    s = [log.level, h.level, log.isEnabledFor(30), log.getEffectiveLevel()]
    try:
        log.setLevel("LOUD")
    except ValueError as error:
        t = str(error)
    """,
    """
    top = logger("top", h, level=20)
    log = logger("top.middle.low", own := Kept())
    log.info("a")
    between = logger("top.middle")
    between.propagate = False
    log.info("b")
    r = [h.rows, own.rows, log.parent.name, between.parent is top, log.getEffectiveLevel(), top.hasHandlers()]
    """,
    """
    class Extra(Kept):
        def emit(self, record):
            self.rows.append((record.shop, hasattr(record, "other"), getattr(record, "other", 5), record.exc_info, record.stack_info))
    log = logger("one", h := Extra())
    log.error("a", extra={"shop": "x"})
    adapter = logging.LoggerAdapter(log, {"shop": "y"})
    adapter.error("b")
    adapter.warning("c", extra={"shop": "z"})
    r = h.rows
    """,
    """
    class Errors(Kept):
        def emit(self, record):
            told = record.exc_info
            self.rows.append(told and (told[0].__name__, str(told[1])))
    log = logger("one", h := Errors())
    try:
        raise ValueError("no")
    except ValueError as error:
        log.exception("a")
        log.error("b", exc_info=True)
        log.error("c", exc_info=error)
        log.error("d")
    r = h.rows
    """,
    """
    class Shop(logging.LoggerAdapter):
        def process(self, msg, kwargs):
            return f"[{self.extra['shop']}] {msg}", kwargs
    log = logger("one", h)
    a = Shop(log, {"shop": "x"})
    a.error("a %s", 1)
    a.exception("b")
    a.info("c")
    r = [h.rows, a.isEnabledFor(20), a.name, a.logger is log]
    """,
    """
    class Only(logging.Filter):
        def filter(self, record):
            record.tag = record.levelname
            return "no" not in record.getMessage()
    log = logger("one", h)
    log.addFilter(Only())
    log.addFilter(lambda record: record.tag != "CRITICAL")
    log.error("a")
    log.error("no")
    log.critical("b")
    r = h.rows
    """,
    """
    log = logger("one", h)
    seen = []
    silent = logging.NullHandler()
    plain = logging.StreamHandler()
    plain.addFilter(lambda record: seen.append(record.msg))
    log.addHandler(silent)
    log.addHandler(plain)
    log.error("a")
    log.removeHandler(h)
    log.error("b")
    plain.removeFilter(plain.filters[0])
    r = [h.rows, seen, h in log.handlers, len(log.handlers)]
    """,
    """
    class Loud(logging.Logger):
        def error(self, msg, *args, **kwargs):
            super().error("! " + msg, *args, **kwargs)
        def notice(self, msg, *args):
            if self.isEnabledFor(25):
                self._log(25, msg, args)
    log = Loud("loud")
    log.addHandler(h)
    logging.addLevelName(25, "NOTICE")
    log.error("a %s", 1)
    log.exception("b")
    log.notice("c")
    log.warning("d")
    r = [h.rows, log.parent]
    s = [logging.getLevelName(25), logging.getLevelName("NOTICE"), logging.getLevelName(10), logging.getLevelName(7)]
    """,
    """
    class Loud(logging.Logger):
        def makeRecord(self, *args, **kwargs):
            made = super().makeRecord(*args, **kwargs)
            made.levelname = made.levelname.lower()
            return made
    logging.setLoggerClass(Loud)
    log = logger("made by loud", h)
    logging.setLoggerClass(logging.Logger)
    log.error("a")
    r = [h.rows, type(log).__name__, logging.getLogger("made by loud") is log]
    """,
    """
    before = logging.getLogRecordFactory()
    def factory(*args, **kwargs):
        made = before(*args, **kwargs)
        made.msg = "[x] " + made.msg
        return made
    logging.setLogRecordFactory(factory)
    log = logger("one", h)
    log.error("a")
    logging.setLogRecordFactory(before)
    log.error("b")
    r = h.rows
    """,
    """
    import io
    out = io.StringIO()
    stream = logging.StreamHandler(out)
    stream.setFormatter(logging.Formatter("%(levelname)s:%(name)s %(message)s"))
    log = logger("one", stream)
    log.error("a %s", 1)
    stream.setFormatter(logging.Formatter("{levelname:>8} {message}", style="{"))
    log.error("b")
    class Own(logging.Formatter):
        def format(self, record):
            return "own " + super().format(record)
    stream.setFormatter(Own())
    log.error("c %d", 3)
    r = out.getvalue()
    """,
    """
    target = Kept()
    memory = logging.handlers.MemoryHandler(10, target=target)
    log = logger("one", memory)
    log.warning("a")
    r = [list(target.rows), len(memory.buffer)]
    log.error("b")
    s = [target.rows, len(memory.buffer)]
    """,
    """
    log = logger("one", h)
    logging.disable(logging.ERROR)
    log.error("a")
    log.critical("b")
    logging.disable(logging.NOTSET)
    log.error("c")
    log.disabled = True
    log.error("d")
    log.disabled = False
    r = h.rows
    """,
    """
    log = logger("one", h)
    try:
        log.error("a", extra={"name": 1})
    except KeyError as error:
        r = error.args
    try:
        log.error("%d", "x")
    except TypeError as error:
        s = type(error).__name__
    """,
    """
    class Raises(logging.Handler):
        def emit(self, record):
            raise ValueError(record.msg)
    log = logger("one", Raises())
    try:
        log.error("a")
    except ValueError as error:
        r = error.args
    log.info("b")
    record = logging.makeLogRecord({"msg": "a %s", "args": (1,), "levelno": 5})
    s = [record.getMessage(), record.levelno, logging.Filter("a").filter(logging.makeLogRecord({"name": "a.b"}))]
    """,
]


@pytest.mark.parametrize("code", USES)
def test_what_is_heard(code: str) -> None:
    assert differences(HEAD + textwrap.dedent(code)) == {}


SHOP = """
import logging
import requests
{head}
log = logging.getLogger("shop.orders")

def capture(order_id):
    r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)
    if not r.ok:
        log.warning("failed %s", r.status_code, extra={{"code": r.json()["error_code"]}})
    return r

def f(order_id):
{body}
"""
KEPT = """
rows = []

class Kept(logging.Handler):
    def emit(self, record):
        rows.append(record)
"""


def shop(head: str, body: str) -> str:
    return SHOP.format(head=head, body=textwrap.indent(textwrap.dedent(body).strip("\n"), "    "))


def test_answers_are_told_apart_by_what_was_heard() -> None:
    body = """
    capture(order_id)
    if rows and rows[-1].args == (409,):
        raise ValueError(rows[-1].code)
    return 1
    """
    for added in (
        "logging.getLogger().addHandler(Kept())",
        "logging.basicConfig(handlers=[Kept()])",
        "logging.getLogger('shop').addHandler(Kept())",
    ):
        told = fates(walk(shop(KEPT + added, body)))
        assert told.pop(409) == "raised"
        assert set(told.values()) == {"handled"}


def test_a_handler_of_another_logger_hears_nothing() -> None:
    body = "capture(order_id)\nif rows:\n    raise ValueError\nreturn 1"
    assert same(shop(KEPT + "logging.getLogger('shop.refunds').addHandler(Kept())", body)) == "handled"
    assert same(shop(KEPT + "logging.getLogger('shop.orders').addHandler(Kept(logging.ERROR))", body)) == "handled"


def test_a_handler_that_is_added_on_the_way() -> None:
    body = "log.addHandler(Kept())\ncapture(order_id)\nif rows:\n    raise ValueError\nreturn 1"
    assert same(shop(KEPT, body)) == "raised"


def test_what_a_handler_raises_leaves_the_call() -> None:
    head = """
class Strict(logging.Handler):
    def emit(self, record):
        if record.levelno >= logging.WARNING:
            raise RuntimeError(record.getMessage())

logging.getLogger().addHandler(Strict())
"""
    facts = walk(shop(head, "capture(order_id)\nreturn 1"))
    assert lane(facts, 404).raises == ("RuntimeError",)
    assert set(fates(facts).values()) == {"raised"}


def test_levels_that_nobody_knows() -> None:
    body = "capture(order_id)\nif rows:\n    raise ValueError\nreturn 1"
    head = "import conf\n" + KEPT + "logging.basicConfig(level=conf.LEVEL, handlers=[Kept()])"
    assert same(shop(head, body)) == "raised"
    info = shop(
        head,
        "r = capture(order_id)\nrows.clear()\nif not r.ok:\n    log.info('x')\nif rows:\n    raise ValueError\nreturn 1",
    )
    assert same(info) == "unknown"


def test_handlers_of_the_library_hear_nothing_that_counts() -> None:
    head = """
logging.basicConfig(level=logging.INFO, format="%(message)s")
log = logging.getLogger()
log.addHandler(logging.StreamHandler())
log.addHandler(logging.FileHandler("shop.log"))
"""
    assert_conflict_alone_is_handled(
        shop(head, "r = capture(order_id)\nreturn 1").replace("not r.ok", "r.status_code == 409")
    )
