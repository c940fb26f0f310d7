"""The machine: running statements and expressions, truth, and making objects."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from sadpath.walk.machine.dispatch import Ready, ready
from sadpath.walk.machine.lanes import PerLane
from sadpath.walk.objects.flag_enums import has_truth_of_value
from sadpath.walk.run import Frame, OverBudget
from sadpath.walk.values import (
    ABSENT,
    NOWHERE,
    ClassV,
    Container,
    DictV,
    Instance,
    Lanes,
    ListV,
    Origin,
    Raised,
    RangeV,
    SetV,
    Text,
    Unknown,
    Value,
)
from sadpath.walk.values.views import VIEWS

MODEL_FAULTS = frozenset({"TypeError", "AttributeError", "NameError", "UnboundLocalError"})


class Machine(PerLane):
    """Runs code of one program over the lanes of one operation; `answers` makes what the network answers."""

    def truth(self, value: Value) -> bool:
        """Whether `value` is true; parts the lanes where it differs, and walks both ways where nobody knows."""
        kind = type(value)
        if kind is bool:
            return value  # type: ignore[no-any-return]
        if value is None:
            return False
        if kind is str:
            return bool(value)
        if kind is Lanes:
            return self.truth_of_lanes(value)
        known = self.known_truth(value)
        if known is not None:
            return known
        if isinstance(value, (Instance, Container)) and value.cls is not None:
            return self.truth_of_instance(value)
        if isinstance(value, Unknown):
            if (
                "drained",
                value.uid,
            ) in self.run.cache:  # its elements have been taken out, but for those that are put back
                return bool(self.run.cache.get(("put back", value.uid)))
            if value.key[0] == "not":
                return not self.assume(value.key[1][1], prefer=False)
            if value.key[0] == "choice":
                _, asked, yes, no = value.key
                told = yes if self.truth(self.by_uid[asked[1]]) else no
                return told if type(told) is bool else self.truth(self.by_uid[told[1]])
            return self.assume(value.uid, prefer=value.key[0] != "compare")
        held = value.of if isinstance(value, VIEWS) else value
        if isinstance(held, DictV) and held.base is not None:
            from sadpath.walk.containers.emptiness import holds_any

            return self.truth(holds_any(self, held))
        return self.assume(("true", self.shape(value)))

    def truth_of_lanes(self, value: Lanes) -> bool:
        true: list[int] = []
        false: list[int] = []
        unknown: list[int] = []
        for lane in self.run.active:
            known = self.known_truth(value.values[lane])
            (unknown if known is None else true if known else false).append(lane)
        kinds = [(True, true), (False, false), (None, unknown)]
        options = [(told, tuple(group)) for told, group in kinds if group]
        told, _ = options[self.decide([group for _, group in options])]
        trace = self.run.trace
        if len(options) > 1 and trace and trace[-1].what == "parted":
            trace[-1].detail = told
        if told is None:
            return self.truth(self.single(value))
        return told

    def known_truth(self, value: Value) -> bool | None:
        """The truth value where it is known without looking into an object's methods."""
        if value is None:
            return False
        kind = type(value)
        if kind is bool:
            return value  # type: ignore[no-any-return]
        if kind is Unknown:
            return True if value.kind in ("object", "uuid") else None
        if kind in (tuple, frozenset) or isinstance(value, (int, str, float, bytes, complex)):
            return bool(value)
        if kind is Text:
            return True if any(isinstance(p, str) and p for p in value.parts) else None
        if isinstance(value, Container) and value.cls is not None and says_truth(value.cls):
            return None
        if isinstance(value, (ListV, SetV)):
            return True if value.items else (None if value.open else False)
        if isinstance(value, DictV):
            return True if value.items else (False if value.base is None else None)
        if kind is RangeV:
            return len(value.range) > 0
        if isinstance(value, Instance):
            if says_truth(value.cls):
                return None
            return self.known_truth(value.attrs["_value_"]) if has_truth_of_value(value) else True
        return True

    def truth_of_instance(self, value: Instance | Container) -> bool:
        """The truth of an object whose class may say it, and of a container of which nobody knows whether it is empty."""
        from sadpath.walk.calls import call_method

        assert value.cls is not None
        for name in ("__bool__", "__len__"):
            if value.cls.find(name) is not ABSENT:
                return self.truth(call_method(self, value, name, []))
        if isinstance(value, Container):
            return self.assume(("true", self.shape(value)))
        return self.truth(value.attrs["_value_"]) if has_truth_of_value(value) else True

    def eval(self, node: ast.AST, frame: Frame) -> Value:
        """The value of an expression."""
        try:
            run: Ready = node.sadpath_ready  # type: ignore[attr-defined]
        except AttributeError:
            run = ready(node)
        return run(self, frame)

    def body(self, statements: Iterable[ast.stmt], frame: Frame) -> Any:
        """Run statements; None, or the signal (`Return`, `BREAK`, `CONTINUE`) that ended them early."""
        run = self.run
        most = self.max_steps
        project = frame.module.project
        for statement in statements:
            run.steps += 1
            if run.steps > most:
                raise OverBudget
            frame.statement = statement
            if project:
                self.mark(statement, frame)
            try:
                execute: Ready = statement.sadpath_ready  # type: ignore[attr-defined]
            except AttributeError:
                execute = ready(statement)
            signal = execute(self, frame)
            if signal is not None:
                return signal
        return None

    def new_list(self, items: list[Value], open: bool = False, origin: Origin = NOWHERE) -> ListV:
        """A new list of this run."""
        return ListV(items, self.now, open, origin)

    def new_dict(self, items: dict[Value, Value] | None = None, base: Unknown | None = None) -> DictV:
        """A new dict of this run; open where `base` is given."""
        return DictV(items if items is not None else {}, self.now, base)

    def new_set(self, items: Iterable[Value], frozen: bool = False, open: bool = False) -> SetV:
        """A new set of this run; lanes part until each element is one value."""
        from sadpath.walk.operators.keys import distinct

        made = distinct(self, [self.single(item) for item in items])
        self.spend(len(made))
        return SetV(made, self.now, open, frozen)

    def error(self, name: str, message: str = "", accident: bool = True) -> Raised:
        """A builtin exception, ready to be raised; by accident unless told otherwise."""
        cls = self.builtins[name]
        made = Instance(cls, {"args": (message,) if message else ()}, self.now)
        made.accident = accident
        if accident and name in MODEL_FAULTS and self.frames and not self.frames[-1].module.project:
            made.payload = "model"  # the model of a library tripped: its mistake, or a use that it does not know
        return Raised(made)

    def key_error(self, key: Value) -> Raised:
        """The KeyError of a dict that has no such key, by accident."""
        made = self.error("KeyError")
        made.exc.attrs["args"] = (key,)
        return made


def says_truth(cls: ClassV) -> bool:
    """Whether a class has a method that tells the truth of its objects."""
    return cls.find("__bool__") is not ABSENT or cls.find("__len__") is not ABSENT
