# attrs 26.1: classes from fields, with the validators that the code has itself. Source: the installed package.
import dataclasses
from . import converters
from _sadpath import define as _define

NOTHING = object()


class Factory:
    def __init__(self, factory, takes_self=False):
        self.factory = factory


def attrib(default=NOTHING, validator=None, repr=True, eq=None, order=None, hash=None, init=True, metadata=None, type=None, converter=None, factory=None, kw_only=False,
           on_setattr=None, alias=None, cmp=None):
    if isinstance(default, Factory):
        factory = default.factory
        default = NOTHING
    if factory is not None:
        made = dataclasses.field(default_factory=factory, init=init, kw_only=kw_only)
    elif default is not NOTHING:
        made = dataclasses.field(default=default, init=init, kw_only=kw_only)
    else:
        made = dataclasses.field(init=init, kw_only=kw_only)
    made.converter = converter
    made.validators = validators = list(validator) if isinstance(validator, (list, tuple)) else [validator]

    def validated(function):
        validators.append(function)
        return function

    made.validator = validated
    return made


ib = attr = field = attrib


def attrs(maybe_cls=None, **kwargs):
    if maybe_cls is not None:
        return _define(maybe_cls, **kwargs)
    return lambda cls: _define(cls, **kwargs)


s = define = frozen = mutable = dataclass = attributes = attrs


def asdict(inst, *args, **kwargs):
    return dataclasses.asdict(inst)


def evolve(inst, **changes):
    return dataclasses.replace(inst, **changes)


def has(cls):
    return True
