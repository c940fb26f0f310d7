from __future__ import annotations

from pathlib import Path
from typing import Any

import conftest
import programs
import pytest

pytestmark = pytest.mark.editors


@pytest.fixture
def run(shop: Path, tmp_path: Path, search_path: str) -> Any:
    emacs = conftest.obtain(programs.emacs)

    def run(**wishes: object) -> dict[str, Any]:
        return conftest.drive(
            [emacs, "--batch", "-l", conftest.HERE / "drivers" / "emacs.el"],
            tmp_path,
            {
                "config": str(programs.ROOT / "editors" / "emacs" / "sadpath.el"),
                "file": str(shop / "payments.py"),
                "hover": conftest.ON_CODE,
                "fix": {**conftest.RESENT, "title": "Suppress SP204"},
                **wishes,
            },
            {"PATH": search_path, "TERM": "dumb"},
        )

    return run


def test_diagnostics_hover_and_a_fix(run: Any, shop: Path) -> None:
    seen = run()
    assert "error" not in seen, seen
    assert [(each["line"], each["column"]) for each in seen["diagnostics"]] == [
        (conftest.RESENT["line"], conftest.RESENT["column"]),
        (conftest.WRONG_CODE["line"], conftest.WRONG_CODE["column"]),
    ]
    assert "SP204" in seen["diagnostics"][0]["message"]
    assert "CAPTURE_NOT_ALLOWED" in seen["hover"]
    assert conftest.fix_is_applied(shop)


def test_the_driver_says_what_it_has_not_seen(run: Any, shop: Path) -> None:
    seen = run(fix={**conftest.RESENT, "title": "Suppress SP999"})
    assert seen["error"] == "no such action"
    assert not conftest.fix_is_applied(shop)
