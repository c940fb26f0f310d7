# urllib.response of Python 3.12: what urlopen gives, and what an HTTPError is beside an exception.
class addbase:
    def read(self, amt=None):
        if self._consumed:
            return b""
        self._consumed = True
        return self._answer.text

    def readline(self, limit=-1):
        return self.read()

    def readlines(self, hint=-1):
        return [self.read()]

    def __iter__(self):
        return iter([self.read()])

    def readable(self):
        return True

    def close(self):
        self._consumed = True

    @property
    def closed(self):
        return self._consumed

    def isclosed(self):
        return self._consumed

    def flush(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.close()


class addinfo(addbase):
    def info(self):
        return self.headers


class addinfourl(addinfo):
    def getcode(self):
        return self.code

    def geturl(self):
        return self.url
