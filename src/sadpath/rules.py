"""Where the reviewed data (`rules/`) lies: inside a wheel, or at the top of a checkout or an editable install."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def rules_directory() -> Path:
    """The directory that holds `providers/`, `libraries/` and `checks/`.

    Raises FileNotFoundError where the package was installed without its data.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "_rules", package.parent.parent / "rules"):
        if (candidate / "providers").is_dir():
            return candidate
    raise FileNotFoundError(f"sadpath's rules/ directory is missing beside {package}")
