# logging.handlers of Python 3.12 (Lib/logging/handlers.py): what keeps records in memory; what others send to files and servers nobody reads.
from .receivers import QUIET, FileHandler, Handler
from .records import ERROR


class BufferingHandler(Handler):
    def __init__(self, capacity):
        super().__init__()
        self.capacity = capacity
        self.buffer = []

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        self.buffer.clear()

    def close(self):
        self.flush()


class MemoryHandler(BufferingHandler):
    def __init__(self, capacity, flushLevel=ERROR, target=None, flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel = flushLevel
        self.target = target
        self.flushOnClose = flushOnClose

    def shouldFlush(self, record):
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel

    def setTarget(self, target):
        self.target = target

    def flush(self):
        if self.target is not None:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()

    def close(self):
        if self.flushOnClose:
            self.flush()


class QueueHandler(Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue
        self.listener = None

    def prepare(self, record):
        record.message = record.msg = self.format(record)
        record.args = None
        record.exc_info = None
        return record

    def enqueue(self, record):
        self.queue.put_nowait(record)

    def emit(self, record):
        self.enqueue(self.prepare(record))


class _Silent(Handler):
    def __init__(self, *args, **kwargs):
        super().__init__()


class BaseRotatingHandler(FileHandler):
    pass


class RotatingFileHandler(BaseRotatingHandler):
    pass


class TimedRotatingFileHandler(BaseRotatingHandler):
    pass


class WatchedFileHandler(FileHandler):
    pass


class SysLogHandler(_Silent):
    pass


class SocketHandler(_Silent):
    pass


class DatagramHandler(SocketHandler):
    pass


class SMTPHandler(_Silent):
    pass


class NTEventLogHandler(_Silent):
    pass


class HTTPHandler(_Silent):
    pass


QUIET.extend([
    RotatingFileHandler, TimedRotatingFileHandler, WatchedFileHandler, SysLogHandler, SocketHandler, DatagramHandler, SMTPHandler, NTEventLogHandler,
    HTTPHandler,
])
