"""`copy`."""

from __future__ import annotations

from sadpath.walk.calls import call_method
from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import only_plain
from sadpath.walk.values import ABSENT, Container, DictV, Instance, Lanes, ListV, Native, SetV, Value, is_constant


def copy_module(m: Machine) -> dict[str, Value]:
    """`copy`."""

    def copy(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        if isinstance(value, Instance) and value.cls.find("__copy__") is not ABSENT:
            return call_method(m, value, "__copy__", [])
        return shallow(m, value)

    def deepcopy(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        return Copying(m).copy(m.single(args[0]))

    return {"copy": Native("copy", copy), "deepcopy": Native("deepcopy", deepcopy)}


def shallow(m: Machine, value: Value) -> Value:
    """A new list, dict, set or object with the same parts; other values themselves."""
    made: Value = value
    if isinstance(value, DictV):
        made = m.new_dict(dict(value.items), value.base)
        made.fold_case, made.kind, made.default, made.schema = value.fold_case, value.kind, value.default, value.schema
    elif isinstance(value, ListV):
        made = m.new_list(list(value.items), value.open, value.origin)
        made.schema, made.most = value.schema, value.most
    elif isinstance(value, SetV) and not value.frozen:
        made = SetV(dict(value.items), m.now, value.open)
    elif isinstance(value, Instance) and value.cls.flavour != "enum":
        return Instance(value.cls, dict(value.attrs), m.now, value.payload)
    if made is not value and isinstance(value, Container):
        made.cls, made.attrs = value.cls, dict(value.attrs) if value.attrs is not None else None
    return made


class Copying:
    """One deep copy: what was copied once stands for its original everywhere."""

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.made: dict[int, Value] = {}
        self.memo: Value = m.new_dict()
        """What the code's own `__deepcopy__` is given; it is never looked into."""

    def copy(self, value: Value) -> Value:
        """The copy of a value, lane by lane; what cannot change, and what nobody knows, is its own copy."""
        m = self.m
        if is_constant(value):
            return value
        if type(value) is Lanes:
            if only_plain(m, value):
                return value
            return m.lanes(lambda lane: self.copy(value.values[lane]), value.origin)
        if type(value) is tuple:
            return tuple(self.copy(part) for part in value)
        if id(value) in self.made:
            return self.made[id(value)]
        m.spend(1)
        if isinstance(value, Instance) and value.cls.find("__deepcopy__") is not ABSENT:
            made = call_method(m, value, "__deepcopy__", [self.memo])
            self.made[id(value)] = made
            return made
        made = shallow(m, value)
        self.made[id(value)] = made
        if made is not value:
            self.parts(made)
        return made

    def parts(self, made: Value) -> None:
        """Copy what a copied list, dict or object holds; elements of sets and keys cannot change."""
        if isinstance(made, ListV):
            made.items = [self.copy(item) for item in made.items]
        elif isinstance(made, DictV):
            made.items = {key: self.copy(item) for key, item in made.items.items()}
        if getattr(made, "attrs", None):
            made.attrs = {name: self.copy(item) for name, item in made.attrs.items()}
