"""The share of noticed errors."""

import pytest

from sadpath.coverage import Coverage
from sadpath.findings import OutcomeRow, WalkRow
from sadpath.output.badge import badge


def share(*fates):
    rows = tuple(OutcomeRow(400, f"E{n}", fate) for n, fate in enumerate(fates))
    return Coverage.of([WalkRow("acme", "pay", "shop:run", "shop.py", 1, rows)])


def test_what_counts():
    found = share("handled", "raised", "passed", "unnoticed", "crashed", "endless", "unknown", "unknown")
    assert (found.noticed, found.missed, found.unknown) == (2, 4, 2)
    assert found.sentence() == "33.3 % of documented errors are noticed (2 of 6; 2 more are unknown)."


@pytest.mark.parametrize(
    ("noticed", "missed", "shown"), [(1, 0, "100 %"), (9999, 1, "99.9 %"), (0, 3, "0 %"), (5, 3, "62.5 %"), (161, 839, "16.1 %")]
)  # fmt: skip
def test_the_share_is_rounded_down(noticed, missed, shown):
    assert Coverage(noticed, missed, 0).shown() == shown


def test_the_limit():
    assert Coverage(9999, 1, 0).below(100) and not Coverage(1, 0, 5).below(100)
    assert Coverage(79, 21, 0).below(79.5) and not Coverage(79, 21, 0).below(79)
    assert not Coverage(0, 0, 7).below(100)
    assert Coverage(0, 0, 7).sentence() == "No documented error could be followed; 7 are unknown."


def test_the_badge_is_an_svg_that_says_its_share():
    import xml.etree.ElementTree as ElementTree

    root = ElementTree.fromstring(badge(Coverage(5, 3, 0)))
    assert root.get("aria-label") == "documented errors noticed: 62.5 %"
    texts = [element.text for element in root.iter() if element.tag.endswith("}text")]
    assert texts == ["documented errors noticed", "62.5 %"]
    colors = {badge(Coverage(n, 10 - n, 0)).split('fill="')[2][:7] for n in (2, 6, 8, 10)}
    assert len(colors) == 4
    assert "nothing to count" in badge(Coverage(0, 0, 1))
