"""The HTML report: what it holds, that nothing of the source can break out of it, and that it can be read by everybody."""

import base64
import hashlib
import itertools
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sadpath.analyse import analyse
from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.findings import Report
from sadpath.output import renderer
from sadpath.output.fates import MEANINGS
from sadpath.output.sources import Sources
from sadpath.source.discover import discover

SHOP = """\
import time

import requests

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


def capture(order_id):
    answer = requests.post(f"{ORDERS}/{order_id}/captures", timeout=5)  # </script><b>é𝒳</b> <!-- &amp;
    if answer.ok:
        return True
    if answer.json()["error_code"] == "CAPTURE_NOT_ALLOWED":
        return False
    answer.raise_for_status()


def cancel(order_id):
    requests.post(f"{ORDERS}/{order_id}/cancel")
    return "done"


def release(order_id):
    while True:
        answer = requests.post(f"{ORDERS}/{order_id}/release-remaining-authorization")
        if answer.ok:
            return True
        time.sleep(1)
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shop")
    (folder / "shop.py").write_text(SHOP, "utf-8")
    files = discover([folder], cwd=folder).files
    report = analyse(files, config=Config(), providers=load_providers(()), ways=True)
    return report, Sources(str(folder))


@pytest.fixture(scope="module")
def page(shop):
    report, sources = shop
    return renderer("html")(report, color=False, sources=sources)


class Outline(HTMLParser):
    """Elements with their attributes and the text in them; a page that doesn't nest is refused."""

    VOID = ("meta", "link", "input", "rect")

    def __init__(self, text):
        super().__init__()
        self.elements, self._open = [], []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag, attributes):
        self.elements.append([tag, dict(attributes), ""])
        if tag not in self.VOID:
            self._open.append(self.elements[-1])

    def handle_startendtag(self, tag, attributes):
        self.elements.append([tag, dict(attributes), ""])

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        if self._open:
            self._open[-1][2] += data

    def all(self, tag, **wanted):
        return [e for e in self.elements if e[0] == tag and all(e[1].get(k) == v for k, v in wanted.items())]


def data_of(page):
    ((_, _, text),) = Outline(page).all("script", type="application/json")
    return json.loads(text)


def test_it_needs_nothing_from_elsewhere(page):
    outline = Outline(page)
    for _, attributes, _ in outline.elements:
        assert "src" not in attributes and attributes.get("href", "#").startswith(("#", "data:"))
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    assert not re.search(r"url\(|@import", outline.all("style")[0][2])


def test_its_policy_lets_run_what_it_brought_and_nothing_else(page):
    outline = Outline(page)
    policy = next(a["content"] for _, a, _ in outline.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        text = next(text for _, attributes, text in outline.all(tag) if "type" not in attributes)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_source_can_t_break_out(page):
    text = page[page.index('id="data">') :]
    assert "</script>" not in text[: text.index("</script>")] and "<!--" not in text.split("<script>")[0]
    lines = next(iter(data_of(page)["lines"].values()))
    assert lines["9"].endswith("# </script><b>é𝒳</b> <!-- &amp;")


def test_the_map_says_everything_without_the_script(shop, page):
    outline = Outline(page)
    cells = [e for e in outline.all("td") if "data-fate" in e[1]]
    wanted = {(w.operation, o.status, o.code): o.fate for w in shop[0].walks for o in w.outcomes}
    assert len(cells) == len(wanted) and len(outline.all("table", role="grid")) == 3
    for _, attributes, text in cells:
        assert text == MEANINGS[attributes["data-fate"]][0]
        assert attributes["data-fate"] in attributes["aria-label"]
    assert {fate for _, a, _ in cells for fate in [a["data-fate"]]} == {"handled", "raised", "unnoticed", "endless"}
    assert len({a["id"] for _, a, _ in outline.elements if "id" in a}) == len(
        [a for _, a, _ in outline.elements if "id" in a]
    )


def test_a_way_leads_through_the_source(page):
    data = data_of(page)
    walk = next(walk for walk in data["walks"] if walk["operation"] == "captureOrder")
    outcome = next(o for o in walk["outcomes"] if o["code"] == "CAPTURE_NOT_ALLOWED")
    (course,) = (data["courses"][n] for n in data["ways"][outcome["way"]]["courses"])
    steps = [data["steps"][n] for n in course["steps"]]
    assert [(s["what"], s["line"], s["yes"]) for s in steps] == [
        ("sent", 9, None), ("parted", 10, False), ("parted", 12, True),
    ]  # fmt: skip
    line = SHOP.split("\n")[11]
    assert line[steps[2]["from"] : steps[2]["to"]] == 'answer.json()["error_code"] == "CAPTURE_NOT_ALLOWED"'
    (passage,) = (data["passages"][n] for n in course["passages"])
    assert passage["ran"] == [[9, 10], [12, 13]] and passage["function"] == "capture"
    assert course["end"] == "returned" and data["errors"][outcome["error"]][0]


def test_a_loop_is_told_once(page):
    data = data_of(page)
    walk = next(walk for walk in data["walks"] if walk["operation"].startswith("release"))
    (course,) = {data["ways"][o["way"]]["courses"][0] for o in walk["outcomes"]}
    assert len(data["courses"][course]["steps"]) < 8 and data["courses"][course]["end"] == "endless"


def test_findings_stand_with_their_walk(shop, page):
    report, _ = shop
    data = data_of(page)
    for walk in data["walks"]:
        rules = {data["findings"][n]["rule"] for n in walk["findings"]}
        assert rules == {f.rule for f in report.findings if f.operation == walk["operation"]}
    assert any(walk["findings"] for walk in data["walks"])


def test_two_hundred_walks_share_what_they_have_in_common(shop):
    report, sources = shop
    walks = tuple(
        replace(walk, entry=f"shop.m{n}:run", path=f"shop/m{n}.py") for n in range(67) for walk in report.walks
    )
    page = renderer("html")(replace(report, walks=walks), color=False, sources=sources)
    data = data_of(page)
    assert len(data["walks"]) == 201
    assert len(data["courses"]) == len(data_of(renderer("html")(report, color=False, sources=sources))["courses"])
    assert len(page) < 2_000_000


def test_nothing_to_show():
    page = renderer("html")(Report(), color=False, sources=Sources())
    assert "No request of an API" in page and data_of(page)["walks"] == []


STYLE = (Path(renderer.__code__.co_filename).parent / "report/style.css").read_text("utf-8")
COLORS = {
    (name, theme): color
    for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", STYLE.split("*/")[-1].split("}")[0])
    for theme, color in zip(("light", "dark"), pair, strict=True)
}


def linear(color):
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(one, other):
    """WCAG 2: the contrast ratio of two colours."""
    light = sorted(sum(c * w for c, w in zip(linear(x), (0.2126, 0.7152, 0.0722), strict=True)) for x in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_contrast(theme):
    pairs = [(f"on-{fate}", fate) for fate in MEANINGS]
    pairs += itertools.product(("text", "soft", "accent"), ("page", "panel", "sunk"))
    pairs += itertools.product(("text", "soft"), ("ran", "hit"))
    low = {
        pair: round(ratio, 2) for pair in pairs if (ratio := contrast(*(COLORS[name, theme] for name in pair))) < 4.5
    }
    assert not low


DEFICIENCIES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""How people without one kind of cones see linear RGB (Machado, Oliveira and Fernandes, 2009)."""


def lab(rgb):
    x, y, z = (
        sum(c * w for c, w in zip(rgb, row, strict=True)) / white
        for row, white in (
            ((0.4124, 0.3576, 0.1805), 0.9505), ((0.2126, 0.7152, 0.0722), 1.0), ((0.0193, 0.1192, 0.9505), 1.089),
        )
    )  # fmt: skip
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (max(x, 0), max(y, 0), max(z, 0)))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_bad_fates_look_other_than_good_ones_to_everybody(theme, deficiency):
    def seen(fate):
        rgb = linear(COLORS[fate, theme])
        return lab([sum(c * w for c, w in zip(rgb, row, strict=True)) for row in DEFICIENCIES[deficiency]])

    for good, bad in itertools.product(("handled", "raised", "unknown"), ("unnoticed", "crashed", "endless")):
        distance = sum((a - b) ** 2 for a, b in zip(seen(good), seen(bad), strict=True)) ** 0.5
        assert distance > 25, (good, bad, distance)
