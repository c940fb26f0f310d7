# requests 2.34.2: what sends, what the response says, what raises. Source: the installed package, tried against a stub server (facts: R01-R25).
from . import adapters, api, auth, exceptions, models, sessions
from .api import delete, get, head, options, patch, post, put, request
from .exceptions import (
    ConnectionError,
    ConnectTimeout,
    HTTPError,
    JSONDecodeError,
    ReadTimeout,
    RequestException,
    Timeout,
    TooManyRedirects,
    URLRequired,
)
from .models import PreparedRequest, Request, Response
from .sessions import Session, session
from .status_codes import codes

# All public names that it has: whoever asks for another one gets an AttributeError.
_NAMES = tuple("""
ConnectTimeout ConnectionError DependencyWarning FileModeWarning HTTPError JSONDecodeError NullHandler PreparedRequest ReadTimeout
Request RequestException RequestsDependencyWarning Response Session Timeout TooManyRedirects URLRequired adapters annotations api auth
certs chardet_version charset_normalizer_version check_compatibility codes compat cookies delete exceptions get head hooks logging models
options packages patch post put request session sessions ssl status_codes structures urllib3 utils warnings
""".split())
