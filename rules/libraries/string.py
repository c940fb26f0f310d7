# string of Python 3.12: constants and templates. Source: Lib/string.py.
import re

ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
whitespace = " \t\n\r\v\f"
printable = digits + ascii_letters + punctuation + whitespace


class Template:
    def __init__(self, template):
        self.template = template

    def substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws}
        pieces = re.split(r"\$\{?(\w+)\}?", self.template)
        return "".join([str(values[piece]) if index % 2 else piece for index, piece in enumerate(pieces)])

    def safe_substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws}
        pieces = re.split(r"\$\{?(\w+)\}?", self.template)
        return "".join([str(values.get(piece, "$" + piece)) if index % 2 else piece for index, piece in enumerate(pieces)])
