"""Settings: `[tool.sadpath]` in a `pyproject.toml`, or a `sadpath.toml`; for each path the nearest file.

`model.py` has the keys, `kinds.py` what their values can be, `reading.py` the way from a file to a `Config`,
`settings.py` the way from a path to its `Config`.
"""

from sadpath.config.errors import ConfigError, UsageError, did_you_mean
from sadpath.config.model import KEYS, Config, Key, Layer
from sadpath.config.patterns import Excludes, PathPattern
from sadpath.config.rule_kinds import check_selectors
from sadpath.config.settings import Settings, watched

__all__ = [
    "KEYS",
    "Config",
    "ConfigError",
    "Excludes",
    "Key",
    "Layer",
    "PathPattern",
    "Settings",
    "UsageError",
    "check_selectors",
    "did_you_mean",
    "watched",
]
