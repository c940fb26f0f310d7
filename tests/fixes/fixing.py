"""Looking at small programs, and putting fixes into their text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from sadpath.analyse import Report, analyse
from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.findings import Finding, Fix
from sadpath.fixes import fixes_for
from sadpath.fixes.apply import apply
from sadpath.fixes.tree import Files
from sadpath.source.discover import discover

HEAD = """\
import requests

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"
"""
CANCEL = (
    HEAD
    + """

def cancel(order_id):
    response = requests.post(f"{ORDERS}/{order_id}/cancel")
    if response.ok:
        return "cancelled"
"""
)
"""A program that has to look at an error yet; goes on inside of `cancel`."""
KINGUIN = "https://gateway.kinguin.net/esa/api"


@lru_cache(maxsize=1)
def providers() -> Any:
    return load_providers()


def look(overlay: Mapping[str, bytes] | None = None, *, config: Config | None = None) -> Report:
    """What the tool says of the current directory."""
    return analyse(discover(["."]).files, config=config or Config(), providers=providers(), overlay=overlay)


def findings_of(text: str | bytes, rule: str, name: str = "shop.py") -> list[Finding]:
    """The findings of one rule in a file of the current directory, which is written first."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    report = look()
    assert not report.internal_errors, report.internal_errors
    assert not report.unreadable, report.unreadable
    return [finding for finding in report.findings if finding.rule == rule]


def fixes_of(text: str | bytes, rule: str) -> list[Fix]:
    """All fixes of the only finding of that rule."""
    (finding,) = findings_of(text, rule)
    return list(fixes_for(finding, Files()))


def after(fix: Fix, name: str = "shop.py") -> str:
    """The text of a file with one fix, its line ends as they are written."""
    finding = Finding("SP000", "", "error", name, 1, 1, 1, 1, "")
    applied = apply([(finding, fix)], Files().source)
    assert not applied.mistakes and not applied.problems, (applied.mistakes, applied.problems)
    return applied.data[name].decode()


def fixed(text: str | bytes, rule: str) -> str:
    """The text with the only fix of the only finding of that rule; the finding must be gone then."""
    (fix,) = fixes_of(text, rule)
    new = after(fix)
    assert findings_of(new.encode(), rule) == [], new
    return new
