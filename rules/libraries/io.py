# io of Python 3.12: buffers in memory that keep what was written; of a text that is not all known there is one line. Source: Lib/io.py.
from _sadpath import constant, unknown


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    pass


class TextIOBase(IOBase):
    pass


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class StringIO(TextIOBase):
    _nothing = ""
    _newline = "\n"

    def __init__(self, initial_value="", newline="\n"):
        self._text = self._nothing if initial_value is None else initial_value
        self._at = 0  # None: at the end, wherever that is
        self.closed = False

    def write(self, text):
        if self._at == 0 and constant(self._text) and not self._text:
            self._text = text
            self._at = None
        elif self._at is not None and constant(self._text) and constant(text):
            self._text = self._text[: self._at] + text + self._text[self._at + len(text) :]
            self._at = self._at + len(text)
        else:
            self._text = self._text + text
            self._at = None
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def getvalue(self):
        return self._text

    def read(self, size=-1):
        if self._at is None:
            return self._nothing
        if self._at == 0 and (size is None or size == -1 or not constant(self._text)):
            self._at = None
            return self._text
        if not constant(self._text):
            return unknown("rest of buffer", self._text, self._at, kind="str")
        begin = self._at
        self._at = None if size is None or size < 0 else min(begin + size, len(self._text))
        return self._text[begin : self._at]

    def readline(self, size=-1):
        if self._at is None or not constant(self._text):
            return self.read()
        end = self._text.find(self._newline, self._at)
        return self.read(end + 1 - self._at if end >= 0 else -1)

    def readlines(self, hint=-1):
        if self._at is None:
            return []
        if not constant(self._text):
            return [self.read()]
        lines = self.read().split(self._newline)
        last = lines.pop()
        return [line + self._newline for line in lines] + ([last] if last else [])

    def __iter__(self):
        return iter(self.readlines())

    def __next__(self):
        if self._at is None or (constant(self._text) and self._at >= len(self._text)):
            raise StopIteration
        return self.readline()

    def seek(self, position, whence=0):
        self._at = None if whence == 2 else self._at if whence == 1 else position
        return self.tell()

    def tell(self):
        return len(self._text) if self._at is None else self._at

    def truncate(self, size=None):
        self._text = self._text[: self._at if size is None else size]

    def flush(self):
        pass

    def readable(self):
        return True

    writable = seekable = readable

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *info):
        self.closed = True


class BytesIO(StringIO):
    _nothing = b""
    _newline = b"\n"

    def __init__(self, initial_bytes=b""):
        super().__init__(initial_bytes)

    def write(self, data):
        return super().write(bytes(data))

    def getbuffer(self):
        return memoryview(self._text)
