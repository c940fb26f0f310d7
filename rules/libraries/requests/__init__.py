# requests 2.34.2: what sends, what the response says, what raises. Source: the installed package, tried against a stub server (facts: R01-R25).
from . import adapters, api, auth, exceptions, models, sessions
from .api import delete, get, head, options, patch, post, put, request
from .exceptions import *
from .models import PreparedRequest, Request, Response
from .sessions import Session, session
from .status_codes import codes
