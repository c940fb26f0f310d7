# io of Python 3.12: buffers in memory that keep what was written. Source: Lib/io.py.
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
    def __init__(self, initial_value="", newline="\n"):
        self._text = initial_value
        self.closed = False

    def write(self, text):
        self._text = self._text + text

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def getvalue(self):
        return self._text

    def read(self, size=-1):
        return self._text

    def readlines(self):
        return [self._text]

    def __iter__(self):
        return iter([self._text])

    def seek(self, position, whence=0):
        return position

    def tell(self):
        return 0

    def truncate(self, size=None):
        self._text = self._text[:0]

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *info):
        self.closed = True


class BytesIO(StringIO):
    def __init__(self, initial_bytes=b""):
        super().__init__(initial_bytes)

    def getbuffer(self):
        return self._text
