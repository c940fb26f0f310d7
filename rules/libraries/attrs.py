# attrs 26.1 under its newer name.
from attr import NOTHING, Factory, asdict, converters, define, evolve, field, frozen, has, mutable
