from __future__ import annotations

from pathlib import Path
from typing import Any

import conftest
import programs
import pytest

pytestmark = pytest.mark.editors

CONFIGURATION = programs.ROOT / "editors" / "neovim"


@pytest.fixture
def run(shop: Path, tmp_path: Path, search_path: str) -> Any:
    neovim = conftest.obtain(programs.neovim)

    def run(**wishes: object) -> dict[str, Any]:
        init = tmp_path / "init.lua"
        init.write_text(f"vim.opt.runtimepath:prepend({str(CONFIGURATION)!r})\nvim.lsp.enable('sadpath')\n")
        driver = conftest.HERE / "drivers" / "neovim.lua"
        return conftest.drive(
            [neovim, "--clean", "--headless", "-n", "-u", init, shop / "payments.py", "-c", f"luafile {driver}"],
            tmp_path,
            {
                "hover": conftest.ON_CODE,
                "fix": {**conftest.RESENT, "title": "Suppress SP204"},
                **wishes,
            },
            {"PATH": search_path, "XDG_STATE_HOME": str(tmp_path / "state"), "TERM": "xterm"},
        )

    return run


def test_diagnostics_hover_lenses_and_a_fix(run: Any, shop: Path) -> None:
    seen = run()
    assert "error" not in seen, seen
    found = {(each["code"], each["line"], each["column"]) for each in seen["diagnostics"]}
    assert found == {
        ("SP204", conftest.RESENT["line"], conftest.RESENT["column"]),
        ("SP402", conftest.WRONG_CODE["line"], conftest.WRONG_CODE["column"]),
    }
    assert "CAPTURE_NOT_ALLOWED" in seen["hover"]
    assert len(seen["lenses"]) == 2
    assert any(lens.startswith("refundOrder") for lens in seen["lenses"])
    assert conftest.fix_is_applied(shop)


def test_the_driver_says_what_it_has_not_seen(run: Any, shop: Path) -> None:
    seen = run(fix={**conftest.RESENT, "title": "Suppress SP999"}, patience=15_000)
    assert "not seen: the edit" in seen["error"]
    assert not conftest.fix_is_applied(shop)
