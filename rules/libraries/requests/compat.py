# requests.compat of requests 2.34.2: the standard library under names of its own.
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, MutableMapping
from io import StringIO
from json import JSONDecodeError
from urllib.parse import quote, quote_plus, unquote, unquote_plus, urldefrag, urlencode, urljoin, urlparse, urlsplit, urlunparse

builtin_str = str
basestring = (str, bytes)
numeric_types = (int, float)
integer_types = (int,)
has_simplejson = False
is_py2 = False
is_py3 = True
