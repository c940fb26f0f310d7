# string of Python 3.12: constants, templates and formatters; a template's names are words, as usual. Source: Lib/string.py.
import re

from _sadpath import unknown

ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
whitespace = " \t\n\r\v\f"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        # the names stand at the odd places
        return re.split(re.escape(self.delimiter) + r"(\w+|\{\w+\}|" + re.escape(self.delimiter) + ")", self.template)

    def substitute(self, mapping={}, /, **kws):
        values = {self.delimiter: self.delimiter, **mapping, **kws}
        return "".join([str(values[piece.strip("{}")]) if index % 2 else piece for index, piece in enumerate(self._pieces())])

    def safe_substitute(self, mapping={}, /, **kws):
        values = {self.delimiter: self.delimiter, **mapping, **kws}
        return "".join([str(values.get(piece.strip("{}"), self.delimiter + piece)) if index % 2 else piece for index, piece in enumerate(self._pieces())])


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        if self.__class__ is not Formatter:  # it may look its values up elsewhere
            return unknown("formatted", format_string, *args, *kwargs.values(), kind="str")
        return format_string.format(*args, **kwargs)

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def format_field(self, value, format_spec):
        return format(value, format_spec)
