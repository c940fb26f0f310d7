# bytearray and memoryview of Python 3.12: what is put into them is kept, as text where it is one of which not all is known. Source: Objects/.
from _sadpath import unknown


class bytearray(bytearray):
    def __init__(self, source=b"", encoding=None, errors=None):
        self._text = source.encode(encoding) if encoding is not None else bytes(source)

    def __bytes__(self):
        return self._text

    def __bool__(self):
        return bool(self._text)

    def __len__(self):
        return len(self._text)

    def __iter__(self):
        return iter(self._text)

    def __contains__(self, item):
        return (bytes(item) if isinstance(item, bytearray) else item) in self._text

    def __eq__(self, other):
        return self._text == (bytes(other) if isinstance(other, bytearray) else other)

    def __getitem__(self, index):
        return bytearray(self._text[index]) if isinstance(index, slice) else self._text[index]

    def __setitem__(self, index, value):
        self._text = unknown("bytearray", self._text, kind="str")

    def __delitem__(self, index):
        self._text = b"" if index == slice(None) else unknown("bytearray", self._text, kind="str")

    def __add__(self, other):
        return bytearray(self._text + bytes(other))

    def __radd__(self, other):
        return other + self._text

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __repr__(self):
        return "bytearray(" + repr(self._text) + ")"

    def __getattr__(self, name):
        return getattr(self._text, name)

    def decode(self, encoding="utf-8", errors="strict"):
        return self._text.decode(encoding, errors)

    def append(self, item):
        self._text = self._text + bytes([item])

    def extend(self, other):
        self._text = self._text + bytes(other)

    def clear(self):
        self._text = b""

    def copy(self):
        return bytearray(self._text)


class memoryview(memoryview):
    def __init__(self, object):
        self.obj = object

    def __bytes__(self):
        return bytes(self.obj)

    def __len__(self):
        return len(self.obj)

    nbytes = property(__len__)

    def __iter__(self):
        return iter(self.obj)

    def __getitem__(self, index):
        return memoryview(self.obj[index]) if isinstance(index, slice) else self.obj[index]

    def __eq__(self, other):
        return bytes(self.obj) == bytes(other)

    def __enter__(self):
        return self

    def __exit__(self, *info):
        pass

    def tobytes(self, order="C"):
        return bytes(self.obj)

    def tolist(self):
        return list(bytes(self.obj))

    def hex(self):
        return bytes(self.obj).hex()

    def release(self):
        pass
