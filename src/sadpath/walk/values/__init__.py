"""Abstract values of the walk.

A value is one of
- a plain Python constant (`None`, bool, int, float, complex, str, bytes, Ellipsis, a tuple or a frozenset of values);
- `Lanes`: one value for each lane, where the answers differ;
- `Unknown`: a symbol for what nobody can know without running the code (arguments, settings, other answers);
- `Text`: a string of which some pieces are unknown;
- a heap object (`ListV`, `DictV`, `SetV`, `Instance`, `ClassV`, `FunctionV`, ...), shared by all lanes of a run.

Values of strings that stand literally in the code are `Literal`s: strings that remember where they stand.
"""

from sadpath.walk.values.containers import Container, DictV, Heap, IteratorV, ListV, RangeV, SetV, StopWalkIteration
from sadpath.walk.values.objects import (
    BoundMethod,
    ClassV,
    Descriptor,
    FunctionV,
    Instance,
    ModuleV,
    Native,
    Pending,
    Raised,
    SuperV,
)
from sadpath.walk.values.origins import origin_of
from sadpath.walk.values.symbols import (
    ABSENT,
    CONSTANTS,
    NOWHERE,
    Absent,
    Lanes,
    Literal,
    Number,
    Origin,
    Part,
    Text,
    Unknown,
    Value,
    is_constant,
    is_told_string,
)

__all__ = [
    "ABSENT",
    "CONSTANTS",
    "NOWHERE",
    "Absent",
    "BoundMethod",
    "ClassV",
    "Container",
    "Descriptor",
    "DictV",
    "FunctionV",
    "Heap",
    "Instance",
    "IteratorV",
    "Lanes",
    "ListV",
    "Literal",
    "ModuleV",
    "Native",
    "Number",
    "Origin",
    "Part",
    "Pending",
    "Raised",
    "RangeV",
    "SetV",
    "StopWalkIteration",
    "SuperV",
    "Text",
    "Unknown",
    "Value",
    "is_constant",
    "is_told_string",
    "origin_of",
]
