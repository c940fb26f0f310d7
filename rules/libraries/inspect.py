# inspect of Python 3.12: signatures (what a function's parameters are, and which of them an argument is for, is native).
# Source: Lib/inspect.py.
from _sadpath import unknown
from collections import OrderedDict
from enum import IntEnum


class _empty:
    pass


class _ParameterKind(IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self.name

    @property
    def description(self):
        return _DESCRIPTIONS[self.value]


_DESCRIPTIONS = ("positional-only", "positional or keyword", "variadic positional", "keyword-only", "variadic keyword")
_KINDS = tuple(_ParameterKind)
_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _KINDS


class Parameter:
    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, **changed):
        told = {"name": self.name, "kind": self.kind, "default": self.default, "annotation": self.annotation, **changed}
        return type(self)(told.pop("name"), told.pop("kind"), **told)

    def __str__(self):
        return unknown("parameter", self.name, kind="str")


class BoundArguments:
    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if parameter.kind == _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        by_name = False
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                by_name = True
            if not by_name or name not in self.arguments:
                continue
            if parameter.kind == _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            else:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        made = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                made[name] = self.arguments[name]
            elif parameter.default is not _empty:
                made[name] = parameter.default
            elif parameter.kind == _VAR_POSITIONAL:
                made[name] = ()
            elif parameter.kind == _VAR_KEYWORD:
                made[name] = {}
        self.arguments = made


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = OrderedDict((one.name, one) for one in parameters or ())
        self.return_annotation = return_annotation
        self._label = "signature"

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, **options):
        told = _told(obj, _empty)
        if told is None:
            return unknown("signature", obj)
        label, parameters, returns = told
        made = cls(
            [Parameter(name, _KINDS[kind], default=default, annotation=noted) for name, kind, default, noted in parameters],
            return_annotation=returns,
        )
        made._label = label
        return made

    def replace(self, *, parameters=None, return_annotation=None):
        made = type(self)(
            self.parameters.values() if parameters is None else parameters,
            return_annotation=self.return_annotation if return_annotation is None else return_annotation,
        )
        made._label = self._label
        return made

    def bind(self, /, *args, **kwargs):
        return BoundArguments(self, _bound(self._label, tuple(self.parameters.values()), args, kwargs, False))

    def bind_partial(self, /, *args, **kwargs):
        return BoundArguments(self, _bound(self._label, tuple(self.parameters.values()), args, kwargs, True))

    def __str__(self):
        return unknown("signature", self._label, kind="str")


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    return getattr(obj, "__signature__", None) or Signature.from_callable(obj)
