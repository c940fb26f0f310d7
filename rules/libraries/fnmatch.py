# fnmatch of Python 3.12: a pattern is a regular expression (`translate` is native). Source: Lib/fnmatch.py.
import re


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


fnmatch = fnmatchcase  # on POSIX, letters keep their case


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]


def filterfalse(names, pat):
    return [name for name in names if not fnmatchcase(name, pat)]
