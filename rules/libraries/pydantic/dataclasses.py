# pydantic 2: its dataclasses are the standard library's as far as the walk goes.
from dataclasses import dataclass
